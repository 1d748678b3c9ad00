import pytest
from django.utils import translation
from markupsafe import Markup

from parta.kit.ui.speech import gettext, ngettext


def test_each_reader_hears_their_own_language() -> None:
    for _ in range(2):
        for language, said in (("ru", "Выйти"), ("en", "Sign out")):
            with translation.override(language):
                assert gettext("Sign out") == said


@pytest.mark.usefixtures("english")
def test_a_value_is_escaped_and_the_text_is_not() -> None:
    assert gettext("“%(name)s” <b>", name="<i>") == Markup("“&lt;i&gt;” <b>")


@pytest.mark.usefixtures("english")
def test_a_percent_sign_is_written_twice() -> None:
    assert gettext("100%% of %(all)s", all=5) == "100% of 5"
    assert gettext("100%%") == "100%"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(("number", "said"), [(1, "1 lesson"), (2, "2 lessons"), (0, "0 lessons")])
def test_a_number_chooses_the_form(number: int, said: str) -> None:
    assert ngettext("%(num)s lesson", "%(num)s lessons", number) == said
