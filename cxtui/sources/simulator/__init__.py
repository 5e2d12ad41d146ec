"""An invented support floor with a seed, as rows of the canonical tables: for demo, tests and fixtures."""

from cxtui.sources.simulator.floor import Simulator
from cxtui.sources.simulator.ledger import SOURCE, Rows
from cxtui.sources.simulator.people import Truth

__all__ = ["SOURCE", "Rows", "Simulator", "Truth"]
