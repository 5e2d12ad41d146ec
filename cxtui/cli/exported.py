"""Carrying out an export: which sheet, in which format, to where."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from cxtui import api
from cxtui.cli.progress import stages
from cxtui.errors import UsageError
from cxtui.exporting import canonical, catalogue, numbers
from cxtui.exporting.panes import PANES
from cxtui.exporting.sheet import ExportSheet
from cxtui.exporting.writers import csv, json, openmetrics, parquet
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.filters import parse_filter
from cxtui.store.paths import store_path

PATIENCE_S = 3600.0
"""Seconds an export may read: it sees one picture of the store, while an importer goes on."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for, as the command line has it."""

    what: str
    format: str
    output: Path | None
    period: str | None
    where: tuple[str, ...]
    by: str | None
    cohort: bool
    at: str | None
    store: Path | None
    compare: str | None = None


def run(wish: Wish) -> None:
    """Export what is wished for; UsageError for what cannot be, StoreError where the store cannot be read."""
    kind = catalogue.kind_of(wish.what)
    _check(wish, kind)
    with api.open(wish.store, wish.at, patience=PATIENCE_S) as floor, stages() as progress:
        if kind == "pane":
            _write(PANES[wish.what](floor.floor()), wish)
            return
        with floor.asking() as asked:
            if kind == "canonical":
                assert wish.output is not None
                written = canonical.write(asked.tx, store_path(wish.store), wish.output, _kind(wish.format), progress)
                print(f"{sum(written.values()):,} rows of {len(written)} tables in {wish.output}", file=sys.stderr)
            elif kind == "number":
                _numbers(asked, wish)
            elif kind == "list":
                _write(catalogue.list_sheet(asked, wish.what, wish.period, parse_filter(wish.where)), wish)
            else:
                progress(f"reading {wish.what}")
                _write(catalogue.records_sheet(asked, wish.what, wish.period, parse_filter(wish.where)), wish)


def _check(wish: Wish, kind: str) -> None:
    if wish.format == "openmetrics" and kind != "number":
        raise UsageError(f"{wish.what} is no number; openmetrics holds numbers: use csv, json or parquet")
    if kind == "canonical" and wish.format not in canonical.SUFFIX:
        raise UsageError("canonical tables are written as parquet or json, which an import reads back exactly")
    if kind == "canonical" and wish.output is None:
        raise UsageError("canonical is a folder of tables; name it with --output FOLDER")
    if kind in ("pane", "canonical") and (wish.period or wish.where or wish.by or wish.cohort or wish.compare):
        raise UsageError(
            f"{wish.what} is exported whole; --period, --filter, --by, --cohort and --compare do not apply"
        )
    if kind in ("list", "records") and (wish.by or wish.cohort or wish.compare):
        raise UsageError(f"--by, --cohort and --compare are for numbers; {wish.what} is none")
    if wish.format == "openmetrics" and wish.compare:
        raise UsageError("openmetrics has no place for an earlier period; --compare is for csv, json and parquet")
    if wish.format == "parquet" and wish.output is None:
        raise UsageError("parquet is no text for a terminal; name a file with --output FILE")


def _kind(format: str) -> canonical.FileKind:
    return "json" if format == "json" else "parquet"


def _compare(words: str | None) -> numbers.ComparedWith | None:
    return None if words is None else "weekday" if words == "weekday" else "previous"


def _numbers(asked: StoreAsOf, wish: Wish) -> None:
    names, where = numbers.names_of(wish.what), parse_filter(wish.where)
    # All of them before the first is written: a mistake leaves half an answer nowhere.
    found = list(numbers.numbers(asked, names, wish.period, where, wish.cohort, wish.by, _compare(wish.compare)))
    if wish.format == "openmetrics":
        with _opened(wish.output) as into:
            openmetrics.write(((one.metric, numbers.labels(one)) for one in found), into)
        return
    _write(numbers.sheet(found, asked.zone, wish.compare is not None), wish)


def _write(sheet: ExportSheet, wish: Wish) -> None:
    if wish.format == "parquet":
        assert wish.output is not None
        parquet.write(sheet, wish.output)
        return
    with _opened(wish.output) as into:
        (json if wish.format == "json" else csv).write(sheet, into)


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    """Give stdout, or a file that is complete or not there at all."""
    if path is None:
        yield sys.stdout
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
