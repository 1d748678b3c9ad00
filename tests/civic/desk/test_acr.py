"""What another site learns of a level: the one there is now, in each new ID token."""

import json
from base64 import urlsafe_b64decode
from typing import Any

import pytest

from parta.civic.citizens.models import Citizen
from tests.civic.visitor import PASSPORT, clerk, decide, find, give, lera, of, show_code
from tests.idp.party import Browser, Party, answer, ask, redeem, register

pytestmark = pytest.mark.django_db
LEVEL = "urn:parta:level:"


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def acr(party: Party, browser: Browser, **asked: str) -> str:
    """The level in an ID token that is asked for now."""
    request = ask(party, **asked)
    if asked.get("prompt") == "none":
        told = answer(browser.get(request.url), party)
        if "error" in told:
            return told["error"]
    else:
        told = browser.through(request)
    token = redeem(request, told["code"]).json()["id_token"].split(".")[1]
    found: str = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))["acr"]
    return found.removeprefix(LEVEL)


def confirm(person: Citizen) -> None:
    desk = of(clerk())
    find(desk, show_code(person))
    decide(desk)


def test_a_silent_request_reads_the_new_level_and_signing_in_again_changes_none() -> None:
    party, person = register("party", ["openid"]), lera()
    browser = Browser("+7 199 100-00-05")
    wanted = {"prompt": "none", "acr_values": f"{LEVEL}confirmed"}
    assert acr(party, browser) == "simplified"
    assert acr(party, browser, **wanted) == "unmet_authentication_requirements"
    give(of(person), PASSPORT)
    assert acr(party, browser, prompt="none") == "standard"
    assert acr(party, browser, **wanted) == "unmet_authentication_requirements"
    assert acr(party, browser, prompt="login") == "standard"
    confirm(person)
    assert acr(party, browser, **wanted) == "confirmed"
    assert acr(party, browser, prompt="login") == "confirmed"
