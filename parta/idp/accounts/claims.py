"""Which claims leave the site: those of the granted scopes, where they are known."""

from collections.abc import Iterable

from parta.idp.accounts.account import Account, model


def known_scopes() -> tuple[str, ...]:
    return ("openid", *model().SCOPES)


def released(account: Account, scopes: Iterable[str]) -> dict[str, str | bool]:
    wanted = {name for scope in scopes for name in model().SCOPES.get(scope, ())}
    return {name: value for name, value in account.claims().items() if name in wanted}
