"""What the tests of the way share: a number, its account, what the school is told."""

import re
from html import unescape
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import RequestFactory

from parta.learnid.learners.models import Learner
from parta.learnid.profiles.write import make
from tests.idp.party import PASSWORD, Ask, Party, answer, ask, redeem, userinfo
from tests.learnid.walk import Walker, messages

PHONE = "+71991111111"
PASSWORD_HASH: list[str] = []


def asked_by(school: Party, **changes: str) -> Ask:
    return ask(school, scope="openid learning_profile", **changes)


def learner(*people: dict[str, Any], password: str = PASSWORD, phone: str = PHONE) -> Learner:
    PASSWORD_HASH.extend([] if PASSWORD_HASH else [make_password(PASSWORD)])
    kept = PASSWORD_HASH[0] if password else make_password(None)
    found = Learner.objects.create(phone=phone, password=kept)
    for said in people:
        make(found, said, RequestFactory().get("/"))
    return found


def told(asked: Ask, walker: Walker) -> dict[str, Any]:
    """What the school learns when the last press has led back to it."""
    code = answer(walker.page, asked.party)["code"]
    token = redeem(asked, code).json()["access_token"]
    said: dict[str, Any] = userinfo(token).json()
    assert said.pop("sub")
    return said


def typed_code(walker: Walker) -> Walker:
    assert walker.at == "/signin/code"
    return walker.press(code=messages(PHONE)[-1])


def field(walker: Walker, name: str) -> tuple[str, bool]:
    """What stands in a field, and whether it is tinted as known."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]*>', walker.page.content.decode())
    assert found
    value = re.search(r' value="([^"]*)"', found[0])
    return unescape(value[1]) if value else "", 'class="in filled"' in found[0]
