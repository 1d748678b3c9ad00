"""The mark that says whose data a consent page has shown.

It rides in the address of the page's form: a press agrees for that person alone,
not for whoever has signed in to the same browser meanwhile.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

from parta.idp.accounts.account import Holder
from parta.idp.provider.models import Client

PARAMETER = "shown"


def mark(holder: Holder, client: Client) -> str:
    said = f"{holder.pk} {client.client_id}"
    return salted_hmac("parta.shown", said, algorithm="sha256").hexdigest()


def fits(text: str, holder: Holder | None, client: Client) -> bool:
    return holder is not None and constant_time_compare(text, mark(holder, client))
