"""Filters as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.errors import UsageError
from cxtui.kpis.question.filters import filter_text, parse_filter
from cxtui.store.read.units import DIMENSIONS, NO_FILTER, Filter, part_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", NO_FILTER),
        ("   ", NO_FILTER),
        ("team:billing channel:chat,phone", Filter({"team": ("billing",), "channel": ("chat", "phone")})),
        ("team:a team:b", Filter({"team": ("a", "b")})),
        ("!priority:low TEAM:x", Filter({"team": ("x",)}, {"priority": ("low",)})),
        ("team:none,-", Filter({"team": ("", "")})),
        ("team:'none'", Filter({"team": ("none",)})),
        ('team:"Tier 2","a,b"', Filter({"team": ("Tier 2", "a,b")})),
        ("acme !spam", Filter(words=("acme",), without=("spam",))),
        ('"out of" it\'s', Filter(words=("out of", "it's"))),
        ('"re:invoice" !"to: me"', Filter(words=("re:invoice",), without=("to: me",))),
        ('"say ""hi"""', Filter(words=('say "hi"',))),
        ("acme acme", Filter(words=("acme",))),
        (["team:a acme", "team:b"], Filter({"team": ("a", "b")}, words=("acme",))),
    ],
)
def test_what_people_write(text: str | list[str], expected: Filter) -> None:
    assert parse_filter(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tema:billing", "fields: channel, team, priority, tier, agent, source; nearest: team"),
        ("12:30", "'12' is no filter field"),
        ("team:", "'team:' names no value"),
        ("team:a,,b", "names no value"),
        ("!", "'!' is an empty word"),
        ('""', "is an empty word"),
        ('acme "open', "has a quote that does not end"),
        ("x" * 201, "is longer than 200 characters"),
        (" ".join(f"w{i}" for i in range(17)), "looks for more than 16 words"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(text: str, expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_filter(text)
    assert expected in str(caught.value)


def test_words_are_never_read_from_day_buckets() -> None:
    assert parse_filter("channel:chat").bucket == ("channel", ("chat",))
    assert parse_filter("channel:chat acme").bucket is None
    assert parse_filter("!acme").bucket is None


def test_other_letters_are_found_in_both_cases() -> None:
    assert part_of("50%_\\") == ("LIKE {} ESCAPE '\\'", "%50\\%\\_\\\\%")
    assert part_of("Ż*[") == ("GLOB {}", "*[Żż][*][[]*")


_VALUE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
_CHOSEN = st.dictionaries(
    st.sampled_from(DIMENSIONS), st.lists(_VALUE | st.just(""), min_size=1, max_size=3).map(tuple), max_size=3
)
_FREE = st.lists(_VALUE.filter(str.strip), max_size=4, unique=True).map(tuple)


@given(_CHOSEN, _CHOSEN, _FREE, _FREE)
def test_a_filter_is_read_back_as_it_was_written(
    only: dict[str, tuple[str, ...]],
    never: dict[str, tuple[str, ...]],
    words: tuple[str, ...],
    without: tuple[str, ...],
) -> None:
    where = Filter(only, never, words, without)
    assert parse_filter(filter_text(where)) == where
