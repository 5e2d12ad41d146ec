"""A live view of a support floor in a terminal."""

__version__ = "0.1.0"
