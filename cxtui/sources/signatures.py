"""What words packaged mappings name, read cheaply: which of them are worth a closer look for a file."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from cxtui.sources.header_row import fold
from cxtui.sources.packaged import FOLDER

_QUOTED = re.compile(r'"([^"\n]*)"')
_PRODUCT = re.compile(r'^product = "([^"]+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Signature:
    """The texts in quotes of one packaged mapping, columns among them; of a ``typical`` one rows tell."""

    name: str
    product: str
    words: frozenset[str]
    folded: frozenset[str]
    typical: bool


@cache
def signatures() -> tuple[Signature, ...]:
    """Return the signature of every packaged mapping that is a file."""
    made = []
    for path in sorted(FOLDER.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        words = frozenset(_QUOTED.findall(text))
        product = _PRODUCT.search(text.partition("\n[")[0])
        folded = frozenset(map(fold, words))
        made.append(Signature(path.stem, product[1] if product else path.stem, words, folded, "[typical]" in text))
    return tuple(made)


def spread(known: Iterable[Signature]) -> Counter[str]:
    """Return by column how many helpdesks name it."""
    by_product: dict[str, set[str]] = {}
    for one in known:
        by_product.setdefault(one.product, set()).update(one.folded)
    return Counter(word for words in by_product.values() for word in words)


def likely(known: Iterable[Signature], columns: Iterable[str], most: int) -> list[str]:
    """Return the names of mappings that name most of the columns, rare ones counting more, and those told by rows."""
    known = list(known)
    counts, there = spread(known), set(map(fold, columns))
    weights = {one.name: sum(1 / counts[word] for word in there & one.folded) for one in known}
    best = sorted((name for name, weight in weights.items() if weight), key=lambda name: (-weights[name], name))
    return [*best[:most], *(one.name for one in known if one.typical and one.name not in best[:most])]


def products() -> dict[str, tuple[str, ...]]:
    """Return the helpdesks that packaged mappings are of, with the names of these."""
    found: dict[str, list[str]] = {}
    for one in signatures():
        found.setdefault(one.product, []).append(one.name)
    return {product: tuple(names) for product, names in found.items()}
