"""What is in a store and whether it is sound, as text and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from cxtui.clock import format_instant
from cxtui.kpis.data_quality import Doubt
from cxtui.kpis.data_quality.silences import RULE
from cxtui.report.table import WIDTH, TextColumn, size_text, table
from cxtui.store.check import CheckReport, StoreInfo
from cxtui.store.kept import KeptSince, frozen_sums
from cxtui.store.rebuilt import TableComparison
from cxtui.text.plain import age, number, safe

SHOWN = 20
"""Differing cells listed one by one; the counts are whole."""

_INDENT = " " * 7


def info_text(info: StoreInfo, zone: str) -> list[str]:
    """Return what is in a store as lines, instants in ``zone``."""
    lines = [
        f"store    {info.path}",
        f"size     {size_text(info.size)}, log {size_text(info.log_size)}, version {info.version}",
        "",
    ]
    sources = (
        (
            safe(one.source), safe(one.mapping or ""), number(one.rows),
            f"{age(one.committed_age)} ago",
            "no events" if one.newest_event_at is None else format_instant(one.newest_event_at, zone),
        )
        for one in info.sources
    )  # fmt: skip
    lines += table(
        (
            TextColumn("source"),
            TextColumn("mapping"),
            TextColumn("rows", right=True),
            TextColumn("imported"),
            TextColumn("newest event"),
        ),
        sources,
    )
    lines += ["", *table((TextColumn("table"), TextColumn("rows", right=True)),
                         ((name, number(rows)) for name, rows in info.tables.items() if rows))]  # fmt: skip
    runs = (
        (
            str(run.run), format_instant(run.started_at, zone), safe(run.source), number(run.rows_read),
            number(run.new), number(run.changed), number(run.same), number(run.rejected),
        )
        for run in info.runs
    )  # fmt: skip
    names = ("import", "started", "source", "rows", "new", "changed", "same", "rejected")
    lines += ["", *table(tuple(TextColumn(n, right=n not in ("started", "source")) for n in names), runs)]
    return lines


def frozen_text(since: KeptSince, zone: str) -> list[str]:
    """Return which sums of a store keep the settings that they were counted with."""
    words = f"sums of days before {format_instant(since.at, zone)[:10]} keep the settings they were counted with:"
    return [words, *wrap(", ".join(frozen_sums()), WIDTH, initial_indent="  ", subsequent_indent="  ")]


def info_json(info: StoreInfo) -> str:
    """Return what is in a store as JSON."""
    return json.dumps({**asdict(info), "path": str(info.path)}, indent=2)


def check_text(report: CheckReport, compared: TableComparison | None) -> list[str]:
    """Return what was checked as lines: what is wrong, and which kept cells differ from rebuilt ones."""
    lines = [f"{'ok' if one.sound else 'WRONG':<6} {one.what:<9} {one.detail}".rstrip() for one in report.findings]
    if compared is None:
        return [*lines, "kept numbers were not compared with rebuilt ones: the above comes first"]
    state = "ok" if compared.sound else "WRONG"
    lines.append(f"{state:<6} {'numbers':<9} {number(compared.rows)} rows of {len(compared.tables)} tables made anew")
    for one in compared.differences[:SHOWN]:
        key = ", ".join(f"{name} {safe(str(value))}" for name, value in one.key)
        lines.append(f"       {one.table} ({key}) {one.column}: kept {_cell(one.kept)}, rebuilt {_cell(one.rebuilt)}")
    if not compared.sound:
        lines.append(f"       {number(compared.differing)} rows differ; cxtui store configure makes all facts anew")
    return lines


def _cell(value: object) -> str:
    return "nothing" if value is None else safe(str(value))


def doubts_text(doubts: Sequence[Doubt] | None) -> list[str]:
    """Return what makes numbers doubtful as lines, by source; None is that nobody could look."""
    if doubts is None:
        return ["doubts were not looked for: the above comes first"]
    lines = []
    for one in doubts:
        lines += ["", f"doubt  {safe(one.source)}: {_counted(one)}"]
        parts = [one.detail and safe(one.detail), f"numbers: {one.definition.means}", f"to do: {one.definition.advice}"]
        if one.kind == "silences in the feed":
            lines += [f"       {safe(example)}" for example in one.examples]
            parts.append(RULE)
        elif one.examples:
            parts.insert(0, f"such as {', '.join(safe(example) for example in one.examples)}")
        for text in filter(None, parts):
            lines += wrap(text, WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
    return lines or ["ok     doubts    none"]


def _counted(doubt: Doubt) -> str:
    """Return ``14 tickets: unknown agent``, or ``2 rows refused`` where the kind begins with what it counts."""
    counts = "" if doubt.kind.startswith(doubt.definition.counts) else f"{doubt.definition.counts}: "
    return f"{number(doubt.count)} {counts}{doubt.kind}"


def check_json(report: CheckReport, compared: TableComparison | None, doubts: Sequence[Doubt] | None) -> str:
    """Return what was checked as JSON; ``doubts`` is null where nobody could look for them."""
    found: dict[str, Any] = {
        "path": str(report.path),
        "sound": report.sound,
        "findings": [asdict(one) for one in report.findings],
    }
    if compared is not None:
        found["sound"] = report.sound and compared.sound
        found["numbers"] = {
            "sound": compared.sound,
            "tables": list(compared.tables),
            "rows": compared.rows,
            "differing": compared.differing,
            "differences": [{**asdict(one), "key": dict(one.key)} for one in compared.differences],
        }
    if doubts is None:
        found["doubts"] = None
    else:
        found["doubts"] = [
            {
                **asdict(one),
                "counts": one.definition.counts,
                "means": one.definition.means,
                "advice": one.definition.advice,
            }
            for one in doubts
        ]
    return json.dumps(found, indent=2)
