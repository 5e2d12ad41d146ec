"""Whatever is done to it: a state that is told, recovery by itself, nothing lost and nothing twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.importing.follow.run import follow
from cxtui.store import feeds
from cxtui.store.lock import StoreLock
from tests.importing.follow.following import facts, following, once, records, rt, sources, state, until
from tests.importing.stores import rows_of
from tests.sources.live import rt_stub
from tests.sources.live.rt_stub import NOW, Fault, RtStub, served
from tests.whole.disks import Disk

KILLS = int(os.environ.get("CXTUI_KILLS", "6"))


def busy(stub: RtStub, tickets: int = 12) -> None:
    """Let people work on tickets, some of them open."""
    for ticket in range(1, tickets + 1):
        at = NOW - 40_000 + ticket * 100
        stub.create(ticket, at)
        for reply in range(12):
            stub.reply(ticket, at + 10 + reply, "ann" if reply % 2 else "carl")
        if ticket % 3:
            stub.status(ticket, at + 50, "ann", "resolved")


FAULTS: dict[str, Fault] = {
    "cut off": rt_stub.cut_off,
    "half of an answer": rt_stub.half,
    "truncated JSON": rt_stub.truncated,
    "half a page": rt_stub.half_a_page,
    "a login page": rt_stub.login_page,
    "an error": rt_stub.status(500),
    "throttled": rt_stub.status(429, Retry_After="0"),
    "busy": rt_stub.status(503, Retry_After="0"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_at_any_answer_loses_nothing_and_doubles_nothing(
    tmp_path: Path, stub: RtStub, impatient: None, name: str
) -> None:
    busy(stub)
    chosen = rt(tmp_path, stub)
    once(tmp_path / "without.db", chosen)
    requests = len(stub.requests)
    stub.faults = [FAULTS[name] if i % 2 else rt_stub.fine for i in range(2 * requests)]
    whole = records(tmp_path / "without.db")
    store = tmp_path / "floor.db"
    with following(store, chosen):
        until(lambda: not stub.faults, "all faults")
        until(lambda: state(store).state == "ok" and len(rows_of(store, "event")) >= len(whole["event"]), "recovery")
    assert records(store) == whole
    assert facts(store) == facts(tmp_path / "without.db")


def test_a_refusal_is_told_and_a_new_token_is_found(tmp_path: Path, stub: RtStub, impatient: None) -> None:
    stub.create(1, NOW - 5000)
    token = tmp_path / "rt.token"
    token.write_text("old-token")
    token.chmod(0o600)
    store = tmp_path / "floor.db"
    with following(store, rt(tmp_path, stub)):
        until(lambda: state(store).state == "refused")
        assert (state(store).error, state(store).ok_at) == ("token (401)", None)
        token.write_text(rt_stub.TOKEN)
        until(lambda: state(store).state == "ok")
    assert len(rows_of(store, "event")) == 1


def test_a_source_in_trouble_stops_no_other(tmp_path: Path, stub: RtStub, impatient: None) -> None:
    stub.create(1, NOW - 5000)
    good = rt(tmp_path, stub)
    bad = sources(
        tmp_path, f'[bad]\nkind = "rt"\nurl = "http://127.0.0.1:9"\nsecret = {{ file = "{tmp_path}/rt.token" }}\n'
    )
    store = tmp_path / "floor.db"
    with following(store, (*bad, *good)):
        until(lambda: state(store, "bad").state == "trouble" and state(store).state == "ok")
        assert "no connection" in (state(store, "bad").error or "")
        stub.reply(1, NOW - 10, "ann")
        until(lambda: len(rows_of(store, "event")) == 2)


def test_a_server_that_comes_back_is_followed_on(tmp_path: Path, impatient: None) -> None:
    stub, store = RtStub(), tmp_path / "floor.db"
    stub.create(1, NOW - 5000)
    with served(stub), following(store, rt(tmp_path, stub)):
        until(lambda: state(store).state == "ok")
    with following(store, rt(tmp_path, stub)):
        until(lambda: state(store).state == "trouble")
        stub.reply(1, NOW - 10, "ann")
        with served(stub):
            until(lambda: state(store).state == "ok" and len(rows_of(store, "event")) == 2)


def test_retry_after_is_obeyed(tmp_path: Path, stub: RtStub, impatient: None) -> None:
    stub.create(1, NOW - 5000)
    store = tmp_path / "floor.db"
    with following(store, rt(tmp_path, stub)):
        until(lambda: state(store).state == "ok")
        stub.faults = [rt_stub.status(429, Retry_After="2")]
        until(lambda: state(store).state == "waiting")
        since, requests = stub.requests[-1][2], len(stub.requests)
        until(lambda: len(stub.requests) > requests)
        assert stub.requests[requests][2] - since >= 2.0


def test_at_most_four_fifths_of_a_limit_are_used(tmp_path: Path, stub: RtStub) -> None:
    busy(stub, 3)
    once(tmp_path / "floor.db", rt(tmp_path, stub, 'limit = "50/s"\n'))
    times = [at for _, _, at in stub.requests]
    assert len(times) > 10
    assert (len(times) - 1) / (times[-1] - times[0]) <= 0.8 * 50


def test_an_import_under_way_is_waited_for_and_said(tmp_path: Path, stub: RtStub, impatient: None) -> None:
    stub.create(1, NOW - 5000)
    store = once(tmp_path / "floor.db", rt(tmp_path, stub))
    hold = "import sys,time; from pathlib import Path; from cxtui.store.lock import StoreLock\n"
    hold += "StoreLock(Path(sys.argv[1])).__enter__(); print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as importer:  # fmt: skip
        assert importer.stdout is not None and importer.stdin is not None
        importer.stdout.readline()
        stub.reply(1, NOW - 10, "ann")
        with following(store, rt(tmp_path, stub)):
            until(lambda: "is importing into it" in (state(store).error or ""))
            assert state(store).state == "waiting"
            importer.stdin.close()
            until(lambda: len(rows_of(store, "event")) == 2)


def test_the_store_is_free_for_imports_between_batches(tmp_path: Path, stub: RtStub) -> None:
    stub.create(1, NOW - 5000)
    store = tmp_path / "floor.db"
    with following(store, rt(tmp_path, stub)):
        until(lambda: state(store).state == "ok")
        for _ in range(20):
            with StoreLock(store, wait=2.0):
                time.sleep(0.02)


def test_one_source_is_followed_by_one_process(tmp_path: Path, stub: RtStub) -> None:
    store = tmp_path / "floor.db"
    hold = "import sys,time; from pathlib import Path; from cxtui.store.lock import StoreLock\n"
    hold += "StoreLock(Path(sys.argv[1])).__enter__(); print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "floor.rt.feed")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:  # fmt: skip
        assert other.stdout is not None and other.stdin is not None
        other.stdout.readline()
        with pytest.raises(UsageError, match="rt is followed already, by another process"):
            follow(store, rt(tmp_path, stub), once=True)
        other.stdin.close()


def test_a_full_disk_is_told_and_outlived(tmp_path: Path, impatient: None) -> None:
    stub = RtStub()
    busy(stub, 6)
    with Disk(tmp_path / "disk", 8 << 20) as disk, served(stub):
        store = once(disk.folder / "floor.db", rt(tmp_path, stub))
        with following(store, rt(tmp_path, stub)):
            until(lambda: state(store).state == "ok")
            disk.fill()
            for i in range(200):
                stub.reply(1, NOW - 3000 + i, "ann")
            until(lambda: state(store).state == "waiting" and "disk is full" in (state(store).error or ""))
            (disk.folder / "rest").unlink()
            until(lambda: state(store).state == "ok" and len(rows_of(store, "event")) == len(stub.transactions))
        once(tmp_path / "whole.db", rt(tmp_path, stub))
        assert records(store) == records(tmp_path / "whole.db")


@pytest.mark.process
def test_killed_at_any_moment_cursor_rows_and_newest_event_agree(tmp_path: Path, stub: RtStub) -> None:
    """Killed again and again while people work: what is there in between is whole, and at the end all is there.

    The command itself is killed once in ten times; otherwise what it starts, in a process that need not import anew.
    """
    rt(tmp_path, stub)
    store, config = tmp_path / "floor.db", tmp_path / "sources.toml"
    busy(stub, 4)
    at, rng, written = NOW - 20_000, random.Random(7), 0
    with forks(store, config) as fork:
        for round in range(KILLS):
            with command(store, config) if round % 10 == 0 else fork() as pid:
                before, enough = len(stub.requests), len(stub.requests) + 4 + rng.randrange(26)
                end = time.monotonic() + 60
                while time.monotonic() < end and before < enough:
                    # Somebody writes at every answer: one that was read is never the last.
                    if len(stub.requests) > before:
                        before, at = len(stub.requests), at + 1
                        stub.reply(1 + at % 4, at, "ann")
                    time.sleep(0.002)
                time.sleep(rng.random() * 0.05)
                os.kill(pid, signal.SIGKILL)
            written += agree(store, stub)
    once(store, rt(tmp_path, stub))
    once(tmp_path / "whole.db", rt(tmp_path, stub))
    assert records(store) == records(tmp_path / "whole.db")
    events = [row[1:3] for row in rows_of(store, "event")]
    assert len(events) == len(set(events)) == len(stub.transactions)
    assert written >= KILLS // 2
    print(f"{KILLS} kills, {written} with rows, {len(events)} transactions, 0 lost, 0 double")


@contextmanager
def command(store: Path, config: Path) -> Iterator[int]:
    """Follow by the command, as somebody would start it; it is killed when the context ends."""
    words = [sys.executable, "-m", "cxtui", "follow", "--config", str(config), "--store", str(store)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield process.pid


@contextmanager
def forks(store: Path, config: Path) -> Iterator[Callable[[], AbstractContextManager[int]]]:
    """Yield what follows in a child that is killed when its context ends."""
    words = [sys.executable, "-m", "tests.importing.follow.forking", str(store), str(config)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        lines, says = process.stdin, process.stdout
        assert lines is not None and says is not None

        @contextmanager
        def fork() -> Iterator[int]:
            lines.write("\n")
            lines.flush()
            yield int(says.readline())
            assert says.readline() == "ended\n"

        yield fork
        lines.close()


def agree(store: Path, stub: RtStub) -> bool:
    """Hold that everything behind the cursors is in the store; return whether the store has anything."""
    if not store.exists():
        return False
    with closing(sqlite3.connect(store)) as con:
        if not con.execute("SELECT 1 FROM sqlite_schema WHERE name = 'feed'").fetchone():
            return False
        place = feeds.read_place(con, "rt", f"rt {stub.url}")
        ids = {int(event) for (event,) in con.execute("SELECT event FROM event")}
        newest = con.execute("SELECT max(occurred_at) FROM event").fetchone()[0]
        state = con.execute("SELECT newest_event_at FROM source_state").fetchone()
    if place.live is None:
        assert not ids
        return False
    first = place.live["began"] + 1
    if place.fill is not None:
        first = place.fill["before"]
    last = max([place.live["back"], *(id for id, _ in place.live["seen"])])
    there = {one["id"] for one in stub.transactions if first <= one["id"] <= last}
    assert there <= ids
    assert state is None or state[0] == newest
    return True


def test_what_the_store_refuses_of_one_source_holds_up_no_other(tmp_path: Path, stub: RtStub, impatient: None) -> None:
    """The store has a source from another address: that one waits for somebody, the other goes on."""
    stub.create(1, NOW - 5000)
    store = once(tmp_path / "floor.db", rt(tmp_path, stub))
    elsewhere = sources(
        tmp_path,
        f'[rt]\nkind = "rt"\nurl = "http://127.0.0.1:9"\nsecret = {{ file = "{tmp_path}/rt.token" }}\n'
        f'[two]\nkind = "rt"\nurl = "{stub.url}"\nsecret = {{ file = "{tmp_path}/rt.token" }}\nevery = "1 s"\n',
    )
    with following(store, elsewhere):
        until(lambda: "came from rt" in (state(store).error or "") and state(store, "two").state == "ok")
        stub.reply(1, NOW - 10, "ann")
        until(lambda: len(rows_of(store, "event")) == 3)
