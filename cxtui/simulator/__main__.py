"""``python -m cxtui.simulator OUT``: write an invented floor as a canonical folder."""

import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cxtui.clock import DAY
from cxtui.errors import CxtuiError, UsageError
from cxtui.simulator.folder import Order, write_folder

AGENTS_PER_TICKET = 24 / 330


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the folder that the arguments ask for; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        agents = options.agents or max(12, round(options.tickets_per_day * AGENTS_PER_TICKET))
        order = Order(options.seed, _instant(options.start), options.zone, agents, options.tickets_per_day)
        counts = write_folder(
            order, options.out, order.start + int(options.days * DAY), compress=options.gzip, jobs=options.jobs
        )
    except CxtuiError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"error: cannot write {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    print(", ".join(f"{count:,} {table}" for table, count in counts.items() if count), file=sys.stderr)
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m cxtui.simulator", description=__doc__,
        formatter_class=ArgumentDefaultsHelpFormatter,
    )  # fmt: skip
    parser.add_argument("out", type=Path, metavar="OUT", help="folder to write")
    parser.add_argument("--seed", type=int, default=7, help="which floor")
    parser.add_argument("--start", default="2026-01-05T05:00:00Z", help="instant at which it opens, ISO 8601")
    parser.add_argument("--days", type=float, default=90, help="days of history")
    parser.add_argument("--zone", default="Europe/Warsaw", help="IANA zone of its shifts and customers")
    parser.add_argument("--agents", type=int, help="people, 8 or more (default: as many as the tickets need)")
    parser.add_argument("--tickets-per-day", type=float, default=330, help="mean over the week")
    parser.add_argument("--gzip", action="store_true", help="compress files over 64 KB")
    parser.add_argument("--jobs", type=int, default=1, help="processes to spread the weeks over")
    return parser


def _instant(text: str) -> int:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as why:
        raise UsageError(f"--start {text!r} is no ISO 8601 instant; write 2026-01-05T05:00:00Z") from why
    if at.tzinfo is None:
        raise UsageError(f"--start {text!r} names no zone; add Z or an offset such as +01:00")
    return int(at.timestamp())


if __name__ == "__main__":
    sys.exit(main())
