"""Finding people in free text: their ids and names as whole words, without regard to case."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LEAST = 4
"""Letters of a part of a name, and of an id, from which it means somebody wherever it stands."""

_WORD = re.compile(r"\w+")

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """Return the words of a text as they are compared."""
    return tuple(_WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class Needles:
    """What people are called: by words, the pseudonym that stands for each; ``sure`` means them wherever it stands,
    ``likely`` (a part of a name, a short id) may mean something else."""

    sure: dict[Words, str] = field(default_factory=dict)
    likely: dict[Words, str] = field(default_factory=dict)

    def add(self, id: str, names: Iterable[str], pseudonym: str) -> None:
        """Add a person by id and names."""
        for text, certain in ((id, len(id) >= LEAST), *((name, True) for name in names)):
            words = words_of(text)
            if words:
                (self.sure if certain and len("".join(words)) >= LEAST else self.likely)[words] = pseudonym
            if text is not id:
                self.likely.update({(word,): pseudonym for word in words if len(word) >= LEAST})

    def named(self, text: str | None) -> bool:
        """Return whether a text names somebody, or may."""
        return bool(text) and next(self._found(text or "", True), None) is not None

    def surely_named(self, text: str) -> bool:
        """Return whether a text names somebody beyond doubt."""
        return next(self._found(text, False), None) is not None

    def without(self, text: str) -> str:
        """Return a text in which pseudonyms stand for who is named; a text that is nothing else than a short id too."""
        whole = self.likely.get(words_of(text))
        if whole is not None:
            return whole
        made, end = [], 0
        for start, stop, pseudonym in self._found(text, False):
            made += [text[end:start], pseudonym]
            end = stop
        return "".join([*made, text[end:]])

    def _found(self, text: str, likely: bool) -> Iterator[tuple[int, int, str]]:
        """Yield where somebody is named, from left to right, the longest words first and none twice."""
        places = [(found.start(), found.end(), found.group().casefold()) for found in _WORD.finditer(text)]
        lengths = sorted({len(words) for words in (*self.sure, *(self.likely if likely else ()))}, reverse=True)
        at = 0
        while at < len(places):
            for n in lengths:
                words = tuple(word for _, _, word in places[at : at + n])
                pseudonym = self.sure.get(words) or (self.likely.get(words) if likely else None)
                if pseudonym is not None and len(words) == n:
                    yield places[at][0], places[at + n - 1][1], pseudonym
                    at += n
                    break
            else:
                at += 1
