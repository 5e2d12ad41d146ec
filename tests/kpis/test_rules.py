"""Rules: weights that always add up to 100, and settings that cannot make a score."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.errors import UsageError
from cxtui.kpis.rules import Rules
from cxtui.settings.model import ComponentSettings
from tests.kpis.boards import PARTS, RULES

NAMES = [part.name for part in PARTS]


def test_everything_present_has_its_groups_weight() -> None:
    weights = RULES.weights(NAMES)
    assert weights["csat"] == pytest.approx(45 * 15 / 45)
    assert weights["lift"] == pytest.approx(35)
    assert dict(RULES.group_weights(weights)) == pytest.approx({"quality": 45, "retention": 35, "responsiveness": 20})


def test_a_missing_component_gives_to_its_group_first() -> None:
    weights = RULES.weights(set(NAMES) - {"qa"})
    assert weights["csat"] == pytest.approx(45 * 15 / 35)
    assert weights["service_level"] == pytest.approx(12)
    assert dict(RULES.group_weights(weights))["quality"] == pytest.approx(45)


def test_a_missing_group_gives_to_the_other_groups() -> None:
    weights = RULES.weights(set(NAMES) - {"lift"})
    assert dict(RULES.group_weights(weights)) == pytest.approx({"quality": 45 / 0.65, "responsiveness": 20 / 0.65})


@settings(deadline=None)
@given(st.sets(st.sampled_from(NAMES)))
def test_weights_always_add_up_to_100(present: set[str]) -> None:
    weights = RULES.weights(present)
    assert set(weights) == present
    assert sum(weights.values()) == pytest.approx(100 if present else 0)
    assert sum(weight for _, weight in RULES.group_weights(weights)) == pytest.approx(100 if present else 0)
    assert list(weights) == [name for name in NAMES if name in present]


def test_a_weight_of_nothing_takes_no_part() -> None:
    parts = (
        ComponentSettings("x", "a", 1, 0, 1),
        ComponentSettings("y", "a", 0, 0, 1),
        ComponentSettings("z", "b", 1, 0, 1),
    )
    rules = Rules({"a": 1, "b": 0}, parts)
    assert rules.weights({"x", "y", "z"}) == {"x": 100.0}
    assert rules.weights({"y", "z"}) == {}


@pytest.mark.parametrize(
    ("groups", "part", "words"),
    [
        ({"a": 1.0}, ComponentSettings("x", "b", 1, 0, 1), "x is in group 'b'; groups are a"),
        ({"a": -1.0}, ComponentSettings("x", "a", 1, 0, 1), "weight of group 'a' is -1.0"),
        ({"a": 1.0}, ComponentSettings("x", "a", float("nan"), 0, 1), "weight of x is nan"),
        ({"a": 1.0}, ComponentSettings("x", "a", 1, 0.6, 0.6), "anchors of x are 0.6 and 0.6"),
        ({"a": 1.0}, ComponentSettings("x", "a", 1, 0.6, float("inf")), "anchors of x"),
    ],
)
def test_rules_that_make_no_score_are_refused(groups: dict[str, float], part: ComponentSettings, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Rules(groups, (part,))


def test_a_component_named_twice_is_refused() -> None:
    part = ComponentSettings("x", "a", 1, 0, 1)
    with pytest.raises(UsageError, match="named twice"):
        Rules({"a": 1}, (part, part))
