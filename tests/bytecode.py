"""Bytecode that the processes of one run share, where the environment asks that none be left in the checkout.

Hundreds of processes that tests start would each compile the package anew, and so would every worker of xdist.
"""

import os
import shutil
import subprocess
import sys
import tempfile

NOT_WRITTEN, PREFIX = "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"
NEEDED = "import cxtui.cli, cxtui.console.app, cxtui.demo, cxtui.importing.run, hypothesis.strategies, scipy.stats"
"""What nearly every worker imports, and would compile at the same time as the others."""


def share(workers: bool = False) -> str | None:
    """Have this process and those it starts keep bytecode in a folder of the run; return it, None if not needed.

    Before ``workers`` are started, most of it is compiled.
    """
    if not sys.dont_write_bytecode or sys.pycache_prefix is not None:
        return None
    folder = tempfile.mkdtemp(prefix="cxtui-bytecode-")
    os.environ.pop(NOT_WRITTEN, None)
    os.environ[PREFIX] = sys.pycache_prefix = folder
    sys.dont_write_bytecode = False
    if workers:
        subprocess.run([sys.executable, "-c", NEEDED], check=False, capture_output=True)  # tests say what fails
    return folder


def forget(folder: str | None) -> None:
    """Delete the folder of a run that is over."""
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
