"""A small disk of a test's own: a file system in memory, which only root may make."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


class Disk:
    """A mounted file system of some bytes while the context is open; the test is skipped where it cannot be had."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self._size = size

    def __enter__(self) -> "Disk":
        if sys.platform != "linux" or os.getuid() != 0 or shutil.which("mount") is None:
            pytest.skip("only root on Linux may mount a small disk")
        self.folder.mkdir()
        made = ["mount", "-t", "tmpfs", "-o", f"size={self._size}", "tmpfs", str(self.folder)]
        done = subprocess.run(made, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", "-l", str(self.folder)], check=True)

    def grow(self, size: int) -> None:
        """Give it more room."""
        self._remount(f"size={size}")

    def read_only(self) -> None:
        """Let nobody write any more."""
        self._remount("ro")

    def fill(self) -> None:
        """Leave no room at all."""
        with (self.folder / "rest").open("wb", buffering=0) as rest:
            try:
                while True:
                    rest.write(bytes(4096))
            except OSError:
                return

    def _remount(self, option: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{option}", str(self.folder)], check=True)
