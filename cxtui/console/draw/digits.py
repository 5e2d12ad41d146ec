"""Numbers three lines tall, from half blocks: five dots high, so that they read across a room."""

from functools import lru_cache

TALL = 3
"""Lines that a tall number takes."""

_DOTS = {
    "0": ("###", "#.#", "#.#", "#.#", "###"), "1": ("##.", ".#.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"), "3": ("###", "..#", ".##", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"), "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"), "7": ("###", "..#", "..#", "..#", "..#"),
    "8": ("###", "#.#", "###", "#.#", "###"), "9": ("###", "#.#", "###", "..#", "###"),
    ":": (".", "#", ".", "#", "."), ".": (".", ".", ".", ".", "#"), "-": ("...", "...", "###", "...", "..."),
    "–": ("...", "...", "###", "...", "..."),
    "<": ("..#", ".#.", "#..", ".#.", "..#"), ">": ("#..", ".#.", "..#", ".#.", "#.."),
}  # fmt: skip


@lru_cache(512)
def tall(text: str) -> tuple[str, str, str]:
    """Return a number as three lines of equal width; units and separators stand small on the last."""
    rows = ["", "", ""]
    before = ""
    for character in text:
        dots = _DOTS.get(character)
        if dots is None:
            glyph = [" ", " ", character]
        else:
            glyph = [_half(dots[0], dots[1]), _half(dots[2], dots[3]), _half(dots[4], "." * len(dots[4]))]
        gap = " " if before in _DOTS and dots is not None else ""
        rows = [row + gap + part for row, part in zip(rows, glyph, strict=True)]
        before = character
    return rows[0], rows[1], rows[2]


def _half(upper: str, lower: str) -> str:
    """Return a row of cells from two rows of dots."""
    return "".join(" ▀▄█"[(a == "#") + 2 * (b == "#")] for a, b in zip(upper, lower, strict=True))
