"""The picture on the screen: newest, held, of the past."""

from dataclasses import replace

from cxtui.console.picture import Picture
from tests.console import floors
from tests.console.floors import NOW


def test_the_newest_is_shown_and_time_is_the_clocks() -> None:
    picture = Picture(lambda: NOW + 3)
    assert picture.floor is None
    floor = floors.busy()
    picture.take(floor)
    assert picture.floor is floor
    assert (picture.now(), picture.instant()) == (NOW + 3, NOW + 3)


def test_a_pause_holds_the_picture_and_its_countdowns_while_time_goes_on() -> None:
    time = [NOW]
    picture = Picture(lambda: time[0])
    first, second = floors.busy(), floors.quiet()
    picture.take(first)
    picture.toggle_pause()
    time[0] += 42
    picture.take(second)
    assert picture.floor is first
    assert (picture.now(), picture.instant()) == (NOW + 42, NOW)
    picture.toggle_pause()
    assert picture.floor is second
    assert picture.instant() == NOW + 42


def test_nothing_is_held_before_there_is_a_picture() -> None:
    picture = Picture(lambda: NOW)
    picture.toggle_pause()
    assert picture.pause is None


def test_a_floor_of_the_past_stands_at_its_instant() -> None:
    picture = Picture(lambda: NOW)
    picture.take(floors.as_of_2016())
    assert picture.now() == floors.as_of_2016().as_of


def test_trouble_keeps_the_picture_and_ends_with_the_next() -> None:
    picture = Picture(lambda: NOW)
    floor = floors.busy()
    picture.take(floor)
    picture.troubled("locked", "another program holds the store")
    assert picture.floor is floor
    assert (picture.trouble, picture.advice) == ("locked", "another program holds the store")
    picture.take(replace(floor, as_of=NOW + 1))
    assert (picture.trouble, picture.advice) == (None, "")
