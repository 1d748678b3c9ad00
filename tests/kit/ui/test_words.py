"""The words are whole: all in Russian, none left over, placeholders kept."""

import ast
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from parta.kit.ui.words.__main__ import in_line
from parta.kit.ui.words.catalogues import (
    DOMAINS,
    PLACEHOLDER,
    ROOT,
    browser_words,
    forms,
    is_translated,
    key,
    merged,
    messages,
    po,
    po_path,
)
from parta.kit.ui.words.sources import asked_for
from parta.kit.ui.words.typography import set_well
from tests.promises.tree import ours

ASKED = asked_for()
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
MAY_SPEAK_RUSSIAN = (
    "parta/kit/ui/words/typography.py",
    "parta/kit/names.py",  # two letters that are compared as one
    "parta/kit/demo/",  # the demo's people and schools
    "parta/school/demo/",
    "parta/civic/assurance/papers.py",  # letters that stand on papers
    "parta/civic/demo/",
    "parta/civic/esia/stand/people.py",
    "parta/idp/accounts/strength.py",  # the keys of a keyboard
    "parta/run/",  # the console names buttons as the pages show them
    "parta/school/signin/management/",  # examples of names
    "parta/school/signin/start_school.py",  # an example of a name
    "web/lesson-room/src/core/cast.ts",  # for tests
    "web/lesson-room/src/room/fake.ts",  # for tests
    "web/lesson-room/src/core/keys.ts",  # letters on the keys of a Russian keyboard
)

domain = pytest.mark.parametrize("domain", DOMAINS)


@domain
def test_all_that_the_code_says_is_said_in_russian(domain: str) -> None:
    russian = {(key(m), m.context): m for m in messages(merged("ru", domain)[0])}
    missing = [
        key(m)
        for m in messages(ASKED[domain])
        if (known := russian.get((key(m), m.context))) is None
        or not is_translated(known)
        or type(known.id) is not type(m.id)
    ]
    assert missing == []


@domain
def test_no_two_engineers_say_the_same_thing_differently(domain: str) -> None:
    assert merged("ru", domain)[1] == []


@domain
@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_word_is_a_guess(domain: str, language: str) -> None:
    assert [key(m) for m in messages(merged(language, domain)[0]) if m.fuzzy] == []


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


@domain
def test_a_translation_keeps_the_placeholders(domain: str) -> None:
    wrong = [
        key(m)
        for m in messages(merged("ru", domain)[0])
        for form in forms(m)
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(ids(m)[-1]))
    ]
    assert wrong == []


@domain
def test_a_bare_percent_sign_would_break_the_page(domain: str) -> None:
    bare = re.compile(r"%(?!\(\w+\)[sd]|%)")
    said = [text for m in messages(merged("ru", domain)[0]) for text in (*ids(m), *forms(m))]
    assert [text for text in said if bare.search(text.replace("%%", ""))] == []


@domain
def test_russian_has_three_forms_of_a_number(domain: str) -> None:
    plurals = [m for m in messages(merged("ru", domain)[0]) if not isinstance(m.id, str)]
    assert [key(m) for m in plurals if len(forms(m)) != 3] == []


def spoken(path: Path) -> str:
    """What a file may show to a person: no comments, no docstrings."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.suffix == ".py":
        return "\n".join(literals(ast.parse(text)))
    if path.suffix == ".html":
        return re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    return re.sub(r"/\*[\s\S]*?\*/|//.*", "", text)


def literals(tree: ast.AST) -> Iterator[str]:
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in statements:
                yield text


def test_russian_stands_in_the_catalogue_alone() -> None:
    found = [
        str(path)
        for path in ours(".py", ".html", ".ts", ".tsx")
        if path.parts[0] in {"parta", "web"}
        and not str(path).startswith(MAY_SPEAK_RUSSIAN)
        and ".test." not in path.name
        and CYRILLIC.search(spoken(path))
    ]
    assert found == []


TYPOGRAPHY = {
    "straight quotes": re.compile(r'"(?=\w)|(?<=\w)"'),
    "three dots": re.compile(r"\.\.\."),
    "a hyphen for a dash": re.compile(r" - "),
    "an exclamation mark": re.compile(r"!"),
    "a dead word": re.compile(
        r"успешно|осуществ|в целях|данный|авториз|учётные данные|корректн|пожалуйста", re.I
    ),
}


@pytest.mark.parametrize("rule", TYPOGRAPHY)
@domain
def test_the_russian_is_set_as_the_design_asks(domain: str, rule: str) -> None:
    said = [form for m in messages(merged("ru", domain)[0]) for form in forms(m)]
    assert [form for form in said if TYPOGRAPHY[rule].search(form)] == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Войти в урок", "Войти в~урок"),
        ("А у нас и в классе", "А~у~нас и~в~классе"),
        ("Урок – это", "Урок~– это"),
        ("Школа № 12, § 17", "Школа №~12, §~17"),
        ("№ %(number)s", "№~%(number)s"),
        ("10:30–11:15", "10:30–11:15"),
        ("телефон или e-mail", "телефон или e\N{NON-BREAKING HYPHEN}mail"),
        ("из-за я", "из-за я"),
        ("что-то о", "что-то о"),
        ("%(count)s в", "%(count)s в"),
    ],
)
def test_no_line_ends_after_a_short_word(typed: str, shown: str) -> None:
    assert set_well(typed) == shown.replace("~", "\N{NO-BREAK SPACE}")


def test_update_adds_what_is_new_and_drops_what_is_gone() -> None:
    known, asked = Catalog(locale="ru"), Catalog(locale="ru")
    known.add("Stays", "Остаётся")
    known.add("Gone", "Ушло")
    asked.add("Stays")
    asked.add("New")
    asked.add(("%(n)s day", "%(n)s days"))
    written = read_po(BytesIO(po(in_line(known, asked, "ru"))), locale="ru")
    assert {m.id: m.string for m in messages(written)} == {
        "Stays": "Остаётся",
        "New": "",
        ("%(n)s day", "%(n)s days"): ("", "", ""),
    }


def test_english_keeps_only_what_differs_from_the_message_id() -> None:
    asked = Catalog(locale="en")
    asked.add("Sign in")
    assert messages(in_line(Catalog(locale="en"), asked, "en")) == []


def test_the_browser_reads_texts_and_forms_in_gettext_s_order() -> None:
    catalogue = Catalog(locale="ru")
    catalogue.add("Leave", "Выйти")
    catalogue.add(("%(n)s min", "%(n)s mins"), ("%(n)s минута", "%(n)s минуты", "%(n)s минут"))
    catalogue.add("Untold")
    assert json.loads(browser_words(catalogue)) == {
        "Leave": "Выйти",
        "%(n)s min": ["%(n)s минута", "%(n)s минуты", "%(n)s минут"],
    }


def test_a_fragment_fills_a_gap_and_never_overrules(tmp_path: Path) -> None:
    whole, part = po_path("ru", "django", tmp_path), tmp_path / "parta/locale/ru/parts/a.po"
    for path, text in ((whole, 'msgid "A"\nmsgstr "А"\n'), (part, 'msgid "A"\nmsgstr "Б"\n')):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    catalogue, conflicts = merged("ru", "django", tmp_path)
    assert [m.string for m in messages(catalogue)] == ["А"]
    assert [conflict.file for conflict in conflicts] == ["a.po"]
