"""The cast of a provider site, whichever runs: people with accounts, and clients."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth.hashers import make_password

from parta.idp.accounts.account import Account, model
from tests.idp.party import PASSWORD, Party, register

ENCODED: dict[object, str] = {}  # by cost


def account(phone: str, **changes: Any) -> Account:
    """An account of this site with PASSWORD, found by its phone."""
    if site.HASH_COST not in ENCODED:
        ENCODED[site.HASH_COST] = make_password(PASSWORD)
    known: dict[str, Any] = {"phone": phone, "password": ENCODED[site.HASH_COST]}
    if site.SITE == "civic":
        known |= {
            "family_name": "Ковалёва",
            "given_name": "Анна",
            "birthdate": date(2013, 3, 14),
            "gender": "female",
            "phone_verified": True,
        }
    return model()._default_manager.create(**known | changes)


@pytest.fixture(autouse=True)
def plain_site(
    request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One page to sign in, one person to an account: a site's own ways are tested by the site."""
    if request.node.get_closest_marker("urls") is None:
        settings.ROOT_URLCONF = "tests.idp.site_urls"
    monkeypatch.setattr(model(), "holder", Account.holder)
    monkeypatch.setattr(model(), "held", Account.held)


@pytest.fixture
def anya(db: None) -> Account:
    return account("+71991111111")


@pytest.fixture
def boris(db: None) -> Account:
    return account("+71992222222")


@pytest.fixture
def party(db: None) -> Party:
    return register("party", ["openid"])


@pytest.fixture
def other(db: None) -> Party:
    return register("other", ["openid"])


@pytest.fixture
def public(db: None) -> Party:
    return register("public", ["openid"], public=True)
