"""The doors a gate names on its way."""

import pytest
from pytest_django import Settings

from parta.kit.ui.doors import doors


@pytest.mark.parametrize(
    ("site", "skipped", "shown"),
    [
        ("civic", False, ["civic", "learnid", "school"]),
        ("civic", True, ["civic", "school"]),
        ("learnid", True, ["civic", "learnid", "school"]),
    ],
)
def test_a_learning_profile_that_nobody_asks_for_is_no_step(
    settings: Settings, site: str, skipped: bool, shown: list[str]
) -> None:
    settings.SITE, settings.LEARNING_ID_SKIPPED = site, skipped
    assert [door.site for door in doors()] == shown
