from cxtui.simulator.seeded_random import SeededRandom, Weighted


def test_the_same_key_gives_the_same_draws() -> None:
    assert [SeededRandom(7, "week", 3).roll() for _ in range(3)] == [SeededRandom(7, "week", 3).roll()] * 3
    assert SeededRandom(7, "week", 3).roll() != SeededRandom(7, "week", 4).roll()


def test_draws_do_not_change_between_versions_of_python() -> None:
    rng = SeededRandom(7, "pinned")
    drawn = (rng.between(0, 999), rng.pick("abcdefghij"), rng.wait(3600), rng.count(4.0))
    assert drawn == (410, "j", 5619, 4)


def test_counts_and_waits_have_their_means() -> None:
    rng = SeededRandom(1)
    assert abs(sum(rng.count(3.0) for _ in range(20_000)) / 20_000 - 3.0) < 0.05
    assert abs(sum(rng.wait(1000) for _ in range(20_000)) / 20_000 - 1000) < 25
    assert rng.count(0.0) == 0


def test_spread_has_its_median_and_its_bounds() -> None:
    rng = SeededRandom(2)
    drawn = sorted(rng.spread(100, 0.5) for _ in range(20_001))
    assert 97 < drawn[10_000] < 103
    assert drawn[0] > 100 * 0.17
    assert drawn[-1] < 100 * 5.7


def test_weighted_items_come_as_often_as_they_weigh() -> None:
    rng, items = SeededRandom(3), Weighted({"a": 3.0, "b": 1.0, "never": 0.0})
    drawn = [items.pick(rng) for _ in range(10_000)]
    assert 7_300 < drawn.count("a") < 7_700
    assert drawn.count("never") == 0
