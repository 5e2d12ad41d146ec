"""Doubts of data that nobody here wrote, against counts made from the files alone."""

import csv
import gzip
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from cxtui.importing.run import Request, run
from cxtui.kpis.data_quality import Doubt, scan


def test_technical_support(reference: Path, tmp_path: Path) -> None:
    store, file = tmp_path / "floor.db", reference / "technical_support" / "tickets_2023H1.csv"
    run(store, Request((file,), "technical-support"))
    flagged, refused = scan(store)
    # The folder's README counts 14; with fractions of seconds kept they are these.
    with file.open(encoding="utf-8-sig", newline="") as lines:
        wrong = sorted(
            row["Ticket ID"]
            for row in csv.DictReader(lines)
            if row["First response time"]
            and row["SLA For first response"]
            == ("SLA Violated" if row["First response time"] <= row["Expected SLA to first response"] else "Within SLA")
        )
    assert len(wrong) == 14
    assert (flagged.kind, flagged.count) == ("stated first-response result contradicts its times", 14)
    assert flagged.examples == (wrong[0], wrong[-1])
    assert (refused.kind, refused.count) == ("rows refused", 2)


def test_servicenow(reference: Path, tmp_path: Path) -> None:
    store, file = tmp_path / "floor.db", reference / "servicenow_uci" / "incident_event_log.csv.gz"
    run(store, Request((file,), "servicenow-log", zone="UTC"))
    early: Counter[str] = Counter()
    opened: set[datetime] = set()
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            at = _instant(row["opened_at"])
            opened.add(at)
            early[row["number"]] += _instant(row["sys_updated_at"]) < at
    names = sorted(name for name, n in early.items() if n)
    before, silence = scan(store)
    assert (before.kind, before.count, before.examples) == ("event before creation", 5, (names[0], names[-1]))
    assert len(names) == 5
    # Incidents were hardly opened after May 2016: of that summer only the silences beside busy weeks are told.
    assert isinstance(silence, Doubt) and silence.kind == "silences in the feed"
    for example in silence.examples:
        first, last = (datetime.fromisoformat(text) for text in example.partition(": no new tickets")[0].split(" to "))
        assert {first, last} <= opened
        assert not [at for at in opened if first < at < last]
        assert first >= datetime(2016, 5, 31, tzinfo=UTC)


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=UTC)
