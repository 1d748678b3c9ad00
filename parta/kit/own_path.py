"""Addresses that a visitor brings along and the browser is sent to: of this site or none."""

from django.utils.http import url_has_allowed_host_and_scheme

FRONT = "/"


def own_path(address: str) -> str:
    """`address` when it is a path of this site, else the front page."""
    own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if own else FRONT
