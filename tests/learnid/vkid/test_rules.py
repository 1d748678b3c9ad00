"""What a request in VK ID's words may ask: one row per clause."""

import pytest

from parta.idp.provider.errors import Refused
from parta.learnid.vkid.rules import check, language, speaks

SOUND = {
    "response_type": "code",
    "client_id": "12345678",
    "state": "s",
    "code_challenge": "a" * 43,
    "code_challenge_method": "s256",
}


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, None),
        ({"code_challenge_method": "S256"}, None),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge": "a" * 42}, "invalid_request"),
        ({"code_challenge": "a" * 42 + "="}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "phone"}, "invalid_scope"),
        ({"scope": "email wall"}, None),
        ({"prompt": "none"}, None),
        ({"prompt": "login consent"}, None),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "auto"}, "invalid_request"),
        ({"v": "2.6.1", "sdk_type": "vkid", "app_id": "1", "provider": "vkid"}, None),
    ],
)
def test_what_is_refused(changes: dict[str, str], refused: str | None) -> None:
    if refused is None:
        assert check(SOUND | changes, ["vkid.personal_info"]).code_challenge
        return
    with pytest.raises(Refused) as refusal:
        check(SOUND | changes, ["vkid.personal_info"])
    assert refusal.value.error == refused


@pytest.mark.parametrize(
    ("asked", "granted"),
    [
        ("", ("vkid.personal_info",)),
        ("email", ("vkid.personal_info", "email")),
        ("phone vkid.personal_info phone", ("vkid.personal_info", "phone")),
        ("wall friends", ("vkid.personal_info",)),
    ],
)
def test_who_it_is_goes_along_with_every_request(asked: str, granted: tuple[str, ...]) -> None:
    assert check(SOUND | {"scope": asked}, ["phone"]).scopes == granted


@pytest.mark.parametrize(
    ("lang_id", "said"),
    [("0", {"ui_locales": "ru"}), ("3", {"ui_locales": "en"}), ("1", {}), ("x", {}), ("", {})],
)
def test_the_language_is_a_number(lang_id: str, said: dict[str, str]) -> None:
    assert language({"lang_id": lang_id}) == said


@pytest.mark.parametrize(
    ("client_id", "vk"),
    [
        ("12345678", True),
        ("school", False),
        ("", False),
        ("01", False),
        ("١٢٣", False),
        ("9" * 19, False),
    ],
)
def test_an_app_is_a_number(client_id: str, vk: bool) -> None:
    assert speaks(client_id) is vk
