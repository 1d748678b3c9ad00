"""What is kept of a person, app by app: told to them when they ask, erased when they go.

An app that keeps something of people says so in its `keeps.py` (autodiscovered).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from parta.idp.accounts.account import Account

Words = Any  # text now or in the reader's language later
Row = Mapping[str, Any]  # what JSON can, days and moments


def _nothing(account: Account) -> None:
    """What hangs on the account's row goes with it."""


def _nobody(account: Account) -> Words:  # noqa: ARG001 (the shape of an objection)
    return ""


@dataclass(frozen=True, slots=True)
class Keeper:
    """`name` and the keys of the rows stand in the file that people get, so they are stable."""

    name: str
    title: Words
    words: Mapping[str, Words]  # of every key of a row
    tell: Callable[[Account], list[Row]]  # all of it, without secrets
    choices: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)  # of a key's values
    contacts: frozenset[str] = frozenset()  # keys of phones and e-mails
    erase: Callable[[Account], None] = _nothing  # rows that don't hang on the account's own
    objects: Callable[[Account], Words] = _nobody  # why its person can't close it now
    goes_on: Callable[[Account], Words] = _nobody  # what of others does not end with it
    stays_closed: Callable[[Account], Words] = _nobody  # why its person can't have it back


_known: dict[str, Keeper] = {}


def keep(keeper: Keeper) -> None:
    _known[keeper.name] = keeper


@cache
def keepers() -> tuple[Keeper, ...]:
    """The account itself first, the record of deeds last, between them as apps are installed."""
    autodiscover_modules("keeps")
    found = sorted(_known.values(), key=lambda keeper: keeper.name != "account")
    return tuple(sorted(found, key=lambda keeper: keeper.name == "deeds"))
