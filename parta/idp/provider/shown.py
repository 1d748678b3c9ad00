"""The mark that says whose data a consent page has shown.

It rides in the address of the page's form: a press agrees for that person alone and
the others whom the page has named, not for whoever has signed in to the same browser
meanwhile, nor for whom the account has got since.
"""

from collections.abc import Sequence

from django.utils.crypto import constant_time_compare, salted_hmac

from parta.idp.accounts.account import Holder
from parta.idp.provider.models import Client

PARAMETER = "shown"


def mark(holder: Holder, client: Client, others: Sequence[str] = ()) -> str:
    said = " ".join([str(holder.pk), client.client_id, *others])
    return salted_hmac("parta.shown", said, algorithm="sha256").hexdigest()


def fits(text: str, holder: Holder | None, client: Client, others: Sequence[str] = ()) -> bool:
    return holder is not None and constant_time_compare(text, mark(holder, client, others))
