"""Burn-in: the whole picture moves by a cell now and then, inside one cell of padding, so that nothing is cut."""

STEP_S = 180
"""Seconds for which the picture stands still."""

_ROUND = ((0, 0), (1, 0), (1, 1), (0, 1))

Padding = tuple[int, int, int, int]


def padding(at: float) -> Padding:
    """Return the blank cells above, right, below and left at a time; across and down they are always one."""
    x, y = _ROUND[int(at // STEP_S) % len(_ROUND)]
    return y, 1 - x, 1 - y, x


def drift(at: float, room: int) -> int:
    """Return by how many cells something small may stand off its edge, from 0 to ``room``, there and back."""
    if room <= 0:
        return 0
    place = int(at // STEP_S) * 7 % (2 * room)
    return place if place <= room else 2 * room - place
