"""Light or dark, Russian or English: a choice that works without script."""

import pytest
from django.test import Client

RUSSIAN, ENGLISH = '<html lang="ru"', '<html lang="en"'


def page(client: Client) -> str:
    return client.get("/look/").content.decode()


def test_a_visitor_gets_russian_and_the_colours_of_the_device(client: Client) -> None:
    assert f"{RUSSIAN}>" in page(client)


def test_an_english_browser_gets_russian_too(client: Client) -> None:
    answer = client.get("/look/", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert RUSSIAN in answer.content.decode()


def test_the_choice_is_kept_and_drawn_by_the_server(client: Client) -> None:
    answer = client.post("/look/", {"theme": "dark", "language": "en", "next": "/week/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/week/")
    assert f'{ENGLISH} data-theme="dark">' in page(client)


def test_one_press_changes_the_language_alone(client: Client) -> None:
    client.post("/look/", {"theme": "light"})
    client.post("/look/", {"language": "en"})
    assert f'{ENGLISH} data-theme="light">' in page(client)


@pytest.mark.parametrize("sent", [{"theme": "neon"}, {"language": "tlh"}, {}])
def test_what_is_not_on_offer_changes_nothing(client: Client, sent: dict[str, str]) -> None:
    assert client.post("/look/", sent).cookies == {}


@pytest.mark.parametrize("cookie", ["neon", '"><script>', ""])
def test_a_forged_cookie_is_not_believed(client: Client, cookie: str) -> None:
    client.cookies.load({"theme": cookie, "language": cookie})
    assert f"{RUSSIAN}>" in page(client)


@pytest.mark.parametrize(
    "address",
    ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere", "javascript:1"],
)
def test_the_way_back_stays_on_the_site(client: Client, address: str) -> None:
    answer = client.post("/look/", {"theme": "dark", "next": address})
    assert answer.headers["Location"] == "/"


def test_the_cookies_are_out_of_reach_of_scripts(client: Client) -> None:
    cookies = client.post("/look/", {"theme": "dark", "language": "en"}).cookies
    assert {name: (c["httponly"], c["samesite"]) for name, c in cookies.items()} == {
        "theme": (True, "Lax"),
        "language": (True, "Lax"),
    }
