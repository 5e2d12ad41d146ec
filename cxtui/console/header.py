"""What the lines at the top and the foot of the floor say, as plain data for every width."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.cells import cell_len

from cxtui.console.arrangement import Arrangement
from cxtui.console.bar import Spot
from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.freshness import Feeds, FreshnessState, event_words, feed_words, heard_at, hindered, overdue
from cxtui.console.keys import KeyTable, shown
from cxtui.console.scope import before_words, range_words, tickets_words
from cxtui.kpis.floor import Floor, Freshness
from cxtui.kpis.query import WHOLE, View
from cxtui.language import KEY, N_, _, ngettext
from cxtui.text.ages import age, clock_face, date_time, local
from cxtui.text.plain import cut, number, safe

if TYPE_CHECKING:
    from cxtui.console.reviewing import Review
    from cxtui.desk import DeskTrouble

_DOTS = {
    "live": ("●", "*"),
    "stale": ("X", "X"),
    "paused": ("‖", "="),
    "opening": ("…", "~"),
    "reading": ("…", "~"),
    "filling": ("~", "~"),
    "hindered": ("X", "X"),
}
NONE: Feeds = MappingProxyType({})
"""No source is followed."""

GAP = 2
LABEL = 24
"""Cells of the footer for the name of the pane at hand: the keys want the rest."""
KEPT = frozenset({"help", "quit"})
"""Actions that never leave the footer."""
TROUBLED: "Mapping[DeskTrouble, str]" = {
    "missing": N_("desk file missing"), "locked": N_("desk file locked"), "corrupt": N_("desk file damaged"),
    "denied": N_("desk file closed to this user"), "outdated": N_("desk file of a newer cxtui"),
    "failed": N_("review failed"),
}  # fmt: skip


def top(
    title: str,
    floor: Floor | None,
    freshness: FreshnessState,
    now: int,
    width: int,
    ascii: bool = False,
    calls: Line = (),
    view: View = WHOLE,
) -> Line:
    """Return the header: the screen's title, of what it is, freshness, ``calls``, date and time with zone.

    How old the data is gives way last. A view that people chose never goes from the line as a whole.
    """
    titles = _titles(title, floor, view, width, ascii)
    times = [" "] if floor is None else _times(now if floor.live else floor.as_of, floor.zone)
    states = _states(freshness, ascii)
    called = [(*state, Cell(" " * GAP), *calls) for state in states[:2]] if calls else []
    for state in (*called, *states):
        for one in titles:
            for clock in times:
                if _fits(one, state, clock, width):
                    return _spread(one, state, clock, width)
    return _spread("", states[-1], "", width)


def _times(moment: int, zone: str) -> list[str]:
    """Return date, time and zone in their lengths, the longest first; before the first floor nobody knows the zone."""
    time = f"{local(moment, zone):%H:%M:%S}"
    return [f"{clock_face(moment, zone)} {zone} ", f"{time} {zone} ", f"{time} "]


def review_cells(review: "Review | None", keys: KeyTable, ascii: bool = False) -> Line:
    """Return what calls people to the review, with its key: triggers that stand fired, a desk file in trouble."""
    if review is None:
        return ()
    key = shown(keys.of("review").keys[0], ascii)
    if review.trouble is not None:
        return (Cell(f"{key} {_(TROUBLED[review.trouble])}", "bad"),)
    n = len(review.view.active)
    return (Cell(_("{key} {n} to review").format(key=key, n=number(n)).strip(), "warn"),) if n else ()


def _states(freshness: FreshnessState, ascii: bool) -> list[Line]:
    """Return the freshness in its lengths, the longest first."""
    detail = safe(freshness.detail.replace("·", "-") if ascii else freshness.detail, ascii=ascii)
    glyph = _DOTS.get(freshness.kind, ("", ""))[ascii]
    if freshness.badge:
        word = (Cell(f" {glyph} {freshness.word} " if glyph else f" {freshness.word} ", f"badge-{freshness.role}"),)
    else:
        word = (Cell(f"{glyph} {freshness.word}" if glyph else freshness.word, freshness.role),)
    first = detail.partition(" · ")[0].partition(" - ")[0]
    long = [(*word, Cell(" " + text, freshness.role)) for text in dict.fromkeys((detail, first)) if text]
    return [*long, word]


def _titles(title: str, floor: Floor | None, view: View, width: int, ascii: bool) -> list[str]:
    """Return the title with what it is of in its lengths, the longest first."""
    dot = "-" if ascii else "·"
    scope = tickets_words(view, floor, ascii)
    short = title.split()[-1].capitalize()
    time = range_words(view)
    if not time and not view.where.strip():
        titles = [f" {title} {dot} {scope}", f" {scope}", f" {short}"] if scope else [f" {title}", f" {short}"]
        return [cut(one, max(8, width // 3), ascii=ascii) for one in titles]
    compared = _("{range}, against {before}").format(range=time, before=before_words(view)) if time else ""
    parts = [(title, scope, compared), (title, scope, time), (scope, compared), (scope, time)]
    titles = [" " + f" {dot} ".join(part for part in one if part) for one in parts]
    code = safe((view.period or "").strip(), ascii=ascii)
    narrow = [
        " " + f" {dot} ".join(part for part in (cut(scope, n, ascii=ascii) if view.where.strip() else "", code) if part)
        for n in (24, 12, 6)
    ]
    fitting = [one for one in dict.fromkeys((*titles, *narrow)) if cell_len(one) <= max(8, width // 2)]
    return [*fitting, cut(narrow[-1], max(8, width // 3), ascii=ascii)]


def _fits(title: str, state: Line, clock: str, width: int) -> bool:
    return cell_len(title) + width_of(state) + len(clock) + 2 * GAP <= width


def _spread(title: str, state: Line, clock: str, width: int) -> Line:
    """Return the three parts left, in the middle, and right; the middle gives way to neither."""
    left = width_of((Cell(title),))
    middle = width_of(state)
    start = max(left + GAP, min((width - middle) // 2, width - len(clock) - middle - GAP))
    before = " " * (start - left)
    after = " " * max(0, width - start - middle - len(clock))
    return (Cell(title, "strong"), Cell(before), *state, Cell(after), Cell(clock, "faint"))


def sources_line(
    floor: Floor,
    now: int,
    width: int,
    ascii: bool = False,
    keys: KeyTable | None = None,
    calls: Line = (),
    feeds: Feeds = NONE,
    speed: float = 1.0,
) -> Line:
    """Return each source with the age of its newest commit and newest event; doubtful tickets with their key.

    ``calls`` stand first, where nothing cuts them off. The floor's time runs ``speed`` times as fast as the wall's.
    """
    dot = "-" if ascii else "·"
    cells: list[Cell] = [Cell(" "), *calls, Cell("   ")] if calls else [Cell(" ")]
    for source in sorted(floor.sources, key=lambda s: heard_at(s, feeds) - now + s.allowance_s):
        feed = feeds.get(source.source)
        late = overdue(source, now, feeds) or (feed is not None and hindered(feed, now))
        sign = ("X" if late else "*") if ascii else ("X" if late else "●")
        if not floor.live:
            cells.append(Cell(_until(source, floor.zone, ascii), "faint"))
            continue
        parts = [] if source.newest_event_at is None else [event_words(int((now - source.newest_event_at) / speed))]
        if feed is not None and hindered(feed, now):
            parts += [feed_words(feed, now).partition(" · ")[0]]
        elif late:
            parts += [_("allowed {age}").format(age=age(source.allowance_s))]
        name = cut(safe(source.source, ascii=ascii), 24, ascii=ascii)
        text = f" {dot} ".join((f"{name} {age(int(max(0, now - heard_at(source, feeds)) / speed))}", *parts))
        cells += [Cell(sign, "bad" if late else "good"), Cell(" " + text + "   ", "bad" if late else "faint")]
    if not floor.sources:
        cells.append(Cell(_("no source has brought anything yet") + "   ", "faint"))
    doubts = ""
    if floor.doubts:
        key = shown((keys or KeyTable()).of("doubts").keys[0], ascii)
        doubts = f" {dot} " + _("{key} {n} doubtful").format(key=key, n=number(floor.doubts)).strip()
    held = ngettext("{n} tickets", "{n} tickets", floor.tickets).format(n=number(floor.tickets))
    right = f"{held}{doubts} "
    room = width - width_of(tuple(cells)) - len(right)
    return (*cells, Cell(" " * room), Cell(right, "faint")) if room >= 0 else tuple(cells)


def _until(source: Freshness, zone: str, ascii: bool) -> str:
    """Return how far a source's events reach: what its age means on a floor of the past."""
    name = cut(safe(source.source, ascii=ascii), 24, ascii=ascii)
    end = source.newest_event_at
    if end is None:
        return _("{name}, no events").format(name=name) + "   "
    return _("{name}, events until {time}").format(name=name, time=date_time(end, zone)) + "   "


def foot(keys: KeyTable, pane: tuple[str, str] | None, arrangement: Arrangement | None, width: int, *, rows: bool,
         maximised: bool, paused: bool, undoes: bool = False, ended: bool = False,
         ascii: bool = False) -> tuple[Line, tuple[Spot, ...]]:  # fmt: skip
    """Return the footer: the keys that do something now, and at the right which page of panes this is.

    ``pane`` is the name and the label of the one at hand; ``undoes`` says that Escape undoes something, ``ended`` that
    the floor is of the end of old data.
    """
    right = _pages(pane, arrangement, maximised, ascii)
    room = width - width_of(right) - 1
    words = {"maximise": _("restore")} if maximised else {}
    words |= {"pause": _("go on")} if paused else {}
    cells: list[Cell] = []
    spots: list[Spot] = []
    x = 0
    kept, full = _kept(keys, ascii), False
    alone = arrangement is not None and arrangement.count == 1 and not maximised
    for key in keys.at("board", "rows", "everywhere") if pane else keys.at("everywhere"):
        word = words.get(key.id) or _(key.foot, KEY)
        if not word or (key.where == "rows" and not rows) or (key.id == "back" and not undoes):
            continue
        if key.id == "now" and not ended:
            continue
        if key.id == "maximise" and alone:
            continue  # it has the whole screen already
        name = shown(key.keys[0], ascii)
        size = len(name) + len(word) + 3
        needed = kept.pop(key.id, 0) > 0
        full = full or x + size + sum(kept.values()) > room
        if full and not needed:
            continue
        cells += [Cell(f" {name}", "accent"), Cell(f" {word} ", "faint")]
        spots.append((x, x + size, key.action))
        x += size
    return (*cells, Cell(" " * max(0, room + 1 - x)), *right), tuple(spots)


def _kept(keys: KeyTable, ascii: bool) -> dict[str, int]:
    """Return the widths of what the footer always has room for: help, and the way out."""
    found = [key for key in keys.at("everywhere") if key.id in KEPT and key.keys and key.foot]
    return {key.id: len(shown(key.keys[0], ascii)) + len(_(key.foot, KEY)) + 3 for key in found}


def page_foot(
    keys: KeyTable, width: int, ascii: bool = False, steps: bool = False, opens: bool = False
) -> tuple[Line, tuple[Spot, ...]]:
    """Return the footer of a page over the floor.

    ``steps`` says that it steps from one of its kind to others, ``opens`` that lines of it lead somewhere.
    """
    cells: list[Cell] = []
    spots: list[Spot] = []
    x = 0
    kept, full = _kept(keys, ascii), False
    first = [keys.of("open")] if opens else []
    for key in [*first, *keys.at("page", "everywhere")]:
        if not key.foot or (key.id == "next_number" and not steps):
            continue
        name = shown(key.keys[0], ascii)
        word = _(key.foot, KEY)
        size = len(name) + len(word) + 3
        needed = kept.pop(key.id, 0) > 0
        full = full or x + size + sum(kept.values()) > width
        if full and not needed:
            continue
        cells += [Cell(f" {name}", "accent"), Cell(f" {word} ", "faint")]
        spots.append((x, x + size, key.action))
        x += size
    return tuple(cells), tuple(spots)


def _pages(pane: tuple[str, str] | None, arrangement: Arrangement | None, maximised: bool, ascii: bool) -> Line:
    if pane is None or arrangement is None or arrangement.pages == 1:
        return ()
    at = arrangement.number_of(pane[0])
    full, hollow = ("*", ".") if ascii else ("●", "○")
    dots = "".join(full if i + 1 == at else hollow for i in range(arrangement.pages))
    name = cut(_(pane[1]), LABEL, ascii=ascii) if arrangement.count == 1 else ""
    word = " " + _("maximised") if maximised else ""
    return (
        Cell(f"{name}{word} ", "faint"),
        Cell(dots, "accent"),
        Cell(f" {at}/{arrangement.pages} ", "faint"),
    )
