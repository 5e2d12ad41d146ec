"""A trigger that has nothing to tell of says its state, and what it accuses of only once that is so."""

from dataclasses import replace

import pytest

from cxtui.kpis.triggers import TriggerReading, loyalty, satisfaction, slowness, staleness, state_title, unusual
from cxtui.kpis.triggers.calm import CALM

TITLES = [one.TITLE for one in (loyalty, satisfaction, slowness, staleness)]
TITLES += [title for _, title in unusual.WATCHED.values()]
CALM_ONE = TriggerReading("escalations_unusual", "Escalations are outside their usual range", 0, None, False, True, "")


@pytest.mark.parametrize("title", TITLES)
def test_every_trigger_has_words_for_its_rest(title: str) -> None:
    calm = CALM[title]
    assert ": " in calm and calm != title


def test_only_a_judged_condition_that_does_not_hold_is_calm() -> None:
    assert state_title(CALM_ONE) == "Escalations: usual"
    assert state_title(replace(CALM_ONE, holds=True)) == CALM_ONE.title
    assert state_title(replace(CALM_ONE, judged=False)) == CALM_ONE.title
