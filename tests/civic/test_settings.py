from pytest_django import Settings


def test_the_hubs_secret_is_the_schools_alone(settings: Settings) -> None:
    assert not hasattr(settings, "HUB_SECRET")
