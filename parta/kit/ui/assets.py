"""Addresses of styles and scripts: hashed names, so that a browser keeps them for ever."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static as static_url
from django.utils.translation import get_language
from markupsafe import Markup

Chunk = dict[str, Any]
Chunks = dict[str, Chunk]


class NotBuilt(Exception):
    """A script that web/dist doesn't hold; the message says what to run."""


@cache
def static(path: str) -> str:
    """The address of a file of kit/ui/static, hashed once the files are collected."""
    return static_url(path)


@cache
def css(*names: str) -> Markup:
    """Link tags for the named stylesheets of ui/css, in that order."""
    tag = Markup('<link rel="stylesheet" href="{}">\n')
    return Markup("").join(tag.format(static(f"ui/css/{name}.css")) for name in names)


def entry(name: str) -> Markup:
    """Tags for a script of web/, with its modules and the page's words fetched beside it."""
    return _tags(*_manifest(), name, get_language())


def files(name: str) -> tuple[str, ...]:
    """Addresses of all that a script of web/ may load, for a page that leads to it."""
    return _files(*_manifest(), name, get_language())


def _manifest() -> tuple[Path, int]:
    """Where the build says what it made, and when that was."""
    path = Path(settings.WEB_DIST) / ".vite" / "manifest.json"
    try:
        return path, path.stat().st_mtime_ns
    except FileNotFoundError:
        raise NotBuilt(f"{path} is missing: run `npm run build` in web/.") from None


@cache
def _tags(path: Path, _changed: int, name: str, language: str | None) -> Markup:
    chunks: Chunks = json.loads(path.read_text())
    chunk = _entry(path, chunks, name)
    beside = [*_imports(chunks, chunk), *_words(chunks, chunk, language)]
    return _styles(chunk) + _preloads(beside) + _script(chunk["file"])


@cache
def _files(path: Path, _changed: int, name: str, language: str | None) -> tuple[str, ...]:
    chunks: Chunks = json.loads(path.read_text())
    chunk = _entry(path, chunks, name)
    later = [chunks[key] for key in chunk.get("dynamicImports", ()) if not key.startswith("words/")]
    found: dict[str, None] = {}
    for each in (chunk, *later):
        own = (each["file"], *each.get("css", ()))
        found |= dict.fromkeys((*own, *_imports(chunks, each), *_words(chunks, each, language)))
    return tuple(_url(file) for file in found)


def _entry(path: Path, chunks: Chunks, name: str) -> Chunk:
    for chunk in chunks.values():
        if chunk.get("isEntry") and chunk["name"] == name:
            return chunk
    raise NotBuilt(f"{path} has no entry named {name!r}.")


def _script(file: str) -> Markup:
    return Markup('<script type="module" src="{}"></script>').format(_url(file))


def _styles(chunk: Chunk) -> Markup:
    tag = Markup('<link rel="stylesheet" href="{}">')
    return Markup("").join(tag.format(_url(file)) for file in chunk.get("css", ()))


def _preloads(files: list[str]) -> Markup:
    tag = Markup('<link rel="modulepreload" href="{}">')
    return Markup("").join(tag.format(_url(file)) for file in files)


def _words(chunks: Chunks, chunk: Chunk, language: str | None) -> list[str]:
    """The catalogue that the script will ask for first of all."""
    wanted = f"words/{language}.json"
    reachable = [chunk, *(chunks[key] for key in chunk.get("imports", ()))]
    if any(wanted in known.get("dynamicImports", ()) for known in reachable):
        return [chunks[wanted]["file"]]
    return []


def _imports(chunks: Chunks, chunk: Chunk) -> list[str]:
    """Files of all static imports, each once, nearest first."""
    files: dict[str, None] = {}
    waiting = list(chunk.get("imports", ()))
    while waiting:
        found = chunks[waiting.pop(0)]
        if found["file"] not in files:
            files[found["file"]] = None
            waiting += found.get("imports", ())
    return list(files)


def _url(file: str) -> str:
    return f"{settings.STATIC_URL}web/{file}"
