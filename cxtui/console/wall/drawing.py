"""A page of the wall as lines: numbers as large as there is room for, each under a rule in the colour of its state."""

from dataclasses import dataclass

from rich.cells import cell_len

from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.huge import DotSize, fitting, huge, sizes, width_of
from cxtui.console.draw.spark import spark
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.draw.strips import width_of as line_width
from cxtui.console.draw.wrap import centred, wrapped
from cxtui.console.wall.listing import list_lines
from cxtui.console.wall.sheet import BigNumber, BigText, WallSheet
from cxtui.text.plain import cut, fit

TALL, LARGE = 28, 60
"""Lines of a page from which on there is air between its parts, and from which on labels are drawn large too."""

HIGH = 40
"""Lines of a page from which on the rows of its list may be large too."""

LOW_SHARE, SHARE, ALONE = 0.3, 0.22, 0.4
"""Share of a page's height that digits may take: on a low one, on a high one, and where nothing else is on it."""


def sheet_lines(sheet: WallSheet, width: int, height: int, ascii: bool = False) -> list[Line]:
    """Return a page in ``height`` lines of ``width`` cells."""
    below = sheet.listed is not None or sheet.chart is not None
    above = _numbers(
        sheet.numbers, width, height, ALONE if not below else SHARE if height >= HIGH else LOW_SHARE, ascii
    )
    ticker = [_ticker(sheet.ticker, width)] if sheet.ticker else []
    air: list[Line] = [()] if height >= TALL else []
    room = height - len(above) - (len(ticker) + len(air) if ticker else 0) - 1
    if not below:
        lead: list[Line] = [()] * max(0, (room - 1) // 2)
        lines = [*lead, *above]
    elif sheet.listed is not None:
        lines = [*above, (), *list_lines(sheet.listed, width, room, ascii)]
    else:
        assert sheet.chart is not None
        lines = [*above, (), *sheet.chart(width, room)]
    lines = lines[: height - len(ticker)]
    return [*lines, *[()] * (height - len(ticker) - len(lines)), *ticker]


def banner_lines(word: str, details: list[str], role: str, width: int, height: int, ascii: bool = False) -> list[Line]:
    """Return a word across the page in letters as large as ``height`` allows, cut out of a band, with what else is
    to be known below it."""
    said = [row for detail in details if detail for row in wrapped(detail, width - 2, 3, ascii=ascii)]
    band = f"band-{role}"
    size = fitting(word, width - 4, max(0, height - len(said) - 2), ascii)
    rows = huge(word, size) if size is not None else (word.upper(),)
    lines: list[Line] = [(Cell(" " * width, band),)]
    for row in rows:
        lead = max(0, (width - cell_len(row)) // 2)
        lines.append((Cell(fit(" " * lead + row, width, ascii=ascii), band),))
    lines.append((Cell(" " * width, band),))
    return [*lines, *((Cell(row, role),) for row in said)][:height]


def plain_lines(words: str, width: int, height: int, ascii: bool = False) -> list[Line]:
    """Return words in the middle of a page that has nothing else to say."""
    return [(Cell(row, "faint"),) for row in centred(words, width, height, ascii=ascii)]


def _numbers(numbers: tuple[BigNumber, ...], width: int, height: int, share: float, ascii: bool) -> list[Line]:
    """Return the numbers side by side, their digits all in one size."""
    if not numbers:
        return []
    gap = 2 if width < 150 else 3
    wide = (width - gap * (len(numbers) - 1)) // len(numbers)
    size = digit_size([one.texts for one in numbers], wide, max(5 if ascii else 3, int(height * share)), ascii)
    course = 0 if not any(one.course for one in numbers) else 1 if height < TALL else 2 if height < HIGH else 3
    course = 5 if course and height >= LARGE else course
    noted = height >= TALL and any(one.note for one in numbers)
    alone = share == ALONE
    letters = _Letters(
        label=_letters([one.label for one in numbers], wide, ascii) if height >= (TALL if alone else LARGE) else None,
        word=_letters([one.word for one in numbers], wide, ascii) if height >= LARGE else None,
    )
    drawn = [_number(one, wide, size, letters, course, noted, ascii) for one in numbers]
    return [_beside(parts, gap) for parts in zip(*drawn, strict=True)]


@dataclass(frozen=True, slots=True)
class _Letters:
    """The sizes of labels and of the words of states, None where they are written plainly."""

    label: DotSize | None
    word: DotSize | None


def digit_size(texts: list[tuple[BigText, ...]], width: int, height: int, ascii: bool = False) -> DotSize | None:
    """Return the largest size at which each number has a text with room, None where one has none in any."""
    low = (size for size in sizes(ascii) if size.rows <= height)
    return next((size for size in low if all(_fits(one, width, size) for one in texts)), None)


def _fits(texts: tuple[BigText, ...], width: int, size: DotSize) -> BigText | None:
    return next((text for text in texts if big_width(text, size) <= width), None)


def big_width(text: BigText, size: DotSize) -> int:
    """Return the cells that large digits take with their units."""
    parts = (width_of(digits, size) + (1 + _unit_width(unit, size) if unit else 0) for digits, unit in text)
    return sum(parts) + (size.across + 1) * (len(text) - 1)


def unit_size(size: DotSize) -> DotSize | None:
    """Return the size of letters behind large digits, None where they are written plainly."""
    small = max(1, size.down // 3)
    return DotSize(small, small, size.ascii) if size.down > 2 else None


def _unit_width(unit: str, size: DotSize) -> int:
    small = unit_size(size)
    wide = -1 if small is None else width_of(unit, small)
    return wide if wide > 0 else cell_len(unit)


def big_rows(text: BigText, size: DotSize) -> list[str]:
    """Return large digits with their units, which are smaller, behind the last lines."""
    rows = [""] * size.rows
    small = unit_size(size)
    for place, (digits, unit) in enumerate(text):
        behind = [""] * size.rows
        if unit:
            drawn = huge(unit, small) if small is not None else ()
            drawn = drawn or (unit,)
            wide = cell_len(drawn[0])
            behind = [" " * (1 + wide)] * (size.rows - len(drawn)) + [f" {row}" for row in drawn]
        lead = " " * (size.across + 1) if place else ""
        parts = zip(rows, huge(digits, size), behind, strict=True)
        rows = [f"{row}{lead}{part}{end}" for row, part, end in parts]
    return rows


def _letters(words: list[str], width: int, ascii: bool) -> DotSize | None:
    """Return the size of words that are drawn large, None where one of them has no room so."""
    if ascii:
        return None  # letters of signs are harder to read than a line
    small = DotSize(1, 1)
    return small if all(0 < width_of(word, small) <= width for word in words if word) else None


def _number(
    one: BigNumber, width: int, size: DotSize | None, letters: _Letters, course: int, noted: bool, ascii: bool
) -> list[Line]:
    """Return a number in lines of exactly ``width`` cells: rule, label, digits, state, course and note."""
    role = "rule" if one.state == "none" else one.state
    value = "strong" if one.state == "none" else one.state
    lines: list[Line] = [(Cell(("=" if ascii else "━") * width, role),)]
    label = one.short if one.short and cell_len(one.label) > width else one.label
    lines += _said(label, "strong", width, letters.label, ascii)
    air = [""] if letters.label else []
    text = None if size is None else _fits(one.texts, width, size)
    if size is None or text is None:
        rows = [" ".join(f"{digits} {unit}".strip() for digits, unit in one.texts[-1])]
    else:
        rows = big_rows(text, size)
    under = [""] if letters.word else []
    lines += [(Cell(fit(row, width, ascii=ascii), value),) for row in (*air, *rows, *under)]
    mark = glyph("" if one.state == "none" else one.state, ascii).strip()
    word = _shortened(f"{mark} {one.word}" if mark and one.word else one.word, width, ascii)
    lines += _said(word, "faint" if one.state == "none" else one.state, width, letters.word, ascii)
    lines += [(Cell(" " * width),)] if letters.word and course else []
    if course:
        drawn = spark(one.course, width, course, ascii=ascii) if one.course else (" " * width,) * course
        lines += [(Cell(row, "course"),) for row in drawn]
    if noted:
        lines.append((Cell(fit(one.note, width, ascii=ascii), "faint"),))
    return lines


def _shortened(words: str, width: int, ascii: bool) -> str:
    """Return words of several parts without those at the end that have no room."""
    dot = " - " if ascii else " · "
    while cell_len(words) > width and dot in words:
        words = words.rpartition(dot)[0]
    return words


def _said(text: str, role: str, width: int, letters: DotSize | None, ascii: bool) -> list[Line]:
    """Return words in as many lines as their letters take, large where they have room so."""
    rows: tuple[str, ...] = (cut(text, width, ascii=ascii),)
    if letters is not None:
        drawn = huge(text, letters) if 0 < width_of(text, letters) <= width else ()
        rows = drawn or (*[""] * (letters.rows - 1), rows[0])
    return [(Cell(fit(row, width, ascii=ascii), role),) for row in rows]


def _beside(parts: tuple[Line, ...], gap: int) -> Line:
    cells: list[Cell] = []
    for place, line in enumerate(parts):
        cells += [Cell(" " * gap)] if place else []
        cells += line
    return tuple(cells)


def _ticker(happened: tuple[Line, ...], width: int) -> Line:
    """Return as many happenings as have room whole, the newest first."""
    cells: list[Cell] = []
    for line in happened:
        if line_width((*cells, *line)) + (3 if cells else 0) > width:
            break
        cells += [*([Cell("   ")] if cells else []), *line]
    return tuple(cells)
