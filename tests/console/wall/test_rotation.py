"""The rotation: pages and their parts in turn, alerts that hold and yet never stop it, and time that jumps."""

import pytest

from cxtui.console.wall.rotation import MOST_S, Rotation, Stop


def seconds(rotation: Rotation, n: int, begin: float = 0.0) -> list[str]:
    """Return what is seen after each of ``n`` ticks a second apart, a card in capitals."""
    seen = []
    for second in range(n):
        rotation.tick(begin + second)
        seen.append(rotation.stop.page.upper() if rotation.card else rotation.stop.page)
    return seen


def test_each_page_stays_for_its_dwell_and_they_go_round() -> None:
    assert seconds(Rotation(("a", "b", "c"), 2), 8) == ["a", "a", "b", "b", "c", "c", "a", "a"]


def test_parts_of_a_page_follow_each_other_and_a_page_that_shrinks_goes_on() -> None:
    parts = {"a": 3, "b": 1}
    rotation = Rotation(("a", "b"), 1, lambda page: parts[page])
    stops = []
    for second in range(4):
        rotation.tick(second)
        stops.append(rotation.stop)
    assert stops == [Stop("a", 0), Stop("a", 1), Stop("a", 2), Stop("b", 0)]
    rotation.tick(4)
    rotation.tick(5)
    assert rotation.stop == Stop("a", 1)
    parts["a"] = 1
    rotation.tick(6)
    assert rotation.stop == Stop("b", 0)


def test_an_alert_holds_its_page_for_twice_the_dwell_the_card_first() -> None:
    rotation = Rotation(("a", "b"), 2)
    rotation.tick(0)
    rotation.hold("b")
    assert seconds(rotation, 8) == ["B", "B", "b", "b", "a", "a", "b", "b"]


def test_an_alert_without_a_page_in_the_rotation_keeps_its_card_for_as_long() -> None:
    rotation = Rotation(("a", "b"), 2)
    rotation.tick(0)
    rotation.hold("agents")
    assert seconds(rotation, 5) == ["A", "A", "A", "A", "a"]
    assert not rotation.holding


def test_a_page_that_was_held_is_not_shown_again_at_once() -> None:
    rotation = Rotation(("a", "b"), 2)
    rotation.tick(0)
    rotation.hold("a")
    assert seconds(rotation, 6) == ["A", "A", "a", "a", "b", "b"]


def test_a_floor_that_is_always_late_still_rotates() -> None:
    rotation, seen = Rotation(("a", "b", "c"), 2), []
    for second in range(60):
        rotation.tick(second)
        if rotation.free:
            rotation.hold("a")
        seen.append("alert" if rotation.holding else rotation.stop.page)
    assert set(seen) == {"alert", "b", "c"}, "a is seen as what the alerts hold"
    assert seen.count("alert") == 40 and seen.count("b") >= 6 and seen.count("c") >= 6


def test_a_sleep_of_a_night_is_one_tick_and_a_clock_that_goes_back_is_none() -> None:
    rotation = Rotation(("a", "b", "c"), 5)
    rotation.tick(0)
    rotation.tick(8 * 3600)
    assert rotation.stop == Stop("a")
    for second in range(4):
        rotation.tick(second)
    assert rotation.stop == Stop("b"), "2 seconds of the night, none of the jump back, 3 since"
    assert MOST_S == 2.0


def test_a_page_that_cannot_be_shown_is_left_out_and_the_last_one_stays() -> None:
    rotation = Rotation(("a", "b"), 2)
    rotation.drop("a")
    assert rotation.stop == Stop("b") and seconds(rotation, 3) == ["b", "b", "b"]
    with pytest.raises(ValueError, match="no page is left"):
        rotation.drop("b")
    with pytest.raises(ValueError):
        Rotation((), 2)
    with pytest.raises(ValueError):
        Rotation(("a",), 0)
