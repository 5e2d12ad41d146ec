"""Of a floor's last weeks, what the first picture needs: the tickets that are open or had a part in today."""

from cxtui import canonical
from cxtui.simulator import CanonicalRows
from cxtui.simulator.ledger import CanonicalRow

ENDED = ("solved", "closed")


class Standing:
    """Holds back what is not needed yet of ``rows``, the floor's last weeks.

    What stays is every ticket that is not over, or to which something happened since the instant ``since``, with its
    customer; and what belongs to no ticket.
    """

    def __init__(self, rows: CanonicalRows, since: int) -> None:
        wanted = _wanted(rows, since)
        self._held_back = {row[_at("ticket", "ticket")] for row in rows["ticket"]} - wanted
        self._customers: dict[str, list[tuple[str, CanonicalRow]]] = {}
        for name in ("customer", "contract"):
            for row in rows[name]:
                self._customers.setdefault(row[_at(name, "customer")], []).append((name, row))
        first = {name: some for name, some in rows.items() if name not in ("customer", "contract")}
        bought = _at("purchase", "occurred_at")
        first["purchase"] = [row for row in rows["purchase"] if row[bought] >= since]
        self.rows = self.more(first)

    def more(self, rows: CanonicalRows) -> CanonicalRows:
        """Return later rows without those of tickets that are held back, and with the customers they name first.

        A ticket's newest event alone would show it without its past.
        """
        found: CanonicalRows = {}
        for name, some in rows.items():
            if "ticket" in canonical.TABLES[name].names:
                place = _at(name, "ticket")
                some = [row for row in some if row[place] not in self._held_back]
            found[name] = list(some)
        for name in ("ticket", "purchase"):
            for row in found.get(name, ()):
                for table, known in self._customers.pop(row[_at(name, "customer")], ()):
                    found.setdefault(table, []).insert(0, known)
        return found


def _wanted(rows: CanonicalRows, since: int) -> set[str]:
    status: dict[str, str] = {}
    wanted: set[str] = set()
    at, kind, value, ticket = (_at("event", name) for name in ("occurred_at", "kind", "value", "ticket"))
    for row in rows["event"]:
        if row[kind] == "status":
            status[row[ticket]] = row[value]
        if row[at] >= since:
            wanted.add(row[ticket])
    for table, when in (("rating", "version_at"), ("qa_score", "version_at"), ("handle", "to_at")):
        at, ticket = _at(table, when), _at(table, "ticket")
        wanted.update(row[ticket] for row in rows[table] if row[at] >= since)
    return wanted | {one for one, last in status.items() if last not in ENDED}


def _at(table: str, column: str) -> int:
    return canonical.TABLES[table].names.index(column)
