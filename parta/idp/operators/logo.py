"""A client's logo: a small PNG of its own, shown where people are asked for consent."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from parta.idp.operators import access

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SIZE_BYTES = 64 * 1024
LEAST, MOST = 48, 512  # pixels


def fault_of_logo(picture: bytes) -> str | None:
    """Why the file can't be a logo, or None when it can (PNG 1.2, §11.2.2)."""
    if len(picture) > SIZE_BYTES:
        return gettext_noop("the file is larger than 64 KB")
    if not picture.startswith(SIGNATURE) or picture[12:16] != b"IHDR":
        return gettext_noop("the file is not a PNG picture")
    sides = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    if not all(LEAST <= side <= MOST for side in sides):
        return gettext_noop("its sides are not from 48 to 512 pixels")
    return None


@require_safe
def logo(_request: HttpRequest, client_id: str) -> HttpResponse:
    """To anybody: it stands on a page that strangers see."""
    found = access.client_with_logo(client_id)
    headers = {"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(found.logo), content_type="image/png", headers=headers)
