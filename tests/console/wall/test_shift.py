"""The shift against burn-in: one cell of padding across and down, whatever the time."""

from cxtui.console.wall.shift import STEP_S, drift, padding


def test_padding_is_one_cell_each_way_always_and_goes_round_in_single_steps() -> None:
    places = [padding(step * STEP_S + 1) for step in range(5)]
    assert places == [(0, 1, 1, 0), (0, 0, 1, 1), (1, 0, 0, 1), (1, 1, 0, 0), (0, 1, 1, 0)]
    assert all(top + bottom == 1 and left + right == 1 for top, right, bottom, left in places)


def test_it_stands_still_between_steps_and_knows_times_before_the_first() -> None:
    assert {padding(second) for second in range(STEP_S)} == {(0, 1, 1, 0)}
    assert padding(-1) == (1, 1, 0, 0)


def test_a_step_comes_every_three_minutes() -> None:
    assert [padding(at) for at in (0, 179.9, 180, 359.9, 360)] == [
        (0, 1, 1, 0), (0, 1, 1, 0), (0, 0, 1, 1), (0, 0, 1, 1), (1, 0, 0, 1),
    ]  # fmt: skip


def test_what_is_small_drifts_within_its_room() -> None:
    places = {drift(step * STEP_S, 10) for step in range(100)}
    assert places == set(range(11)) and drift(5, 0) == 0 and drift(5, -3) == 0
