"""``python -m pytest -p tests.minutes FOLDER``: the CPU seconds that tests took, by file and in all.

Processes that tests start are counted where they were waited for. Run it without ``-n``: workers would tell nothing.
"""

from collections import defaultdict
from collections.abc import Generator
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import pytest

SHOWN = 15
"""Files that are named, those that took longest."""


def cpu_s() -> float:
    """Return the CPU seconds of this process and of those it has waited for."""
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


class Minutes:
    """Adds up what tests took by their files."""

    def __init__(self) -> None:
        self.by_file: defaultdict[str, float] = defaultdict(float)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Count one test, with the fixtures that are made for it."""
        before = cpu_s()
        try:
            return (yield)
        finally:
            self.by_file[item.nodeid.partition("::")[0]] += cpu_s() - before

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell it."""
        terminalreporter.section("CPU seconds")
        for file, took in sorted(self.by_file.items(), key=lambda one: -one[1])[:SHOWN]:
            terminalreporter.write_line(f"{took:8.1f}  {file}")
        terminalreporter.write_line(f"{sum(self.by_file.values()):8.1f}  in all, {cpu_s():.1f} with collecting them")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count."""
    config.pluginmanager.register(Minutes())
