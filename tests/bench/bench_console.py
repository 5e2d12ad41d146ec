"""(c) A console at 200×50 with 1,000 waiting tickets while nothing is imported, beside an idle Textual app."""

import time
from pathlib import Path

from cxtui.canonical import COVERAGE, TABLES
from cxtui.console.boards import BOARDS
from cxtui.importing.rows import apply_rows
from cxtui.settings import loads
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.bench import place
from tests.bench.terminal import Load, Program

NAME = "c"
WAITING = 1000
SECONDS = 90.0
SCREEN_SECONDS = 30.0
SCREEN_SETTLED = 20.0
SETTLED = 5.0
"""Seconds after the first paint before anything is measured."""

IDLE_APP = """
from datetime import datetime
from textual.app import App, ComposeResult
from textual.widgets import Static

class Clock(App):
    def compose(self) -> ComposeResult:
        yield Static("started")
    def on_mount(self) -> None:
        self.set_interval(1, self.show)
    def show(self) -> None:
        self.query_one(Static).update(f"{datetime.now():%H:%M:%S}")

Clock().run()
"""


def run(small: bool) -> None:
    """Print CPU and bytes a second of both, which run one after the other."""
    count, seconds = (50, 5.0) if small else (WAITING, SECONDS)
    store = place.work() / f"c-{count}.db"
    place.remove(store)
    waiting_store(store, count)
    print(f"(c) console at 200x50, {count:,} waiting tickets, nothing imported, {seconds:.0f} s", flush=True)
    with Program("-c", IDLE_APP) as floor:
        floor.until(b"started")
        floor.watch(SETTLED)
        base = floor.watch(seconds)
    _print("a Textual app with one clock", base)
    with Program("-m", "cxtui", "console", "--store", store) as console:
        console.until(f"{count:,} waiting".encode())
        console.watch(SETTLED)
        ours = console.watch(seconds)
        _print("cxtui, screen 1", ours)
        for number in range(2, len(BOARDS) + 1):
            console.press(str(number).encode())
            console.watch(SETTLED if small else SCREEN_SETTLED)
            _print(f"cxtui, screen {number}", console.watch(seconds if small else SCREEN_SECONDS))
    print(f"    CPU {ours.cpu:.2%} (must be <= 2 %, aim <= 1 %), {ours.cpu / max(base.cpu, 1e-9):.1f} x the idle app's")
    print(f"    {ours.bytes / 1000:.1f} KB/s (must be <= 10, aim <= 5)")


def _print(what: str, load: Load) -> None:
    print(f"    {what}: CPU {load.cpu:.2%}, {load.bytes / 1000:.2f} KB/s", flush=True)


def waiting_store(store: Path, count: int) -> None:
    """Make a store of ``count`` tickets that wait for a first response, half of them late, and a day's history."""
    settings = loads('zone = "Europe/Warsaw"\n[staleness]\ndefault = "1 d"\n', "the benchmark's settings")
    build(store, None, {}, finish=lambda file: import_log.write_settings(file, settings))
    with Writer(store) as writer:
        apply_rows(writer, _rows(count, int(time.time())), "bench", "bench", settings)
        writer.analyze()


def _rows(count: int, now: int) -> dict[str, list[tuple[object, ...]]]:
    rows: dict[str, list[tuple[object, ...]]] = {"coverage": [_row("coverage", what=what) for what in COVERAGE]}
    rows["agent"] = [_row("agent", agent=f"a{n}", name=f"Agent {n}", kind="human") for n in range(20)]
    rows["customer"] = [_row("customer", customer=f"c{n}", name=f"Customer {n}", tier="plus") for n in range(200)]
    rows["ticket"], rows["event"] = [], []
    for number in range(count * 3):
        waits = number < count
        # Phone and chat promise seconds, social an hour: some are late, and the others run down.
        channel = ("social", "chat", "social", "phone")[number % 4]
        at = now - (number * 5 % 3500 if waits else number * 29 % 80_000 + 4000)
        name, customer, agent = f"{number:06d}", f"c{number % 200}", f"a{number % 20}"
        rows["ticket"].append(
            _row(
                "ticket",
                ticket=name,
                created_at=at,
                channel=channel,
                customer=customer,
                priority="normal",
                subject=f"Parcel {number} says delivered, it isn't",
            )
        )
        steps: list[tuple[int, str, str, str | None]] = [(0, "message", customer, None), (0, "status", customer, "new")]
        if not waits:
            steps += [(90 + number % 600, "message", agent, None), (700, "status", agent, "solved")]
        for place_, (after, kind, actor, value) in enumerate(steps):
            rows["event"].append(
                _row(
                    "event",
                    ticket=name,
                    event=str(place_),
                    occurred_at=at + after,
                    kind=kind,
                    actor=actor,
                    actor_kind="customer" if actor == customer else "agent",
                    public=1,
                    automated=0,
                    value=value,
                )
            )
    return rows


def _row(table: str, **values: object) -> tuple[object, ...]:
    known = {"source": "bench", "version_at": 0, "version_seq": 0, **values}
    return tuple(known.get(name) for name in TABLES[table].names)
