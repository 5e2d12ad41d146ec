"""The settings a store is configured with: reading them, and giving a store others."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from cxtui.settings import StoreSettings
from cxtui.store import batch, import_log
from cxtui.store.publish import build
from cxtui.store.read import StoreTrouble, trouble
from cxtui.store.read.reader import connect
from cxtui.store.writer import Writer, exists


def settings_of(path: Path) -> StoreSettings:
    """Return the settings of a store, also of one that holds nothing else; raises StoreTrouble."""
    try:
        if path.stat().st_size == 0:
            raise trouble.empty(path)
        with closing(connect(path)) as con:
            return import_log.read_settings(con)
    except OSError as error:
        raise trouble.of_os(path, error) from error
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error


def configure(path: Path, settings: StoreSettings, progress: Callable[[str], None] = lambda _: None) -> int:
    """Give a store these settings and make its facts anew in one transaction; return how many tickets it has.

    Where there is no store an empty one is made. Raises StoreError, the store being as it was.
    """
    if not exists(path):
        build(path, None, {}, finish=lambda con: import_log.write_settings(con, settings))
        return 0
    with Writer(path) as writer:
        with writer.batch() as con:
            import_log.write_settings(con, settings)
            applied = batch.rebuild(con, settings, progress)
        writer.analyze()
    return applied.tickets


__all__ = ["StoreTrouble", "configure", "settings_of"]
