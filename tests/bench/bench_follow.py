"""(l) Following: reply to store, a quiet process, and the CPU of a batch of one event."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from cxtui.importing.follow import applying
from cxtui.importing.follow.handed import Handed
from cxtui.sources.live.feed_batch import FeedBatch
from cxtui.store.writer import Writer
from tests.bench import bench_live, place
from tests.sources.live.rt_stub import TOKEN, RtStub, served

NAME = "l"
SOURCES, EVERY_S = 5, 5


def run(small: bool) -> None:
    """Print how long a reply takes, what a quiet process of five sources costs, and what a batch of one event does."""
    _reply_to_store(5 if small else 60)
    _quiet(8 if small else 120)
    _one_event(small, 20 if small else 500)


def _reply_to_store(replies: int) -> None:
    stub = RtStub(clock=lambda: int(time.time()))
    stub.create(1, int(time.time()) - 100)
    with ExitStack() as held:
        held.enter_context(served(stub))
        store = _followed(held, [stub], every=1)
        _until(lambda: _events(store) == 1)
        took = []
        for i in range(replies):
            time.sleep(0.37)  # at no fixed moment of the interval
            began = time.perf_counter()
            stub.reply(1, int(time.time()), "ann")
            _until(partial(_reached, store, i + 2))
            took.append(time.perf_counter() - began)
    p50, p95 = place.quantile(took, 0.5), place.quantile(took, 0.95)
    print(f"(l) {replies} replies to a store that asks every second: p50 {p50:.2f}, p95 {p95:.2f} s; must be <= 2 s")


def _quiet(seconds: int) -> None:
    if not Path("/proc/self/stat").exists():
        print("    a quiet process: skipped, there is no /proc here")
        return
    with ExitStack() as held:
        stubs = [held.enter_context(served(RtStub(clock=lambda: int(time.time())))) for _ in range(SOURCES)]
        for stub in stubs:
            stub.create(1, int(time.time()) - 5000)
        store = _followed(held, stubs, every=EVERY_S)
        _until(lambda: _events(store) == SOURCES)
        process = _at_rest(store)
        before = _cpu(process.pid)
        time.sleep(seconds)
        share = (_cpu(process.pid) - before) / seconds
    print(f"    {SOURCES} quiet sources asked every {EVERY_S} s: {share:.2%} of a core; must be <= 2 %")


def _one_event(small: bool, batches: int) -> None:
    store = bench_live._store(small)
    with closing(sqlite3.connect(store)) as con:
        source, ticket = con.execute("SELECT source, ticket FROM ticket ORDER BY created_at DESC LIMIT 1").fetchone()
        at = con.execute("SELECT max(occurred_at) FROM event").fetchone()[0]
    took = []
    with Writer(store, by_batch=True) as writer:
        for i in range(batches):
            row = {
                "ticket": ticket, "event": f"bench-{i}", "occurred_at": at + i, "version_at": at + i,
                "kind": "message", "actor": "bench", "actor_kind": "customer", "public": 1,
            }  # fmt: skip
            batch = FeedBatch({"event": [row]}, {"id": i})
            began = time.process_time()
            applying.apply(writer, Handed(source, "rt bench", "live", batch), batch, lambda: int(time.time()))
            took.append((time.process_time() - began) * 1000)
    p50, p95 = place.quantile(took, 0.5), place.quantile(took, 0.95)
    print(f"    a batch of one event, lock and cursor included: CPU p50 {p50:.1f}, p95 {p95:.1f} ms; must be <= 8 ms")


def _followed(held: ExitStack, stubs: list[RtStub], every: int) -> Path:
    """Start a process that follows helpdesks into a new store until the context ends."""
    folder = place.work() / f"follow-{len(stubs)}-{every}-{os.getpid()}"
    folder.mkdir(parents=True)
    token = folder / "token"
    token.touch(0o600)
    token.write_text(TOKEN)
    config = folder / "sources.toml"
    config.write_text(
        "".join(
            f'[rt{i}]\nkind = "rt"\nurl = "{stub.url}"\nevery = "{every} s"\nsecret = {{ file = "{token}" }}\n'
            for i, stub in enumerate(stubs)
        )
    )
    store = folder / "floor.db"
    words = [sys.executable, "-m", "cxtui", "follow", "--config", str(config), "--store", str(store)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _processes[store] = process
    held.callback(_end, process)
    return store


_processes: dict[Path, subprocess.Popen[bytes]] = {}


def _at_rest(store: Path) -> subprocess.Popen[bytes]:
    """Return the process that follows into a store, once what it does at the start is over."""
    time.sleep(2 * EVERY_S)
    return _processes[store]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait()


def _events(store: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as con:
            return int(con.execute("SELECT count(*) FROM event").fetchone()[0])
    except sqlite3.OperationalError:
        return -1


def _until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.01)


def _reached(store: Path, events: int) -> bool:
    return _events(store) == events


def _cpu(pid: int) -> float:
    """Return the CPU seconds that a process has taken."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
