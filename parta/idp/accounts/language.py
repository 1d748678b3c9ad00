"""The language that a client asks a page to speak (OpenID Connect's ui_locales)."""

from django.conf import settings
from django.utils.translation import get_language


def spoken(ui_locales: str) -> str:
    """The first wanted language that we have, else the reader's own setting."""
    known = {code for code, _ in settings.LANGUAGES}
    wanted = (tag.partition("-")[0].lower() for tag in ui_locales.split()[:10])
    return next((tag for tag in wanted if tag in known), get_language() or settings.LANGUAGE_CODE)
