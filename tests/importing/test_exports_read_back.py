"""What a ticket was at the instant of an earlier export is what that export said, whatever later ones say."""

from pathlib import Path

import pytest

from tests.importing.test_export_laws import EXPORTS, START, Change, Life, holds, read, take

EARLY, LATE = EXPORTS
CASES = {
    "given to somebody after the export": (Change(400, "agent", "bob"),),
    "given to nobody after the export": (Change(100, "agent", "ann"), Change(400, "agent", "")),
    "solved before and given to somebody after": (Change(100, "status", "solved"), Change(400, "agent", "bob")),
    "solved between the exports": (Change(100, "status", "pending"), Change(400, "status", "solved")),
    "closed between the exports and raised": (Change(400, "status", "closed"), Change(450, "prio", "high")),
    "reopened between the exports": (Change(100, "status", "solved"), Change(400, "status", "open")),
    "closed, and only solved later": (Change(100, "status", "closed"), Change(400, "status", "solved")),
    "solved, opened and solved again between the exports": (
        Change(100, "status", "solved"),
        Change(400, "status", "open"),
        Change(450, "status", "solved"),
    ),
    "moved to another team": (Change(400, "group", "billing"),),
}


@pytest.mark.parametrize("case", CASES)
def test_both_exports_are_read_back(case: str, tmp_path: Path) -> None:
    histories = [Life(10, CASES[case])]
    take(tmp_path / "floor.db", histories, EARLY)
    take(tmp_path / "floor.db", histories, LATE)
    for at in EXPORTS:
        holds(tmp_path / "floor.db", histories, at)


def test_a_solve_counts_from_its_stated_time_and_all_else_from_the_export(tmp_path: Path) -> None:
    histories = [Life(10, (Change(100, "agent", "ann"), Change(400, "status", "solved"), Change(420, "agent", "bob")))]
    take(tmp_path / "floor.db", histories, EARLY)
    take(tmp_path / "floor.db", histories, LATE)
    found = {at: read(tmp_path / "floor.db", at)["0"] for at in (399, 400, 599, 600)}
    assert [(one["status"], one["agent"]) for one in found.values()] == [
        ("new", "ann"), ("solved", "ann"), ("solved", "ann"), ("solved", "bob"),
    ]  # fmt: skip
    assert found[400]["last_solved_at"] == START + 400 * 60
