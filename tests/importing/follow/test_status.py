"""What ``cxtui follow`` says of itself: status, the check, and the unit."""

import json
from pathlib import Path

import pytest

from cxtui import health
from cxtui.cli import main
from cxtui.health import FeedHealth, FillHealth
from cxtui.importing.follow.status import document, lines, well
from tests.importing.follow.following import once, rt, sources
from tests.importing.stores import rows_of
from tests.sources.live.rt_stub import NOW, RtStub

AT = 1_780_000_000


def status_lines(store: Path, *feeds: FeedHealth) -> list[str]:
    for one in feeds:
        health.write(store, one)
    return lines(store, AT)


def test_each_source_has_a_line(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    assert status_lines(store) == [f"{store}: no source is followed; docs/follow.md shows how"]
    good = FeedHealth("desk", "rt", "ok", 5, AT - 2, ok_at=AT - 2, newest_at=AT - 7200, skew_s=300)
    filling = FeedHealth("mail", "rt", "filling", 5, AT - 2, ok_at=AT - 2, filling=FillHealth(AT - 864_000, 0.43))
    assert well(store, AT)
    bad = FeedHealth("rt", "rt", "refused", 5, AT - 9, error="token (401)", next_at=AT + 240, doubts=("odd",))
    gone = FeedHealth("shop", "lines", "ok", 0, AT - 600)
    assert status_lines(store, good, filling, bad, gone) == [
        "desk         ok · answered 2 s ago · newest event 2 h ago · its clock is 5 min ahead",
        "mail         filling · answered 2 s ago · history since 10 d ago (43%)",
        "rt           refused · token (401) · next try in 4 min",
        "             doubt: odd",
        "shop         silent 10 min: nobody follows it",
    ]
    assert not well(store, AT)
    assert [one["silent_s"] for one in document(store, AT)["sources"]] == [None, None, None, 600]


def test_the_exit_code_says_whether_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "floor.db"
    health.write(store, FeedHealth("rt", "rt", "stopped", 5, AT))
    assert main(["follow", "status", "--store", str(store), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["sources"][0]["state"] == "stopped"
    health.write(store, FeedHealth("rt", "rt", "trouble", 5, AT))
    assert main(["follow", "status", "--store", str(store)]) == 1


def test_the_check_says_what_can_be_read_and_what_a_token_lacks(
    tmp_path: Path, stub: RtStub, capsys: pytest.CaptureFixture[str]
) -> None:
    stub.create(1, NOW - 100)
    rt(tmp_path, stub)
    words = ["follow", "--check", "--config", str(tmp_path / "sources.toml"), "--store", str(tmp_path / "floor.db")]
    assert main(words) == 0
    output = capsys.readouterr().out
    assert output.startswith(
        "rt: can be followed\n  reads    Request Tracker 5.0.3\n  reads    queues: Billing, General\n"
    )
    assert "needs    SeeQueue, ShowTicket, ShowTicketComments on every queue" in output
    (tmp_path / "rt.token").write_text("another")
    assert main(words) == 1
    assert "does not know the token: give it a valid one" in capsys.readouterr().out
    assert not (tmp_path / "floor.db").exists()


def test_older_history_can_be_asked_for_and_a_source_forgotten(
    tmp_path: Path, stub: RtStub, capsys: pytest.CaptureFixture[str]
) -> None:
    stub.clock = lambda: AT
    stub.create(1, AT - 400 * 86_400, status="resolved")
    for i in range(120):
        stub.add(1, AT - 90 * 86_400 + i, "ann", "Comment")
    chosen = rt(tmp_path, stub)
    text = (tmp_path / "sources.toml").read_text().replace("3650 d", "1 d")
    store = once(tmp_path / "floor.db", sources(tmp_path, text))
    before = len(rows_of(store, "event"))
    assert before < 121
    assert main(["follow", "backfill", "rt", "--from", "2020-01-01", "--store", str(store)]) == 0
    once(store, sources(tmp_path, text))
    assert len(rows_of(store, "event")) == 121
    assert main(["follow", "backfill", "rrt", "--from", "2020-01-01", "--store", str(store)]) == 2
    assert "'rrt' was never followed into this store; the nearest is rt" in capsys.readouterr().err
    assert main(["follow", "forget", "rt", "--store", str(store)]) == 0
    assert not any(rows_of(store, name) for name in ("ticket", "event", "feed", "source_state"))
    assert health.read_all(store) == ()
    once(store, chosen)
    assert len(rows_of(store, "event")) == 121


def test_the_unit_names_secrets_and_has_no_more_rights_than_that_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "my sources.toml"
    config.write_text('[rt]\nkind = "rt"\nurl = "https://rt.example.com"\nsecret = { credential = "rt-token" }\n')
    store = tmp_path / "100%" / "floor.db"
    assert main(["follow", "rt", "--print-unit", "--config", str(config), "--store", str(store)]) == 0
    unit = capsys.readouterr().out.splitlines()
    (start,) = (line for line in unit if line.startswith("ExecStart="))
    assert start.endswith(f'-m cxtui follow rt --config "{config}" --store {tmp_path}/100%%/floor.db')
    assert f"ReadWritePaths={tmp_path}/100%%" in unit
    assert "LoadCredential=rt-token:/etc/cxtui/rt-token" in unit
    assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "LimitCORE=0"} <= set(unit)
