"""What was said of a ticket: answers to surveys with their comments, and reviews of its quality."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rich.cells import cell_len

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.layout import text
from cxtui.console.draw.strips import Cell, Line
from cxtui.kpis.floor import QaReview, Survey
from cxtui.language import N_, _
from cxtui.text.ages import date_time
from cxtui.text.plain import cut, number, percent, safe

KINDS: Mapping[str, str] = MappingProxyType({
    "csat": N_("Satisfaction"), "ces": N_("Effort"), "nps": N_("Recommendation"),
})  # fmt: skip
_PROMOTER, _PASSIVE = 9, 7
_FAILED = 0.5
"""Below which a critical category fails the whole review."""


def ratings(
    surveys: Iterable[Survey], reviews: Iterable[QaReview], zone: str, width: int, ascii: bool = False
) -> list[Line]:
    """Return surveys and reviews, the newest of each first; no line for none."""
    lines: list[Line] = []
    for survey in surveys:
        lines += _survey(survey, zone, width, ascii)
    for review in reviews:
        lines += _review(review, zone, width, ascii)
    return lines


def _survey(one: Survey, zone: str, width: int, ascii: bool) -> list[Line]:
    kind = _(KINDS.get(one.kind, one.kind))
    if one.value is None or one.answered_at is None:
        if one.sent_at is None:
            return []
        words = _("{kind}: asked {when}, not answered").format(kind=kind, when=date_time(one.sent_at, zone))
        return [_line("", words, width, ascii)]
    state, verdict = _verdict(one)
    words = _("{kind}: {value} of {low} to {high}").format(
        kind=kind, value=plain(one.value), low=plain(one.low), high=plain(one.high)
    )
    if verdict:
        words += f", {verdict}"
    if one.superseded:
        words += f", {_('a later answer counts')}"
    about = [date_time(one.answered_at, zone), *([safe(one.agent, ascii=ascii)] if one.agent else [])]
    lines = [_line("" if one.superseded else state, words, width, ascii, "  ".join(about))]
    if one.comment:
        lines += text(one.comment, width, 6, "", ascii)
    return lines


def _verdict(one: Survey) -> tuple[str, str]:
    """Return the state of an answer and what it is called; of other scales than ours only the value is said."""
    if one.good is not None:
        return ("good", _("satisfied")) if one.good else ("bad", _("not satisfied"))
    if one.kind == "nps" and one.high == 10 and one.value is not None:
        if one.value >= _PROMOTER:
            return "good", _("promoter")
        return ("warn", _("passive")) if one.value >= _PASSIVE else ("bad", _("detractor"))
    return "", ""


def _review(one: QaReview, zone: str, width: int, ascii: bool) -> list[Line]:
    none = "-" if ascii else "–"
    score = none if one.score is None else percent(one.score)
    failed = [name for name, share, critical in one.categories if critical and share is not None and share < _FAILED]
    words = _("Quality review: {score}").format(score=score)
    if failed:
        words += f", {_('failed: {names}').format(names=', '.join(failed))}"
    about = [date_time(one.at, zone), *([safe(one.agent, ascii=ascii)] if one.agent else [])]
    lines = [_line("bad" if failed else "", words, width, ascii, "  ".join(about))]
    parts = [
        f"{name} {none if share is None else percent(share)}{_(' (critical)') if critical else ''}"
        for name, share, critical in one.categories
    ]
    return [*lines, *(text(", ".join(parts), width, 6, "faint", ascii) if parts else [])]


def _line(state: str, words: str, width: int, ascii: bool, about: str = "") -> Line:
    """Return a line with its glyph; who and when follow while there is room."""
    shown = cut(safe(words, ascii=ascii), max(0, width - 3), ascii=ascii)
    line = (Cell(f" {glyph(state, ascii)} ", state), Cell(shown, state if state == "bad" else ""))
    room = width - 3 - cell_len(shown) - 2
    return (*line, Cell("  " + cut(about, room, ascii=ascii), "faint")) if about and room >= 16 else line


def plain(value: float | None) -> str:
    """Return an answer on its own scale, with a decimal only where it has one."""
    return "?" if value is None else number(value, 0 if value == int(value) else 1)
