"""What cannot be exported is said in one line."""

from pathlib import Path

import pytest

from tests.exporting.commands import ran


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("export", "servicelevel"), "nearest: service_level"),
        (("export", "responses", "--format", "openmetrics"), "no number"),
        (("export", "tickets", "--format", "parquet"), "--output FILE"),
        (("export", "created", "--period", "fortnight"), "is no period"),
        (("export", "created", "--period", "2026-04-07..2026-04-01"), "ends before it begins"),
        (("export", "created", "--filter", "colour:red"), "fields: channel, team, priority, tier, agent, source"),
        (("export", "created", "--filter", "'team:x"), "quote"),
        (("export", "created", "--by", "colour"), "nothing to split by"),
        (("export", "responses", "--period", "7d"), "exported whole"),
        (("export", "canonical"), "--output FOLDER"),
        (("explain", "reopens"), "nearest: "),
    ],
)
def test_a_mistake_is_named(packaged: Path, words: tuple[str, ...], expected: str) -> None:
    code, out, err = ran(packaged, *words)
    assert code == 2 and expected in err and out == "" and err.count("\n") == 1


def test_a_file_that_cannot_be_written_leaves_nothing(packaged: Path, tmp_path: Path) -> None:
    code, _, err = ran(packaged, "export", "created", "-o", str(tmp_path / "absent" / "x.csv"))
    assert code == 2 and "cannot be written" in err
