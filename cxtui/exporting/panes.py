"""Panes of the floor on their way out: what a screen shows, row by row."""

from collections.abc import Callable, Mapping

from cxtui.exporting.sheet import ExportSheet, real, text, whole
from cxtui.kpis.floor import Floor


def _volume(floor: Floor) -> ExportSheet:
    volume = floor.volume
    columns = whole("from_at", "inflow", "outflow", "backlog", "last_inflow", "last_outflow", "last_backlog")
    lists = (
        volume.inflow,
        volume.outflow,
        volume.backlog,
        volume.last_inflow,
        volume.last_outflow,
        volume.last_backlog,
    )
    rows = [(start, *(one[i] if i < len(one) else None for one in lists)) for i, start in enumerate(volume.starts)]
    return ExportSheet("volume", columns, rows)


def _responses(floor: Floor) -> ExportSheet:
    columns = (
        *text("source", "ticket", "subject", "customer", "customer_tier", "priority", "channel", "team", "assignee"),
        *whole("created_at", "due_at", "target_s"), *text("calendar"),
    )  # fmt: skip
    rows = [tuple(getattr(row, column.name) for column in columns) for row in floor.responses.rows]
    return ExportSheet("responses", columns, rows)


def _escalations(floor: Floor) -> ExportSheet:
    columns = (
        *text("source", "ticket", "subject", "customer", "customer_tier", "priority", "team", "tier", "assignee"),
        *whole("escalated_at"), *text("reason"), *whole("breached"),
    )  # fmt: skip
    rows = [tuple(getattr(row, column.name) for column in columns) for row in floor.escalations.rows]
    return ExportSheet("escalations", columns, [(*row[:-1], int(row[-1])) for row in rows])


def _agents(floor: Floor) -> ExportSheet:
    board = floor.leaderboard
    parts = list(dict.fromkeys(part.name for row in board.rows for part in row.components))
    columns = (
        *text("source", "agent", "name", "team"), *whole("rank", "lowest_rank", "shared"),
        *real("score", "low", "high"), *whole("n", "volume", "from_at", "to_at"),
        *(column for part in parts for column in (*real(part, f"{part}_score"), *real(f"{part}_n"))),
    )  # fmt: skip
    rows = []
    for row in board.rows:
        known = {part.name: part for part in row.components}
        cells: list[object] = [
            row.source, row.agent, row.name, row.team, row.rank, row.lowest_rank, int(row.shared),
            row.score, row.low, row.high, row.n, row.volume, board.from_at, board.to_at,
        ]  # fmt: skip
        for part in parts:
            found = known.get(part)
            cells += [None, None, None] if found is None else [found.value, found.score, found.n]
        rows.append(tuple(cells))
    return ExportSheet("agents", columns, rows)


PANES: Mapping[str, Callable[[Floor], ExportSheet]] = {
    "volume": _volume,
    "responses": _responses,
    "agents": _agents,
    "escalations": _escalations,
}
"""Panes by the name under which one exports them."""
