"""Carrying out an export: which sheet, in which format, to where."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from cxtui import api
from cxtui.cli.filtering import filter_in
from cxtui.cli.progress import stages
from cxtui.errors import UsageError
from cxtui.exporting import canonical, catalogue, numbers
from cxtui.exporting.panes import PANES
from cxtui.exporting.sheet import ExportSheet
from cxtui.exporting.writers import csv, json, openmetrics, parquet
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.store.paths import store_path

PATIENCE_S = 3600.0
"""Seconds an export may read: it sees one picture of the store, while an importer goes on."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
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


def run(request: ExportRequest) -> None:
    """Export what is asked for; UsageError for what cannot be, StoreError where the store cannot be read."""
    kind = catalogue.kind_of(request.what)
    _check(request, kind)
    with api.open(request.store, request.at, patience=PATIENCE_S) as floor, stages() as progress:
        if kind == "pane":
            _write(PANES[request.what](floor.floor()), request)
            return
        with floor.asking() as store:
            if kind == "canonical":
                assert request.output is not None
                written = canonical.write(
                    store.tx, store_path(request.store), request.output, _kind(request.format), progress
                )
                print(f"{sum(written.values()):,} rows of {len(written)} tables in {request.output}", file=sys.stderr)
                if left := canonical.left_behind(store.tx, store.zone):
                    print(left, file=sys.stderr)
            elif kind == "number":
                _numbers(store, request)
            elif kind == "list":
                _write(
                    catalogue.list_sheet(store, request.what, request.period, filter_in(store, request.where)), request
                )
            else:
                progress(f"reading {request.what}")
                _write(
                    catalogue.records_sheet(store, request.what, request.period, filter_in(store, request.where)),
                    request,
                )


def _check(request: ExportRequest, kind: str) -> None:
    if request.format == "openmetrics" and kind != "number":
        raise UsageError(f"{request.what} is no number; openmetrics holds numbers: use csv, json or parquet")
    if kind == "canonical" and request.format not in canonical.SUFFIX:
        raise UsageError("canonical tables are written as parquet or json, which an import reads back exactly")
    if kind == "canonical" and request.output is None:
        raise UsageError("canonical is a folder of tables; name it with --output FOLDER")
    if kind in ("pane", "canonical") and (
        request.period or request.where or request.by or request.cohort or request.compare
    ):
        raise UsageError(
            f"{request.what} is exported whole; --period, --filter, --by, --cohort and --compare do not apply"
        )
    if kind in ("list", "records") and (request.by or request.cohort or request.compare):
        raise UsageError(f"--by, --cohort and --compare are for numbers; {request.what} is none")
    if request.format == "openmetrics" and request.compare:
        raise UsageError("openmetrics has no place for an earlier period; --compare is for csv, json and parquet")
    if request.format == "parquet" and request.output is None:
        raise UsageError("parquet is no text for a terminal; name a file with --output FILE")


def _kind(format: str) -> canonical.FileKind:
    return "json" if format == "json" else "parquet"


def _compare(words: str | None) -> numbers.ComparedWith | None:
    return None if words is None else "weekday" if words == "weekday" else "previous"


def _numbers(store: StoreAsOf, request: ExportRequest) -> None:
    names, where = numbers.names_of(request.what), filter_in(store, request.where)
    # All of them before the first is written: a mistake leaves half an answer nowhere.
    found = list(
        numbers.numbers(store, names, request.period, where, request.cohort, request.by, _compare(request.compare))
    )
    if request.format == "openmetrics":
        with _opened(request.output) as into:
            openmetrics.write(((one.metric, numbers.labels(one)) for one in found), into)
        return
    _write(numbers.sheet(found, store.zone, request.compare is not None), request)


def _write(sheet: ExportSheet, request: ExportRequest) -> None:
    if request.format == "parquet":
        assert request.output is not None
        parquet.write(sheet, request.output)
        return
    with _opened(request.output) as into:
        (json if request.format == "json" else csv).write(sheet, into)


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
