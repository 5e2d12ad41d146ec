"""An invented support floor with a seed, as rows of the canonical tables: for demo, tests and fixtures."""

from cxtui.simulator.floor import AGENTS, COVERED, Simulator
from cxtui.simulator.ledger import SOURCE, CanonicalRows
from cxtui.simulator.people import Truth
from cxtui.simulator.plot import Plot

__all__ = ["AGENTS", "COVERED", "SOURCE", "CanonicalRows", "Plot", "Simulator", "Truth"]
