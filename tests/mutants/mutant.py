"""One small change of one source file, and the sample of all of them that a seed chooses."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutants import python_source, sql_source
from tests.mutants.edit import Edit

ROOMS = ("kpis", "facts", "settings", "text", "console")
SOURCES = {".py": python_source.edits, ".sql": sql_source.edits}


@dataclass(frozen=True, slots=True)
class Mutant:
    """An edit of a file below the root; ``nth`` counts equal edits of equal lines of the file, from 1."""

    file: str
    line: str
    number: int
    nth: int
    edit: Edit

    @property
    def key(self) -> str:
        """Return what a mutant is known by while the lines around it move."""
        return f"{self.file}|{self.line}|{self.edit.change}|{self.nth}"

    def applied(self, text: str) -> str:
        """Return the file's text with the change in it."""
        return text[: self.edit.start] + self.edit.after + text[self.edit.end :]

    def rank(self, seed: int) -> bytes:
        """Return where the mutant stands in a seed's order: a change elsewhere does not move it."""
        return hashlib.sha256(f"{seed}|{self.key}".encode()).digest()


def mutants(root: Path, rooms: Iterable[str] = ROOMS) -> Iterator[Mutant]:
    """Yield every mutant of the rooms, file by file."""
    for room in rooms:
        for path in sorted((root / "cxtui" / room).rglob("*")):
            if path.suffix in SOURCES:
                yield from of_file(path.relative_to(root).as_posix(), path.read_text("utf-8"))


def of_file(file: str, text: str) -> Iterator[Mutant]:
    """Yield the mutants of one file in the order of its text."""
    seen: Counter[tuple[str, str]] = Counter()
    for edit in sorted(SOURCES[Path(file).suffix](text), key=lambda edit: (edit.start, edit.after)):
        number = text.count("\n", 0, edit.start) + 1
        line = text.splitlines()[number - 1].strip()
        seen[line, edit.change] += 1
        yield Mutant(file, line, number, seen[line, edit.change], edit)


def sample(root: Path, seed: int, count: int, rooms: Iterable[str] = ROOMS) -> list[Mutant]:
    """Return so many mutants, the same ones for the same seed and source."""
    return sorted(mutants(root, rooms), key=lambda mutant: mutant.rank(seed))[:count]
