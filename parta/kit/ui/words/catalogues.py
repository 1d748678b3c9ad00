"""The catalogues: read, merged, compiled.

`locale/<language>/LC_MESSAGES/<domain>.po` is the truth.  Fragments in
`locale/<language>/parts/` are read with it (those named web-… belong to the
browser) until `update` folds them in.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[4]
DOMAINS: Final = ("django", "web")
LANGUAGES: Final = ("ru", "en")
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sd]")


class Conflict(NamedTuple):
    """Two fragments say different things; the first one read wins."""

    msgid: str
    file: str


def po_path(language: str, domain: str, root: Path = ROOT) -> Path:
    return root / "parta/locale" / language / "LC_MESSAGES" / f"{domain}.po"


def parts(language: str, domain: str, root: Path = ROOT) -> list[Path]:
    folder = root / "parta/locale" / language / "parts"
    return [
        path
        for path in sorted(folder.glob("*.po"))
        if path.name.startswith("web-") == (domain == "web")
    ]


def merged(language: str, domain: str, root: Path = ROOT) -> tuple[Catalog, list[Conflict]]:
    """The catalogue with its fragments."""
    whole = Catalog(locale=language, fuzzy=False)
    conflicts: list[Conflict] = []
    for path in (po_path(language, domain, root), *parts(language, domain, root)):
        with suppress(FileNotFoundError):
            conflicts += _add(whole, path, language)
    return whole, conflicts


def _add(whole: Catalog, path: Path, language: str) -> Iterator[Conflict]:
    for message in messages(read_po(BytesIO(path.read_bytes()), locale=language)):
        known = whole.get(key(message), message.context)
        if known is None or not is_translated(known):
            whole.delete(key(message), message.context)
            whole.add(message.id, message.string, flags=message.flags, context=message.context)
        elif is_translated(message) and message.string != known.string:
            yield Conflict(key(message), path.name)


def messages(catalogue: Catalog) -> list[Message]:
    """All but the header, by message id."""
    return sorted((m for m in catalogue if m.id), key=lambda m: (key(m), m.context or ""))


def key(message: Message) -> str:
    """The message id, in the singular."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def forms(message: Message) -> tuple[str, ...]:
    if isinstance(message.id, str):
        return (str(message.string or ""),)
    return tuple(message.string or ("",))


def is_translated(message: Message) -> bool:
    return all(forms(message))


def mo(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def po(catalogue: Catalog) -> bytes:
    """The file's text: sorted, without places and dates, so that it changes only by words."""
    out = BytesIO()
    clean = Catalog(locale=catalogue.locale, fuzzy=False)
    for message in messages(catalogue):
        clean.add(message.id, message.string, flags=message.flags, context=message.context)
    write_po(out, clean, width=100, omit_header=True, sort_output=True)
    language = str(catalogue.locale)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + out.getvalue()


def browser_words(catalogue: Catalog) -> bytes:
    """JSON of message id to text, or to the plural forms in gettext's order."""
    words = {
        key(m): m.string if isinstance(m.id, str) else list(forms(m))
        for m in messages(catalogue)
        if is_translated(m)
    }
    return json.dumps(words, ensure_ascii=False, sort_keys=True).encode()


def write(path: Path, content: bytes) -> None:
    """Whole or not at all: two runs at once can't leave half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(path)
