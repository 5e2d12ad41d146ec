"""What a database gives, as rows of our tables: times as instants, words of the helpdesk as ours."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from cxtui import canonical
from cxtui.sources.live.failures import FeedError
from cxtui.sources.live.sql.choices import SqlChoices
from cxtui.sources.live.sql.database import SqlResult
from cxtui.sources.live.sql.mapping import SERVER
from cxtui.sources.live.sql.query import SqlQuery
from cxtui.toml import nearest

_STATUS = {"state": ("status",), "observed": ("status",)}
_PRIORITY = {"ticket": ("priority",), "state": ("priority",), "observed": ("priority",), "sla_target": ("priority",)}
_PEOPLE = {"actor": "actor_kind", "opened_by": "opened_by_kind"}

FeedRowCells = dict[str, Any]


class SqlRows:
    """Makes rows of results; ``doubts`` are words that it did not understand, each with an example."""

    def __init__(self, choices: SqlChoices) -> None:
        self.doubts: list[str] = []
        self._choices, self._mapping = choices, choices.mapping
        self._zone = None if choices.zone == SERVER else ZoneInfo(choices.zone)
        self._bots = set(choices.bots)

    def of(self, query: SqlQuery, result: SqlResult) -> list[FeedRowCells]:
        """Return the rows of a query's table; raises FeedError where it gives columns that the table has not."""
        known = canonical.TABLES[query.name].names
        for name in result.names:
            if name not in known:
                raise FeedError(f"{query.name}.sql gives a column {name!r}; {nearest(name, known)}")
        texts = [canonical.TABLES[query.name][name].kind == "text" for name in result.names]
        found = []
        for cells in result.rows:
            row = {
                name: self._value(query, cell, text)
                for name, cell, text in zip(result.names, cells, texts, strict=True)
            }
            if self._worded(query.name, row):
                found.append(row)
        return found

    def taken_doubts(self) -> tuple[str, ...]:
        """Return the doubts that came since the last time."""
        found, self.doubts = tuple(dict.fromkeys(self.doubts)), []
        return found

    def _value(self, query: SqlQuery, value: Any, text: bool) -> Any:
        """Return a cell as it is kept, so that most rows need no second look."""
        kind = type(value)
        if kind is str:
            # What MariaDB stores for a time that is not known.
            return None if value == "0000-00-00 00:00:00" else value.strip() or None
        if kind is int:
            return str(value) if text else value
        if value is None or kind is float:
            return value
        if kind is bool:
            return int(value)
        if isinstance(value, datetime):
            if value.tzinfo is None:
                if self._zone is None:
                    raise FeedError(f"{query.name}.sql gives a time without a zone; write UNIX_TIMESTAMP(…) around it")
                value = value.replace(tzinfo=self._zone)
            return int(value.timestamp() // 1)
        if isinstance(value, Decimal):
            whole = value.is_finite() and value == value.to_integral_value()
            return str(value) if text else int(value) if whole else float(value)
        if isinstance(value, bytes | bytearray | memoryview):
            return bytes(value).decode("utf-8", "replace")
        return str(value)

    def _worded(self, table: str, row: FeedRowCells) -> bool:
        """Put our words into a row, and return whether it can be used."""
        if table == "event":
            if row.get("kind") == "status":
                if row.get("value") is not None and not self._status(row, "value"):
                    return False
                row["previous"] = self._meant(row.get("previous"))
            elif row.get("kind") == "priority":
                self._priority(row, "value")
                self._priority(row, "previous")
        for column in _STATUS.get(table, ()):
            if row.get(column) is not None and not self._status(row, column):
                return False
        for column in _PRIORITY.get(table, ()):
            self._priority(row, column)
        self._people(table, row)
        return True

    def _status(self, row: FeedRowCells, column: str) -> bool:
        ours = self._meant(row[column])
        if ours is None:
            word = str(row[column]).rpartition("|")[0] or str(row[column])
            self.doubts.append(
                f'status "{word[:40]}" is none that we know, as in ticket {row.get("ticket")}: '
                f'say what it means, such as statuses = {{ "{word[:40]}" = "open" }}'
            )
            return False
        row[column] = ours
        return True

    def _meant(self, said: object) -> str | None:
        """Return our word for a status; behind a ``|`` may be that of its kind, for one that is not known itself."""
        name, _, kind = str(said).rpartition("|")
        for word in (name, kind):
            if word in self._mapping.statuses:
                return self._mapping.statuses[word]
        return kind if kind in canonical.STATUSES else None

    def _priority(self, row: FeedRowCells, column: str) -> None:
        word = row.get(column)
        if word is not None:
            row[column] = self._mapping.priorities.get(str(word), word)

    def _people(self, table: str, row: FeedRowCells) -> None:
        if table == "agent" and self._is_bot(row):
            self._bots.add(str(row["agent"]))
            row["kind"] = "bot"
        elif table == "team" and self._choices.tiers:
            said = self._choices.tiers.get(str(row.get("team")), self._choices.tiers.get(str(row.get("name"))))
            row["tier"] = row.get("tier") if said is None else said
        elif self._bots:
            for column, kind in _PEOPLE.items():
                if row.get(column) is not None and str(row[column]) in self._bots:
                    row[kind] = "bot"
                    if column == "actor":
                        row["automated"] = 1

    def _is_bot(self, row: Mapping[str, Any]) -> bool:
        return bool(self._bots & {str(row.get("agent")), str(row.get("name"))})
