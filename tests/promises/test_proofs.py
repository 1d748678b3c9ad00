"""Each point that the identity sites are held to has its test, and the pages say which."""

from tests.proofs.pages import pages, unknown, unproved


def test_every_point_is_proved_or_has_its_reason() -> None:
    assert unproved() == []


def test_no_test_claims_to_prove_what_no_list_knows() -> None:
    assert unknown() == set()


def test_the_pages_say_what_the_tests_prove() -> None:
    assert {path: path.read_text(encoding="utf-8") for path in pages()} == pages()
