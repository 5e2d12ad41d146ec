"""People are found in free text by whole words, and what is doubtful is told from what is not."""

import pytest

from cxtui.store.people.needles import Needles


@pytest.fixture
def needles() -> Needles:
    """Return what two people are called: one with a long id and a name, one with a short id."""
    found = Needles()
    found.add("c-10234", ["Anna Long Kowalska"], "P1")
    found.add("a03", [], "P2")
    return found


@pytest.mark.parametrize(
    ("text", "surely", "likely"),
    [
        ("C-10234 called", True, True),
        ("ask anna long kowalska again", True, True),
        ("Mrs Kowalska called", False, True),
        ("10234 of them", False, False),
        ("xc-10234", False, False),
        ("Kowalskas", False, False),
        ("seat a03", False, True),
        ("nothing", False, False),
        ("", False, False),
    ],
)
def test_whole_words_count(needles: Needles, text: str, surely: bool, likely: bool) -> None:
    assert (needles.surely_named(text), needles.named(text)) == (surely, likely)


def test_a_pseudonym_takes_the_place_of_what_is_sure(needles: Needles) -> None:
    assert needles.without("ANNA LONG KOWALSKA (c-10234), seat a03") == "P1 (P1), seat a03"
    assert (needles.without("a03"), needles.without("Kowalska")) == ("P2", "P1")
    assert needles.without("as it was") == "as it was"


def test_names_of_any_script_are_names() -> None:
    found = Needles()
    found.add("k09", ["東京電気 AG"], "P")
    assert found.without("für 東京電気 AG.") == "für P."
