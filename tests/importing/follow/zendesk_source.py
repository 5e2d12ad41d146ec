"""A Zendesk on the loopback as a followed source."""

import sqlite3
from contextlib import closing
from pathlib import Path

from cxtui.sources.live.options import ConfiguredSource
from tests.importing.follow.following import sources
from tests.sources.live.zendesk_stub import TOKEN, USER, ZendeskStub

QUICK = 'limit = "90000/min"\nexports = "90000/min"\n'


def zendesk(folder: Path, stub: ZendeskStub, more: str = QUICK, user: str = USER) -> tuple[ConfiguredSource, ...]:
    secret = folder / "zendesk.token"
    secret.write_text(TOKEN + "\n")
    secret.chmod(0o600)
    who = f'user = "{user}"\n' if user else ""
    return sources(
        folder,
        f'[zendesk]\nkind = "zendesk"\nurl = "{stub.url}"\nsecret = {{ file = "{secret}" }}\nfrom = "3650 d"\n'
        f'every = "1 s"\n{who}{more}',
    )


def column(store: Path, table: str, *names: str) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(store)) as con:
        return set(con.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall())
