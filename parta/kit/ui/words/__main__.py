"""`python -m parta.kit.ui.words [update]`."""

import sys

from babel.messages.catalog import Catalog

from parta.kit.ui.words.catalogues import (
    DOMAINS,
    LANGUAGES,
    ROOT,
    browser_words,
    forms,
    is_translated,
    key,
    merged,
    messages,
    mo,
    parts,
    po,
    po_path,
    write,
)
from parta.kit.ui.words.sources import asked_for
from parta.kit.ui.words.typography import set_well


def compile_all() -> None:
    """Write what gettext and the browser read; neither is kept in git."""
    for language in LANGUAGES:
        django, web = (_set(merged(language, domain)[0]) for domain in DOMAINS)
        write(po_path(language, "django").with_suffix(".mo"), mo(django))
        write(ROOT / f"web/words/{language}.json", browser_words(web))


def _set(catalogue: Catalog) -> Catalog:
    """The catalogue as it is shown."""
    for message in messages(catalogue):
        said = tuple(set_well(form) for form in forms(message))
        message.string = said[0] if isinstance(message.id, str) else said
    return catalogue


def update() -> None:
    """Bring the catalogues in line with the code and fold the fragments in."""
    for domain, asked in asked_for().items():
        for language in LANGUAGES:
            catalogue, _conflicts = merged(language, domain)
            write(po_path(language, domain), po(in_line(catalogue, asked, language)))
            for path in parts(language, domain):
                path.unlink()


def in_line(catalogue: Catalog, asked: Catalog, language: str) -> Catalog:
    """What the code asks for, with the words that are known.  English needs none of its own:
    its file holds only what differs from the message id."""
    result = Catalog(locale=language, fuzzy=False)
    for message in messages(asked):
        known = catalogue.get(key(message), message.context)
        if known is not None and is_translated(known) and type(known.id) is type(message.id):
            result.add(message.id, known.string, context=message.context)
        elif language == "ru":
            result.add(message.id, context=message.context)
    return result


def untold() -> list[str]:
    """Message ids without Russian."""
    return [
        key(message)
        for domain in DOMAINS
        for message in messages(merged("ru", domain)[0])
        if not is_translated(message)
    ]


def main(arguments: list[str]) -> None:
    if arguments == ["update"]:
        update()
    elif arguments:
        sys.exit("usage: python -m parta.kit.ui.words [update]")
    compile_all()
    for msgid in untold():
        sys.stderr.write(f"No Russian yet: {msgid}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
