"""Beginning a school year."""

from datetime import date, timedelta

from parta.school.classes.models import AcademicYear
from parta.school.people.models import School


def open_year(school: School, begins: int) -> AcademicYear:
    """The active year from 1 September of `begins` to 31 August; its first week is odd."""
    starts = date(begins, 9, 1)
    return AcademicYear.objects.create(
        school=school,
        title=f"{begins}/{(begins + 1) % 100:02}",
        starts=starts,
        ends=date(begins + 1, 8, 31),
        parity_anchor=starts - timedelta(days=starts.weekday()),
        state=AcademicYear.State.ACTIVE,
    )
