from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.chromium import LAUNCH, find
from tests.journeys.installation import Installation
from tests.journeys.newcomers import Register
from tests.journeys.people import PATIENCE_MS, Cast


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """There is one first lesson in a life: it comes before whatever leads into lessons."""
    items.sort(key=lambda item: item.path.stem != "test_first_lesson")


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demo school, running."""
    running = Installation(tmp_path_factory.mktemp("installation"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The same with hosts that have names: school.localhost and so on."""
    running = Installation(tmp_path_factory.mktemp("named"), host="localhost")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=LAUNCH)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def cast(installation: Installation, browser: Browser) -> Cast:
    return Cast(installation, browser)


@pytest.fixture(scope="session")
def register(cast: Cast) -> Register:
    return Register(cast)
