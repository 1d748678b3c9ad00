"""What a test asks of a diary's page: rows by lesson, with their states.  Never its prose."""

from html.parser import HTMLParser
from typing import Any, Protocol


class Answer(Protocol):
    """A response of the test client."""

    @property
    def content(self) -> bytes: ...


def text(answer: Answer) -> str:
    return answer.content.decode()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, dict[str, Any]] = {}
        self.links: list[str] = []
        self.taken_back: list[str] = []  # the lessons that can be
        self.templates = 0
        self._row: dict[str, Any] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "template":
            self.templates += 1
        if self.templates:
            return
        if tag == "li" and (at.get("id") or "").startswith("lesson-"):
            self._row = {"state": at["data-state"], "button": None, "hold": False}
            self.rows[str(at["id"])] = self._row
        if tag == "a" and at.get("href"):
            self.links.append(str(at["href"]))
            if "go" in (at.get("class") or "").split():
                self._row["button"] = at["href"]
        if tag == "button" and at.get("name") == "lesson":
            if "formaction" in at:
                self.taken_back.append(str(at["value"]))
            else:
                self._row["hold"] = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.templates -= 1


class Shown:
    """The rows in their order and all links, what waits in templates left out."""

    def __init__(self, answer: Answer) -> None:
        reader = _Reader()
        reader.feed(text(answer))
        self.rows, self.links, self.taken_back = reader.rows, reader.links, reader.taken_back

    def states(self) -> list[str]:
        return [row["state"] for row in self.rows.values()]

    def buttons(self) -> list[str]:
        return [row["button"] for row in self.rows.values() if row["button"]]
