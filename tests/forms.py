"""Rubbish in every field of every form that a page shows, as no person's browser sends it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

FORM = "application/x-www-form-urlencoded"
TYPED = {"text", "tel", "email", "search", "textarea"}
RUBBISH = [
    *("", "a\x00b", "\ud800", "ж" * 200_000, "<script>alert(1)", "9" * 5000, "٣٣٣٣٣٣", "-1"),
    *("31.02.2013", "01.01.9999", "0001-01-01", "a@b\r\nBcc: c@d", "\u202e\u2066", "+" + "7" * 300),
]


@dataclass
class Shown:
    """One form of a page, with what stands in its fields."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Shown] = []
        self.text: str | None = None  # the name of the textarea that is being read
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("method", "get").lower() == "post"
            self.forms += [Shown(given.get("action", ""))] if self.inside else []
        elif self.inside and tag in {"input", "button", "textarea", "select"} and "name" in given:
            self._take(tag, given)

    def _take(self, tag: str, given: Mapping[str, str]) -> None:
        shown, name = self.forms[-1], given["name"]
        kind = given.get("type", "text") if tag == "input" else tag
        if kind != "radio" or "checked" in given or name not in shown.fields:
            shown.fields[name] = given.get("value", "")
        shown.kinds[name] = kind
        self.text = name if tag == "textarea" else None

    def handle_data(self, data: str) -> None:
        if self.inside and self.text:
            self.forms[-1].fields[self.text] += data

    def handle_endtag(self, tag: str) -> None:
        self.text = None
        if tag == "form":
            self.inside = False


def forms_of(answer: Any) -> list[Shown]:
    """The forms of a page that are sent by POST."""
    reader = _Reader()
    reader.feed(answer.content.decode())
    return reader.forms


def send(client: Client, path: str, fields: Iterable[tuple[str, str]]) -> Any:
    """As a form, also what is no text: half a character goes as its bytes."""
    body = urlencode(list(fields), errors="surrogatepass")
    return client.post(path, body, content_type=FORM)


def throw(client: Client, path: str, good: Mapping[str, str], passed: Iterable[str] = ()) -> int:
    """Fill the forms of the page at `path` with `good`, and one field or all with rubbish.

    Whatever comes back is an answer, and what was typed beside the rubbish still stands in
    the form that is shown again.  `passed` are actions left out.  How much was thrown.
    """
    page = client.get(path)
    assert page.status_code == 200, path
    thrown = 0
    for shown in forms_of(page):
        where = shown.action or path
        if where.partition("?")[0] in passed:
            continue
        filled = {name: good.get(name, value) for name, value in shown.fields.items()}
        filled.pop("csrfmiddlewaretoken", None)
        typed = bool(TYPED & set(shown.kinds.values()))
        for sent in _spoilt(filled, typed):
            answer = send(client, where, sent)
            assert answer.status_code < 500, (where, str(sent)[:200])
            _kept(answer, shown, filled, sent)
            thrown += 1
        thrown += _of_another_kind(client, where, filled) if typed else 0
    return thrown


def _spoilt(filled: Mapping[str, str], typed: bool) -> Iterator[list[tuple[str, str]]]:
    for rubbish in RUBBISH if typed else RUBBISH[:7]:
        yield [(name, rubbish) for name in filled]
    turn = cycle(each for each in RUBBISH if len(each) < 9000)
    for name in filled:
        rest = [(other, value) for other, value in filled.items() if other != name]
        yield rest  # missing
        yield [*rest, (name, ""), (name, "x"), (name, "")]  # repeated
        yield [*rest, (name, next(turn))]


def _kept(
    answer: Any, shown: Shown, filled: Mapping[str, str], sent: list[tuple[str, str]]
) -> None:
    """Where the form stands there again, so does the sound text in its other fields."""
    names = [name for name, _ in sent]
    sound = [
        (name, value)
        for name, value in sent
        if value and value == filled[name] and names.count(name) == 1
    ]
    if not sound or "html" not in answer.headers.get("Content-Type", ""):
        return
    for again in forms_of(answer):
        if (again.action, again.fields.keys()) != (shown.action, shown.fields.keys()):
            continue
        for name, value in sound:
            if shown.kinds[name] in TYPED:
                assert again.fields[name] == value, (name, str(sent)[:200])


def _of_another_kind(client: Client, where: str, filled: Mapping[str, str]) -> int:
    files = {name: SimpleUploadedFile("x.png", b"\x89PNG\x00") for name in filled}
    odd = [
        (b"", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\n\x00\r\n--x--", "multipart/form-data"),
        (b"%FF%FE=%ED%A0%80&=&&&==", FORM),
        (b'{"a": 1}', "application/json"),
        (b"&".join([b"x=1"] * 1500), FORM),
    ]
    answers = [client.post(where, files)]
    answers += [client.post(where, body, content_type=kind) for body, kind in odd]
    for answer in answers:
        assert answer.status_code < 500, where
    return len(answers)
