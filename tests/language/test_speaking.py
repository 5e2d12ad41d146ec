"""Which language a console speaks."""

import pytest

from cxtui.console.looks import speak
from cxtui.errors import UsageError
from cxtui.language import _
from cxtui.language.in_use import current


@pytest.mark.parametrize(
    ("chosen", "usual", "spoken"),
    [("pl", "ru", "pl"), ("pl", None, "pl"), (None, "ru", "ru")],
)
def test_what_was_asked_for_goes_before_the_user_s_usual_language(
    chosen: str | None, usual: str | None, spoken: str
) -> None:
    speak(chosen, usual)
    assert current() == spoken
    assert _("First response") != "First response"


def test_a_language_without_a_catalogue_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match=r"no language 'xx'\. Languages: "):
        speak("xx")
