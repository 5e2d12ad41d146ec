"""Numbers as countries write them, into what SQL reads: ``1 234,5``, ``1'234.5``, ``1.234,56``."""

from typing import Literal

from cxtui.sources.sql import lit

Decimal = Literal[".", ","]
SPACES = r"[\s\x{a0}\x{202f}\x{2009}''’_]"
"""What may stand between thousands."""
GROUPED = r"[+-]?\d{1,3}(?:[\s\x{a0}\x{202f}\x{2009}'’_]\d{3})+(?:[.,]\d+)?"


def plain(text: str, decimal: Decimal | None) -> str:
    """Return a number's text with a decimal point and nothing between thousands, other texts as they are.

    Without a ``decimal`` sign that is said, a single comma is one unless three digits follow: ``1,234`` may be either,
    so it stays as it is and is no number.
    """
    packed = f"regexp_replace({text}, {lit(SPACES)}, '', 'g')"
    tight = f"CASE WHEN regexp_full_match({text}, {lit(GROUPED)}) THEN {packed} ELSE {text} END"
    if decimal == ",":
        german = r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?"
        return f"CASE WHEN regexp_full_match({tight}, {lit(german)}) THEN {_swapped(tight)} ELSE 'x' || {text} END"
    english = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?" if decimal else r"[+-]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})"
    cases = f"WHEN regexp_full_match({tight}, {lit(english)}) THEN replace({tight}, ',', '')"
    if decimal is None:
        german = r"[+-]?\d{1,3}(?:\.\d{3})+,\d+"
        alone = r"[+-]?\d+,(?:\d{1,2}|\d{4,})"
        cases += f" WHEN regexp_full_match({tight}, {lit(f'{german}|{alone}')}) THEN {_swapped(tight)}"
    # Most numbers have neither, and need no look at their shape.
    odd = f"regexp_matches({text}, {lit(SPACES[:-1] + ',]')})"
    return f"CASE WHEN {odd} THEN CASE {cases} ELSE {tight} END ELSE {text} END"


def _swapped(text: str) -> str:
    return f"replace(replace({text}, '.', ''), ',', '.')"
