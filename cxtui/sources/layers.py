"""Nested SELECTs in which a later layer uses the names of the earlier ones, each expression written once."""

LAYERS = ("clean", "text", "read", "near", "moment", "moved", "parsed", "out", "judged")


class Layers:
    """Expressions by layer; the same expression gets the same name."""

    def __init__(self) -> None:
        self._made: dict[str, dict[str, str]] = {layer: {} for layer in LAYERS}
        self._count = 0

    def add(self, layer: str, sql: str) -> str:
        """Return the name under which a layer offers an expression."""
        made = self._made[layer]
        if sql not in made:
            self._count += 1
            made[sql] = f"{layer[0]}_{self._count}"
        return made[sql]

    def around(self, inner: str) -> str:
        """Return the layers wrapped around a SELECT."""
        for layer in LAYERS:
            made = self._made[layer]
            if made:
                columns = ", ".join(f"{sql} AS {name}" for sql, name in made.items())
                inner = f"SELECT *, {columns} FROM ({inner})"
        return inner
