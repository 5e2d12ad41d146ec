"""Headlines: the numbers of the floor as cards, or as one line where room is scarce."""

from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from cxtui.console.draw.digits import TALL, tall
from cxtui.console.draw.glyphs import glyph
from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.draw.wrap import wrapped
from cxtui.console.messages import OpenNumber
from cxtui.console.panes.cards import HeadlineCard, cards
from cxtui.console.panes.pane import Pane
from cxtui.language import _
from cxtui.text.plain import cut, fit

NARROW, WIDE = 96, 150
"""Widths from which on there are cards at all, and cards with tall digits."""

LOW, HIGH = 20, 40
"""Heights of the terminal from which on there are cards at all, and cards with tall digits."""

CARD, TALL_CARD = 4, TALL + 4
LEAST = 22
"""Cells that a card takes at least."""


class HeadlinesPane(Pane):
    """Open tickets, first response, service level, satisfaction and escalations, with norm and change."""

    DEFAULT_CSS = """
    HeadlinesPane { border: none; padding: 0; height: auto; }
    HeadlinesPane.-ascii { border: none; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", id=id, classes=classes)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines wanted: tall cards on a wall, cards, or one line."""
        if width < NARROW or viewport.height < LOW:
            return 1
        return TALL_CARD if width >= WIDE and viewport.height >= HIGH and not self.ascii else CARD

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the cards side by side, as many as fit."""
        if self.floor is None:
            return self.notice("", _("waiting for data"), width, height)
        all_cards = cards(self.floor, self.ascii)
        if height < CARD or width < 2 * LEAST:
            return [self._line(all_cards, width)]
        shown = all_cards[: max(1, min(len(all_cards), width // LEAST))]
        wide, rest = divmod(width, len(shown))
        drawn = [self._card(card, wide + (i < rest), height) for i, card in enumerate(shown)]
        return [tuple(cell for part in parts for cell in part) for parts in zip(*drawn, strict=True)]

    def _line(self, all_cards: tuple[HeadlineCard, ...], width: int) -> Line:
        """Return one line of numbers, in the fullest form that fits."""
        forms = [(len(all_cards), True), (5, True), *((count, False) for count in (5, 4, 3, 2, 1))]
        for count, moved in forms:
            line: list[Cell] = []
            for card in all_cards[:count]:
                line.append(Cell("  " if line else " "))
                line += [Cell(f"{card.short} ", "faint"), *self._value(card)]
                line += [Cell(f" {card.moved}", "faint")] if moved and card.moved else []
            if width_of(tuple(line)) <= width:
                return tuple(line)
        return tuple(line)

    def _value(self, card: HeadlineCard) -> list[Cell]:
        """Return the number with its state as glyph and colour."""
        mark = glyph(card.state, self.ascii)
        value = Cell(card.value, _role(card))
        return [value] if mark == " " else [value, Cell(f" {mark}", card.state)]

    def _card(self, card: HeadlineCard, width: int, height: int) -> list[Line]:
        """Return a framed card of exactly ``width`` × ``height`` cells."""
        corners, across, side = (("++++"), "-", "|") if self.ascii else ("╭╮╰╯", "─", "│")
        frame = card.state if card.state in ("warn", "bad") else "rule"
        inner = width - 4
        title = cut(card.title, width - 6, ascii=self.ascii)
        tall_one = height >= TALL_CARD and not self.ascii
        body = self._tall(card, inner) if tall_one else [] if card.missing else [self._first(card, inner)]
        room = height - 2 - len(body)
        if card.missing:
            reason = card.missing if tall_one else f"{card.value} {card.missing}"
            body += [(Cell(row, "faint"),) for row in wrapped(reason, inner, room, ascii=self.ascii)]
        else:
            body += [(Cell(words, "faint"),) for words in self._words(card, inner, room)]
        body += [()] * (height - 2 - len(body))
        rest = " " + across * (width - 5 - len(title)) + corners[1]
        top = (Cell(f"{corners[0]}{across} ", frame), Cell(title, "strong"), Cell(rest, frame))
        bottom = (Cell(corners[2] + across * (width - 2) + corners[3], frame),)
        return [top, *(self._framed(line, inner, side, frame) for line in body), bottom]

    def _words(self, card: HeadlineCard, inner: int, room: int) -> list[str]:
        """Return a card's words in ``room`` lines, the last one taking in what still fits."""
        lines: list[str] = []
        for words in card.words:
            joined = f"{lines[-1]} {'-' if self.ascii else '·'} {words}" if lines else words
            if len(lines) < room:
                lines.append(words)
            elif lines and len(joined) <= inner:
                lines[-1] = joined
        return [cut(words, inner, ascii=self.ascii) for words in lines]

    def _framed(self, line: Line, inner: int, side: str, role: str) -> Line:
        spare = inner - width_of(line)
        if spare < 0:
            text = "".join(cell.text for cell in line)
            line, spare = (Cell(fit(text, inner, ascii=self.ascii), line[0].role),), 0
        return (Cell(f"{side} ", role), *line, Cell(" " * spare), Cell(f" {side}", role))

    def _first(self, card: HeadlineCard, inner: int) -> Line:
        value = self._value(card)
        moved = self._moved(card, inner - width_of(tuple(value)))
        return (*value, *([Cell(moved, "faint")] if moved else []))

    def _moved(self, card: HeadlineCard, room: int) -> str:
        """Return the change, with what it is against where there is room for that."""
        if not card.moved:
            return ""
        compared = f"  {card.moved} {_('against {before}').format(before=card.against)}" if card.against else ""
        return compared if compared and cell_len(compared) <= room else f"  {card.moved}"

    def _tall(self, card: HeadlineCard, inner: int) -> list[Line]:
        """Return the number in tall digits, the glyph beside its head, the change beside its foot."""
        rows = tall(card.value)
        if len(rows[0]) > inner:
            return [(), self._first(card, inner), ()]
        mark = glyph(card.state, self.ascii)
        moved = self._moved(card, inner - len(rows[-1])) or "  "
        beside = ("", "" if mark == " " else f" {mark}", moved)
        roles = ("", card.state, "faint")
        lines = []
        for row, text, role in zip(rows, beside, roles, strict=True):
            fits = len(row) + len(text) <= inner
            lines.append((Cell(row, _role(card)), *([Cell(text, role)] if text.strip() and fits else [])))
        return lines

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say in a tooltip why a card has no number, or what is to be known of it."""
        card = self._card_at(event.x)
        words = card and (card.missing or card.note)
        self.tooltip = f"{card.title}: {words}" if card and words else None

    def on_click(self, event: events.Click) -> None:
        """Explain the number that was clicked."""
        card = self._card_at(event.x)
        if card is not None and self.size.height >= CARD:
            self.post_message(OpenNumber(card.name))

    def _card_at(self, x: int) -> HeadlineCard | None:
        if self.floor is None:
            return None
        shown = cards(self.floor, self.ascii)[: max(1, min(6, self.size.width // LEAST))]
        return shown[min(len(shown) - 1, x * len(shown) // max(1, self.size.width))]


def _role(card: HeadlineCard) -> str:
    return card.state if card.state in ("good", "warn", "bad") else "faint" if card.missing else "strong"
