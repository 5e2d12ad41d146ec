"""Adding a line to a file of authorized keys: whole or not at all, and nothing that was there is touched."""

import errno
import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cxtui.errors import UsageError
from cxtui.sshkeys.public import PublicKey, of_line

FILE_MODE, FOLDER_MODE = 0o600, 0o700
LARGEST = 16 * 1024 * 1024
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def add(file: Path, line: str, key: PublicKey) -> None:
    """Append a line for a key to a file of authorized keys; UsageError where that may not be, the file as it was.

    A file that is not there is made (0600), and so is its folder (0700), both for the owner of the folder above:
    sshd reads them as that user. One that is there keeps owner, group and mode. A file or folder that others may
    write is refused, as sshd does, and so are a link and a key that is in the file already.
    """
    file = file.absolute()
    try:
        _make_folder(file.parent)
        with _locked(file.parent):
            like = _look(file)
            _refuse_double(before := _read(file) if like else b"", file, key)
            if before and not before.endswith(b"\n"):
                before += b"\n"
            _replace(file, before + line.encode() + b"\n", like or file.parent.stat(), like is None)
    except OSError as error:
        if isinstance(error, PermissionError):
            raise UsageError(
                f"{file}: this user may not change it; run the command as the account, or as root"
            ) from None
        raise UsageError(f"{file}: cannot be written ({error.strerror})") from None


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        owner = folder.parent.stat()
        folder.mkdir(mode=FOLDER_MODE)
        if (owner.st_uid, owner.st_gid) != (os.geteuid(), os.getegid()):
            os.chown(folder, owner.st_uid, owner.st_gid)
    _refuse_open(folder, folder.stat())


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold off whoever else adds a key to a file of this folder."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _look(file: Path) -> os.stat_result | None:
    """Return owner and mode of a file that may be changed, None where there is none."""
    try:
        found = file.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(found.st_mode):
        raise UsageError(f"{file}: is a link; name the file itself")
    if not stat.S_ISREG(found.st_mode):
        raise UsageError(f"{file}: is no file")
    if found.st_size > LARGEST:
        raise UsageError(f"{file}: is larger than {LARGEST} bytes; this cannot be a file of authorized keys")
    _refuse_open(file, found)
    return found


def _refuse_open(path: Path, found: os.stat_result) -> None:
    if found.st_mode & _OTHERS_WRITE:
        raise UsageError(
            f"{path}: others than its owner may write it, so sshd would not trust it; run: chmod go-w {path}"
        )


def _read(file: Path) -> bytes:
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(handle, "rb") as opened:
        return opened.read()


def _refuse_double(text: bytes, file: Path, key: PublicKey) -> None:
    """Refuse a key that a line has already: sshd takes the first, and the new one would never count."""
    for number, line in enumerate(text.decode("utf-8", "replace").splitlines(), 1):
        if of_line(line) == key:
            raise UsageError(f"{file}: line {number} has this key already; take that line out first")


def _replace(file: Path, text: bytes, like: os.stat_result, new: bool) -> None:
    handle, made = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(text)
            opened.flush()
            if (like.st_uid, like.st_gid) != (os.geteuid(), os.getegid()):
                os.fchown(handle, like.st_uid, like.st_gid)
            os.fchmod(handle, FILE_MODE if new else stat.S_IMODE(like.st_mode))
            os.fsync(handle)
        Path(made).replace(file)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
    _sync(file.parent)


def _sync(folder: Path) -> None:
    """Make the new name last, where the file system can."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
