"""Nobody is sent to another site by an address that they brought along."""

import pytest

from parta.kit.own_path import own_path


@pytest.mark.parametrize("address", ["/", "/diary/?day=2026-11-25", "/a//b"])
def test_a_path_of_this_site_is_followed(address: str) -> None:
    assert own_path(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "diary/",
        "//evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "javascript:x",
        "///x",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\\/evil.example",
        " //evil.example",
        "\x01//evil.example",
        "http://127.0.0.1:8000/diary/",
    ],
)
def test_anything_else_leads_to_the_front_page(address: str) -> None:
    assert own_path(address) == "/"
