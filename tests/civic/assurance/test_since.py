"""What has changed of a person since they were confirmed: a table."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from parta.civic.assurance.since import Known, Part, changed

ISSUED = date(2025, 2, 3)
BEFORE = Known(
    name="Журавлёва Валерия Олеговна",
    birthdate=date(2011, 1, 17),
    gender="female",
    document=("passport", "18", ISSUED),
    snils_end="95",
)


@pytest.mark.parametrize(
    ("now", "parts"),
    [
        ({}, ()),
        ({"name": "Ким Валерия Олеговна"}, (Part.NAME,)),
        ({"birthdate": date(2011, 1, 18)}, (Part.BIRTHDATE,)),
        ({"gender": "male"}, (Part.GENDER,)),
        ({"document": ("passport", "19", ISSUED)}, (Part.DOCUMENT,)),
        ({"document": ("passport", "18", date(2026, 2, 3))}, (Part.DOCUMENT,)),
        ({"document": ("birth-certificate", "18", ISSUED)}, (Part.DOCUMENT,)),
        ({"document": None}, (Part.DOCUMENT,)),
        ({"snils_end": "00"}, (Part.SNILS,)),
        ({"snils_end": "00", "name": "Ким"}, (Part.NAME, Part.SNILS)),
    ],
)
def test_each_difference_is_named_in_the_order_of_comparing(
    now: dict[str, Any], parts: tuple[Part, ...]
) -> None:
    assert changed(BEFORE, replace(BEFORE, **now)) == parts
