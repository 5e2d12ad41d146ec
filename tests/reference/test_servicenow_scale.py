"""The ServiceNow log twice over: every count of the real one times two, its medians as they are.

Shares everything else with `tests/sources/test_servicenow.py`, where the log stands as it is.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources.conftest import Bench
from tests.sources.test_servicenow import END, REPLAY, count, minutes

N = 2
COPY = "CAST(substr(ticket, 4) AS BIGINT) // 10000000"
"""Which copy an incident belongs to: its number in the log is the rest of its own."""
SHIFT = f"""
CREATE TABLE shift AS SELECT {COPY} AS copy, created_at - 1456708560 AS seconds
FROM in_ticket WHERE CAST(substr(ticket, 4) AS BIGINT) % 10000000 = 45
"""
"""How far each copy was moved in time: INC0000045 was opened at 2016-02-29 01:16."""
STATED = f"""
SELECT count(*) FROM in_stated s JOIN in_ticket t USING (source, ticket) JOIN shift m ON m.copy = {COPY}
WHERE metric = 'closed_at' AND created_at <= {{end}} + m.seconds AND (value IS NULL OR value > {{end}} + m.seconds)
"""
LAST = f"""
SELECT count(*) FROM (
  SELECT arg_max(coalesce(status, '?'), (from_at, seq)) AS last FROM in_state JOIN shift m ON m.copy = {COPY}
  WHERE from_at <= {{end}} + m.seconds GROUP BY ticket)
WHERE last <> 'closed'
"""


@pytest.fixture(scope="module")
def log(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the log made twice over; skip where the tool that makes it is not beside the reference data."""
    tool = reference.parent / "tools" / "scale_servicenow.py"
    if not tool.is_file():
        pytest.skip(f"{tool} is not there: nothing makes the log larger")
    out = tmp_path_factory.mktemp("scaled") / "log.csv"
    subprocess.run([sys.executable, str(tool), str(N), str(out)], check=True, capture_output=True)
    return out


def test_what_it_states_and_replays_to(tmp_path: Path, log: Path) -> None:
    bench = Bench(tmp_path)
    staged = bench.stage("servicenow-log", log)
    assert (staged.rows_read, staged.rejected) == (N * 141_712, 0)
    assert bench.one("SELECT count(*) FROM in_ticket") == N * 24_918
    assert count(bench, "reopen_count", "value >= 1") == N * 275
    assert count(bench, "reassignment_count", "value >= 1") == N * 11_369
    assert bench.one("SELECT max(value) FROM in_stated WHERE metric = 'reassignment_count'") == 27
    assert count(bench, "resolved_at", "value IS NULL") == N * 1_556
    assert (minutes(bench, "resolved_at"), minutes(bench, "closed_at")) == (1_326, 8_752)
    ((solved, median, left_again, moved, handed, _),) = bench.rows(REPLAY.format(end=1 << 40))
    assert (solved, median, left_again) == (N * 24_905, 833, N * 276)
    assert (moved, handed) == (N * 9_224, N * 1_957)
    bench.con.execute(SHIFT)
    assert (bench.one(STATED.format(end=END)), bench.one(LAST.format(end=END))) == (N * 3_353, N * 3_346)
    bench.con.close()
