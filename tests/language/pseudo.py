"""A language that nobody speaks, in which every text of the program is plain to see, and a store without one letter."""

import gettext
import re
import shutil
import sqlite3
from pathlib import Path

from cxtui.language import HEAD, KEY
from tests.language.catalogue import template

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
STRANGE = "áƀçđéƒğħíĵķĺɱńóƥɋŕśţúṽŵẋýžÁɃÇĐÉƑĞĦÍĴĶĹṀŃÓƤɊŔŚŢÚṼŴẊÝŽ"
GREEK = "αβγδεζηθικλμνξοπρστυφχψωϑϕΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϴϵ"
_LETTERS, _NAMES = str.maketrans(PLAIN, STRANGE), str.maketrans(PLAIN, GREEK)
_HOLE = re.compile(r"(\{[a-z_0-9]+\})")

NAMED = {
    "ticket": ("subject", "topic", "product", "place"), "agent": ("name",), "customer": ("name", "account"),
    "team": ("name",), "rating": ("comment",),
}  # fmt: skip
"""What people called things, by table; other words of a store are the program's own, or in ``vocabulary``."""


def strange(text: str) -> str:
    """Return a text with every letter outside its holes made a strange one."""
    return "".join(part if _HOLE.fullmatch(part) else part.translate(_LETTERS) for part in _HOLE.split(text))


class Pseudo(gettext.NullTranslations):
    """Translates what the catalogues know, so that an ASCII letter on a screen is one that they do not."""

    def __init__(self) -> None:
        super().__init__()
        texts = [(one.context, one.id if isinstance(one.id, str) else one.id[0]) for one in template() if one.id]
        self._known = {context: {text for at, text in texts if at == context} for context in (None, HEAD, KEY)}

    def gettext(self, message: str) -> str:
        """Return a known text in strange letters."""
        return strange(message) if message in self._known[None] else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a form of a known text in strange letters."""
        return strange(msgid1 if n == 1 else msgid2) if msgid1 in self._known[None] else msgid1

    def pgettext(self, context: str, message: str) -> str:
        """Return a text known in such a place in strange letters."""
        return strange(message) if message in self._known[context] else message


def lettered(store: Path, path: Path) -> Path:
    """Return a copy of a store at ``path`` in which what people named has Greek letters alone."""
    shutil.copy(store, path)
    con = sqlite3.connect(path)
    con.create_function("greek", 1, lambda text: str(text).translate(_NAMES), deterministic=True)
    con.execute("CREATE TEMP TABLE said (name TEXT PRIMARY KEY)")
    for table, columns in NAMED.items():
        for column in columns:
            con.execute(f"INSERT OR IGNORE INTO said SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
    con.execute("INSERT OR IGNORE INTO said SELECT previous FROM event WHERE kind = 'escalated' AND previous > ''")
    con.execute("INSERT OR IGNORE INTO said SELECT value FROM event WHERE kind = 'escalated' AND value > ''")
    con.execute("INSERT OR IGNORE INTO said SELECT value FROM event WHERE kind = 'message' AND value > ''")
    tables = [name for (name,) in con.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for table in tables:
        for _, column, kind, *_ in con.execute(f'PRAGMA table_info("{table}")').fetchall():
            if kind.upper() == "TEXT" and column not in ("kind", "status", "channel", "what"):
                con.execute(f'UPDATE "{table}" SET "{column}" = greek("{column}") '
                            f'WHERE "{column}" IN (SELECT name FROM said)')  # fmt: skip
    con.commit()
    con.close()
    return path


def vocabulary(store: Path) -> set[str]:
    """Return the ASCII words of a store that name no person and no thing: channels, tiers, teams, sources."""
    con = sqlite3.connect(store)
    found: set[str] = set()
    for table, columns in {
        "ticket": ("source", "channel", "team", "priority"), "customer": ("tier", "customer"), "team": ("team", "tier"),
        "agent": ("agent",), "purchase": ("currency",), "event": ("value", "previous"), "qa_score": ("category",),
        "open_interval": ("calendar",),
    }.items():  # fmt: skip
        for column in columns:
            found |= {str(value) for (value,) in con.execute(f"SELECT DISTINCT {column} FROM {table}")}
    con.close()
    return {word for text in found for word in words(text)}


def words(text: str) -> set[str]:
    """Return the runs of three ASCII letters or more."""
    return set(re.findall(r"[A-Za-z]{3,}", text))


def customer_of(store: Path) -> tuple[str, str]:
    """Return source and id of the customer with the most tickets."""
    con = sqlite3.connect(store)
    query = "SELECT source, customer FROM ticket WHERE customer IS NOT NULL GROUP BY 1, 2 ORDER BY COUNT(*) DESC, 2"
    source, customer = con.execute(query).fetchone()
    con.close()
    return source, customer
