"""The folder that the project carries is what its README says made it."""

import gzip
import shlex
from pathlib import Path

from cxtui.clock import DAY
from cxtui.simulator.__main__ import main
from cxtui.simulator.arrivals import CHANNELS
from cxtui.simulator.folder import Order
from tests.simulator.looking import histories, waited

FIXTURES = Path(__file__).parents[2] / "fixtures"


def content(path: Path) -> bytes:
    """The bytes of a file, unpacked: what gzip makes of them depends on the zlib it was built with."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_the_line_in_the_readme_makes_the_same_folder(tmp_path: Path) -> None:
    readme = (FIXTURES / "README.md").read_text()
    line = next(line for line in readme.splitlines() if line.startswith("python -m cxtui.simulator"))
    arguments = shlex.split(line)[3:]
    assert arguments[-1] == "fixtures"
    assert main([*arguments[:-1], str(tmp_path)]) == 0
    kept = {path.name: content(path) for path in FIXTURES.iterdir() if path.name != "README.md"}
    made = {path.name: content(path) for path in tmp_path.iterdir()}
    assert sorted(kept) == sorted(made)
    for name, expected in kept.items():
        assert made[name] == expected, f"{name} differs: run the line in fixtures/README.md again"


def test_the_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in FIXTURES.iterdir()) < 900_000


def test_its_last_instant_has_something_of_everything() -> None:
    """Wednesday 8 April 2026, 14:30 in Warsaw: waiting, breached and escalated tickets."""
    order = Order(7, 1_773_837_000, agents=12, tickets_per_day=90)
    end = order.start + 21 * DAY
    counted = [h for h in histories(order.simulator().history(order.start, end)).values() if h.counts]
    waiting = [h for h in counted if h.waits(end)]
    late = [h for h in waiting if waited(h, end) > CHANNELS[h["channel"]].target]
    escalated = [h for h in counted if h.of("escalated") and h.status(end) not in ("solved", "closed")]
    assert (len(waiting), len(late), len(escalated)) == (19, 3, 7)
