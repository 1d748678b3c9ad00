"""Which message ids the code asks for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract

from parta.kit.ui.words.catalogues import DOMAINS, ROOT

KEYWORDS: Final = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}


class Method(NamedTuple):
    folder: str
    pattern: str
    extractor: str
    options: dict[str, str]


METHODS: Final[dict[str, tuple[Method, ...]]] = {
    "django": (
        Method("parta", "**/*.py", "python", {}),
        Method(
            "parta",
            "**/templates/**/*.html",
            "jinja2.ext:babel_extract",
            {"newstyle_gettext": "true", "trim_blocks": "true", "silent": "false"},
        ),
    ),
    "web": (
        Method("web", "**/*.ts", "javascript", {}),
        Method("web", "**/*.tsx", "javascript", {}),
    ),
}


def asked_for(root: Path = ROOT) -> dict[str, Catalog]:
    """An empty catalogue of all message ids, by domain."""
    return {domain: _extracted(root, METHODS[domain]) for domain in DOMAINS}


def _extracted(root: Path, methods: tuple[Method, ...]) -> Catalog:
    catalogue = Catalog(locale="ru", fuzzy=False)
    for method in methods:
        for path in sources(root, method):
            with path.open("rb") as file:
                found = extract(method.extractor, file, KEYWORDS, options=method.options)
                for _line, msgid, _comments, context in found:
                    catalogue.add(msgid, context=context)
    return catalogue


def sources(root: Path, method: Method) -> Iterator[Path]:
    for path in sorted((root / method.folder).glob(method.pattern)):
        parts = set(path.relative_to(root).parts)
        if not parts & {"node_modules", "dist", "migrations"} and ".test." not in path.name:
            yield path
