"""A school's own settings, read with their defaults: one typed door to SchoolSetting.

A value counts from its `valid_from`; the newest one that counts on a date wins.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from django.db import connection

from parta.school.people.models import School

Key = Literal[
    "adult_level", "departed_access_days", "grace_14_days", "online_open_min", "online_overrun_min"
]

DEFAULTS: Final[dict[Key, int]] = {
    "adult_level": 3,  # parta.school.people.levels.Level; 2 where the school has other proof
    "departed_access_days": 30,  # a pupil who left may still look
    "grace_14_days": 90,  # after the 14th birthday a simplified account still serves
    "online_open_min": 10,  # before the first bell the door opens
    "online_overrun_min": 15,  # after the last bell a running room stays open
}

OWN: Final = """
SELECT key, value FROM people_schoolsetting WHERE school_id = %s AND valid_from <= %s
ORDER BY valid_from"""  # plain SQL: each diary and each door asks it


def settings_on(school: School, keys: Iterable[Key], on: date) -> dict[Key, int]:
    """The values of `keys` that count at `school` on the local date `on`, by one query."""
    values = {key: DEFAULTS[key] for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(OWN, [school.pk, on.isoformat()])
        for key, value in cursor.fetchall():
            if key in values:
                values[key] = json.loads(value)
    return values
