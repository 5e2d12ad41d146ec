"""The same floor, however and wherever it is asked for."""

import subprocess
import sys
from hashlib import sha256
from itertools import pairwise

import pytest

from cxtui.canonical import ACTOR_KINDS, COVERAGE, EVENT_KINDS, STATUSES, TABLES
from cxtui.clock import DAY
from cxtui.errors import UsageError
from cxtui.simulator import CanonicalRows, Simulator
from tests.simulator.looking import START, merged

SCRIPT = """
from hashlib import sha256
from cxtui.simulator import Simulator
rows = Simulator(11, {start}, agents=12, tickets_per_day=60).history({start}, {start} + 9 * 86400)
print(sha256(repr(rows).encode()).hexdigest())
"""


def small(seed: int = 11) -> Simulator:
    return Simulator(seed, START, agents=12, tickets_per_day=60)


@pytest.mark.process
def test_two_processes_see_the_same_floor() -> None:
    here = sha256(repr(small().history(START, START + 9 * DAY)).encode()).hexdigest()
    for salt in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(start=START)],
            env={"PYTHONHASHSEED": salt, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert there.stdout.strip() == here


def test_another_seed_is_another_floor() -> None:
    assert small(11).history(START, START + DAY)["event"] != small(12).history(START, START + DAY)["event"]


def test_windows_add_up_to_the_whole() -> None:
    whole = small().history(START, START + 10 * DAY)
    floor = small()
    cuts = [START, START + 1, START + 40_000, START + 3 * DAY, START + 3 * DAY + 17, START + 10 * DAY]
    windows = [floor.history(a, b) for a, b in pairwise(cuts)]
    assert merged(*windows) == merged(whole)
    assert sum(len(w["event"]) for w in windows) == len(whole["event"])


def test_history_and_live_steps_are_one_long_run() -> None:
    floor = small()
    windows = [floor.history(START, START + 5 * DAY)]
    live = floor.live(every=60)
    windows += [next(live) for _ in range(1440)]
    assert floor.at == START + 6 * DAY
    assert merged(*windows) == merged(small().history(START, START + 6 * DAY))


def test_a_window_can_be_asked_for_again() -> None:
    floor = small()
    first = floor.history(START + DAY, START + 2 * DAY)
    floor.step(START + 4 * DAY)
    assert floor.history(START + DAY, START + 2 * DAY) == first


def test_the_latest_weeks_come_first_and_the_older_fill_in_behind_a_stream() -> None:
    now = START + 30 * DAY
    floor = small()
    first = floor.latest(now)
    created = [row[4] for row in first["ticket"]]
    assert min(created) < now - 7 * DAY
    assert min(created) > now - 15 * DAY
    streamed = floor.step(now + 600)
    older = floor.older()
    parts = [next(older)]
    streamed_later = floor.step(now + 1200)
    parts += list(older)
    whole = small().history(START, now + 1200)
    assert merged(first, streamed, streamed_later, *parts) == merged(whole)
    assert floor.history(now + 1200, now + 1800)["event"]


def test_no_two_rows_share_a_version(rows: CanonicalRows) -> None:
    floor = small()
    windows = [floor.step(START + n * 3600) for n in range(1, 24 * 8)]
    for name, table in TABLES.items():
        found = [row for window in windows for row in window.get(name, [])]
        columns = [table.names.index(c) for c in table.key]
        if table.mutable:
            columns.append(table.names.index("version_at"))
        assert len({tuple(row[n] for n in columns) for row in found}) == len(found), name


def test_nothing_is_known_before_it_happens() -> None:
    floor = small()
    floor.step(START + 8 * DAY)
    window = floor.step(START + 8 * DAY + 3600)
    low, high = START + 8 * DAY, START + 8 * DAY + 3600
    assert all(low <= row[3] < high for row in window["event"])
    for name, found in window.items():
        if TABLES[name].mutable:
            at = TABLES[name].names.index("version_at")
            assert all(low <= row[at] < high for row in found), name
    assert window["handle"]


def test_rows_are_what_the_contract_says(rows: CanonicalRows) -> None:
    kinds: dict[str, type | tuple[type, ...]] = {"text": str, "int": int, "real": float}
    for name, found in rows.items():
        columns = TABLES[name].columns
        assert found, name
        for row in found:
            assert len(row) == len(columns)
            for value, column in zip(row, columns, strict=True):
                assert isinstance(value, kinds[column.kind]) or (value is None and not column.required), (
                    name, column.name, value,
                )  # fmt: skip


def test_vocabularies_are_the_canonical_ones(rows: CanonicalRows) -> None:
    assert {row[4] for row in rows["event"]} <= set(EVENT_KINDS)
    assert {row[6] for row in rows["event"]} == set(ACTOR_KINDS)
    assert {row[9] for row in rows["event"] if row[4] == "status"} == set(STATUSES)
    assert {row[1] for row in rows["coverage"]} <= set(COVERAGE)
    seen = {row[4] for row in rows["event"]}
    assert seen >= {"message", "note", "status", "assignee", "team", "priority", "topic", "escalated"}
    assert seen >= {"merged", "spam", "abandoned", "deleted"}


def test_every_row_leads_somewhere(rows: CanonicalRows) -> None:
    known = {
        "ticket": {row[1] for row in rows["ticket"]},
        "customer": {row[1] for row in rows["customer"]},
        "agent": {row[1] for row in rows["agent"]},
        "team": {row[1] for row in rows["team"]},
    }
    for name, found in rows.items():
        for column in {"ticket", "customer", "agent", "team"} & set(TABLES[name].names):
            at = TABLES[name].names.index(column)
            assert {row[at] for row in found} - {None} <= known[column], (name, column)


def test_people_are_there_from_the_start(simulator: Simulator) -> None:
    people = simulator.people()
    assert {row[5] for row in people["agent"]} == {"human", "bot", "system"}
    assert {row[1] for row in people["agent"] if row[5] == "human"} <= set(simulator.truth())
    assert len([row for row in people["agent"] if row[5] == "human"]) == 24
    assert people["calendar"][0][6] == "Europe/Warsaw"
    assert not people["ticket"]


def test_who_leaves_and_who_follows_become_known_then() -> None:
    floor = Simulator(7, START)
    reference = floor.reference_rows(START + 90 * DAY)["agent"]
    left = [row for row in reference if row[8] is not None]
    assert left
    assert all(row[2] == row[8] for row in left)
    assert all(row[8] is None for row in floor.reference_rows(START + 20 * DAY)["agent"])


def test_a_floor_without_tickets_is_refused() -> None:
    with pytest.raises(UsageError, match="tickets a day"):
        Simulator(7, START, tickets_per_day=0)
