"""Import each module of cxtui first, in a process of its own forked from one that has loaded only what others wrote.

``python -m tests.first_imports NAME ...`` in the folder that holds ``cxtui``: a line for each that fails, exit 1 then.
"""

import gc
import importlib
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

PACKAGE = "cxtui"
FILES = {
    ".".join(path.with_suffix("").parts).removesuffix(".__init__"): str(path.resolve())
    for path in Path(PACKAGE).rglob("*.py")
}


class Compiled(SourceFileLoader):
    """Runs code that was compiled before the fork."""

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the code of a module."""
        return CODE[fullname]


CODE = {name: SourceFileLoader(name, file).get_code(name) for name, file in FILES.items()}


class Finder:
    """Finds the modules of the package without looking for files."""

    @staticmethod
    def find_spec(name: str, path: object, target: object = None) -> ModuleSpec | None:
        """Return where a module is, None for those of others."""
        if name not in FILES:
            return None
        return spec_from_file_location(name, FILES[name], loader=Compiled(name, FILES[name]))


def ours(name: str) -> bool:
    """Return whether a module belongs to the package."""
    return name.partition(".")[0] == PACKAGE


def others(names: list[str]) -> list[str]:
    """Return the modules of others that come with all of the package, seen in a process that ends afterwards."""
    read, write = os.pipe()
    if os.fork() == 0:
        for name in names:
            try:
                importlib.import_module(name)
            except BaseException:  # said by the process of its own
                continue
        os.write(write, " ".join(name for name in sys.modules if not ours(name)).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as heard:
        found = heard.read().split()
    os.wait()
    return found


def load(name: str) -> None:
    """Import a module of others where that works alone."""
    try:
        importlib.import_module(name)
    except ImportError:
        return


def imported(name: str) -> bool:
    """Import a module in a process of its own; say what went wrong, and return whether nothing did."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    try:
        importlib.import_module(name)
    except BaseException as error:
        print(f"{name}: {type(error).__name__}: {error}", flush=True)
        os._exit(1)
    os._exit(0)


def main(names: list[str]) -> int:
    """Return 0 if each can be imported first."""
    sys.meta_path.insert(0, Finder)
    for name in others(names):
        load(name)
    mixed = [name for name in sys.modules if ours(name)]
    assert not mixed, f"loaded before the first import: {mixed}"
    gc.freeze()
    failed = [name for name in names if not imported(name)]
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
