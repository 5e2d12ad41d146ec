"""Who stays, on the wall: the customers that were kept, by tier."""

from typing import Any

from cxtui.console.wall.pages.page import WallPage, WallPane
from cxtui.console.wall.sheet import MOST_NUMBERS, UNKNOWN, BigNumber, WallSheet, valued
from cxtui.kpis.lists.table import ListTable
from cxtui.kpis.query import Query
from cxtui.language import N_, _
from cxtui.text.plain import number, percent, safe

TIERS = Query("list", ("retention_by_tier",))


class StayingSheet(WallPane):
    """Retention by customer tier, each with how sure it is."""

    ASKS = (TIERS,)

    def sheet(self) -> WallSheet:
        """Return the page, the tiers with the most customers on it."""
        found = self.known(TIERS)
        if not isinstance(found, ListTable) or not self._rows(found):
            why = (
                self.unknown(TIERS)[1]
                if not isinstance(found, ListTable)
                else found.missing or N_("none in this period")
            )
            return WallSheet((BigNumber(_("Customers kept"), UNKNOWN, word=_(why)),))
        names = [column.name for column in found.columns]
        rows = [dict(zip(names, row, strict=True)) for row in self._rows(found)]
        rows.sort(key=lambda row: (-(row["customers"] or 0), row["tier"] or ""))
        return WallSheet(tuple(self._number(row) for row in rows[:MOST_NUMBERS]))

    def silent(self) -> str | None:
        """Return what the store lacks, if the page would say nothing."""
        found = self.known(TIERS)
        if not isinstance(found, ListTable) or self._rows(found):
            return None
        return found.missing or N_("none in this period")

    def _rows(self, table: ListTable) -> list[tuple[Any, ...]]:
        at = [column.name for column in table.columns].index("share")
        return [row for row in table.rows if row[at] is not None]

    def _number(self, row: dict[str, Any]) -> BigNumber:
        tier = str(row["tier"]) if row["tier"] else _("no tier")
        low, high = row["low"], row["high"]
        dash, dot = ("-", " - ") if self.ascii else ("–", " · ")
        words = [_("{n} customers").format(n=number(row["customers"]))]
        if low is not None and high is not None:
            words.insert(0, f"{percent(low).removesuffix(' %')}{dash}{percent(high)}")
        label = safe(tier[:1].upper() + tier[1:], ascii=self.ascii)
        return BigNumber(label, valued(row["share"], "ratio"), word=dot.join(words))


class StayingPage(WallPage):
    """Customers who stay, for distance."""

    NAME = "customers"
    TITLE = N_("Customers who stay, by tier")
    SHEET = StayingSheet
