"""Who is on, on the wall: the whole floor in counts, and the load of teams that are large enough to be shown."""

from cxtui.console.draw.strips import Cell
from cxtui.console.wall.pages.page import WallPage, WallPane
from cxtui.console.wall.sheet import MOST_ROWS, UNKNOWN, BigNumber, WallList, WallSheet, counted
from cxtui.kpis.lists.table import ListTable
from cxtui.kpis.lists.team_load import OnNow
from cxtui.kpis.query import Query
from cxtui.language import N_, _
from cxtui.text.plain import number, quantity, safe

ON_NOW, TEAMS = Query("on_now"), Query("list", ("load_by_team",))


class PeopleSheet(WallPane):
    """People on now, what lies with people who are not, and teams by load."""

    ASKS = (ON_NOW, TEAMS)

    def sheet(self) -> WallSheet:
        """Return the page."""
        return WallSheet(self._numbers(), self._teams())

    def silent(self) -> str | None:
        """Return what the store lacks, if the page would say nothing."""
        found, teams = self.known(ON_NOW), self.known(TEAMS)
        unknown = ON_NOW in self._troubles or (isinstance(found, OnNow) and found.on is None and found.open is None)
        if not unknown or not isinstance(teams, ListTable) or teams.rows:
            return None
        return self._troubles.get(ON_NOW) or (found.missing if isinstance(found, OnNow) else None) or teams.missing

    def _numbers(self) -> tuple[BigNumber, ...]:
        found = self.known(ON_NOW)
        if not isinstance(found, OnNow):
            return (BigNumber(_("On now"), UNKNOWN, word=self.unknown(ON_NOW)[1]),)
        of_all = _("of {n} agents").format(n=number(found.agents))
        each = None if not found.on or found.open is None else found.open / found.on
        off = found.held_by_off
        return (
            BigNumber(_("On now"), counted(found.on), "bad" if found.on == 0 else "none", of_all),
            BigNumber(_("Away"), counted(found.away), word=_("back soon") if found.away else ""),
            BigNumber(_("Open for each"), counted(None if each is None else round(each)), word=_("who is on")),
            BigNumber(_("With people off"), counted(off), "none" if off is None else "warn" if off else "good",
                      "" if off is None else _("hand them over") if off else _("none")),
        )  # fmt: skip

    def _teams(self) -> WallList:
        found, title = self.known(TEAMS), _("Teams")
        if not isinstance(found, ListTable):
            return WallList(title, (), nothing=self.unknown(TEAMS))
        names = [column.name for column in found.columns]
        rows = [dict(zip(names, row, strict=True)) for row in found.rows]
        rows.sort(key=lambda row: (-(row["per_on"] or 0), -(row["open"] or 0), row["team"]))
        return WallList(
            title, tuple(self._row(row) for row in rows[:MOST_ROWS]), (False, True, True, True, True, True),
            (_("team"), _("on"), _("away"), _("open"), _("late"), _("open each")),
            nothing=("", _(found.missing or found.note or N_("nothing to show"))),
        )  # fmt: skip

    def _row(self, row: dict[str, object]) -> tuple[Cell, ...]:
        def count(name: str, role: str = "") -> Cell:
            value = row[name]
            return Cell("" if value is None else number(value), role)  # type: ignore[arg-type]

        each = row["per_on"]
        return (
            Cell(safe(str(row["team"]), ascii=self.ascii), "strong"),
            count("on"), count("away", "faint"), count("open"), count("late", "bad" if row["late"] else "faint"),
            Cell("" if not isinstance(each, float) else quantity(each, "number"), "strong"),
        )  # fmt: skip


class PeoplePage(WallPage):
    """People, for distance."""

    NAME = "agents"
    TITLE = N_("Who is on")
    SHEET = PeopleSheet
