import pytest

from tests.idp.party import Party, register


@pytest.fixture
def school(db: None) -> Party:
    return register("school", ["openid", "learning_profile"])
