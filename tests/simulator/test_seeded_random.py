from cxtui.simulator.seeded_random import SeededRandom, Weighted


def test_the_same_key_gives_the_same_draws() -> None:
    assert [SeededRandom(7, "week", 3).roll() for _ in range(3)] == [SeededRandom(7, "week", 3).roll()] * 3
    assert SeededRandom(7, "week", 3).roll() != SeededRandom(7, "week", 4).roll()


def test_draws_do_not_change_between_versions_of_python() -> None:
    dice = SeededRandom(7, "pinned")
    drawn = (dice.between(0, 999), dice.pick("abcdefghij"), dice.wait(3600), dice.count(4.0))
    assert drawn == (410, "j", 5619, 4)


def test_counts_and_waits_have_their_means() -> None:
    dice = SeededRandom(1)
    assert abs(sum(dice.count(3.0) for _ in range(20_000)) / 20_000 - 3.0) < 0.05
    assert abs(sum(dice.wait(1000) for _ in range(20_000)) / 20_000 - 1000) < 25
    assert dice.count(0.0) == 0


def test_spread_has_its_median_and_its_bounds() -> None:
    dice = SeededRandom(2)
    drawn = sorted(dice.spread(100, 0.5) for _ in range(20_001))
    assert 97 < drawn[10_000] < 103
    assert drawn[0] > 100 * 0.17
    assert drawn[-1] < 100 * 5.7


def test_weighted_items_come_as_often_as_they_weigh() -> None:
    dice, items = SeededRandom(3), Weighted({"a": 3.0, "b": 1.0, "never": 0.0})
    drawn = [items.pick(dice) for _ in range(10_000)]
    assert 7_300 < drawn.count("a") < 7_700
    assert drawn.count("never") == 0
