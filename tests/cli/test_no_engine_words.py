"""Broken and strange files through the command line: whatever is wrong, the product says it in its own words."""

import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ENGINE = re.compile(
    r"(?i)duckdb|sqlite3?\.|traceback|(conversion|binder|parser|catalog|invalid input|io|internal|not implemented|"
    r"out of range|cast|constraint) error|exception|candidate|(?-i:LINE 1:)|"
    r"\bo_\d|staging_|in_ticket|in_stated|\bVARCHAR\b"
)
"""What only those who wrote the engine would say."""

HEAD = "No,Opened,Via,Group,Solved,Score,Due,Count\n"
ROW = "1,2026-03-02 09:00,email,desk,2026-03-02 10:00,5,2026-03-03 09:00,1\n"
RICH = """\
kind = "state"
zone = "UTC"
ticket = { ticket = "No", created_at = "Opened", channel = "Via", team = "Group" }
stated = { resolved_at = "Solved", due_resolution_at = "Due", reopen_count = "Count" }
rating = { rating = "No", ticket = "No", kind = { value = "csat" }, occurred_at = "Solved", value = "Score" }
"""


def zipped(**inside: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in inside.items():
            archive.writestr(name.replace("_", "."), content)
    return made.getvalue()


FILES: dict[str, bytes] = {
    "empty.csv": b"",
    "blank.csv": b"\n\n\n",
    "nul.csv": b"\0" * 400,
    "noise.csv": bytes(range(256)) * 8,
    "noise.parquet": b"PAR1" + bytes(range(256)) * 4 + b"PAR1",
    "noise.xlsx": b"PK\x03\x04" + bytes(range(256)) * 4,
    "noise.ods": bytes(range(256)),
    "noise.zip": b"PK\x03\x04" + bytes(200),
    "noise.csv.gz": b"\x1f\x8b" + bytes(200),
    "cut.csv.gz": gzip.compress((HEAD + ROW * 500).encode())[:60],
    "empty.zip": zipped(),
    "binary.zip": zipped(a_csv=bytes(range(256))),
    "nested.zip": zipped(a_zip=zipped(b_csv=(HEAD + ROW).encode())),
    "open-object.json": b'{"tickets": [{"No": 1, "Opened": ',
    "number.json": b"12",
    "deep.json": b"[" * 5_000 + b"]" * 5_000,
    "mixed.jsonl": b'{"No": 1}\n[1, 2]\n"text"\n{"No": {"a": [1]}}\n{broken\n',
    "open-quote.csv": (HEAD + '1,"2026-03-02 09:00,email\n' + ROW * 40).encode(),
    "quotes.csv": (HEAD + '1,2026-03-02 09:00,"a"b"c,desk,,,,\n').encode(),
    "wide.csv": (HEAD + ROW.strip() + ",x" * 400 + "\n").encode(),
    "short.csv": (HEAD + "1\n2,2026-03-02 09:00\n").encode(),
    "twice.csv": b"No,No,Opened,Via,Group,Solved,Score,Due,Count\n1,2,2026-03-02 09:00,a,b,,,,\n",
    "words.csv": (HEAD + "one,two,three,four,five,six,seven,eight\n" * 5).encode(),
    "numbers.csv": (HEAD + "1,99999999999999999999,1e400,-1,1e999,nan,inf,99999999999999999999999\n").encode(),
    "good-time-odd-cells.csv": (HEAD + "1,2026-03-02 09:00,a,b,never,1e999,9999-99-99,1e30\n").encode(),
    "years.csv": (HEAD + "1,0001-01-01 00:00,a,b,9999-12-31 23:59:59,5,292277026596-01-01,1\n").encode(),
    "surrogate.jsonl": b'{"No": "\\ud800", "Opened": "2026-03-02 09:00"}\n',
    "long-cell.csv": (HEAD + "1,2026-03-02 09:00," + "x" * 300_000 + ",,,,,\n").encode(),
    "utf16-odd.csv": (HEAD + ROW).encode("utf-16")[:-1],
    "names.csv": b'";DROP TABLE ticket;--","a""b",\'c\',{d},%s,$1\n1,2,3,4,5,6\n',
}


@pytest.mark.parametrize("name", FILES)
def test_no_word_of_an_engine_reaches_a_user(run: Run, home: Path, name: str) -> None:
    (home / name).write_bytes(FILES[name])
    (home / "rich.toml").write_text(RICH)
    # Through a mapping, unprepared, and drafted: each its own way into a file.
    commands = (("import", name, "--as", "rich.toml"), ("import", name), ("map", name, "-o", "drafted.toml"))
    for command in commands:
        answer = run(*command)
        said = answer.out + answer.err
        assert not ENGINE.search(said), f"{command}: {said}"
        # What is refused is told in a sentence that names the file.
        assert answer.code == 0 or (answer.err.startswith("cxtui: ") and name in answer.err), f"{command}: {said}"
