"""What a source would have given at an instant: the rows of a world until then, each as it was."""

from tests.proof.world import Row, World

DATED = {
    "event": ("occurred_at",),
    "state": ("from_at",),
    "contract": ("from_at",),
    "purchase": ("occurred_at",),
    "qa_score": ("occurred_at",),
    "agent_state": ("from_at",),
    "handle": ("to_at",),
    "ticket": ("created_at",),
}
"""The instant from which a row of a table is there."""
WORDS = ("team", "priority", "topic")
SINCE = ("first_response_at", "resolved_at", "closed_at")


def as_given(world: World, at: int) -> World:
    """Return the world that its source would have given at an instant, UTC epoch seconds."""
    rows: dict[str, list[Row]] = {}
    for name, known in world.rows.items():
        there = [row for row in known if all(row[when] <= at for when in DATED.get(name, ()))]
        rows[name] = [row | _then(world, name, row, at) for row in there if not _untold(world, name, row, at)]
    return World(world.setup, rows)


def agreed(world: World) -> World:
    """Return a world in which the rows of tickets say what the last word of their history says."""
    rows = dict(world.rows)
    rows["ticket"] = [
        row | {kind: words[-1][3] for kind in WORDS if (words := _words(world, row, kind))}
        for row in world.rows["ticket"]
    ]
    return World(world.setup, rows)


def _words(world: World, ticket: Row, kind: str) -> list[tuple[int, int, str, str | None, str | None]]:
    """Return what history says of a ticket's team, priority or topic: when, its order, the word and the one before."""
    events = [e for e in world.of("event", ticket) if e["kind"] == kind]
    words = [(e["occurred_at"], e["version_seq"], e["event"], e["value"], e["previous"]) for e in events]
    words += [(s["from_at"], s["seq"], "", s[kind], None) for s in world.of("state", ticket) if s[kind] is not None]
    return sorted(words, key=lambda word: word[:3])


def _untold(world: World, name: str, row: Row, at: int) -> bool:
    """Say whether a row tells of nothing by an instant."""
    if name == "calendar":
        # The hours that are known first hold before, too; later ones may be announced.
        versions = [one["from_at"] for one in world.rows["calendar"] if _calendar(one) == _calendar(row)]
        return bool(row["from_at"] > at < row["version_at"]) and row["from_at"] > min(versions)
    if name == "stated":
        return row["metric"] in SINCE and row["value"] is not None and row["value"] > at
    if name == "rating":
        instants = [when for when in (row["sent_at"], row["occurred_at"]) if when is not None]
        return bool(instants) and min(instants) > at
    return False


def _calendar(row: Row) -> tuple[str, str]:
    return row["source"], row["calendar"]


def _then(world: World, name: str, row: Row, at: int) -> Row:
    """Return what of a row was otherwise at an instant."""
    if name == "ticket":
        return _ticket(world, row, at)
    if name == "event" and row["retracted"] and row["version_at"] > at:
        return {"retracted": None}
    if name == "rating" and row["occurred_at"] is not None and row["occurred_at"] > at:
        return {"occurred_at": None, "value": None, "comment": None}
    if name == "rating" and row["sent_at"] is not None and row["sent_at"] > at:
        return {"sent_at": None}
    if name == "customer" and row["left_at"] is not None and row["left_at"] > at:
        return {"left_at": None}
    if name in ("contract", "agent_state") and row["to_at"] is not None and row["to_at"] > at < row["version_at"]:
        return {"to_at": None}
    return {}


def _ticket(world: World, row: Row, at: int) -> Row:
    ordered = sorted(world.of("event", row), key=lambda e: (e["occurred_at"], e["version_seq"], e["event"]))
    found: Row = {}
    for kind in WORDS:
        words = _words(world, row, kind)
        before, after = [w for w in words if w[0] <= at], [w for w in words if w[0] > at]
        if after:
            found[kind] = before[-1][3] if before else after[0][4]
    written = row["deleted_at"] if row["deleted_at"] is not None else row["version_at"]
    for column, kinds in (
        ("spam", ("spam",)),
        ("merged_into", ("merged", "unmerged")),
        ("deleted_at", ("deleted", "restored")),
    ):
        events = [e for e in ordered if e["kind"] in kinds]
        if any(e["occurred_at"] > at for e in events):
            by_then = [e for e in events if e["occurred_at"] <= at][-1:]
            holds = [e for e in by_then if e["kind"] == kinds[0] and not (column == "spam" and e["value"] == "0")]
            found[column] = None
            for e in holds:
                into = e["value"] or row["merged_into"] or ""
                changed = {"spam": 1, "merged_into": into, "deleted_at": e["occurred_at"]}
                found[column] = changed[column]
        elif column == "deleted_at":
            found[column] = row[column] if row[column] is not None and row[column] <= at else None
        elif not events and written > at:
            found[column] = None
    return found
