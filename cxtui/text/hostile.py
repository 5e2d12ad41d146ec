"""What a terminal must never get from a customer: every character it could obey, hide or misplace."""

from functools import lru_cache
from unicodedata import category, normalize

from rich.cells import get_character_cell_size

MARKS = 2
"""Combining marks kept on one letter; more of them climb out of their line."""

_LOST = "\ufffd"
_ORDINARY = frozenset("\u00ad\u200c\u200d\u200e\u200f\u061c\u2060\ufeff")
"""Joiners and marks that ordinary text carries: they leave, as a terminal shows nothing for them."""

_REGIONAL_A = 0x1F1E6
_SKIN = range(0x1F3FB, 0x1F400)
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f")


def tamed(text: str, lost: str = _LOST) -> str:
    """Return the text with all that is not plainly visible replaced, by ``lost`` where nothing is better.

    Escape shows as its picture, line ends and odd spaces as one space, flags as their two letters. Each
    character that is left takes the cells that ``rich.cells`` says, whatever stands beside it.
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = MARKS
    for character in normalize("NFC", text):
        shown = _shown(character, lost)
        if shown == " " != character and kept and kept[-1] == " ":
            continue
        if shown and get_character_cell_size(shown[0]) == 0:
            marks += 1
            if marks > MARKS:
                continue
        elif shown:
            marks = 0
        kept.append(shown)
    return "".join(kept)


@lru_cache(4096)
def _shown(character: str, lost: str) -> str:
    """Return what stands for one character: itself, something visible, or nothing."""
    code = ord(character)
    kind = category(character)
    if kind[0] == "Z" or character in "\t\n\v\f\r\x85":
        return " "
    if kind == "Cc":
        if lost.isascii():
            return lost
        return "\u2421" if code == 0x7F else chr(0x2400 + code) if code < 0x20 else lost
    if character in _ORDINARY or kind == "Me" or code in _SKIN or _selects_a_variant(code):
        return ""
    if kind[0] == "C" or character in _FILLERS:
        return lost
    if _REGIONAL_A <= code < _REGIONAL_A + 26:
        return chr(ord("A") + code - _REGIONAL_A)
    if get_character_cell_size(character) == 0 and kind[0] != "M":
        return lost
    return character


def _selects_a_variant(code: int) -> bool:
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
