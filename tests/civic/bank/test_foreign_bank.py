"""Confirmed through a bank that others wrote (npm oidc-provider), over real HTTP."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
import pytest

from parta.civic.assurance.models import BankCheck
from parta.civic.bank.banks import Bank
from parta.oidc import provider as known
from tests.civic.bank.customer import BACK
from tests.civic.visitor import born, documented, level_of, of
from tests.foreign.node import running

pytestmark = pytest.mark.django_db
SCOPE = "openid profile passport"
DOCUMENT = ("identification.series", "identification.number")


def customer(**changes: Any) -> dict[str, Any]:
    """Whom the bank knows, in its own shape of a document."""
    return {
        "family_name": "Журавлёва",
        "given_name": "ВАЛЕРИЯ",
        "middle_name": "Олеговна",
        "birthdate": born(15).isoformat(),
        "identification": {"series": "36 26", "number": "104218"},
        **changes,
    }


def through(url: str, back: str) -> dict[str, str]:
    """What a browser brings back from the bank; it keeps the bank's cookies."""
    with httpx.Client(trust_env=False) as browser:
        while not url.startswith(back):
            response = browser.get(url)
            assert response.is_redirect, f"{url}: {response.status_code}\n{response.text}"
            url = urljoin(url, response.headers["Location"])
    return dict(parse_qsl(urlsplit(url).query))


@pytest.fixture
def back(settings: Any, tmp_path: Any) -> Iterator[str]:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    known.forget()
    yield settings.PUBLIC_URL + BACK
    known.forget()


@pytest.mark.parametrize(
    ("pushed", "changes", "level", "parts"),
    [
        ("on", {}, "confirmed", []),
        ("off", {}, "confirmed", []),
        ("on", {"birthdate": "2001-02-03"}, "standard", ["birthdate"]),
        (
            "on",
            {"identification": {"series": "3626", "number": "999999"}},
            "standard",
            ["document"],
        ),
    ],
)
def test_a_person_is_confirmed_by_a_foreign_bank(
    settings: Any,
    back: str,
    pushed: str,
    changes: dict[str, Any],
    level: str,
    parts: list[str],
) -> None:
    person = documented(middle_name="Олеговна")
    browser = of(person)
    said = json.dumps(customer(**changes))
    with running("bank.mjs", CALLBACK=back, CLAIMS=said, PUSHED=pushed) as issuer:
        settings.BANKS = (
            Bank("alfa", "Альфа", issuer, "parta", "a secret of the two", SCOPE, DOCUMENT),
        )
        there = browser.get("/level/bank/alfa")["Location"]
        assert there.startswith(issuer)
        assert ("request_uri" in there) == (pushed == "on")
        answer = through(there, back)
        assert answer["iss"] == issuer
        browser.get(BACK, answer)
        assert level_of(person) == level
        assert BankCheck.objects.get().parts == parts
        browser.get(BACK, answer)  # once more: nothing is left to take
        assert BankCheck.objects.count() == 1
