"""Files that only their owner may read, such as logs: also one that was made when others still could."""

import os

MODE = 0o600


def private_opener(path: str, flags: int) -> int:
    """Open a file as ``open(..., opener=private_opener)`` does, readable and writable by its owner alone."""
    fd = os.open(path, flags, MODE)
    try:
        if os.fstat(fd).st_uid == os.geteuid():
            os.fchmod(fd, MODE)
    except BaseException:
        os.close(fd)
        raise
    return fd
