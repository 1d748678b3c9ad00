"""Hashes: never more at once than cores, whichever process asks; old ones are renewed."""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth.hashers import make_password
from django.test import Client, RequestFactory

from parta.idp.accounts import hashing, passwords
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.attempt import attempt
from parta.kit.hash_cost import Cost
from tests.idp.party import PASSWORD

pytestmark = pytest.mark.usefixtures("real_hashes")
HOLDER = """
import os, sys, time, django
from datetime import timedelta
from pathlib import Path
from threading import Thread
django.setup()
from django.conf import settings
from parta.idp.accounts import hashing
settings.HOME, hashing.CORES = Path(sys.argv[1]), 2
hashing.PATIENCE = timedelta(seconds=60)
def hold():
    for _ in range(4):
        with hashing.slot():
            begun = time.monotonic()
            time.sleep(0.02)
            os.write(1, f"{begun} {time.monotonic()}\\n".encode())  # three threads: no buffer
threads = [Thread(target=hold) for _ in range(3)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""
STUCK = """
import sys, time, django
from pathlib import Path
django.setup()
from django.conf import settings
from parta.idp.accounts import hashing
settings.HOME, hashing.CORES = Path(sys.argv[1]), 1
with hashing.slot():
    print("holds", flush=True)
    time.sleep(600)
"""


def process(code: str, home: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE, text=True
    )


def test_no_more_hashes_at_once_than_cores_in_all_processes_together(tmp_path: Path) -> None:
    running = [process(HOLDER, tmp_path) for _ in range(3)]
    spans = [
        tuple(map(float, line.split()))
        for each in running
        for line in each.communicate()[0].splitlines()
    ]
    assert len(spans) == 3 * 3 * 4
    moments = sorted([(at, 1) for at, _ in spans] + [(at, -1) for _, at in spans])
    held = most = 0
    for _, change in moments:
        held += change
        most = max(most, held)
    assert most == 2


def test_a_process_that_dies_gives_its_core_back(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    stuck = process(STUCK, tmp_path)
    assert stuck.stdout
    assert stuck.stdout.readline() == "holds\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "CORES", 1)
        patch.setattr(hashing, "PATIENCE", timedelta(seconds=0.2))
        begun = time.monotonic()
        with pytest.raises(hashing.Busy), hashing.slot():
            pass
        assert time.monotonic() - begun >= 0.2
        stuck.kill()
        stuck.communicate()
        with hashing.slot():
            pass


@pytest.mark.django_db
def test_a_hash_of_another_cost_is_renewed_when_its_owner_signs_in(
    anya: Account, settings: Any
) -> None:
    request = RequestFactory().post("/signin")
    settings.HASH_COST = Cost(memory_mib=20, passes=2)
    settings.PASSWORD_HASHERS = list(settings.PASSWORD_HASHERS)  # hashers are made anew
    assert "m=19456,t=2,p=1" in anya.password
    attempt(request, "+71991111111", "wrong")
    anya.refresh_from_db()
    assert "m=19456,t=2,p=1" in anya.password
    assert attempt(request, "+71991111111", PASSWORD) == anya
    anya.refresh_from_db()
    assert "m=20480,t=2,p=1" in anya.password
    assert anya.check_password(PASSWORD)


@pytest.mark.django_db
def test_a_renewed_hash_ends_no_session_and_another_password_ends_all(
    anya: Account, settings: Any
) -> None:
    elsewhere, here = Client(), Client()
    said = {"identifier": "+71991111111", "password": PASSWORD}
    elsewhere.post("/signin", said)
    before = anya.password
    settings.HASH_COST = Cost(memory_mib=20, passes=2)
    settings.PASSWORD_HASHERS = list(settings.PASSWORD_HASHERS)
    here.post("/signin", said)
    anya.refresh_from_db()
    assert anya.password != before
    for browser in (elsewhere, here):
        assert browser.get("/account/security").status_code == 200
    passwords.keep(anya, passwords.encoded(PASSWORD))  # the same words, set anew
    for browser in (elsewhere, here):
        assert browser.get("/account/security").status_code == 302


@pytest.mark.django_db
def test_a_password_that_was_set_meanwhile_is_not_renewed_away(
    anya: Account, settings: Any
) -> None:
    late = model()._default_manager.get(pk=anya.pk)
    passwords.keep(anya, passwords.encoded("five words of another song"))
    settings.HASH_COST = Cost(memory_mib=20, passes=2)
    settings.PASSWORD_HASHERS = list(settings.PASSWORD_HASHERS)
    passwords.renew(late, PASSWORD)
    anya.refresh_from_db()
    assert anya.check_password("five words of another song")


def test_a_hash_is_argon2id_at_the_floor_unless_more_is_set() -> None:
    assert make_password("a password").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert site.PASSWORD_HASHERS == ["parta.kit.passwords.Argon2"]
