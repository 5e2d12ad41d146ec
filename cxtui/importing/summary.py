"""What an import did, for people and for programs."""

from dataclasses import dataclass, field
from typing import Any

from cxtui.clock import format_instant

NAMED = 20
"""Tickets that the text names; the JSON document names all."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of an import: rows as the files have them, records as the store keeps them.

    ``new``, ``changed`` and ``same`` count records of the canonical tables; ``span`` is the oldest and newest
    instant in them (UTC epoch seconds), ``seconds`` the wall time. ``doubtful_times`` are those of ``doubts``
    that are local times which a zone skips or repeats; ``notes`` say how files were read where that is not plain.
    ``older`` rows are of tickets that the store keeps no more.
    ``as_of`` is the instant of the export, ``tied`` how many of the changed records replaced one of that very
    instant; ``gone`` are the tickets that a full export lacks, ``unseen_days`` the local days between the source's
    first export and its newest of which there is none. ``zone`` is the one that a store without settings took over.
    """

    source: str
    mapping: str
    files: int
    rows: int
    new: int
    changed: int
    same: int
    rejected: int
    left_out: int
    tickets: int
    seconds: float
    span: tuple[int, int] | None = None
    reasons: tuple[tuple[str, int], ...] = ()
    doubts: tuple[tuple[str, int], ...] = ()
    tables: tuple[tuple[str, int], ...] = field(default=())
    dry_run: bool = False
    unchanged: bool = False
    doubtful_times: int = 0
    as_of: int | None = None
    tied: int = 0
    gone: tuple[str, ...] = ()
    unseen_days: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    older: int = 0
    zone: str | None = None

    def lines(self, zone: str) -> list[str]:
        """Return the summary as lines of text, instants in ``zone``."""
        head = f"{self.source}: {_count(self.rows, 'row')} from {_count(self.files, 'file')}"
        if self.unchanged:
            return [f"{head}, all imported before: nothing changed"]
        rate = f", {self.rows / self.seconds:,.0f} rows a second" if self.seconds >= 0.5 else ""
        rows = [
            f"{head} in {self.seconds:.1f} s{rate}",
            f"records    {self.new:,} new, {self.changed:,} changed, {self.same:,} same",
        ]
        rows.extend(f"read as    {note}" for note in self.notes)
        if self.tables:
            rows.append("tables     " + ", ".join(f"{name} {n:,}" for name, n in self.tables))
        if self.span:
            first, last = (format_instant(at, zone) for at in self.span)
            rows.append(f"span       {first} to {last}")
        if self.zone:
            rows.append(f"zone       {self.zone}: this store's days and hours from now on, as its times were read so")
        if self.as_of is not None:
            rows.append(f"as of      {format_instant(self.as_of, zone)}")
        if self.tied:
            rows.append(
                f"same time  {_count(self.tied, 'record')} replaced one of this very instant: the later import won; "
                "--as-of INSTANT tells two exports apart"
            )
        if self.unseen_days:
            days = ", ".join(self.unseen_days[:NAMED]) + (", …" if len(self.unseen_days) > NAMED else "")
            rows.append(f"no export  of {days}: what came and went on those days is not seen")
        if self.gone:
            named = ", ".join(self.gone[:NAMED]) + (", …" if len(self.gone) > NAMED else "")
            rows.append(f"gone       {_count(len(self.gone), 'ticket')} no longer in this full export, kept: {named}")
        if self.left_out:
            rows.append(f"left out   {self.left_out:,} after --until")
        if self.older:
            rows.append(f"left out   {self.older:,} of tickets from before the store keeps any (cxtui store keep)")
        if self.rejected:
            rows.append(f"rejected   {self.rejected:,}")
            rows.extend(f"  {n:>8,}  {reason}" for reason, n in self.reasons)
        if self.doubts:
            rows.append("doubts")
            rows.extend(f"  {n:>8,}  {reason}" for reason, n in self.doubts)
        if self.dry_run:
            rows.append("dry run: nothing was written")
        return rows

    def document(self) -> dict[str, Any]:
        """Return the summary as a JSON document."""
        return {
            "source": self.source, "mapping": self.mapping, "files": self.files, "rows": self.rows,
            "new": self.new, "changed": self.changed, "same": self.same, "rejected": self.rejected,
            "left_out": self.left_out, "tickets": self.tickets, "seconds": round(self.seconds, 3),
            "span": list(self.span) if self.span else None, "reasons": dict(self.reasons),
            "doubts": dict(self.doubts), "tables": dict(self.tables), "dry_run": self.dry_run,
            "unchanged": self.unchanged, "doubtful_times": self.doubtful_times,
            "as_of": self.as_of, "tied": self.tied, "gone": list(self.gone),
            "unseen_days": list(self.unseen_days),
            "notes": list(self.notes),
            "older": self.older,
            "zone": self.zone,
        }  # fmt: skip


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}" + ("" if n == 1 else "s")
