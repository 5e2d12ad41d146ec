"""``python -m tests.bench [--small] [NAME …]``: run the benchmarks that are here, or the named ones."""

import argparse
import importlib
import pkgutil
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tests import bench
from tests.bench import place


def benchmarks() -> dict[str, str]:
    """Return the modules ``bench_*.py`` of this folder by their NAME."""
    found = {}
    for module in pkgutil.iter_modules(bench.__path__, "tests.bench."):
        if module.name.rpartition(".")[2].startswith("bench_"):
            found[importlib.import_module(module.name).NAME] = module.name
    return dict(sorted(found.items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; the exit code is 2 for a name that nobody has."""
    known = benchmarks()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones: {', '.join(known)} (default: all)")
    parser.add_argument("--small", action="store_true", help="everything small and once: that it runs, not how fast")
    parser.add_argument("--reference", type=Path, metavar="DIR", help="folder of the real reference data")
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep made-up data here and use it again")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.names) - set(known)
    if unknown:
        parser.error(f"no benchmark named {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}", flush=True)
    with ExitStack() as closing:
        work = chosen.work or Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="cxtui-bench-")))
        work.mkdir(parents=True, exist_ok=True)
        place.set_places(work, chosen.reference)
        for name in chosen.names or known:
            importlib.import_module(known[name]).run(chosen.small)
    return 0


if __name__ == "__main__":
    sys.exit(main())
