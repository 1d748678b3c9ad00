"""The doors a gate names on its way."""

import pytest
from pytest_django import Settings

from parta.kit.ui.doors import doors


@pytest.mark.parametrize("site", ["civic", "learnid", "school"])
def test_each_site_names_all_three_in_the_order_a_pupil_meets_them(
    settings: Settings, site: str
) -> None:
    settings.SITE = site
    assert [door.site for door in doors()] == ["civic", "learnid", "school"]
