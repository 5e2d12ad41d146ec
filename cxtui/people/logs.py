"""Lines of logs that name people, made illegible where they stand: another process may be writing the same file."""

from pathlib import Path

from cxtui.store.people.needles import Needles

MASK = b"*"


def log_files() -> tuple[Path, ...]:
    """Return this user's log files, those there are."""
    import platformdirs

    folder = Path(platformdirs.user_log_dir("cxtui", appauthor=False))
    return tuple(sorted(path for path in folder.glob("*.log*") if path.is_file()))


def mask(path: Path, needles: Needles, dry_run: bool = False) -> int:
    """Mask the lines of a log in which somebody is surely named, and return how many there are.

    The file keeps its size, so that whoever appends to it goes on; raises OSError.
    """
    masked = 0
    with path.open("rb" if dry_run else "r+b") as file:
        at = 0
        for line in file.read().splitlines(keepends=True):
            text = line.rstrip(b"\r\n")
            if needles.surely_named(text.decode("utf-8", "replace")):
                masked += 1
                if not dry_run:
                    file.seek(at)
                    file.write(MASK * len(text))
            at += len(line)
    return masked
