"""The operator's forms pressed twice: what the browser shows last is what lives."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from parta.audit.models import AuditEvent
from parta.idp.provider.models import Client, ClientSecret, digest
from tests.connections import of_many, together
from tests.idp.party import Browser, Party
from tests.idp.test_operators import NEW, operator, page, secret_on

__all__ = ["operator"]
ADD = "/operator/clients/new"


def drawn_on(response: Any) -> str:
    text = page(response)
    found = text.split('name="drawn"', 1)[1].split('value="', 1)[1]
    return found.split('"', 1)[0]


def pressed(browser: Browser, url: str, form: dict[str, Any], _number: int = 0) -> Any:
    """By a connection of its own, as a browser sends a second press."""
    hand = Browser()
    hand.cookies = browser.cookies
    return hand.send(url, **form)


def test_a_client_added_by_two_presses_is_one_with_one_secret(
    operator: Browser, settings: Any
) -> None:
    form = NEW | {"drawn": drawn_on(operator.get(ADD))}
    first, second = operator.send(ADD, **form), operator.send(ADD, **form)
    assert secret_on(first) == secret_on(second)
    secret = ClientSecret.objects.get(client__name="Кружок")
    assert secret.hash == digest(secret_on(second))
    assert AuditEvent.objects.filter(action="client.added").count() == 1
    settings.CLOCK_OFFSET += timedelta(minutes=2)
    reload = operator.send(ADD, **form)
    assert reload["Location"] == f"/operator/clients/{secret.client_id}"


def test_every_form_draws_anew(operator: Browser) -> None:
    forms = [NEW | {"drawn": drawn_on(operator.get(ADD))} for _ in range(2)]
    rubbish = [NEW | {"drawn": drawn} for drawn in ("", "x", "x")]
    secrets = {secret_on(operator.send(ADD, **form)) for form in (*forms, *rubbish)}
    assert len(secrets) == Client.objects.count() == 5


def test_a_form_that_is_refused_keeps_what_it_has_drawn(operator: Browser) -> None:
    drawn = drawn_on(operator.get(ADD))
    assert drawn_on(operator.send(ADD, **NEW | {"drawn": drawn, "name": ""})) == drawn


def test_a_form_of_a_second_secret_that_comes_again_later_makes_nothing(
    operator: Browser, party: Party, settings: Any
) -> None:
    form = {"drawn": drawn_on(operator.get("/operator/clients/party"))}
    operator.send("/operator/clients/party/secret", **form)
    operator.send("/operator/clients/party/old-secret")
    settings.CLOCK_OFFSET += timedelta(minutes=2)
    again = operator.send("/operator/clients/party/secret", **form)
    assert again["Location"] == "/operator/clients/party"
    assert ClientSecret.objects.filter(client="party").count() == 2


def test_a_second_secret_by_two_presses_is_one(operator: Browser, party: Party) -> None:
    form = {"drawn": drawn_on(operator.get("/operator/clients/party"))}
    first, second = (operator.send("/operator/clients/party/secret", **form) for _ in range(2))
    assert secret_on(first) == secret_on(second)
    assert ClientSecret.objects.filter(client="party").count() == 2
    assert AuditEvent.objects.filter(action="client.secret-added").count() == 1


class TestAtOnce:
    @pytest.fixture(autouse=True)
    def database_of_many(self, transactional_db: None, tmp_path: Path) -> Iterator[None]:
        with of_many(tmp_path):
            yield

    @pytest.mark.django_db(transaction=True)
    def test_eight_presses_at_once_add_one_client(self, operator: Browser) -> None:
        form = NEW | {"drawn": drawn_on(operator.get(ADD))}
        answers = together(8, partial(pressed, operator, ADD, form))
        assert len({secret_on(answer) for answer in answers}) == 1
        assert ClientSecret.objects.get().hash == digest(secret_on(answers[0]))
        assert AuditEvent.objects.filter(action="client.added").count() == 1
