"""A desk file that is read and written beside a store: short transactions, and every failure a state."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cxtui.clock import FAR
from cxtui.desk import looking, schema, settling, trouble
from cxtui.desk.model import DeskState, Settled, TriggerResult
from cxtui.desk.trouble import DeskError, DeskTrouble
from cxtui.errors import UsageError
from cxtui.language import lazy
from cxtui.store.wal import adopt_permissions, keeper

READ_MS = 250
WRITE_MS = 2_000
LONGEST = 500
"""Characters of an owner, a label or a note."""


class Desk:
    """The desk file at ``path``, made by the first write; only a ``writable`` one writes.

    ``read`` and ``changed`` never raise, what is wrong is in the view. Writing raises DeskError, and UsageError for
    what is not there. One thread uses it; a file that was replaced is opened anew.
    """

    def __init__(self, path: Path, writable: bool = False) -> None:
        self.path = path.absolute()
        self.writable = writable
        self._con: sqlite3.Connection | None = None
        self._place = (0, 0)
        self._seen: int | None = None
        self._trouble: DeskTrouble | None = "missing"

    def changed(self) -> bool:
        """Return whether the file changed, came or went since the last ``read``."""
        try:
            con = self._reading()
            return self._seen is None or _version(con) != self._seen
        except sqlite3.Error:
            self.close()
            return True
        except DeskError as error:
            return error.trouble != self._trouble

    def read(self, at: int | None = None) -> DeskState:
        """Return everything as it stands, or as it stood at an instant."""
        try:
            with self._looking() as con:
                seen = _version(con)
                found = looking.view(con, FAR if at is None else at)
            self._seen, self._trouble = seen, None
            return found
        except DeskError as error:
            self._trouble = error.trouble
            return DeskState(trouble=error.trouble, why=str(error))

    def settle(self, readings: Iterable[TriggerResult]) -> Settled:
        """Keep what an evaluation fired and cleared; a trigger that stands already is not fired again."""
        readings = list(readings)
        if not self._is_due(readings):
            return Settled()
        with self._writing() as con:
            return settling.settle(con, readings)

    def shown(self, triggers: Sequence[str]) -> None:
        """Count that active triggers were shown to somebody."""
        if triggers:
            with self._writing() as con:
                con.executemany(
                    "UPDATE fired SET shown = shown + 1 WHERE trigger = ? AND cleared_at IS NULL",
                    [(trigger,) for trigger in triggers],
                )

    def acknowledge(self, trigger: str, owner: str, due: str, note: str | None, who: str, at: int) -> int:
        """Take an active trigger up: it stands in the action plan then; return the action's number.

        Doing it again gives it another owner and due day.
        """
        owner, note = _words("owner", owner), note and _words("note", note)
        with self._writing() as con:
            found = con.execute(
                "SELECT number, title FROM fired WHERE trigger = ? AND cleared_at IS NULL", (trigger,)
            ).fetchone()
            if found is None:
                raise UsageError(f"no trigger {trigger[:60]!r} stands fired; {_fired_names(con)}")
            fired, title = found
            con.execute("UPDATE fired SET rested_at = NULL WHERE number = ?", (fired,))
            con.execute(
                "INSERT INTO acknowledgement (fired, who, acknowledged_at, owner, due, note) VALUES (?, ?, ?, ?, ?, ?)",
                (fired, who, at, owner, due, note),
            )
            open_action = con.execute(
                "SELECT number FROM action WHERE fired = ? AND closed_at IS NULL", (fired,)
            ).fetchone()
            if open_action:
                con.execute("UPDATE action SET owner = ?, due = ? WHERE number = ?", (owner, due, open_action[0]))
                return int(open_action[0])
            return _insert_action(con, fired, note or title, owner, due, who, at)

    def plan(self, text: str, owner: str, due: str, who: str, at: int) -> int:
        """Add an action of somebody's own to the plan; return its number."""
        text, owner = _words("text", text), _words("owner", owner)
        with self._writing() as con:
            return _insert_action(con, None, text, owner, due, who, at)

    def done(self, number: int, who: str, at: int) -> None:
        """Close an action; the trigger it was for is dealt with, and fires anew once its condition has not held."""
        with self._writing() as con:
            found = con.execute("SELECT fired, closed_at FROM action WHERE number = ?", (number,)).fetchone()
            if found is None:
                raise UsageError(f"there is no action {number}; see cxtui review plan")
            if found[1] is not None:
                raise UsageError(f"action {number} is done already")
            con.execute("UPDATE action SET closed_at = ?, closed_by = ? WHERE number = ?", (at, who, number))
            con.execute("UPDATE fired SET rested_at = ? WHERE number = ? AND cleared_at IS NULL", (at, found[0]))

    def name_change(self, label: str, day: str, who: str, at: int) -> None:
        """Name a change of a local day; naming it again moves it."""
        label = _words("label", label)
        with self._writing() as con:
            con.execute(
                "INSERT INTO change (label, day, named_at, named_by) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (label) DO UPDATE SET day = excluded.day, named_by = excluded.named_by",
                (label, day, at, who),
            )

    def forget_change(self, label: str) -> None:
        """Forget a named change."""
        with self._writing() as con:
            if not con.execute("DELETE FROM change WHERE label = ?", (label,)).rowcount:
                raise UsageError(f"no change is called {label[:60]!r}; see cxtui review change list")

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        con, self._con, self._seen = self._con, None, None
        if con is not None:
            con.close()

    def _is_due(self, readings: list[TriggerResult]) -> bool:
        """Return whether anything is to be written, so that an evaluation that changes nothing takes no lock."""
        try:
            with self._looking() as con:
                return bool(settling.due(con, readings))
        except DeskError as error:
            if error.trouble != "missing":
                raise
            return any(one.holds and one.judged for one in readings)

    @contextmanager
    def _looking(self) -> Iterator[sqlite3.Connection]:
        """Open one short read transaction; raises DeskError."""
        try:
            con = self._reading()
            con.execute("BEGIN")
            try:
                schema.check(con, self.path)
                yield con
            finally:
                con.rollback()
        except sqlite3.Error as error:
            self.close()
            raise trouble.of_sqlite(self.path, error) from error
        except DeskError:
            self.close()
            raise

    def _reading(self) -> sqlite3.Connection:
        try:
            found = self.path.stat()
        except OSError as error:
            self.close()
            raise trouble.of_os(self.path, error) from error
        place = (found.st_dev, found.st_ino)
        if self._con is None or place != self._place:
            self.close()
            self._con = _connect(self.path, "ro", READ_MS)
            self._place = place
        return self._con

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Open one short write transaction; it is committed at the end or rolled back with what was raised."""
        if not self.writable:
            raise DeskError(
                "denied", lazy("{path}: this console may look at the desk file, not write it", path=self.path)
            )
        try:
            schema.place(self.path)
            con = _connect(self.path, "rw", WRITE_MS)
            held = None
            try:
                schema.make(con, self.path)
                con.execute("PRAGMA synchronous = NORMAL")
                con.execute("BEGIN IMMEDIATE")
                # Whoever closes last deletes the log unless it may only read; readers of other users need it.
                held = keeper(self.path)
                try:
                    yield con
                    con.execute("COMMIT")
                except BaseException:
                    if con.in_transaction:
                        con.execute("ROLLBACK")
                    raise
            finally:
                con.close()
                if held is not None:
                    held.close()
            adopt_permissions(self.path)
        except sqlite3.Error as error:
            raise trouble.of_sqlite(self.path, error) from error
        except OSError as error:
            raise trouble.of_os(self.path, error) from error


def _connect(path: Path, mode: str, busy_ms: int) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=busy_ms / 1000, check_same_thread=False
    )


def _version(con: sqlite3.Connection) -> int:
    return int(con.execute("PRAGMA data_version").fetchone()[0])


def _insert_action(
    con: sqlite3.Connection, fired: int | None, text: str, owner: str, due: str, who: str, at: int
) -> int:
    made = con.execute(
        "INSERT INTO action (fired, text, owner, due, opened_at, opened_by) VALUES (?, ?, ?, ?, ?, ?)",
        (fired, text, owner, due, at, who),
    )
    return int(made.lastrowid or 0)


def _fired_names(con: sqlite3.Connection) -> str:
    rows = con.execute("SELECT trigger FROM fired WHERE cleared_at IS NULL ORDER BY trigger").fetchall()
    names = ", ".join(trigger for (trigger,) in rows)
    return f"these do: {names}" if names else "none does (cxtui review evaluates them)"


def _words(what: str, text: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise UsageError(f"the {what} must be 1 to {LONGEST} characters long")
    return text
