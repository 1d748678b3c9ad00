"""The children of a person, as far as this site knows them."""

from collections.abc import Collection

from parta.civic.citizens.models import Citizen
from parta.civic.esia import persons
from parta.civic.esia.persons import Thing


def of(citizen: Citizen) -> list[Citizen]:  # noqa: ARG001
    return []


def children(citizen: Citizen, scopes: Collection[str]) -> list[Thing]:  # noqa: ARG001
    return [persons.child(one) for one in of(citizen)]
