"""What stops an import before anything is written."""

from pathlib import Path
from typing import TYPE_CHECKING

from cxtui import sources
from cxtui.errors import SourceError
from cxtui.store.feeds import followed_from
from cxtui.store.origins import known_elsewhere
from cxtui.store.writer import exists

if TYPE_CHECKING:
    import duckdb

    from cxtui.importing.run import Request

LOOKED_AT = 10_000
"""Tickets of a file that are looked for under other sources, spread over all of them."""


def same_origin(con: "duckdb.DuckDBPyConnection", store: Path, staged: sources.Staged, request: "Request") -> None:
    """Raise SourceError if most tickets are known under another source, and nobody named the one that is meant."""
    if request.source is not None or "ticket" not in staged.tables or not exists(store):
        return
    tickets = con.execute(
        "SELECT ticket, created_at FROM in_ticket WHERE source = ? ORDER BY hash(ticket) LIMIT ?",
        [staged.source, LOOKED_AT],
    ).fetchall()
    if (found := known_elsewhere(store, staged.source, tickets)) is not None:
        raise SourceError(
            f"{found.tickets:,} of {found.of:,} tickets are in the store already, under the source {found.source!r}; "
            f"as {staged.source!r} each would count twice. Nothing was imported. Add --source {found.source} to bring "
            f"them up to date, or --source {staged.source} if these are other tickets."
        )


def not_followed(store: Path, source: str) -> None:
    """Raise SourceError if rows of this source come from a helpdesk that is followed: two readings would be mixed.

    Files of a followed folder come in by this very way.
    """
    if not exists(store):
        return
    origin = followed_from(store, source)
    if origin is None or origin.split()[0] == "folder":
        return
    raise SourceError(
        f"{source!r} is followed ({origin}); files under its name would be mixed with what comes from there. Nothing "
        f"was imported. Give them another name with --source, or end the following: cxtui follow forget {source}"
    )
