"""What a column is by its name, in seven languages."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

NOT_ROLES = frozenset({"words", "zones", "never", "clock"})
TIMES = frozenset({
    "created_at", "updated_at", "resolved_at", "closed_at", "first_response_at", "due_resolution_at",
})  # fmt: skip
"""The roles that are times."""
PEOPLE = ("assignee", "team", "customer")
EXACT, WORDS = 3.0, 1.5
_BREAK = re.compile(r"[\s_\-./:()\[\]#]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name that fits a role: how well, in which languages, and the words that it was told by."""

    role: str
    score: float
    languages: frozenset[str]
    words: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def roles() -> tuple[str, ...]:
    """Return the columns of ours that a name can tell."""
    return tuple(role for role in _data() if role not in NOT_ROLES)


def phrases(role: str) -> set[str]:
    """Return every name that a role has in any language."""
    return {phrase for some in _data()[role].values() for phrase in some}


def vocabulary(role: str) -> dict[str, str]:
    """Return the words that cells of a role have, in lower case, each with ours; none for most roles."""
    found: dict[str, list[str]] = _data()["words"].get(role, {})
    return {word: ours for ours, words in found.items() for word in words}


def zone(language: str) -> str | None:
    """Return where most people who name columns in a language live; None for English."""
    found: str | None = _data()["zones"].get(language)
    return found


def is_clock(column: str) -> bool:
    """Return whether a column's name says that it holds a time of day."""
    return bool(set(plain(column).split()) & set(_data()["clock"]["words"]))


def plain(name: str) -> str:
    """Return a column's name as words in lower case with one blank between."""
    spaced = "".join(f" {b}" if a.islower() and b.isupper() else b for a, b in zip(" " + name, name, strict=False))
    return " ".join(_BREAK.split(spaced.casefold())).strip() or name.strip().casefold()


def by_name(column: str) -> list[Named]:
    """Return the roles that a column's name fits, the best first."""
    name = plain(column)
    parts = set(name.split())
    if parts & set(_data()["never"]["words"]):
        return []
    # In a path the object tells whose value it is: the e-mail of an assignee is no customer.
    head = plain(column.split(".")[0]) if "." in column else ""
    owner = next((role for role in PEOPLE if any(head in known for known in _data()[role].values())), None)
    found: dict[str, Named] = {}
    for role in roles():
        for language, phrases in _data()[role].items():
            for phrase in phrases:
                score = _score(name, parts, phrase)
                if owner and role in PEOPLE and role != owner:
                    continue
                best = found.get(role)
                if score and (best is None or score > best.score):
                    found[role] = Named(role, score, frozenset({language}), phrase)
                elif score and best is not None and score == best.score:
                    found[role] = replace(best, languages=best.languages | {language})
    return sorted(found.values(), key=lambda one: -one.score)


def _score(name: str, parts: set[str], phrase: str) -> float:
    if name == phrase:
        return EXACT
    words = phrase.split()
    if len(phrase) > 2 and parts.issuperset(words):
        # The more of the name a phrase explains, the surer it is.
        return WORDS * (0.5 + 0.5 * len(words) / len(parts))
    return 0.0
