"""Escalations: what went up a tier and is open still, the oldest first, its age running."""

from collections.abc import Mapping, Sequence

from textual.message import Message

from cxtui.console.choices import SortKeys
from cxtui.console.draw.columns import PaneColumn
from cxtui.console.draw.glyphs import glyph, new_ticket, ticket_number, tier_mark
from cxtui.console.draw.strips import Cell
from cxtui.console.messages import OpenTicket
from cxtui.console.panes.assigned import AssignedPane
from cxtui.kpis.floor import Escalation, Escalations, Floor
from cxtui.kpis.floor_events import fresh
from cxtui.language import N_, _
from cxtui.text.plain import age, number, safe


class EscalationsPane(AssignedPane[Escalation]):
    """Open escalated tickets with tier, age and who has them."""

    NUMBERS = ("escalation_rate",)
    CLOCKS = True
    nothing = ("good", N_("nothing is escalated"))
    columns = (
        PaneColumn("state", "", 1, 1, tight=True),
        PaneColumn("tier", "tier", 2, 8),
        PaneColumn("ticket", "ticket", 6, 12, right=True),
        PaneColumn("age", "age", 6, 9, right=True),
        PaneColumn("subject", "subject", 12, 400, rank=1, comfort=18, grow=5),
        PaneColumn("customer", "customer", 8, 26, rank=3, comfort=12, grow=3, tight=True),
        PaneColumn("mark", "", 1, 1, rank=3),
        PaneColumn("assignee", "assignee", 7, 18, rank=2, comfort=10, grow=2),
        PaneColumn("reason", "reason", 12, 24, rank=5, comfort=14, grow=2),
        PaneColumn("priority", "prio", 2, 8, rank=4),
        PaneColumn("team", "team", 8, 14, rank=6),
    )

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(N_("Escalations"), id=id, classes=classes)

    @property
    def part(self) -> Escalations:
        """Return this pane's part of the floor."""
        return self.floor.escalations if self.floor else Escalations()

    def find(self, floor: Floor) -> Sequence[Escalation]:
        """Return the open escalations, the oldest first."""
        rows = sorted(floor.escalations.rows, key=lambda r: (r.escalated_at, r.source, r.ticket))
        self.needs = {
            "tier": max((len(level(row)) for row in rows), default=0),
            "ticket": max((len(row.ticket) + 1 for row in rows), default=0),
            "age": max((len(age(self.now - row.escalated_at)) for row in rows), default=0),
            "priority": max((len(row.priority or "") for row in rows), default=0),
            "team": max((len(row.team or "") for row in rows), default=0),
        }
        return rows

    def key(self, row: Escalation) -> tuple[str, str]:
        """Return the ticket's key."""
        return row.source, row.ticket

    def sort_keys(self) -> SortKeys:
        """Return what people sort escalations by."""
        return {
            "tier": level,
            "ticket": lambda row: (len(row.ticket), row.ticket),
            "age": lambda row: row.escalated_at,
            "customer": lambda row: row.customer and row.customer.casefold(),
            "assignee": lambda row: row.assignee and row.assignee.casefold(),
            "priority": lambda row: row.priority,
            "team": lambda row: row.team,
        }

    def breached(self, row: Escalation) -> bool:
        """Return whether one of the ticket's promises is broken."""
        return row.breached

    def opening(self, row: Escalation) -> Message:
        """Ask for the ticket."""
        return OpenTicket(row.source, row.ticket)

    def missing(self) -> str | None:
        """Return what the source lacks."""
        return self.part.missing

    def note(self) -> str | None:
        """Return which sources do not cover the instant."""
        return self.part.note

    def whole(self) -> int:
        """Return how many are open, or how many are shown of those that nobody has."""
        return len(self.rows) if self.only_unassigned else max(self.part.open, len(self.rows))

    def heading(self) -> tuple[str, str]:
        """Return how many are open, and how many of them are late."""
        if self.floor is None or self.part.missing:
            return _(self.label), ""
        dot = "-" if self.ascii else "·"
        parts = [_(self.label), *self.only_words(self.part.open > len(self.part.rows))]
        parts += [_("{n} open").format(n=number(max(self.part.open, len(self.part.rows))))]
        parts += [_("{n} breached").format(n=number(self.part.breached))] if self.part.breached else []
        return f" {dot} ".join(parts), self.position()

    def ticking(self, row: Escalation) -> Mapping[str, Cell]:
        """Return the ticket's age, and that it is new here."""
        cells = {"age": self.words("age", age(self.now - row.escalated_at), _state(row), right=True)}
        if fresh(row.escalated_at, self.now):
            cells["ticket"] = new_ticket(row.ticket, self.wide["ticket"], self.ascii)
        return cells

    def cells(self, row: Escalation) -> Mapping[str, Cell]:
        """Return what a row says beside its age."""
        nobody = "-" if self.ascii else "—"
        return {
            "state": Cell(glyph(_state(row), self.ascii), _state(row)),
            "tier": self.words("tier", level(row), "strong"),
            "ticket": Cell(ticket_number(row.ticket, self.wide["ticket"], self.ascii), "faint"),
            "subject": self.words("subject", row.subject),
            "reason": self.words("reason", row.reason, "faint"),
            "customer": self.words("customer", row.customer),
            "mark": tier_mark(row.customer_tier, self.ascii),
            "assignee": self.words("assignee", row.assignee or nobody, "" if row.assignee else "faint"),
            "priority": self.words("priority", row.priority),
            "team": self.words("team", row.team, "faint"),
        }


def _state(row: Escalation) -> str:
    return "bad" if row.breached else ""


def level(row: Escalation) -> str:
    """Return the tier as the floor says it: ``L3`` for tier 3."""
    tier = row.tier or ""
    return f"L{tier}" if tier.isdecimal() else safe(tier[:12])
