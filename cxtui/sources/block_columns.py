"""Which columns of a file blocks read, and without which they cannot."""

from collections.abc import Iterable

from cxtui.sources.mapping import Block, Condition, Field
from cxtui.sources.plan import wanted_columns


def needed_columns(blocks: Iterable[Block]) -> list[tuple[str, ...]]:
    """Return the columns without which blocks cannot be read; of alternatives one is enough."""
    found: dict[tuple[str, ...], None] = {}
    for block in blocks:
        for field in _fields(block):
            if not field.optional and field.columns:
                found[field.columns] = None
                others = wanted_columns(field) - set(field.columns)
                found.update(dict.fromkeys((c,) for c in sorted(others)))
            elif not field.optional:
                found.update(dict.fromkeys((c,) for c in sorted(wanted_columns(field))))
        found.update(dict.fromkeys((c.column,) for c in block.where if not c.negated))
    return list(found)


def known_columns(blocks: Iterable[Block]) -> set[str]:
    """Return every column that blocks read, optional ones included."""
    return {c for b in blocks for f in _fields(b) for c in wanted_columns(f)} | {
        c.column for b in blocks for c in _conditions(b)
    }


def _fields(block: Block) -> tuple[Field, ...]:
    return (*block.fields.values(), *block.metrics.values())


def _conditions(block: Block) -> tuple[Condition, ...]:
    return block.where
