from collections.abc import Iterator

import pytest
from django.utils import translation
from jinja2 import Environment, FileSystemLoader

from parta.kit.settings import PACKAGE
from parta.kit.ui.jinja import environment


@pytest.fixture
def russian() -> Iterator[None]:
    with translation.override("ru"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def pages() -> Environment:
    """The environment of Django's backend, with the kit's own folder."""
    loader = FileSystemLoader(PACKAGE / "kit/ui/templates")
    return environment(autoescape=True, loader=loader)
