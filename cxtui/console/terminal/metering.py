"""What a console costs, measured while it runs: bytes and repaints sent to the terminal, CPU and memory."""

import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cxtui.console.draw.strips import Cell, Line
from cxtui.language import _
from cxtui.text.plain import number

SPAN = 10.0
"""Seconds over which is averaged: two repaints of a slow line."""


@dataclass(frozen=True, slots=True)
class Load:
    """Per second: ``bytes`` and ``paints`` sent to the terminal, ``cpu`` seconds used; ``memory`` in bytes."""

    bytes: float
    paints: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class ProcessCounters:
    """The counters of a process at a moment of its own clock."""

    at: float
    bytes: int
    paints: int
    cpu: float


class Meter:
    """Counts what a driver writes; read and written on one thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, cpu: Callable[[], float] = time.process_time):
        self._clock = clock
        self._cpu = cpu
        self.bytes = 0
        self.paints = 0
        self._readings = [self._read()]

    def wrote(self, data: str) -> None:
        """Count what goes to the terminal; what only switches one of its modes is no repaint."""
        self.bytes += len(data.encode("utf-8", "replace"))
        if len(data) > 1 and not data.startswith(("\x1b[?", "\x1b[>", "\x1b[<")):
            self.paints += 1

    def load(self) -> Load:
        """Return the load of the last seconds, at most ``SPAN`` and at least since the last look."""
        newest = self._read()
        self._readings.append(newest)
        while len(self._readings) > 2 and newest.at - self._readings[1].at >= SPAN:
            del self._readings[0]
        oldest = self._readings[0]
        passed = max(newest.at - oldest.at, 1e-3)
        return Load(
            (newest.bytes - oldest.bytes) / passed,
            (newest.paints - oldest.paints) / passed,
            (newest.cpu - oldest.cpu) / passed,
            memory(),
        )

    def _read(self) -> ProcessCounters:
        return ProcessCounters(self._clock(), self.bytes, self.paints, self._cpu())


def memory() -> int:
    """Return the bytes of memory the process holds; where the system does not tell, the most it held so far."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024


def load_cells(meter: Meter | None) -> Line:
    """Return the load as a header says it, nothing without a meter."""
    if meter is None:
        return ()
    load = meter.load()
    text = _("{bytes} B/s, {paints}/s, CPU {cpu} %, {memory} MB").format(
        bytes=number(round(load.bytes)),
        paints=f"{load.paints:.1f}",
        cpu=f"{load.cpu * 100:.1f}",
        memory=number(round(load.memory / 1_000_000)),
    )
    return (Cell(f"{text} ", "accent"),)
