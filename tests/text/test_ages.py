"""Ages and times as people write them, by hand."""

import pytest

from cxtui.text.ages import age, clock_face, date_time
from tests.console.parts import NOW


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(-5, "0 s"), (0, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "59 min"), (3600, "1 h 00"), (4320, "1 h 12"),
     (86_399, "23 h 59"), (86_400, "1 d 0 h"), (273_600, "3 d 4 h")],
)  # fmt: skip
def test_age(seconds: int, expected: str) -> None:
    assert age(seconds) == expected


def test_times_are_local_and_english() -> None:
    assert clock_face(NOW, "Europe/Warsaw") == "Sat 21 Nov 14:32:07"
    assert clock_face(NOW, "America/New_York") == "Sat 21 Nov 08:32:07"


def test_date_and_time_carry_seconds_only_where_there_are_any() -> None:
    assert date_time(1_459_461_540, "Europe/Warsaw") == "2016-03-31 23:59"
    assert date_time(1_459_461_541, "UTC") == "2016-03-31 21:59:01"
