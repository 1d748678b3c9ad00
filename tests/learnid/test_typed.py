"""A form whose press came too late for a fresh sign-in is there again, as it was typed."""

from datetime import timedelta
from typing import Any

import pytest

from parta.learnid.profiles.models import Profile
from tests.learnid.test_account import PHONE, inside
from tests.learnid.walk import SAID, Walker, messages

__all__ = ["inside"]
pytestmark = pytest.mark.django_db
FORMS = [
    (
        "/profile/{key}/edit",
        SAID
        | {"family_name": "Соколова", "middle_name": "Ильинична", "birthdate": "15 марта 2013"},
    ),
    ("/profile/{key}/move", {"phone": "8 199 333"}),
    ("/profile/{key}/parent", {"phone": "8 199 333"}),
    ("/account/phone", {"phone": "8 199 333"}),
]


@pytest.mark.parametrize(("path", "typed"), FORMS)
def test_nothing_typed_is_lost(
    inside: Walker, settings: Any, path: str, typed: dict[str, str]
) -> None:
    path = path.format(key=Profile.objects.get().pk)
    assert inside.open(path).at == path
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    inside.defaults["HTTP_REFERER"] = f"http://testserver{path}"
    inside.press(**typed)
    assert inside.at == "/signin"
    inside.press(phone=PHONE)
    inside.press(code=messages(PHONE)[-1])
    assert inside.at == path
    shown = inside.page.content.decode()
    for value in typed.values():
        assert f'value="{value}"' in shown, value
