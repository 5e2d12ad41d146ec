"""Whether this terminal can show the wall: what it has, what it lacks, and what to do about each."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

from cxtui.language import _
from cxtui.text.plain import fit

Verdict = Literal["fits", "poor", "lacks"]

LEAST, BEST = (80, 24), (200, 50)
"""Cells, columns by lines: below the first a page has no room, from the second on its list is in large letters."""

FALLBACK = ("LC_ALL", "LC_CTYPE", "LANG")

SAMPLE = (
    ("box", "╭─┬─╮ │ ╰─┴─╯"),
    ("half blocks", "▀▄█ █▀█ ▄▀▄"),
    ("braille", "⠁⠃⠇⡇⣇⣧⣷⣿ ⣀⡠⠔⠊⠉"),
    ("marks", "● ○ ▲ ▼ ✓ ‖ ◆ …"),
)
PLAIN = (("in ASCII", "+-----+ | #.# * ... X ! = +"),)


@dataclass(frozen=True, slots=True)
class Here:
    """What can be known of a terminal: its size in cells, colours and bell by terminfo, streams that are terminals."""

    environment: Mapping[str, str]
    size: tuple[int, int] | None
    terminals: tuple[bool, bool]
    colours: int | None
    bell: bool | None
    encoding: str
    ascii: bool = False


@dataclass(frozen=True, slots=True)
class TerminalFinding:
    """One thing looked at: what is here, the verdict, and what to do where it is not ``fits``."""

    what: str
    here: str
    verdict: Verdict
    do: str = ""


def look(ascii: bool = False) -> Here:
    """Return what can be known of the terminal of this process."""
    streams = (sys.__stdin__, sys.__stderr__)
    ttys = tuple(stream is not None and not stream.closed and stream.isatty() for stream in streams)
    colours, bell = _terminfo(os.environ.get("TERM", ""))
    size = None
    for stream in (sys.__stderr__, sys.__stdin__, sys.__stdout__):
        try:
            size = size or tuple(os.get_terminal_size(stream.fileno())) if stream is not None else size
        except (OSError, ValueError):
            continue
    encoding = str(getattr(sys.stdout, "encoding", "") or "")
    known = (size[0], size[1]) if size else None
    return Here(
        environment=dict(os.environ),
        size=known,
        terminals=(ttys[0], ttys[1]),
        colours=colours,
        bell=bell,
        encoding=encoding,
        ascii=ascii,
    )


def _terminfo(term: str) -> tuple[int | None, bool | None]:
    """Return the colours of a kind of terminal and whether it rings, None where nothing is known of it."""
    try:
        import curses

        curses.setupterm(term or "unknown", 2)
        return max(0, curses.tigetnum("colors")), curses.tigetstr("bel") is not None
    except Exception:  # curses.error is no class until the module is loaded, and it may be missing
        return None, None


def findings(here: Here) -> tuple[TerminalFinding, ...]:
    """Return what was found, what decides first."""
    return (_terminals(here), _kind(here), _size(here), _colours(here), _letters(here), _glyphs(here), _bell(here))


def fits(found: tuple[TerminalFinding, ...]) -> bool:
    """Return whether a wall can be shown."""
    return all(one.verdict != "lacks" for one in found)


def report(found: tuple[TerminalFinding, ...], ascii: bool = False) -> str:
    """Return the findings as a table, a sample line of every kind of glyph, and the verdict."""
    words = {"fits": _("fits"), "poor": _("poor"), "lacks": _("LACKS")}
    rows = [(one.what, words[one.verdict], one.here) for one in found]
    sizes = [max(cell_len(row[i]) for row in rows) for i in range(2)]
    parts = [f"{fit(row[0], sizes[0])}  {fit(row[1], sizes[1])}  {row[2]}" for row in rows]
    if any(one.do for one in found):
        parts += ["", _("What to do:"), *(f"  {one.what}: {one.do}" for one in found if one.do)]
    parts += ["", _("Look at these; where a line shows boxes or question marks, use --ascii:")]
    parts += [f"  {name:<12} {glyphs}" for name, glyphs in (*(() if ascii else SAMPLE), *PLAIN)]
    verdict = _("This terminal can show the wall.") if fits(found) else _("This terminal cannot show the wall.")
    return "\n".join([*parts, "", verdict])


def _terminals(here: Here) -> TerminalFinding:
    what = _("terminal")
    lost = [name for name, there in zip(("stdin", "stderr"), here.terminals, strict=True) if not there]
    if not lost:
        return TerminalFinding(what, _("stdin and stderr are terminals"), "fits")
    return TerminalFinding(
        what,
        _("{streams} is no terminal").format(streams=", ".join(lost)),
        "lacks",
        _("start it on a terminal, with neither redirected (a service: StandardInput=tty, TTYPath=/dev/tty1)"),
    )


def _kind(here: Here) -> TerminalFinding:
    what, term = _("kind"), here.environment.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        return TerminalFinding(
            what,
            f"TERM={term or _('(not set)')}",
            "lacks",
            _("set TERM to what the terminal is: xterm-256color, tmux-256color, linux"),
        )
    if here.colours is None:
        return TerminalFinding(
            what,
            f"TERM={term}",
            "poor",
            _("nothing is known of this kind here; install its terminfo, or set TERM=xterm-256color"),
        )
    return TerminalFinding(what, f"TERM={term}", "fits")


def _size(here: Here) -> TerminalFinding:
    what = _("size")
    if here.size is None:
        return TerminalFinding(what, _("not known"), "lacks", _("start it on a terminal"))
    width, height = here.size
    cells = _("{width} x {height} cells").format(width=width, height=height)
    if width < LEAST[0] or height < LEAST[1]:
        do = _("make it {width} x {height} at least: a smaller font, or a larger window")
        return TerminalFinding(what, cells, "lacks", do.format(width=LEAST[0], height=LEAST[1]))
    if width < BEST[0] or height < BEST[1]:
        do = _("lists are in small letters; from {width} x {height} on in large ones")
        return TerminalFinding(what, cells, "poor", do.format(width=BEST[0], height=BEST[1]))
    return TerminalFinding(what, cells, "fits")


def _colours(here: Here) -> TerminalFinding:
    what = _("colours")
    if "NO_COLOR" in here.environment:
        return TerminalFinding(what, _("none: NO_COLOR is set"), "poor", _("unset NO_COLOR; states have glyphs too"))
    if here.environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return TerminalFinding(what, _("16.8 million (COLORTERM)"), "fits")
    known = 256 if "256color" in here.environment.get("TERM", "") else here.colours or 0
    if known >= 256:
        return TerminalFinding(what, _("{n}").format(n=known), "fits")
    do = _("use --theme 16-colours") if known >= 8 else _("use --theme mono; states have glyphs too")
    return TerminalFinding(what, _("{n}").format(n=known), "poor", do)


def _letters(here: Here) -> TerminalFinding:
    what = _("letters")
    name = next((name for name in FALLBACK if here.environment.get(name)), None)
    setting = f"{name}={here.environment[name]}" if name else _("no locale is set")
    if here.encoding.lower().replace("-", "").replace("_", "") == "utf8":
        return TerminalFinding(what, f"UTF-8 ({setting})", "fits")
    if here.ascii:
        return TerminalFinding(what, _("no UTF-8 ({said}), and none is needed").format(said=setting), "fits")
    return TerminalFinding(
        what, _("no UTF-8 ({said})").format(said=setting), "lacks", _("set LANG=C.UTF-8, or use --ascii")
    )  # fmt: skip


def _glyphs(here: Here) -> TerminalFinding:
    what = _("glyphs")
    if here.ascii:
        return TerminalFinding(what, _("ASCII alone"), "fits")
    if here.environment.get("TERM") == "linux":
        return TerminalFinding(
            what,
            _("the font of a Linux console has no braille"),
            "poor",
            _("use --ascii there: charts and frames are then drawn with + - | # * and dots"),
        )
    return TerminalFinding(what, _("box, half blocks, braille: see below"), "fits")


def _bell(here: Here) -> TerminalFinding:
    what = _("bell")
    if here.bell:
        return TerminalFinding(what, _("it has one; --bell rings it"), "fits")
    return TerminalFinding(what, _("none known"), "poor", _("--bell may stay silent"))
