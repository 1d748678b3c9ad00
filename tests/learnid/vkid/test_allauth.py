"""A client that others wrote, django-allauth's `vk` provider, signs learners in over HTTP.

It knows VK ID at id.vk.ru; all that is changed is the base of its addresses.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from pytest_django.live_server_helper import LiveServer

from parta.idp.provider.models import Client
from tests.learnid.asking import learner
from tests.learnid.test_profiles import ANYA
from tests.learnid.vkid.app import agreed, app, signed_in
from tests.learnid.walk import SAID, Walker

pytestmark = pytest.mark.django_db(transaction=True)
CALLBACK = "/accounts/vk/login/callback/"


@pytest.fixture
def base(live_server: LiveServer, settings: Any) -> str:
    """The site, served."""
    settings.ISSUER = settings.PUBLIC_URL = live_server.url
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    return str(live_server.url)


@contextmanager
def foreign_site(base: str, client: Client, folder: Path) -> Iterator[httpx.Client]:
    """A browser at the site that others wrote, while it serves."""
    said = {"BASE": base, "APP": client.client_id, "LISTEN": "0", "DATABASE": str(folder / "site")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.foreign.vk_site"],
        env={**os.environ, **said},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        client.redirect_uris = [address + CALLBACK]
        client.save()
        with httpx.Client(base_url=address, timeout=20) as browser:
            yield browser
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def site(base: str, tmp_path: Path) -> Iterator[httpx.Client]:
    learner(ANYA, password="")
    with foreign_site(base, app("Кружок"), tmp_path) as browser:
        yield browser


def sent_here(site: httpx.Client, base: str) -> str:
    """Where the foreign site sends the person: a path of ours."""
    start = site.get("/accounts/vk/login/")
    assert start.status_code == 302
    assert start.headers["Location"].startswith(f"{base}/authorize?")
    return start.headers["Location"].removeprefix(base)


def through(walker: Walker) -> str:
    """Signed in, chosen, checked and agreed: the address of the answer."""
    signed_in(walker)
    key = walker.page.content.decode().split('name="profile" value="')[1].split('"')[0]
    page = agreed(walker.press(profile=key).press(**SAID))
    assert page.status_code == 302
    return str(page["Location"])


def back(address: str) -> str:
    """The path and query of an answer."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def test_a_learner_is_signed_in_by_the_vk_provider(site: httpx.Client, base: str) -> None:
    walker = Walker(sent_here(site, base))
    assert "Ваш телефон" in walker.text
    landed = site.get(back(through(walker)))
    assert (landed.status_code, landed.headers["Location"]) == (302, "/who")
    who = site.get("/who").json()
    uid = who["uid"]
    assert uid.isdecimal()
    assert who["told"] == {
        "user_id": uid,
        "first_name": "Анна",
        "last_name": "Ковалёва",
        "sex": 1,
        "birthday": "14.03.2013",
        "verified": False,
    }
    again = httpx.Client(base_url=site.base_url, timeout=20)
    page = walker.go(sent_here(again, base))
    assert page.status_code == 302  # the consent is remembered
    again.get(back(page["Location"]))
    assert again.get("/who").json() == who


def test_the_answer_of_another_browser_signs_nobody_in(site: httpx.Client, base: str) -> None:
    """A code injected into somebody else's session of the foreign site."""
    answer = back(through(Walker(sent_here(site, base))))
    victim = httpx.Client(base_url=site.base_url, timeout=20)
    sent_here(victim, base)
    assert victim.get(answer).headers.get("Location") != "/who"
    assert victim.get("/who").json() == {"name": ""}


def test_saying_no_signs_nobody_in(site: httpx.Client, base: str) -> None:
    refused = "?error=access_denied&state=x"
    assert site.get(CALLBACK + refused).headers.get("Location") != "/who"
    assert site.get("/who").json() == {"name": ""}
