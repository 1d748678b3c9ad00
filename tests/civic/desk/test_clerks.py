"""Who is made a clerk by the operator, and who is not."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import DeskCode
from parta.civic.citizens.models import Citizen
from parta.civic.desk.models import Clerk
from parta.idp.factors.models import Totp
from parta.kit import clock
from tests.civic.visitor import clerk, documented, lera, level_of, of, show_code
from tests.idp.party import Browser

pytestmark = pytest.mark.django_db
PHONE = "8 (199) 100-00-05"


def add(contact: str = PHONE, place: str = "Окно 1", **options: Any) -> str:
    out = StringIO()
    call_command("clerk_add", contact=contact, place=place, stdout=out, **options)
    return out.getvalue()


def events() -> list[tuple[str, str, dict[str, Any]]]:
    rows = AuditEvent.objects.order_by("pk").filter(actor="operator")
    return [(row.action, row.object, row.detail) for row in rows]


def test_somebody_confirmed_becomes_a_clerk_and_can_move_and_leave() -> None:
    person = lera(level="confirmed")
    assert "Окно 1" in add()
    add(place="Окно 2")
    assert Clerk.objects.get().place == "Окно 2"
    browser = of(person)
    assert browser.get("/")["Location"] == "/desk"
    assert browser.get("/desk").status_code == 200
    call_command("clerk_remove", contact=PHONE, stdout=StringIO())
    assert browser.get("/desk").status_code == 404
    assert browser.get("/")["Location"] == "/account"
    who = f"account:{person.pk}"
    assert events() == [
        ("clerk.added", who, {"place": "Окно 1"}),
        ("clerk.added", who, {"place": "Окно 2"}),
        ("clerk.removed", who, {}),
    ]
    with pytest.raises(CommandError, match="No clerk"):
        call_command("clerk_remove", contact=PHONE)


@pytest.mark.parametrize(
    ("make", "contact", "options", "words"),
    [
        (lera, "+7 199 999-99-99", {}, "Nobody"),
        (lera, "what", {}, "Nobody"),
        (lera, PHONE, {}, "not confirmed"),
        (lera, PHONE, {"papers_seen": True}, "no document"),
        (documented, PHONE, {}, "not confirmed"),
        (documented, PHONE, {"place": " "}, "--place"),
        (documented, PHONE, {"place": "x" * 121}, "--place"),
    ],
)
def test_who_is_not_confirmed_is_made_no_clerk(
    make: Any, contact: str, options: dict[str, Any], words: str
) -> None:
    person: Citizen = make()
    before = person.level
    with pytest.raises(CommandError, match=words):
        add(contact, **options)
    assert not Clerk.objects.exists()
    assert level_of(person) == before
    assert events() == []


def test_the_first_clerk_is_confirmed_by_the_operator() -> None:
    person = documented()
    show_code(person)
    add(papers_seen=True)
    assert level_of(person) == "confirmed"
    assert not DeskCode.objects.exists()
    assert events() == [
        (
            "identity.confirmed",
            f"account:{person.pk}",
            {"level": {"before": "standard", "after": "confirmed"}},
        ),
        ("clerk.added", f"account:{person.pk}", {"place": "Окно 1"}),
    ]


def test_the_front_page_leads_a_clerk_to_the_desk() -> None:
    assert of(clerk()).get("/")["Location"] == "/desk"


@pytest.mark.parametrize(
    ("works", "words"),
    [(True, "кто дал вам доступ"), (False, "где подтверждали вашу личность")],
)
def test_who_works_here_and_has_lost_every_factor_turns_to_whoever_gave_the_access(
    words: str, *, works: bool
) -> None:
    person = clerk().citizen if works else documented()
    Totp.objects.create(account_id=person.pk, sealed=b"x", since=clock.now())
    browser = Browser(person.phone)
    owed = browser.sign_in()["Location"]
    page = browser.get(owed).content.decode().replace("\u00a0", " ")
    assert words in page
