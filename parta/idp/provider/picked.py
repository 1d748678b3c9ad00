"""The mark that says that the person was shown who is signed in, and went on as that person.

It rides in the address, for `prompt=select_account`.  Bound to the account and to the
request, so that neither another request nor another person in this browser can use it.
"""

from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

PARAMETER = "picked"


def mark(account: UUID, request: str) -> str:
    return salted_hmac("parta.picked", f"{account} {request}", algorithm="sha256").hexdigest()


def fits(text: str, account: UUID, request: str) -> bool:
    return constant_time_compare(text, mark(account, request))
