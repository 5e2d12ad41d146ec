"""One heap for all threads, where the C library is one that has several."""

import platform
import subprocess
import sys

import pytest

SCRIPT = """
import ctypes, threading
from cxtui.console.heap import one_heap

set_it = one_heap()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
libc.fopen.restype = ctypes.c_void_p
threads = [threading.Thread(target=libc.malloc, args=(100_000,)) for _ in range(8)]
[one.start() for one in threads], [one.join() for one in threads]
out = ctypes.c_void_p(libc.fopen(b"/dev/stdout", b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
print(set_it)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
def test_threads_share_one_heap() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("True")
    assert done.stdout.count("<heap nr=") == 1
    without = SCRIPT.replace("set_it = one_heap()", "set_it = True")
    assert (
        subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, check=True).stdout.count(
            "<heap nr="
        )
        > 1
    )
