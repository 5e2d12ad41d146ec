"""Erasing people everywhere at once: the store, the desk file, logs, and what killed imports left."""

from cxtui.people.erasing import Everywhere, anonymise, erase

__all__ = ["Everywhere", "anonymise", "erase"]
