"""Numbers three lines tall, from half blocks: five dots high, so that they read across a room."""

from functools import lru_cache

TALL = 3
"""Lines that a tall number takes."""

DOTS = {
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
        dots = DOTS.get(character)
        if dots is None:
            glyph = [" ", " ", character]
        else:
            glyph = [_half(dots[0], dots[1]), _half(dots[2], dots[3]), _half(dots[4], "." * len(dots[4]))]
        gap = " " if before in DOTS and dots is not None else ""
        rows = [row + gap + part for row, part in zip(rows, glyph, strict=True)]
        before = character
    return rows[0], rows[1], rows[2]


def large(text: str, width: int, height: int, *, ascii: bool = False) -> tuple[str, ...]:
    """Return a number as large as ``width`` × ``height`` cells allow, in lines of equal width; none if it has no room.

    Characters without dots are left out.
    """
    known = [DOTS[character] for character in text if character in DOTS]
    across = sum(len(dots[0]) for dots in known) + max(0, len(known) - 1)
    if not known:
        return ()
    # A cell is about twice as high as wide: a dot is one cell by half of one, in ASCII two cells by one.
    wide, high = (2, 1.0) if ascii else (1, 0.5)
    scale = min(width // (across * wide), int(height / (5 * high)))
    if scale < 1:
        return ()
    rows = [".".join(dots[i] for dots in known) for i in range(5) for _ in range(scale)]
    if ascii:
        return tuple("".join((" #"[dot == "#"]) * 2 * scale for dot in row) for row in rows)
    rows += ["." * across] * (len(rows) % 2)
    spread = ["".join(dot * scale for dot in row) for row in rows]
    return tuple(_half(upper, lower) for upper, lower in zip(spread[::2], spread[1::2], strict=True))


def _half(upper: str, lower: str) -> str:
    """Return a row of cells from two rows of dots."""
    return "".join(" ▀▄█"[(a == "#") + 2 * (b == "#")] for a, b in zip(upper, lower, strict=True))
