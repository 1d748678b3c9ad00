"""What may be done with the contacts of an account.

Pure.  The rule in prose: docs/rules/registration.md.
"""

from collections.abc import Collection

from parta.idp.accounts.identifiers import Kind


def may_remove(kind: Kind, proved: Collection[Kind]) -> bool:
    """Somebody without a proved contact could neither sign in nor get a lost password back."""
    return kind in proved and len(proved) > 1
