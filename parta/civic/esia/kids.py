"""The children of a person, as long as the person has a say in their accounts."""

from parta.civic.citizens.models import Citizen
from parta.civic.family.access import children_of
from parta.civic.family.rules import may_lead
from parta.kit import clock
from parta.kit.birthdates import age


def of(citizen: Citizen) -> list[Citizen]:
    """None for who is not confirmed any more: the family's pages are closed to them, too."""
    if not may_lead(citizen.level, age(citizen.birthdate, clock.today())):
        return []
    return [row.child for row in children_of(citizen)]
