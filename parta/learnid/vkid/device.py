"""The name of a browser for one app: handed out with the code, asked for with every token.

It is worked out from the browser's session here and kept nowhere; another app
gets another name.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

from parta.idp.provider.models import Grant


def device_of(sid: str, client_id: str) -> str:
    said = f"{client_id} {sid}"
    return salted_hmac("parta.vkid.device", said, algorithm="sha256").hexdigest()[:32]


def is_of(grant: Grant, device_id: str) -> bool:
    return constant_time_compare(device_of(grant.sid, grant.client_id), device_id)
