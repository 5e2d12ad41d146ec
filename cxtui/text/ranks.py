"""A rank as people read it: the places that the data allows."""


def band(rank: int, lowest: int | None, ascii: bool = False) -> str:
    """Return ``4–9`` for an agent who may stand anywhere between two places, ``5`` where it is sure."""
    if lowest is None or lowest == rank:
        return str(rank)
    return f"{rank}{'-' if ascii else '–'}{lowest}"
