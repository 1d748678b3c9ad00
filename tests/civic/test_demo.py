"""The demo's accounts: loaded once, corrected when they age, never among real people."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from parta.civic.citizens.models import Citizen
from parta.civic.demo.load import key_of, load
from parta.civic.demo.rest import demo_accounts, rest
from parta.civic.desk.models import Clerk
from parta.kit.demo.people import people
from tests.civic.test_citizens import citizen
from tests.idp.party import Browser
from tests.idp.proving import code

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def said() -> str:
    out = StringIO()
    call_command("demo_load", stdout=out)
    return out.getvalue()


def test_everybody_of_the_demo_signs_in() -> None:
    added, corrected = load(TODAY)
    assert (added, corrected) == (len(people(TODAY)), 0)
    for person in people(TODAY):
        browser = Browser()
        onward = browser.sign_in(person.login, person.password)["Location"]
        if person.totp:  # what the demo's page «Телефон» shows
            onward = browser.send(onward, code=code(secret=person.totp))["Location"]
        assert onward == "/"
        known = Citizen.objects.get(pk=key_of(person))
        assert (known.birthdate, known.level) == (person.birthdate, person.level)


def test_loading_again_changes_nothing_and_a_new_year_the_ages() -> None:
    load(TODAY)
    before = {c.pk: (c.birthdate, c.password) for c in Citizen.objects.all()}
    assert load(TODAY) == (0, 0)
    assert load(TODAY.replace(year=2027)) == (0, len(before))
    for one in Citizen.objects.all():
        birthdate, password = before[one.pk]
        assert one.birthdate.year == birthdate.year + 1
        assert one.password == password


def test_a_demo_that_people_have_joined_can_still_be_corrected() -> None:
    load(TODAY)
    citizen(phone="+79991112233")
    assert load(TODAY) == (0, 0)


def test_the_clerk_of_the_demo_has_a_desk_whatever_the_year() -> None:
    for year in (2026, 2027):
        load(TODAY.replace(year=year))
        assert Clerk.objects.get().citizen.given_name == "Нина"


def test_a_level_reached_in_the_demo_stays_with_what_it_rests_on() -> None:
    load(TODAY)
    lera = Citizen.objects.filter(given_name="Валерия")
    lera.update(level="confirmed", snils="11223344595", given_name="Лера")
    assert load(TODAY) == (0, 1)
    again = lera.model.objects.get(snils="11223344595")
    assert (again.level, again.given_name) == ("confirmed", "Валерия")


def test_the_front_page_offers_both_sides_of_a_desk_while_the_demo_is_awake(
    settings: Any,
) -> None:
    def offered() -> list[bool]:
        page = Browser().get("/").content.decode()
        return [person.password in page for person in people(TODAY)]

    assert not any(offered())
    load(TODAY)
    assert [p.key for p, shown in zip(people(TODAY), offered(), strict=True) if shown] == [
        "lera",
        "clerk",
    ]
    settings.DEMO = False
    assert not any(offered())
    settings.DEMO = True
    rest()
    assert not any(offered())


@pytest.mark.proves("asvs:6.3.2")
def test_the_demo_is_not_loaded_among_real_people() -> None:
    citizen(phone="+79991112233")
    with pytest.raises(CommandError, match="Real accounts"):
        said()
    assert Citizen.objects.count() == 1


def test_the_demo_can_be_switched_off(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="switched off"):
        said()
    settings.DEMO = True
    assert said().startswith("Demo accounts: ")


@pytest.mark.proves("asvs:6.3.2")
def test_a_demo_at_rest_lets_nobody_in_until_it_is_loaded_again() -> None:
    load(TODAY)
    anya, known = people(TODAY)[0], citizen(phone="+79991112233")
    browser = Browser()
    browser.sign_in(anya.login, anya.password)
    assert inside(browser)
    rest()
    assert not inside(browser)
    assert Browser().sign_in(anya.login, anya.password).status_code == 403
    known.refresh_from_db()
    assert known.is_active
    assert load(TODAY) == (0, len(people(TODAY)))
    assert Browser().sign_in(anya.login, anya.password)["Location"] == "/"


def inside(browser: Browser) -> bool:
    return bool(browser.get("/").headers.get("Location") == reverse("account"))


def standing() -> str:
    out = StringIO()
    call_command("demo_standing", stdout=out)
    return out.getvalue().strip()


def test_the_start_puts_a_demo_to_rest_that_is_switched_off(settings: Any) -> None:
    assert standing() == "empty"
    load(TODAY)
    assert standing() == "inhabited"
    settings.DEMO = False
    assert standing() == "resting"
    assert not demo_accounts().filter(is_active=True).exists()


def test_accounts_that_are_not_the_demos_are_real() -> None:
    citizen(phone="+79991112233")
    assert standing() == "real"
