"""Numbers that stand for no real instant have one name per role, and no text but the one that names them holds them."""

import re
from pathlib import Path

import pytest

from cxtui import clock
from cxtui.facts.sentinels import SENTINELS, with_numbers

PACKAGE = Path(clock.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py")) + sorted(PACKAGE.rglob("*.sql"))
NAMING = {"clock.py", "facts/sentinels.py", "facts/describe.py"}
"""Where the numbers are named, and the page that tells readers of a store what they are."""


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        ("COALESCE(a, :no_end)", "COALESCE(a, 253402300799)"),
        ("COALESCE(a, :never)", "COALESCE(a, 253402300799)"),
        ("b > :before_all", "b > -253402300799"),
        ("seq + :log_seq", "seq + 1000000000000"),
        ("(:last_seq)", "(9000000000000000000)"),
        (":never_mind = :nevermore", ":never_mind = :nevermore"),
    ],
)
def test_a_name_is_read_as_its_number(sql: str, read: str) -> None:
    assert with_numbers(sql) == read


def test_the_last_place_is_behind_every_row_of_a_log_and_fits_every_engine() -> None:
    assert SENTINELS["log_seq"] * 1_000_000 < SENTINELS["last_seq"] < 2**63


def test_no_sentinel_is_written_bare() -> None:
    numbers = {str(abs(value)) for value in SENTINELS.values()}
    bare = [
        f"{path.relative_to(PACKAGE)}: {number}"
        for path in FILES
        if path.relative_to(PACKAGE).as_posix() not in NAMING
        for number in re.findall(r"\b\d[\d_]{11,}\b", path.read_text(encoding="utf-8"))
        if number.replace("_", "") in numbers
    ]
    assert not bare


def test_every_name_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES if path.suffix == ".sql")
    assert set(SENTINELS) == {name for name in SENTINELS if re.search(rf":{name}\b", text)}
