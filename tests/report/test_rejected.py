"""Refused rows as text and as CSV."""

import csv
import io
from dataclasses import replace

from cxtui.report.rejected import HEAD, lines, write_csv
from cxtui.store.rejects import Reject, Rejects

ROW = Reject("a.csv", 1204, "Opened", "\x1b[2Jnever", "no time", '7,"\x1b[2Jnever"')


def test_a_refused_row_cannot_speak_to_the_terminal() -> None:
    text = lines(Rejects(3, "mail", 41, (ROW,)))
    assert text[0] == "import 3 of mail refused 41 rows"
    assert text[-2].split() == ["a.csv", "1,204", "Opened", "␛[2Jnever", "no", "time"]
    assert text[-1] == "and 40 more"


def test_a_long_path_is_told_by_its_end() -> None:
    text = lines(Rejects(3, "mail", 1, (replace(ROW, file="/a/long/way/" * 9 + "tickets.csv"),)))
    # 32 cells, with the name of the file itself.
    assert text[-1].split()[0] == "…ong/way//a/long/way/tickets.csv"


def test_csv_has_the_row_as_it_was_read() -> None:
    out = io.StringIO()
    write_csv([ROW], out)
    head, row = csv.reader(io.StringIO(out.getvalue()))
    assert tuple(head) == HEAD
    assert row == ["a.csv", "1204", "Opened", "\x1b[2Jnever", "no time", '7,"\x1b[2Jnever"']
