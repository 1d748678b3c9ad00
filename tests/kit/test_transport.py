"""What the scheme of a site's address makes of its cookies and its answers."""

import pytest

from parta.kit.settings import transport

COOKIES = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE")


@pytest.mark.parametrize(
    ("address", "secure"), [("https://school.example", True), ("http://127.0.0.1:8000", False)]
)
def test_cookies_and_redirects_keep_to_tls_where_the_address_does(
    address: str, secure: bool
) -> None:
    told = transport(address)
    assert [told[name] for name in COOKIES] == [secure] * 3
    assert told["SECURE_SSL_REDIRECT"] is secure
    assert bool(told["SECURE_HSTS_SECONDS"]) is secure
