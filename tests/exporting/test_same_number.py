"""A number is the same on the floor, in a snapshot, in an export, and as the count of what it lists."""

import csv
import io
import json
from pathlib import Path

import pytest

from cxtui.exporting.panes import PANES
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists import LISTS
from tests.exporting.commands import printed


def test_snapshot_export_and_explanation_agree_on_every_headline(packaged: Path) -> None:
    shown = json.loads(printed(packaged, "snapshot", "--format", "json"))["metrics"]
    exported = {row["metric"]: row for row in json.loads(printed(packaged, "export", "metrics", "--format", "json"))}
    assert shown and set(shown) <= set(exported)
    for name, metric in shown.items():
        row = exported[name]
        assert (row["n"], row["waiting"], row["norm"]) == (metric["n"], metric["waiting"], metric["target"]), name
        assert row["value"] == pytest.approx(metric["value"]), name
        explained = json.loads(printed(packaged, "explain", name, "--units", "--limit", "100000", "--format", "json"))
        assert explained["value"]["value"] == row["value"] and len(explained["units"]) == metric["n"], name


def test_every_number_that_a_face_prints_has_a_definition(packaged: Path) -> None:
    floor = json.loads(printed(packaged, "snapshot", "--format", "json"))
    printed_names = {*floor["metrics"], *(part for row in floor["leaderboard"]["rows"] for part in row["components"])}
    printed_names |= {row["metric"] for row in json.loads(printed(packaged, "export", "metrics", "--format", "json"))}
    assert printed_names - set(DEFINITIONS) == set()
    for name in (*PANES, *LISTS):
        assert json.loads(printed(packaged, "export", name, "--format", "json")) is not None, name


@pytest.mark.parametrize("pane", ["responses", "escalations", "agents"])
def test_a_pane_exports_the_rows_it_shows(packaged: Path, pane: str) -> None:
    shown = json.loads(printed(packaged, "snapshot", "--format", "json"))
    rows = shown["leaderboard" if pane == "agents" else pane]["rows"]
    exported = json.loads(printed(packaged, "export", pane, "--format", "json"))
    key = "agent" if pane == "agents" else "ticket"
    assert rows and [row[key] for row in exported] == [row[key] for row in rows]
    if pane == "agents":
        for row, out in zip(rows, exported, strict=True):
            assert {name: out[name] for name in row["components"]} == {
                n: p["value"] for n, p in row["components"].items()
            }


def test_tickets_of_a_filter_are_those_that_are_counted(packaged: Path) -> None:
    where = ("--period", "7d", "--filter", "channel:chat !priority:low")
    rows = list(csv.DictReader(io.StringIO(printed(packaged, "export", "tickets", *where))))
    counted = json.loads(printed(packaged, "export", "created", *where, "--format", "json"))[0]
    assert sum(row["excluded"] == "0" for row in rows) == counted["n"] > 0
    assert {row["channel"] for row in rows} == {"chat"} and "low" not in {row["priority"] for row in rows}


def test_events_of_a_period_happened_in_it(packaged: Path) -> None:
    rows = json.loads(printed(packaged, "export", "events", "--period", "yesterday", "--format", "json"))
    assert rows and rows == sorted(
        rows, key=lambda row: (row["occurred_at"], row["source"], row["ticket"], row["event"])
    )
    assert all(1775433600 <= row["occurred_at"] < 1775520000 for row in rows)
    assert {"message", "status"} <= {row["kind"] for row in rows}
