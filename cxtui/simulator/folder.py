"""A floor as a canonical folder: one CSV file a table, week after week, on as many processes as asked."""

import csv
import gzip
import shutil
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cxtui.canonical import TABLES, CanonicalTable
from cxtui.clock import DAY
from cxtui.simulator.floor import Simulator
from cxtui.simulator.ledger import TABLE_NAMES, CanonicalRow, CanonicalRows
from cxtui.simulator.plot import Plot

SMALL = 64 * 1024
"""Bytes up to which a file is left as it is where others are compressed."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which floor to write: the arguments of ``Simulator``."""

    seed: int
    start: int
    zone: str = "Europe/Warsaw"
    agents: int = 24
    tickets_per_day: float = 330
    plot: Plot | None = None

    def simulator(self) -> Simulator:
        """Return the floor, at its start."""
        return Simulator(self.seed, self.start, self.zone, self.agents, self.tickets_per_day, self.plot)


def write_folder(
    order: Order, folder: Path, to_at: int, from_at: int | None = None, compress: bool = False, jobs: int = 1
) -> dict[str, int]:
    """Write what is known at ``to_at`` into ``folder`` and return the rows of each table.

    Files are named after the canonical tables and hold their columns, the newest version of every row,
    and instants as ISO 8601 in UTC. ``from_at`` leaves out what became known before it, people excepted.
    ``compress`` makes ``.csv.gz`` of the files over 64 KB, with no name or time inside, so that they are
    the same each time. Weeks are spread over ``jobs`` processes. Files of a canonical table's name that
    are there already are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    floor = order.simulator()
    since = order.start if from_at is None else from_at
    weeks = range(floor.weeks(to_at))
    with TemporaryDirectory(prefix=".parts-", dir=folder) as scratch:
        parts = Path(scratch)
        counts = _write_part(parts / "first", floor.reference_rows(to_at))
        tasks = [(order, number, since, to_at, parts / f"{number:05d}") for number in weeks]
        for found in _run(tasks, jobs):
            counts = {table: counts[table] + found[table] for table in TABLE_NAMES}
        names = ["first", *(f"{number:05d}" for number in weeks)]
        for table in TABLE_NAMES:
            _join(TABLES[table], [parts / name / f"{table}.csv" for name in names], folder, compress)
    return counts


_Task = tuple[Order, int, int, int, Path]


def _run(tasks: Sequence[_Task], jobs: int) -> Iterable[dict[str, int]]:
    if jobs <= 1:
        return map(_write_week, tasks)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_write_week, tasks))


def _write_week(task: _Task) -> dict[str, int]:
    order, number, from_at, to_at, part = task
    return _write_part(part, order.simulator().week(number, from_at, to_at))


def _write_part(part: Path, rows: CanonicalRows) -> dict[str, int]:
    """Write the newest version of every row, without headers; return how many there are."""
    part.mkdir()
    counts: dict[str, int] = {}
    for name in TABLE_NAMES:
        table = TABLES[name]
        found = newest(table, rows[name]) if table.mutable else rows[name]
        times = tuple(n for n, column in enumerate(table.names) if _is_instant(column))
        with (part / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(_iso(found, times))
        counts[name] = len(found)
    return counts


def newest(table: CanonicalTable, rows: Iterable[CanonicalRow]) -> list[CanonicalRow]:
    """Return the last version of every row, in the order in which the rows first appeared."""
    key = [table.names.index(column) for column in table.key]
    version = table.names.index("version_at")
    kept: dict[tuple[Any, ...], CanonicalRow] = {}
    for row in rows:
        identity = tuple(row[n] for n in key)
        old = kept.get(identity)
        if old is None or row[version] >= old[version]:
            kept[identity] = row
    return list(kept.values())


def _is_instant(column: str) -> bool:
    return column.endswith(("_at", "_on")) or column == "since"


def _iso(rows: Iterable[CanonicalRow], times: tuple[int, ...]) -> Iterable[list[Any]]:
    clock = _clock()
    for row in rows:
        cells = list(row)
        for n in times:
            instant = cells[n]
            if instant is not None:
                cells[n] = _date(instant // DAY) + clock[instant % DAY]
        yield cells


@cache
def _date(day: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)).date().isoformat()


@cache
def _clock() -> list[str]:
    return [f"T{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}Z" for s in range(DAY)]


def _join(table: CanonicalTable, parts: Sequence[Path], folder: Path, compress: bool) -> None:
    """Put a table's parts together under a header, compressed or not."""
    plain, packed = folder / f"{table.name}.csv", folder / f"{table.name}.csv.gz"
    with plain.open("wb") as file:
        file.write((",".join(table.names) + "\n").encode())
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, file, 1 << 20)
    packed.unlink(missing_ok=True)
    if compress and plain.stat().st_size > SMALL:
        with (
            plain.open("rb") as source,
            packed.open("wb") as raw,
            gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as target,
        ):
            shutil.copyfileobj(source, target, 1 << 20)
        plain.unlink()
