"""Carrying out an explanation: words alone, or with the numbers of a store."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxtui import api
from cxtui.api.asking import read_list
from cxtui.cli.filtering import filter_in
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.explain import explain, sql_of
from cxtui.kpis.lists import LISTS
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.report import explained
from cxtui.store.paths import store_path
from cxtui.store.writer import exists


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """What was asked for, as the command line has it."""

    name: str | None
    sql: bool
    units: bool
    limit: int
    period: str | None
    where: tuple[str, ...]
    cohort: bool
    at: str | None
    store: Path | None
    as_json: bool


def run(request: ExplainRequest) -> None:
    """Print what is asked for; UsageError for a number that nobody knows."""
    if request.name is None:
        _catalogue(request.as_json)
        return
    path = store_path(request.store)
    if request.store is None and request.name in DEFINITIONS and not exists(path):
        print(
            "\n".join(
                [
                    *explained.defined(DEFINITIONS[request.name]),
                    *(explained.sql(sql_of(request.name)) if request.sql else ()),
                ]
            )
        )
        return
    with api.open(path, request.at) as floor, floor.asking() as store:
        if request.name in LISTS and request.name not in DEFINITIONS:
            _list(store, request)
        else:
            _number(store, request)


def _catalogue(as_json: bool) -> None:
    if as_json:
        print(json.dumps([{"name": n, "title": d.title, "group": d.group} for n, d in DEFINITIONS.items()], indent=2))
    else:
        print("\n".join(explained.catalogue()))


def _number(store: StoreAsOf, request: ExplainRequest) -> None:
    assert request.name is not None
    question = store.question(request.name, request.period, filter_in(store, request.where), request.cohort)
    found = explain(store, request.name, question)
    readable = found.definition.how is not None
    whole = store.units(request.name, question, request.limit) if request.units and readable else None
    part = store.part(request.name, question, request.limit) if whole is not None else None
    if request.as_json:
        document: dict[str, Any] = explained.document(found)
        for key, units in (("units", whole), ("part", part)):
            if units is not None:
                document[key] = [explained.unit_document(one) for one in units[0]]
        if request.sql:
            document["sql"] = dict(sql_of(request.name))
        print(json.dumps(document, indent=2))
        return
    lines = explained.explained(found)
    if whole is not None:
        lines += explained.listed_units(f"{found.definition.counts} counted", *whole, store.zone, found.definition.unit)
    if part is not None and part[1]:
        lines += explained.listed_units(
            f"{found.definition.counts} above the line", *part, store.zone, found.definition.unit
        )
    if request.sql:
        lines += explained.sql(sql_of(request.name))
    print("\n".join(lines))


def _list(store: StoreAsOf, request: ExplainRequest) -> None:
    assert request.name is not None
    definition = LISTS[request.name]
    table = read_list(store, request.name, request.period, filter_in(store, request.where))
    if request.as_json:
        names = [column.name for column in table.columns]
        rows = [dict(zip(names, row, strict=True)) for row in table.rows]
        document = {"name": definition.name, "title": definition.title, "words": definition.words, "rows": rows}
        print(json.dumps({**document, "note": table.note, "missing": table.missing}, indent=2))
        return
    lines = [*explained.list_lines(table, store.zone, _width()), "", *explained.list_words(definition)]
    if request.sql:
        from cxtui.facts import catalog

        lines += explained.sql((f"model: {model}", catalog.text(model)) for model in definition.models)
    print("\n".join(lines))


def _width() -> int:
    """Return the columns of the terminal; a pipe has room for every list."""
    import shutil

    return shutil.get_terminal_size((160, 24)).columns
