"""The words of a column sorted into ours, as far as they are known."""

import re

from cxtui.sources.drafting.contents import Content
from cxtui.sources.drafting.names import vocabulary
from cxtui.sources.status_words import STATUS_WORDS

ELSE = {"status": "open", "priority": "normal", "channel": "other", "rating": ""}
"""What a word becomes that nobody knows, until somebody says."""


def is_worded(role: str, content: Content) -> bool:
    """Return whether a column of ours is read by a vocabulary: a rating in numbers needs none."""
    return role in ELSE and not (role == "rating" and content.low is not None)


def sorted_words(role: str, content: Content) -> dict[str, tuple[str, bool]]:
    """Return each word of a column with ours and whether that is known, in the order of how often it stands there."""
    known = _known(role)
    return {word: _ours(word, known, ELSE[role]) for word in content.words}


def _known(role: str) -> dict[str, str]:
    if role == "status":
        return {word: ours for ours, words in STATUS_WORDS.items() for word in words}
    return vocabulary(role)


def _ours(word: str, known: dict[str, str], other: str) -> tuple[str, bool]:
    plain = " ".join(word.casefold().split())
    if plain in known:
        return known[plain], True
    # A word with a mark or a number before it, such as "1 - Offen".
    bare = plain.lstrip("0123456789.:-_) (")
    if bare in known:
        return known[bare], True
    # Of several words one may tell: "Pending Customer Response".
    inside = [one for one in known if len(one) > 3 and f" {one} " in f" {_parted(bare)} "]
    return (known[max(inside, key=len)], True) if inside else (other, False)


def _parted(word: str) -> str:
    return " ".join(re.split(r"[\s/_,;:()\[\]-]+", word))


def share_known(role: str, content: Content) -> float:
    """Return which share of a column's words is known of a role, the cells that have them counted alike."""
    return (
        sum(known for _, known in sorted_words(role, content).values()) / len(content.words) if content.words else 0.0
    )
