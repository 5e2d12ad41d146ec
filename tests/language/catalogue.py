"""The catalogues: extracted from sources and data, merged with what is translated already, compiled.

``python -m tests.language.catalogue --update`` brings them up to the sources; without it what is missing is told.
"""

import argparse
import ast
import sys
from collections.abc import Mapping
from io import BytesIO
from itertools import product
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

from cxtui.console.keys import TABLE
from cxtui.language import HEAD, KEY, LANGUAGES
from tests.language.texts import texts

SOURCES = Path(__file__).parents[2] / "cxtui"
FOLDER = SOURCES / "language" / "catalogues"
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
KEYWORDS: dict[str, tuple[int, ...]] = {
    "_": (1,), "N_": (1,), "lazy": (1,), "ngettext": (1, 2), "ngettext_noop": (1, 2), "lazy_plural": (1, 2),
}  # fmt: skip
FACES, NUMBERS = "console", "kpis"
"""The rooms in which a head stands: the second word of a ``PaneColumn``, the third of a ``ListColumn``."""


def template() -> Catalog:
    """Return all texts of the program, in the order in which sources and data name them."""
    found = Catalog(fuzzy=False)
    for room in sorted(path for path in SOURCES.iterdir() if path.is_dir() and path.name != "language"):
        _search(found, room, KEYWORDS | ({"ListColumn": (3,)} if room.name == NUMBERS else {}))
        if room.name == FACES:
            _search(found, room, {"PaneColumn": (2,)}, HEAD)
    for key in TABLE:
        _add(found, key.foot, KEY)
    for one in texts():
        _add(found, one)
    return found


def _search(found: Catalog, room: Path, keywords: Mapping[str, tuple[int, ...]], context: str | None = None) -> None:
    """Add what calls say that a room's sources make, in the order of the sources.

    The syntax tree is asked, since Babel's own search does not look into f-strings before Python 3.12.
    """
    for path in sorted(room.rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            places = keywords.get(name, ())
            texts = [call.args[place - 1] for place in places if place <= len(call.args)]
            for forms in product(*map(_constants, texts)) if len(texts) == len(places) else ():
                if forms:
                    _add(found, forms[0] if len(forms) == 1 else forms, context)


def _constants(node: ast.expr) -> list[str]:
    """Return the text that an argument is, either of two where a condition chooses; none for what is no constant."""
    if isinstance(node, ast.IfExp):
        return _constants(node.body) + _constants(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _add(found: Catalog, text: str | tuple[str, ...], context: str | None = None) -> None:
    if not any(character.isalpha() for character in (text if isinstance(text, str) else "".join(text))):
        return
    known = found.get(text if isinstance(text, str) else text[0], context)
    # A text that stands alone as well as with a number keeps its two forms.
    if known is None or (isinstance(text, tuple) and not known.pluralizable):
        found.add(text, context=context)


def po(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return FOLDER / language / "LC_MESSAGES" / "cxtui.po"


def read(language: str) -> Catalog:
    """Return a language's catalogue as it is."""
    with po(language).open("rb") as file:
        return pofile.read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Return the binary form of a catalogue, which is what an installed program reads."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def lacking(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """Return the texts that a catalogue has no translation of, or only an unsure one."""
    return [_id(one) for one in wanted if one.id and not _translated(catalogue.get(one.id, one.context))]


def superfluous(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """Return the texts that a catalogue translates and nobody says any more."""
    return [_id(one) for one in catalogue if one.id and wanted.get(one.id, one.context) is None]


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return bool(message.string) if isinstance(message.string, str) else all(message.string or ())


def update(language: str) -> Catalog:
    """Bring a catalogue's texts up to the sources, write it and its binary form, and return it."""
    path, wanted = po(language), template()
    catalogue = read(language)
    catalogue.update(wanted, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    for message in catalogue:
        message.locations, message.auto_comments = [], []
    catalogue.obsolete.clear()
    with path.open("wb") as file:
        pofile.write_po(file, catalogue, width=118, no_location=True, ignore_obsolete=True)
    path.with_suffix(".mo").write_bytes(compiled(read(language)))
    return catalogue


def main() -> int:
    """Update the catalogues, or tell what they lack; 1 where something is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the catalogues")
    arguments = parser.parse_args()
    wanted, code = template(), 0
    for language in TRANSLATED:
        catalogue = update(language) if arguments.update else read(language)
        missing = lacking(catalogue, wanted)
        print(f"{language}: {len(wanted)} texts, {len(missing)} of them to be translated")
        for text in missing:
            print(f"  {text}")
        code = code or bool(missing)
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
