"""The settings a store is configured with: reading them, and giving a store others."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from cxtui.errors import UsageError
from cxtui.settings import StoreSettings
from cxtui.store import batch, import_log
from cxtui.store.kept import KeptSince, kept_since
from cxtui.store.publish import build
from cxtui.store.read import StoreTrouble, trouble
from cxtui.store.read.reader import connect, read_marks
from cxtui.store.schema import APPLICATION_ID
from cxtui.store.writer import Writer, exists


def settings_of(path: Path) -> StoreSettings:
    """Return the settings of a store, also of one that holds nothing else; raises StoreTrouble."""
    try:
        if path.stat().st_size == 0:
            raise trouble.empty(path)
        with closing(connect(path)) as con:
            if read_marks(con.cursor())[0] != APPLICATION_ID:
                raise trouble.foreign(path)
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
            _check_zone(path, kept_since(con), import_log.read_settings(con).zone, settings.zone)
            import_log.write_settings(con, settings)
            applied = batch.rebuild(con, settings, progress)
        writer.analyze()
    return applied.tickets


def since_of(path: Path) -> KeptSince | None:
    """Return since when the store at a path keeps tickets; None for one that keeps all, or that cannot be read."""
    with suppress(OSError, sqlite3.Error), closing(connect(path)) as con:
        return kept_since(con)
    return None


def _check_zone(path: Path, since: KeptSince | None, zone: str, wanted: str) -> None:
    """Raise UsageError for another zone where sums of that zone's days are frozen."""
    if since is not None and wanted != zone:
        raise UsageError(
            f"{path}: holds sums of days in the zone {zone} whose tickets have left (cxtui store keep), and which "
            f"cannot be made anew for {wanted}; keep the zone, or import into a new store"
        )


__all__ = ["StoreTrouble", "configure", "settings_of", "since_of"]
