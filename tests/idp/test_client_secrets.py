"""A client changes its secret without a minute in which none works."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client as Http

from parta.audit.models import AuditEvent
from parta.idp.provider.models import Client, ClientSecret
from parta.kit import clock
from tests.idp.party import Party, post


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("client_rotate", *arguments, stdout=out)
    return out.getvalue()


def works(secret: str) -> bool:
    response = post(Http(), "/revoke", {"token": "x"}, Party("party", secret))
    return bool(response.status_code == 200)


def rotated(*arguments: str) -> str:
    label, secret = said("party", *arguments).split()
    assert label == "client_secret:"
    return secret


def test_two_secrets_live_until_the_old_one_is_ended(party: Party) -> None:
    new = rotated()
    assert works(party.secret)
    assert works(new)
    with pytest.raises(CommandError, match="end the old one first"):
        said("party")
    assert said("party", "--end-old") == "The old secret works no more.\n"
    assert (works(party.secret), works(new)) == (False, True)
    assert said("party", "--end-old") == "Nothing to do.\n"
    assert works(rotated())
    kept = AuditEvent.objects.order_by("id").values_list("action", "actor", "object")
    assert list(kept) == [
        ("client.secret-added", "operator", "client:party"),
        ("client.secret-ended", "operator", "client:party"),
        ("client.secret-added", "operator", "client:party"),
    ]
    assert new not in str(list(ClientSecret.objects.values()))


def test_the_old_one_may_have_its_days(party: Party, settings: Any) -> None:
    new = rotated("--old-days=14")
    settings.CLOCK_OFFSET = timedelta(days=13)
    assert works(party.secret)
    settings.CLOCK_OFFSET = timedelta(days=15)
    assert (works(party.secret), works(new)) == (False, True)


@pytest.mark.parametrize("days", ["0", "-1", "366", "x", "1.5", "\u0663", "9" * 5000])
def test_days_are_a_number_of_days(days: str, party: Party) -> None:
    with pytest.raises(CommandError):
        said("party", f"--old-days={days}")


def test_a_client_without_a_secret_gets_none(public: Party, party: Party) -> None:
    for client_id in ("public", "nobody"):
        with pytest.raises(CommandError):
            said(client_id)
    assert not ClientSecret.objects.filter(client_id="public").exists()


def test_the_last_use_is_noted_to_the_hour(party: Party, settings: Any) -> None:
    def used() -> Any:
        return ClientSecret.objects.get().used_at

    assert not works("wrong")
    assert used() is None
    assert works(party.secret)
    first = used()
    assert clock.now() - first < timedelta(minutes=1)
    assert works(party.secret)
    assert used() == first
    settings.CLOCK_OFFSET = timedelta(minutes=61)
    assert works(party.secret)
    assert used() > first


def test_a_client_that_is_shut_proves_nothing(party: Party) -> None:
    Client.objects.update(is_active=False)
    assert not works(party.secret)
