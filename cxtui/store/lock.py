"""One importer at a time: an advisory lock beside the store that names its holder."""

import contextlib
import errno
import os
import sys
import time
from pathlib import Path
from types import TracebackType

from cxtui.errors import StoreError

_held: dict[Path, "StoreLock"] = {}

_ADVICE = {
    errno.EROFS: "a store is imported into where its disk can be written to",
    errno.ENOSPC: "make room on its disk and import again",
    errno.EDQUOT: "make room within your quota and import again",
}
"""What to do where it is not the user who may not."""


class StoreLock:
    """The right to write a store, held by one process; taken again in the same process it is shared.

    The kernel lets go of it when the process ends in whatever way, so a lock file left behind means nothing.
    Raises StoreError naming the holder if another process has it for longer than ``wait`` seconds.
    """

    def __init__(self, store: Path, wait: float = 5.0) -> None:
        self.path = store.with_name(store.name + ".lock").absolute()
        self._wait = wait
        self._fd = -1
        self._depth = 0
        self._process = 0

    def __enter__(self) -> "StoreLock":
        holder = _held.get(self.path)
        if holder is not None and holder._process == os.getpid():
            holder._depth += 1
            return holder
        self._fd = self._open()
        try:
            self._acquire()
        except BaseException:
            os.close(self._fd)
            raise
        with contextlib.suppress(OSError):  # on a full disk the lock holds without its holder's name
            os.ftruncate(self._fd, 0)
            os.lseek(self._fd, 0, os.SEEK_SET)
            os.write(self._fd, f"{os.getpid()} {int(time.time())}\n".encode())
        self._depth = 1
        self._process = os.getpid()
        _held[self.path] = self
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        holder = _held.get(self.path)
        if holder is None or holder._process != os.getpid():
            return
        holder._depth -= 1
        if holder._depth == 0:
            del _held[self.path]
            os.close(holder._fd)

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        except OSError as error:
            advice = _ADVICE.get(error.errno or 0, "import as the user who owns the store")
            raise StoreError(
                f"{self.path}: the importer's lock cannot be opened ({error.strerror}); {advice}"
            ) from error

    def _acquire(self) -> None:
        until = time.monotonic() + self._wait
        while not _try_lock(self._fd):
            if time.monotonic() >= until:
                store = self.path.with_suffix("")
                raise StoreError(f"{store}: {self._holder()} is importing into it; wait until that ends")
            time.sleep(0.05)

    def _holder(self) -> str:
        words = b""
        with contextlib.suppress(OSError):  # Windows refuses to read what another process has locked
            words = os.read(self._fd, 64)
        number = words.split(b" ")[0].decode("ascii", "replace")
        return f"process {number}" if number.isdigit() else "another process"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(fd: int) -> bool:
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
