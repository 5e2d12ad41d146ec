"""Text into microseconds since the UTC epoch, in SQL, without moving any time silently.

A local time that does not exist in its zone is read with the offset before the clocks went forward, one that
exists twice as the first of the two; both are counted. The connection must run with ``TimeZone = 'UTC'``.
Formats are ``iso``, ``epoch``, ``epoch_ms``, ``excel`` or strptime's.
"""

import re
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise

from cxtui.sources import month_words
from cxtui.sources.sql import first, lit

UNITS = {"epoch": 1_000_000, "epoch_ms": 1_000}
MICROS = (-62_135_596_800_000_000, 253_402_300_799_999_999)
"""The years 1 to 9999 in microseconds."""
OFFSET = "[A-Za-z+-]"
"""What follows the minutes of an ISO time that names its own offset."""


@dataclass(frozen=True, slots=True)
class Readings:
    """A text read as a time: ``absolute`` in microseconds, ``local`` as a TIMESTAMP (None where impossible)."""

    absolute: str | None
    local: str | None


EXCEL = "excel"
"""The format of a time that a spreadsheet keeps as days since 1900."""
AFTERNOON = r"(?i)([ap])\.?\s?m\b\.?"
"""How languages write AM and PM: ``p. m.``, ``p.m.``, ``pm``."""


def is_local(form: str) -> bool:
    """Return whether a format always lacks an offset (``iso`` may have one)."""
    return form != "iso" and form not in UNITS and "%z" not in form and "%Z" not in form


def readings(text: str, forms: tuple[str, ...], utc: bool) -> Readings:
    """Return how a text column is read by the first format that fits; in UTC every reading is absolute."""
    absolute, local = [], []
    for form in forms:
        if form == "iso":
            shape = f"substr({text}, 5, 1) = '-'"
            if utc:
                absolute.append(f"CASE WHEN {shape} THEN epoch_us(try_cast({text} AS TIMESTAMPTZ)) END")
                continue
            offset = f"regexp_matches(substr({text}, 17), '{OFFSET}')"
            absolute.append(f"CASE WHEN {shape} AND {offset} THEN epoch_us(try_cast({text} AS TIMESTAMPTZ)) END")
            local.append(f"CASE WHEN {shape} AND NOT {offset} THEN try_cast({text} AS TIMESTAMP) END")
        elif form in UNITS:
            absolute.append(f"try_cast(try_cast({text} AS DOUBLE) * {UNITS[form]} AS BIGINT)")
        else:
            parsed = _excel(text) if form == EXCEL else _strptime(text, form)
            if is_local(form) and not utc:
                local.append(parsed)
            else:
                absolute.append(f"epoch_us({parsed})")
    return Readings(first(absolute) if absolute else None, first(local) if local else None)


def _strptime(text: str, form: str) -> str:
    """Return a text read by a format; months in words are tried as they stand, then in English."""
    parsed = f"CASE WHEN {_shape(text, form)} THEN {_parsed(text, form)} END"
    if not month_words.is_worded(form):
        return parsed
    english = _parsed(month_words.sql(text), month_words.plain_form(form))
    return f"coalesce({parsed}, CASE WHEN regexp_matches({text}, '\\p{{L}}{{3}}') THEN {english} END)"


def _parsed(text: str, form: str) -> str:
    if "%p" not in form:
        return f"try_strptime({text}, {lit(form)})"
    spaced = rf"regexp_replace({text}, '[\x{{a0}}\x{{202f}}\x{{2009}}]', ' ', 'g')"
    return rf"try_strptime(regexp_replace({spaced}, '{AFTERNOON}', '\1m'), {lit(form)})"


def _excel(text: str) -> str:
    """Return a spreadsheet's days since 1900 as a TIMESTAMP, to the second; none before March 1900."""
    days = f"try_cast(replace({text}, ',', '.') AS DOUBLE)"
    moment = f"TIMESTAMP '1899-12-30' + to_seconds(CAST(round({days} * 86400) AS BIGINT))"
    return f"CASE WHEN {days} >= 61 AND {days} < 2958466 THEN {moment} END"


def _shape(text: str, form: str) -> str:
    """Return a cheap test that a text may fit a format: failing strptime costs ten times more."""
    literals = re.sub(r"%.", "", form)
    marks = [c for c in literals if not c.isspace() and c != ":"] or list(literals)
    return f"contains({text}, {lit(marks[0])})" if marks else "true"


def utc_micros(absolute: str | None, local: str | None, near: str, zone: str) -> str:
    """Return microseconds of a reading: skipped times by the offset before, repeated ones as the first.

    ``near`` is the test that the local time is on a day around a change of offset: only those need care.
    """
    if local is None:
        return str(absolute)
    # DuckDB reads a skipped time with the offset before the gap, and takes the later of two.
    late = f"epoch_us(timezone({lit(zone)}, {local}))"
    shifts = " ".join(
        f"WHEN timezone({lit(zone)}, make_timestamptz({late} - {back * 1_000_000})) = {local} "
        f"THEN {late} - {back * 1_000_000}"
        for back in turned_back(zone)
    )
    moved = f"CASE WHEN {near} THEN CASE {shifts} ELSE {late} END ELSE {late} END" if shifts else late
    return f"coalesce({absolute}, {moved})" if absolute else moved


def local_flaw(absolute: str | None, local: str, near: str, zone: str) -> str:
    """Return 1 for a local time that does not exist in the zone, 2 for one that exists twice, else NULL."""
    there = f"timezone({lit(zone)}, {local})"
    again = f"timezone({lit(zone)}, {there})"
    twice = "".join(
        f" WHEN timezone({lit(zone)}, {there} {sign} INTERVAL {back} SECOND) = {local} THEN 2"
        for sign in "+-" for back in turned_back(zone)
    )  # fmt: skip
    known = f"{absolute} IS NULL AND " if absolute else ""
    return f"CASE WHEN {known}{near} THEN CASE WHEN {again} <> {local} THEN 1{twice} END END"


def near_change(local: str, zone: str) -> str:
    """Return the test that a local time is on a day around a change of the zone's offset."""
    days = ", ".join(f"DATE '{day}'" for day in change_days(zone))
    return f"CAST({local} AS DATE) IN ({days})" if days else "false"


def change_days(zone: str, first_year: int = 1970, last_year: int = 2100) -> list[str]:
    """Return the local dates on which a zone's offset changes, and the days beside them."""
    found = [day for day, _ in _changes(zone, first_year, last_year)]
    return sorted({(day + timedelta(days=d)).date().isoformat() for day in found for d in range(-2, 2)})


def turned_back(zone: str) -> list[int]:
    """Return by how many seconds the clocks of a zone ever go back: 3600, in places 1800, 7200 or others."""
    return sorted({-shift for _, shift in _changes(zone, 1970, 2100) if shift < 0})


@cache
def _changes(zone: str, first_year: int, last_year: int) -> list[tuple[datetime, int]]:
    """Return the changes of a zone's offset: midnight (UTC) after each, and seconds forward (back: negative)."""
    info = zoneinfo.ZoneInfo(zone)
    found = []
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year, 1, 1, tzinfo=UTC)
    while at < end:
        following = at + timedelta(days=7)
        if _offset(following, info) != _offset(at, info):
            offsets = [(day, _offset(day, info)) for day in (at + timedelta(days=d) for d in range(8))]
            found += [(day, new - old) for (_, old), (day, new) in pairwise(offsets) if new != old]
        at = following
    return found


def _offset(at: datetime, info: zoneinfo.ZoneInfo) -> int:
    offset = at.astimezone(info).utcoffset()
    return 0 if offset is None else round(offset.total_seconds())


def seconds(micros: str) -> str:
    """Return whole seconds, cut towards the past, of microseconds within the years 1 to 9999."""
    low, high = MICROS
    return f"CASE WHEN {micros} BETWEEN {low} AND {high} THEN ({micros} - {low}) // 1000000 + {low // 1_000_000} END"
