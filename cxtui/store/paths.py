"""Where the store is."""

import os
from pathlib import Path

from cxtui.errors import StoreError

ENVIRONMENT = "CXTUI_STORE"


def store_path(explicit: str | Path | None = None) -> Path:
    """Return the path of the store: the one given, else ``CXTUI_STORE``, else the platform's data folder."""
    named = explicit or os.environ.get(ENVIRONMENT)
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("cxtui", appauthor=False)) / "floor.db"


def desk_path(store: Path) -> Path:
    """Return the file beside a store that holds what people do at their consoles: ``floor.desk.db``."""
    return store.with_name(f"{store.stem}.desk.db")


def store_folder(store: Path) -> Path:
    """Return the folder of a store that is to be written, made if it does not exist."""
    folder = store.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: the folder of the store cannot be made ({error.strerror})") from error
    return folder
