"""What exports found of a ticket is kept the same in whatever order they come in."""

from hypothesis import given
from hypothesis import strategies as st

from cxtui.store.sightings import COLUMNS, Stretch, with_sighting

AB = {"a": ("open", *(None,) * 5), "b": ("solved", *(None,) * 5)}


def kept(found: list[tuple[int, str]], exports: list[int]) -> list[Stretch]:
    made: list[Stretch] = []
    for at, word in found:
        made = with_sighting(made, at, dict(zip(COLUMNS, AB[word], strict=True)), exports)
    return made


@given(data=st.data(), days=st.dictionaries(st.integers(1, 9), st.sampled_from("ab"), min_size=1))
def test_any_order_ends_in_the_same_stretches(data: st.DataObject, days: dict[int, str]) -> None:
    order = data.draw(st.permutations(sorted(days.items())))
    made = kept(order, list(days))
    assert made == kept(sorted(days.items()), list(days))
    for day, word in days.items():
        (stretch,) = [one for one in made if one.from_at <= day <= one.seen_at]
        assert stretch.cells == AB[word]


def test_exports_that_found_the_same_are_one_stretch() -> None:
    assert kept([(1, "a"), (2, "a"), (5, "a")], [1, 2, 5]) == [Stretch(1, 5, AB["a"])]


def test_a_stretch_is_split_by_an_export_that_comes_late_at_the_exports_beside_it() -> None:
    assert kept([(1, "a"), (2, "a"), (5, "a"), (9, "a"), (3, "b")], [1, 2, 5, 9]) == [
        Stretch(1, 2, AB["a"]), Stretch(3, 3, AB["b"]), Stretch(5, 9, AB["a"]),
    ]  # fmt: skip


def test_what_an_export_does_not_know_stays_as_it_stood() -> None:
    made = with_sighting([Stretch(1, 1, ("open", "zoe", None, None, None, None))], 2, {"status": "pending"}, [1])
    assert made[-1] == Stretch(2, 2, ("pending", "zoe", None, None, None, None))


def test_of_one_instant_the_later_holds() -> None:
    assert kept([(1, "a"), (3, "a"), (3, "b")], [1, 3]) == [Stretch(1, 1, AB["a"]), Stretch(3, 3, AB["b"])]
