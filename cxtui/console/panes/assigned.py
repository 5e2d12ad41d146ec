"""A list of tickets that tells who has each: it can show only those that nobody has."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from cxtui.console.messages import ModeChanged
from cxtui.console.panes.rows import RowsPane
from cxtui.language import N_, _
from cxtui.text.plain import number

ALL_HELD = ("good", N_("somebody has every one of them"))


class Assigned(Protocol):
    """What has somebody, or nobody."""

    @property
    def assignee(self) -> str | None:
        """Return who has it."""
        ...


AssignedT = TypeVar("AssignedT", bound=Assigned)


class AssignedPane(RowsPane[AssignedT]):
    """A list whose rows may be those that nobody has alone."""

    only_unassigned = False

    def fill(self, rows: Sequence[AssignedT]) -> None:
        """Take rows, or those of them that nobody has."""
        super().fill([row for row in rows if not row.assignee] if self.only_unassigned else rows)

    def action_unassigned(self) -> None:
        """Show only what nobody has, or everything again."""
        self.only_unassigned = not self.only_unassigned
        self.nothing = ALL_HELD if self.only_unassigned else type(self).nothing
        if self.floor is not None:
            self.took(self.floor)
        self.redraw()
        self.post_message(ModeChanged(f"{self.id} unassigned", self.only_unassigned, self.action_unassigned))

    def only_words(self, cut: bool) -> list[str]:
        """Return how many nobody has, while those alone are shown; of a list that is ``cut`` at least so many."""
        if not self.only_unassigned:
            return []
        return [_("only unassigned: {n}").format(n=number(len(self.rows)) + ("+" if cut else ""))]
