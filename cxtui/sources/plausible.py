"""Which times can be right: those of things that happened within a span, ends and other dates within a wider one."""

from datetime import UTC, datetime

HAPPENED = ("1970-01-01", "2100-01-01")
"""The days between which things happened, unless a mapping says another ``span``."""
WIDE = (-2_208_988_800_000_000, 7_258_118_400_000_000)
"""The years 1900 to 2199 in microseconds: for what may lie long ago or far ahead."""
OPEN = 253_370_764_800_000_000
"""The year 9999 in microseconds: an end so far off says that there is none."""
LASTING = {
    ("contract", "from_at"), ("calendar", "from_at"), ("sla_target", "from_at"), ("agent", "hired_on"),
    ("agent", "left_on"), ("customer", "since"), ("customer", "left_at"),
}  # fmt: skip
"""Dates that need not have come yet, or may be older than any helpdesk."""


def is_lasting(table: str, column: str) -> bool:
    """Return whether a column holds an end, a due date or a beginning that has the wider span."""
    return (table, column) in LASTING or column == "to_at" or "due" in column.split("_")


def micros(day: str) -> int:
    """Return a day's beginning in UTC microseconds; raises ValueError if it is none."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) * 1_000_000


def test(time: str, span: tuple[int, int]) -> str:
    """Return the test that a time in microseconds is outside a span, its end included."""
    return f"({time} < {span[0]} OR {time} >= {span[1]})"
