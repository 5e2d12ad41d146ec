"""The line of a key: as a reader counts them, whatever is written between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.toml.lines import dotted, line_of

TEXT = '''# a comment with [brackets] = 1
zone = "UTC"

[calendars."a b"]
week = { mon = ["09:00-17:00"] } # [x]
holidays = [
  "2026-01-01",  # ] no end
  "2026-12-25",
]
about = """
[target]
zone = 1
"""
last = 'x'

[[target]]
metric = "a"
[target.more]
deep.er = 1
[[target]]
metric = "b"
[[target.sub]]
x = 1
[[target.sub]]
x = 2
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("zone", 2),
        ('calendars."a b"', 4),
        ('calendars."a b".week', 5),
        ('calendars."a b".week.mon', 5),
        ('calendars."a b".week.mon[1]', 5),
        ('calendars."a b".holidays', 6),
        ('calendars."a b".holidays[2]', 6),
        ('calendars."a b".about', 10),
        ('calendars."a b".last', 14),
        ("target[1]", 16),
        ("target[1].metric", 17),
        ("target[1].more", 18),
        ("target[1].more.deep.er", 19),
        ("target[2]", 20),
        ("target[2].metric", 21),
        ("target[2].sub[1].x", 23),
        ("target[2].sub[2].x", 25),
    ],
)
def test_the_line_of_a_key(key: str, line: int) -> None:
    assert line_of(TEXT, key) == line


def test_a_missing_key_has_the_line_of_its_table() -> None:
    assert line_of(TEXT, "target[2].within") == 20
    assert line_of(TEXT, 'calendars."a b".week.tue') == 5


def test_what_is_nowhere_has_no_line() -> None:
    assert line_of(TEXT, "zon") is None
    assert line_of(TEXT, "zones") is None
    assert line_of("", "zone") is None


def test_a_value_of_many_lines_is_read_to_its_end_where_that_can_be_found() -> None:
    assert line_of("a = [\n" + "1,\n" * 5000 + "]\nb = 2\n", "b") == 5003
    assert line_of("a = [\n" + "[1],\n" * 5000 + "]\nb = 2\n", "b") is None


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=8, unique=True))
def test_any_key_is_found_on_its_line(names: list[str]) -> None:
    written = [dotted("", name) for name in names]
    # Bare keys of other alphabets are no TOML; what JSON escapes with two halves is none either.
    plain = [key for key in written if key.isascii() and "\\u" not in key and "\x7f" not in key]
    text = "\n".join(f"{key} = [\n1]" for key in plain)
    assert [line_of(text, key) for key in plain] == [1 + 2 * i for i in range(len(plain))]
