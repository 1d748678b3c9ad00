"""The `claims` parameter as a table: what it asks for, and what is not one."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.rules import Asked, Standing, Step, decide, told_level
from parta.idp.provider.wanted import Wanted, wanted

LOW, MIDDLE, HIGH = LEVELS = ("urn:level:low", "urn:level:middle", "urn:level:high")


def of(id_token: Iterable[str] = (), userinfo: Iterable[str] = (), **fields: Any) -> Wanted:
    return Wanted(frozenset(id_token), frozenset(userinfo), **fields)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", of()),
        ("{}", of()),
        ('{"userinfo": null, "else": 7}', of()),
        ('{"userinfo": {"email": null}}', of(userinfo=["email"])),
        ('{"id_token": {"email": {"essential": true}}}', of(id_token=["email"])),
        (
            '{"userinfo": {"a": {"value": "1"}, "b": {"value": 2}}, "id_token": {"a": null}}',
            of(userinfo=["a", "b"], id_token=["a"], values={"a": "1"}),
        ),
        (
            '{"userinfo": {"name": {"value": "Ё ж", "essential": 1}, "x": {"value": "\\u0000"}}}',
            of(userinfo=["name", "x"], values={"name": "Ё ж"}),
        ),
        (
            '{"id_token": {"sub": {"value": "s-1"}}}',
            of(id_token=["sub"], values={"sub": "s-1"}, subject="s-1"),
        ),
        ('{"userinfo": {"sub": {"value": "s-1"}}}', of(userinfo=["sub"], values={"sub": "s-1"})),
        ('{"id_token": {"acr": {"values": ["x"]}}}', of(id_token=["acr"])),
        ('{"id_token": {"acr": {"essential": true}}}', of(id_token=["acr"])),
        (
            '{"id_token": {"acr": {"essential": true, "values": ["x", "y"]}}}',
            of(id_token=["acr"], levels=("x", "y")),
        ),
        (
            '{"id_token": {"acr": {"essential": true, "value": "x"}}}',
            of(id_token=["acr"], levels=("x",), values={"acr": "x"}),
        ),
    ],
)
def test_what_it_asks_for(text: str, asked: Wanted) -> None:
    assert wanted(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        *("x", "[]", "null", "1", '"a"', "{", "[" * 3000, '{"a":' * 700),
        '{"userinfo": 1}',
        '{"userinfo": ["email"]}',
        '{"id_token": {"email": true}}',
        '{"id_token": {"email": []}}',
        '{"id_token": {"sub": {"value": 7}}}',
        '{"id_token": {"sub": {"value": "\\ud800"}}}',
        '{"id_token": {"sub": {"value": "\\u0000"}}}',
        '{"id_token": {"acr": {"essential": true, "values": "x"}}}',
        '{"id_token": {"acr": {"essential": true, "values": [1]}}}',
    ],
)
def test_what_it_can_not_be(text: str) -> None:
    with pytest.raises(Refused) as refused:
        wanted(text)
    assert refused.value.error is Error.INVALID_REQUEST


@pytest.mark.proves("provider:6", "provider:7")
@pytest.mark.parametrize(
    ("essential", "level", "told"),
    [
        ((LOW,), LOW, LOW),
        ((LOW,), HIGH, LOW),
        ((LOW, MIDDLE), HIGH, MIDDLE),
        ((LOW, HIGH), MIDDLE, LOW),
        ((MIDDLE, "urn:else"), HIGH, MIDDLE),
        ((MIDDLE,), LOW, None),
        (("urn:else",), HIGH, None),
        ((), HIGH, None),
        (None, HIGH, HIGH),
    ],
)
def test_an_essential_level_is_told_as_it_was_asked_for_or_nothing_is(
    essential: tuple[str, ...] | None, level: str, told: str | None
) -> None:
    asked = Asked(
        scopes=("openid",),
        code_challenge="c" * 43,
        nonce="",
        prompts=frozenset(),
        max_age=None,
        levels=(),
        wanted=Wanted(levels=essential),
    )
    person = Standing(age=timedelta(), level=level, agreed=True)
    if told is None:
        with pytest.raises(Refused) as refused:
            decide(asked, person, LEVELS)
        assert refused.value.error is Error.UNMET_AUTHENTICATION
        return
    assert decide(asked, person, LEVELS) is Step.GRANT
    assert told_level(asked, level, LEVELS) == told
