"""Cells of words and of several values, in SQL."""

from collections.abc import Mapping

from cxtui.sources.sql import lit

OTHERS = "*"
"""The word of a vocabulary that stands for all it does not have."""


def worded(text: str, words: Mapping[str, str]) -> str:
    """Return a text with the words of a vocabulary put in our own; one with an empty right side is nothing.

    Exports write one word in several ways: only a vocabulary that tells cases apart is taken by the letter.
    """
    others, subject = words.get(OTHERS), text
    if len(plain := {k.lower(): v for k, v in words.items()}) == len(words):
        words, subject = plain, f"lower({text})"
    cases = " ".join(f"WHEN {lit(k)} THEN {lit(v) if v else 'NULL'}" for k, v in words.items() if k != OTHERS)
    rest = text if others is None else f"CASE WHEN {text} IS NOT NULL THEN {lit(others) if others else 'NULL'} END"
    return f"CASE {subject} {cases} ELSE {rest} END" if cases else rest


def values(text: str, at: str) -> str:
    """Return the list of a cell's values, trimmed and empty ones left out: cut at a text, or those of a JSON array."""
    array = f"starts_with({text}, '[') AND json_valid({text})"
    parts = f"CASE WHEN {array} THEN json_extract_string({text}, '$[*]') ELSE string_split({text}, {lit(at)}) END"
    return f"list_filter(list_transform({parts}, lambda x: trim(x)), lambda x: x <> '')"


def first(text: str, at: str) -> str:
    """Return the first value of a cell."""
    return f"{values(text, at)}[1]"
