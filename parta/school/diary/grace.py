"""The time after the 14th birthday in which a simplified account still opens the diary."""

from datetime import date, timedelta

from parta.school.people.hats import Hat
from parta.school.people.levels import Demands, Level, grown_up_on, serves_until
from parta.school.people.models import Person, School
from parta.school.people.settings import settings_on


def last_day(pupil: Person, level: Level, today: date) -> date | None:
    """The last day of a grace that runs now; None where none runs."""
    born = pupil.birth_date
    if born is None or level >= Level.CONFIRMED or today < grown_up_on(born):
        return None
    days = settings_on(School(pk=pupil.school_id), ("grace_14_days",), today)["grace_14_days"]
    return serves_until(Hat.PUPIL, born, level, Demands(timedelta(days=days)))
