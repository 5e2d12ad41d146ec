"""The keys of tombstones: in a file beside the store that only its owner may read.

Ids are few enough to be tried one by one. Whoever reads a store may therefore not have the key of its tombstones:
with it, a tombstone would tell which id it is of.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from cxtui.errors import StoreError

BYTES = 32
MODE = 0o600

EXPORTED = "tombstone.keys"
"""The file of keys in the folder of an exported store."""


def keys_path(store: Path) -> Path:
    """Return the file of a store's keys: ``floor.keys`` beside ``floor.db``."""
    return store.with_name(f"{store.stem}.keys")


def fingerprint(key: bytes) -> str:
    """Return the 16 hex digits by which a tombstone says of which key it is."""
    return hashlib.sha256(b"cxtui tombstone" + key).hexdigest()[:16]


def read(path: Path) -> dict[str, bytes]:
    """Return the keys of a file by their fingerprints, the one for new tombstones first; none where there is no file.

    Raises StoreError for a file that cannot be read or holds something else.
    """
    try:
        lines = path.read_text(encoding="ascii").split()
        keys = [bytes.fromhex(line) for line in lines]
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise StoreError(
            f"{path}: the keys of the tombstones cannot be read ({error.strerror}); work as the user who owns the store"
        ) from error
    except ValueError:
        keys = [b""]
    if any(len(key) != BYTES for key in keys):
        raise StoreError(f"{path}: this is no file of keys; put back the one that belongs to the store")
    return {fingerprint(key): key for key in keys}


def ensure(path: Path) -> bytes:
    """Return the key for new tombstones, made where there is none; raises StoreError."""
    found = read(path)
    if found:
        return next(iter(found.values()))
    key = secrets.token_bytes(BYTES)
    write(path, [key])
    return key


def add(path: Path, keys: Iterable[bytes]) -> None:
    """Add keys that came with an export behind those there are; raises StoreError."""
    there = list(read(path).values())
    new = [key for key in keys if key not in there]
    if new:
        write(path, [*there, *new])


def write(path: Path, keys: Iterable[bytes]) -> None:
    """Write a file of keys whole, readable by its owner alone; raises StoreError."""
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE), "w", encoding="ascii") as file:
            file.writelines(f"{key.hex()}\n" for key in keys)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: the keys of the tombstones cannot be written ({error.strerror})") from error
