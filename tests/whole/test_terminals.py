"""The console on terminals: ends, sizes, instants, colours, and text that means harm."""

import csv
import re
import signal
import termios
import time
from functools import partial
from pathlib import Path

import pytest

from tests.console.terminal.pseudo_terminal import LIMIT
from tests.whole.conftest import cxtui
from tests.whole.console import Console

BUSY = "2026-04-08T12:30:00Z"
"""The instant at which the fixtures end: a Wednesday afternoon."""

HARM = (
    "\x1b]0;owned\x07title",
    "\x1b[5;7;35mblink\x1b[0m",
    "\x1b[2J\x1b[1;1Hgone",
    "\x1b]52;c;b3duZWQ=\x07clip",
    "\x9b31mred",
    "[bold red]markup[/bold red] [@click=app.quit]here[/]",
    "a\u202egnp.exe",
    "line\nfeed\tand tab",
    "\x00null\x7f",
    "x" * 1_000_000,
)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_and_leaves_the_terminal_as_it_was(
    floor: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with Console(floor, home=tmp_path) as console:
        console.shows("live")
        assert console.screen.alternate and not console.screen.cursor_shown
        console.process.send_signal(number)
        assert console.ended() == code
        assert not console.screen.alternate and console.screen.cursor_shown
        assert termios.tcgetattr(console.slave) == console.before
        assert b"Traceback" not in console.output


def test_a_dropped_line_ends_it_at_once(floor: Path, tmp_path: Path) -> None:
    with Console(floor, home=tmp_path) as console:
        console.shows("live")
        console.hang_up()
        assert console.process.wait(LIMIT) == 129


def has_panes(count: int, text: str) -> bool:
    """Say whether as many panes as that are on the screen."""
    titles = ("First response ·", "Escalations ·", "Queue volume", "Agents")
    return sum(f"─ {title}" in text for title in titles) == count


def test_resized_while_it_runs(floor: Path, tmp_path: Path) -> None:
    with Console(floor, "--at", BUSY, home=tmp_path, size=(200, 50)) as console:
        for width, height, wanted, count in (
            (200, 50, "Escalations", 4), (80, 24, "First response", 1), (30, 8, "cxtui needs 40 × 12", 0),
            (120, 36, "Queue volume", 4), (200, 50, "Escalations", 4),
        ):  # fmt: skip
            console.resize(width, height)
            console.shows(wanted)
            console.shows(partial(has_panes, count))
            assert max(map(len, console.screen.lines())) <= width
        console.type("q")
        assert console.ended() == 0


def test_as_of_an_instant_is_never_stale(floor: Path, tmp_path: Path) -> None:
    (tmp_path / "strict.toml").write_text('zone = "Europe/Warsaw"\n[staleness]\ndefault = "1 s"\n')
    cxtui("store", "configure", tmp_path / "strict.toml", "--store", floor, home=tmp_path)
    with Console(floor, "--at", BUSY, home=tmp_path) as console:
        console.shows("AS OF")
        console.shows("Wed 8 Apr 14:30:00")
        for _ in range(20):
            console.read(0.1)
            assert console.troubles() == []
        assert "live" not in console.screen.lines()[0]
        assert console.waiting() > 0
    shown = cxtui("snapshot", "--store", floor, "--at", BUSY, home=tmp_path)
    assert f"First response: {console.waiting()} waiting" in shown


COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def test_without_colour(floor: Path, tmp_path: Path) -> None:
    with Console(floor, "--at", BUSY, home=tmp_path) as coloured:
        coloured.shows("waiting")
        assert COLOUR.search(coloured.output)
    with Console(floor, "--at", BUSY, home=tmp_path, environment={"NO_COLOR": "1"}) as console:
        console.shows("waiting")
        console.read(1)
        assert not COLOUR.search(console.output)


def test_with_ascii_alone(floor: Path, tmp_path: Path) -> None:
    with Console(floor, "--at", BUSY, "--ascii", home=tmp_path) as console:
        console.shows("waiting")
        console.read(1)
        # Arrows, boxes, blocks, shapes, dots and braille; what customers write may hold anything else.
        assert not re.findall("[\u2190-\u2bff]", console.screen.text())


def test_text_that_means_harm_is_shown_as_text(tmp_path: Path) -> None:
    folder, store = tmp_path / "harm", tmp_path / "harm.db"
    folder.mkdir()
    now = int(time.time())
    with (folder / "ticket.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("source", "ticket", "version_at", "created_at", "channel", "customer", "subject"))
        for number, text in enumerate(HARM):
            rows.writerow(("evil", f"{number}\x1b[31m", now, now - 60 * number, "chat", "c1", text))
    with (folder / "event.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("source", "ticket", "event", "occurred_at", "kind", "actor", "actor_kind", "public"))
        for number in range(len(HARM)):
            rows.writerow(("evil", f"{number}\x1b[31m", "1", now - 60 * number, "message", "c1", "customer", 1))
    (folder / "customer.csv").write_text(f"source,customer,version_at,name\nevil,c1,{now},\x1b[8mAcme\u202e\n")
    (folder / "coverage.csv").write_text("source,what\nevil,messages\nevil,customers\n")
    cxtui("import", folder, "--as", "canonical", "--store", store, home=tmp_path)
    with Console(store, home=tmp_path, size=(200, 50)) as console:
        console.shows("10 waiting")
        console.type("m")
        console.shows("[bold red]markup")
        for key in ("\x1b[B\r", "\x1b", "\x1b[B\x1b[B\x1b[B\r", "\x1b", "q"):
            console.type(key)
            console.read(0.5)
        assert console.ended() == 0
    # Textual itself names the pointer's shape by such a sequence.
    printed = re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", console.output)
    for harm in (b"\x1b]", b"\x07", b"\x1b[5;7;35m", b"\x1b[2J\x1b[1;1H", b"\xc2\x9b", "\u202e".encode(), b"\x00"):
        assert harm not in printed
    assert console.screen.controls == set()
    assert len(printed) < 1_000_000
