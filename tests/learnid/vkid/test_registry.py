"""Registering an app by the command: what it prints, and what it refuses."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from parta.idp.provider.models import Client

pytestmark = pytest.mark.django_db
BACK = "https://app.example/back"


def test_an_app_is_a_number_and_has_no_secret() -> None:
    out = StringIO()
    call_command(
        "vkid_add", "--name=Кружок", f"--redirect-uri={BACK}", "--phone", "--json", stdout=out
    )
    printed = json.loads(out.getvalue())
    client = Client.objects.get()
    assert printed == {"client_id": client.client_id, "base_address": "http://127.0.0.1:8002"}
    assert client.client_id.isdecimal()
    assert (client.scopes, client.secrets.count()) == (["vkid.personal_info", "phone"], 0)


@pytest.mark.parametrize(
    "wrong", [["--redirect-uri=javascript:evil"], [f"--redirect-uri={BACK}", "--origin=x"]]
)
def test_what_cannot_be_registered(wrong: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("vkid_add", "--name=Кружок", *wrong)
    assert not Client.objects.exists()
