"""One mapped column as SQL over the layers of its source table."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from cxtui.errors import SourceError
from cxtui.sources import cells, durations, numbers, plausible, sql, times
from cxtui.sources.layers import Layers
from cxtui.sources.mapping import ROW_NUMBER, Field, Mapping

FLAG = {"1": ("1", "1.0", "true", "t", "yes", "y"), "0": ("0", "0.0", "false", "f", "no", "n")}
HOLE = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")

NOTHING = "CAST(NULL AS VARCHAR)"
ROW = "row_0"
"""The column of a staged table that numbers its rows, where a mapping asks for it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A column's SQL: its value (default included), as parsed, its text; microseconds and flaws of a time.

    ``strange`` is the test that a time was read but lies outside its span.
    """

    value: str
    parsed: str | None = None
    text: str | None = None
    micros: str | None = None
    flaw: str | None = None
    strange: str | None = None
    numbered: bool = False


class FieldMaker:
    """Makes columns of one source table; ``clean`` gives the cleaned text of an origin's column, or NULL."""

    def __init__(self, mapping: Mapping, zone: str | None, layers: Layers, clean: Callable[[str], str | None]) -> None:
        self.mapping, self.zone, self.layers, self.clean = mapping, zone, layers, clean
        self.numbered = False

    def make(self, field: Field, lasting: bool = False, domain: tuple[str, ...] = ()) -> Made:
        """Return a field as SQL; a lookup yields the key by which its value is found later.

        A ``lasting`` time is an end or a date with the wider span. Where its words are a ``domain``, the default
        stands for any other.
        """
        if field.lookup:
            return Made(self.clean(field.lookup.by) or "NULL")
        if field.value == ROW_NUMBER and field.kind == "int":
            self.numbered = True
            return Made(ROW)
        if field.value is not None:
            return Made(self._constant(field, field.value))
        if field.template is not None and field.kind in ("text", "label"):
            if f"{{{ROW_NUMBER}" in field.template:
                self.numbered = True
                return Made(f"({self._template(field.template)})", numbered=True)
            return Made(self.layers.add("out", self._template(field.template)))
        text = self.text(field)
        if text is None:
            return Made(_default(field))
        made = self._typed(field, text, lasting)
        parsed = made.value if made.value == text else self.layers.add("parsed", made.value)
        value = parsed if field.default is None else self.layers.add("out", self._or_default(field, parsed, domain))
        return Made(value, parsed, made.text or text, made.micros, made.flaw, made.strange)

    @staticmethod
    def _or_default(field: Field, parsed: str, domain: tuple[str, ...]) -> str:
        if not domain:
            return f"coalesce({parsed}, {_default(field)})"
        return f"CASE WHEN {sql.either(parsed, domain)} THEN {parsed} ELSE {_default(field)} END"

    def _constant(self, field: Field, value: str) -> str:
        if field.kind in ("text", "label"):
            return sql.lit(value)
        try:
            return str(float(value)) if field.kind == "real" else str(int(value))
        except ValueError:
            raise SourceError(f"mapping {self.mapping.name}: the value {value!r} must be a number.") from None

    def text(self, field: Field) -> str | None:
        """Return the field's text before it is read as number or time; None where it has none."""
        there = [c for c in (self.clean(name) for name in field.columns) if c]
        if field.template is not None:
            there = [f"({self._template(field.template)})"]
        if not there:
            return None
        text = sql.first(there)
        if field.split and not field.each:
            text = cells.first(text, field.split)
        if field.words and not field.each:
            text = cells.worded(text, field.words)
        return text if text in there and field.template is None else self.layers.add("text", text)

    def _typed(self, field: Field, text: str, lasting: bool) -> Made:
        if field.kind == "time":
            micros, flaw = self._time(text, field.times or self.mapping.times)
            micros, text = self._moved(field, micros, text)
            strange = plausible.test(micros, plausible.WIDE if lasting else self.mapping.span)
            value = f"CASE WHEN NOT {strange} THEN {times.seconds(micros)} END"
            # An end of the year 9999 is none; it is neither kept nor called strange.
            strange = f"({strange} AND {micros} < {plausible.OPEN})" if lasting else strange
            return Made(value, text=text, micros=micros, flaw=flaw, strange=strange)
        if field.kind == "duration":
            return Made(f"try_cast(round({durations.seconds(text, field.unit, self.mapping.decimal)}) AS BIGINT)")
        if field.kind == "int":
            plain = numbers.plain(text, self.mapping.decimal)
            number = f"try_cast({plain} AS BIGINT)"
            return Made(f"CASE WHEN try_cast({plain} AS DOUBLE) = {number} THEN {number} END")
        if field.kind == "real":
            number = f"try_cast({numbers.plain(text, self.mapping.decimal)} AS DOUBLE)"
            return Made(f"CASE WHEN isfinite({number}) THEN {number} END")
        if field.kind == "flag":
            cases = " ".join(f"WHEN {sql.either(f'lower({text})', words)} THEN {n}" for n, words in FLAG.items())
            return Made(f"CAST(CASE {cases} END AS BIGINT)")
        return Made(text)

    def _moved(self, field: Field, micros: str, text: str) -> tuple[str, str]:
        """Return a time with durations added and taken away, and the text of all; NULL where one is missing."""
        moves = [(sign, column) for sign, column in (("+", field.plus), ("-", field.minus)) if column is not None]
        if not moves:
            return micros, text
        for sign, column in moves:
            span = self.clean(column) or NOTHING
            length = f"try_cast(round({durations.seconds(span, field.unit, self.mapping.decimal)} * 1000000) AS BIGINT)"
            micros += f" {sign} {self.layers.add('read', length)}"
            text += f" || ' {sign} ' || {span}"
        # No time is so far off that a duration of any length could be added.
        return self.layers.add("moved", f"try_cast({micros} AS BIGINT)"), self.layers.add("read", text)

    def _time(self, text: str, forms: tuple[str, ...]) -> tuple[str, str | None]:
        utc = self.zone in ("UTC", "Etc/UTC")
        if self.zone is None and any(times.is_local(f) for f in forms):
            raise SourceError(
                f"mapping {self.mapping.name}: its times are local and no zone is given. "
                'Add --zone Europe/Berlin (for example), or zone = "…" to the mapping.'
            )
        read = times.readings(text, forms, utc)
        absolute = self.layers.add("read", read.absolute) if read.absolute else None
        if read.local is None:
            return str(absolute), None
        local = self.layers.add("read", read.local)
        if self.zone is None:
            flaw = self.layers.add("moment", f"CASE WHEN {absolute} IS NULL AND {local} IS NOT NULL THEN 3 END")
            return str(absolute), flaw
        near = self.layers.add("near", times.near_change(local, self.zone))
        micros = self.layers.add("moment", times.utc_micros(absolute, local, near, self.zone))
        return micros, self.layers.add("moment", times.local_flaw(absolute, local, near, self.zone))

    def _template(self, template: str) -> str:
        parts, end = [], 0
        for hole in HOLE.finditer(template):
            if hole.start() > end:
                parts.append(sql.lit(template[end : hole.start()]))
            parts.append(self._hole(hole.group(1), hole.group(2) or ""))
            end = hole.end()
        if end < len(template):
            parts.append(sql.lit(template[end:]))
        return " || ".join(parts)

    def _hole(self, column: str, form: str) -> str:
        text = f"CAST({ROW} AS VARCHAR)" if column == ROW_NUMBER else self.clean(column)
        if text is None:
            return "NULL"
        if form == "us":
            micros, _ = self._time(text, self.mapping.times)
            return f"CAST({micros} AS VARCHAR)"
        if form.isdigit():
            return f"CASE WHEN length({text}) < {int(form)} THEN lpad({text}, {int(form)}, '0') ELSE {text} END"
        if form:
            raise SourceError(
                f"mapping {self.mapping.name}: template {{{column}:{form}}}: use :us or a width like :020."
            )
        return text


def _default(field: Field) -> str:
    if field.default is None:
        return "NULL"
    return sql.lit(field.default) if isinstance(field.default, str) else str(field.default)
