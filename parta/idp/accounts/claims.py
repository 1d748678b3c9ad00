"""Which claims leave the site: those of the granted scopes and those named, where known."""

from collections.abc import Iterable

from parta.idp.accounts.account import Holder, model


def known_scopes() -> tuple[str, ...]:
    return ("openid", *model().SCOPES)


def names(scopes: Iterable[str]) -> frozenset[str]:
    """The claims that the scopes release, a dialect's too."""
    known = {**model().DIALECT_SCOPES, **model().SCOPES}
    return frozenset(name for scope in scopes for name in known.get(scope, ()))


def released(
    holder: Holder, scopes: Iterable[str], also: Iterable[str] = ()
) -> dict[str, str | bool]:
    wanted = names(scopes).union(also)
    return {name: value for name, value in holder.claims().items() if name in wanted}
