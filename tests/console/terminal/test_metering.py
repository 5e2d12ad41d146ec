"""What the header says of the console's own cost, from counters turned by hand."""

import subprocess
import sys

import pytest

from cxtui.console.draw.strips import text_of
from cxtui.console.terminal.metering import Load, Meter, load_cells, memory


class Turned:
    """Clocks that stand until they are turned."""

    def __init__(self) -> None:
        self.wall = 100.0
        self.cpu = 3.0


def metered() -> tuple[Meter, Turned]:
    """Return a meter on such clocks."""
    turned = Turned()
    return Meter(lambda: turned.wall, lambda: turned.cpu), turned


def test_bytes_paints_and_cpu_are_averaged_over_the_last_seconds() -> None:
    meter, turned = metered()
    for _ in range(5):
        meter.wrote("\x1b[1;1H" + "é" * 47)  # 6 + 94 bytes
        turned.wall += 1
        turned.cpu += 0.02
    load = meter.load()
    assert (load.bytes, load.paints, round(load.cpu, 6)) == (100, 1, 0.02)
    turned.wall += 20
    # The five seconds in which something was written are out of sight by now.
    assert meter.load() == Load(0, 0, 0, meter.load().memory)


def test_modes_are_bytes_but_no_repaints() -> None:
    meter, turned = metered()
    for data in ("\x1b[?1049h", "\x1b[>5u", "\x07", "\x1b[?2026h", "\x1b[3;4Hx"):
        meter.wrote(data)
    turned.wall += 2
    assert (meter.load().paints, meter.bytes) == (0.5, 8 + 5 + 1 + 8 + 7)


@pytest.mark.process
def test_memory_is_that_of_this_process() -> None:
    code = (
        "from cxtui.console.terminal.metering import memory; a = memory(); b = b'x' * 50_000_000; print(memory() - a)"
    )
    grown = int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert 45_000_000 < grown < 60_000_000
    assert memory() > 5_000_000


def test_the_header_says_it() -> None:
    meter, turned = metered()
    meter.wrote("\x1b[1;1H" + "x" * 2994)
    turned.wall += 2
    turned.cpu += 0.014
    (cells,) = text_of([load_cells(meter)])
    assert cells.startswith("1,500 B/s, 0.5/s, CPU 0.7 %, ")
    assert cells.endswith(" MB ")
    assert load_cells(None) == ()
