"""Junk in every form of a family: refusals, and never a 5xx."""

import random
from uuid import uuid4

import pytest
from django.test import Client

from parta.civic.citizens.models import Citizen
from tests.civic.family.parents import CHILD, guarded, own_child
from tests.idp.test_account_fuzz import JUNK

PATHS = ("", "/name", "/sessions/end", "/consents/withdraw", "/leave", "/close", "/have-back")
FIELDS = (*CHILD, "sid", "all", "consent", "password", "code", "resend")


@pytest.mark.parametrize("seed", range(3))
def test_junk_is_refused(mama: Citizen, browser: Client, seed: int) -> None:
    dice = random.Random(seed)
    row = guarded(mama, own_child())
    paths = [f"/family/{key}{path}" for key in (row.child_id, uuid4()) for path in PATHS]
    paths += ["/family/add", "/family/add/code", "/family/add/password", "/family/parents/remove"]
    for _ in range(60):
        sent = {name: dice.choice(JUNK) for name in dice.sample(FIELDS, 5)}
        path = dice.choice(paths)
        filled = CHILD | sent if dice.random() < 0.5 else sent
        for answer in (browser.post(path, filled), browser.get(path, {"changed": sent})):
            assert answer.status_code < 500, (path, sent)
