"""The trial of a mapping on its file, in a thread of its own: the newest counts, older ones are broken off."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.errors import SourceError
from cxtui.language import _
from cxtui.sources.drafting.trying import Trial, tried
from cxtui.sources.mapping import Mapping

if TYPE_CHECKING:
    import duckdb

Tell = Callable[[int, Trial | None, str], object]
"""What is told of a trial: its number, what came of it, and else why nothing could."""


class Trials:
    """Trials of mappings on one file, numbered from 1."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = 0
        self._lock = threading.Lock()
        self._con: duckdb.DuckDBPyConnection | None = None

    def is_newest(self, turn: int) -> bool:
        """Return whether no other mapping came after one."""
        return turn == self._turn

    def start(self, mapping: Mapping, tell: Tell) -> None:
        """Try a mapping; what came before is broken off, and tells nothing that counts."""
        self.drop()
        threading.Thread(target=self._run, args=(self._turn, mapping, tell), name="trial", daemon=True).start()

    def drop(self) -> None:
        """Let no earlier trial count."""
        self._turn += 1
        with self._lock:
            if self._con is not None:
                self._con.interrupt()
                self._con = None

    def stop(self) -> None:
        """Break off what runs."""
        self.drop()

    def _run(self, turn: int, mapping: Mapping, tell: Tell) -> None:
        import duckdb

        con = duckdb.connect()
        with self._lock:
            self._con = con
        found: Trial | None = None
        trouble = ""
        try:
            found = tried(mapping, [self.path], con)
        except SourceError as error:
            trouble = str(error)
        except (duckdb.Error, OSError):
            trouble = _("it could not be tried")
        with self._lock:
            self._con = None if self._con is con else self._con
            con.close()
        if self.is_newest(turn):
            tell(turn, found, trouble)
