"""The names most like a word that is none of them: what a message about a misspelling offers."""

from collections.abc import Iterable


def nearest_names(word: str, known: Iterable[str], most: int = 1, alike: float = 0.5) -> list[str]:
    """Return up to ``most`` of the known names, the most like the word first, none less alike than 0 to 1 says."""
    # Only mistakes need it, so that nothing else waits until it is loaded.
    from difflib import get_close_matches

    return get_close_matches(word, list(known), most, alike)
