"""Screens by number and by name."""

import pytest

from cxtui.console.boards import BOARDS, named
from cxtui.errors import UsageError


def test_a_screen_is_named_by_number_or_word() -> None:
    assert [named(str(n), "--screen") for n in range(1, 8)] == list(BOARDS)
    assert named(" Customers ", "--screen") == "customers"


@pytest.mark.parametrize("text", ["0", "8", "-1", "", "1.5"])
def test_any_other_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"--screen: there is no screen .* Screens: floor, queue, response, agents"):
        named(text, "--screen")


def test_the_nearest_is_named() -> None:
    with pytest.raises(UsageError, match=r"there is no screen 'agnets'\. Did you mean 'agents'\?"):
        named("agnets", "--screen")
