"""Where a request came from."""

import pytest
from django.test import RequestFactory

from parta.kit.address import client_address, network


@pytest.mark.parametrize(
    ("peer", "forwarded", "visitor"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::1", "10.0.0.1, 2001:db8::5", "2001:db8::5"),
        ("127.0.0.1", "rubbish", "127.0.0.1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed(peer: str, forwarded: str, visitor: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == visitor


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::5", "2001:db8:1::/48"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_only_the_network_is_kept(address: str, kept: str) -> None:
    assert network(address) == kept
