"""Files of any format come in as the same rows, with the lines of the file where something is wrong."""

import datetime
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.errors import SourceError
from cxtui.sources import archives
from cxtui.sources.json_reader import JsonReader
from tests.sources.conftest import Bench

Desk = Callable[..., Path]
Rows = list[dict[str, Any]]
GOOD: Rows = [{"id": 1, "created": "2024-01-01"}, {"id": 2, "created": "2024-01-02"}]
BAD: Rows = [*GOOD, {"id": 3, "created": "2024-02-31"}]
TICKETS = "SELECT ticket FROM in_ticket ORDER BY 1"


def archive(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def workbook(sheets: dict[str, list[list[Any]]], hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name == hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (json.dumps(BAD, indent=1), 10),
        (json.dumps(BAD), 3),
        (json.dumps({"count": 3, "tickets": BAD, "next": None}), 3),
        (json.dumps({"data": {"meta": {"a": [1]}, "tickets": BAD}}, indent=1), 17),
        ("\n".join(json.dumps(row) for row in BAD), 3),
        ("\r\n\r\n".join(json.dumps(row, indent=2) for row in BAD), 11),
        ("\ufeff" + json.dumps(BAD), 3),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.txt", "export", "a.json.gz"])
def test_json_of_any_shape(bench: Bench, desk: Desk, content: str, line: int, name: str) -> None:
    data = content.encode()
    staged = bench.stage(desk(), bench.write(name, gzip.compress(data) if name.endswith(".gz") else data))
    assert bench.rows(TICKETS) == [("1",), ("2",)]
    assert [(r[0], r[2]) for r in bench.rejects()] == [(line, "2024-02-31")]
    assert (staged.rows_read, staged.rejected, len(staged.files)) == (3, 1, 1)


def test_one_object_alone_is_a_row(bench: Bench, desk: Desk) -> None:
    row = {**GOOD[0], "comments": [{"id": 9, "created": "2024-05-05"}, {"id": 8, "created": "2024-05-05"}]}
    for name, content in {"a.json": json.dumps(row, indent=1), "b.jsonl": json.dumps(row)}.items():
        bench.stage(desk(), bench.write(name, content))
        assert bench.rows(TICKETS) == [("1",)]


def test_which_of_several_lists(bench: Bench, desk: Desk) -> None:
    several = json.dumps({"users": [{"name": "x"}], "tickets": GOOD})
    bench.stage(desk(), bench.write("a.json", several))
    assert bench.rows(TICKETS) == [("1",), ("2",)]
    equal = bench.write("b.json", json.dumps({"open": GOOD[:1], "shut": {"all": GOOD[1:]}}))
    with pytest.raises(SourceError, match=r"which list holds the rows\? There are: open \(1\), shut.all \(1\)"):
        bench.stage(desk(), equal)
    bench.stage(desk('rows = "shut.all"'), equal)
    assert bench.rows(TICKETS) == [("2",)]
    with pytest.raises(SourceError, match=r'no list of objects at rows = "shut"'):
        bench.stage(desk('rows = "shut"'), equal)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"id": 1,\n "created": "2024-01-01"},\n {"id": oops}]', "line 3, character 9: broken JSON"),
        ('[{"id": 1, "created": "2024-01-01"}\n {"id": 2}]', "line 2, character 2: broken JSON, expected ','"),
        ('[{"id": 1, "created": "2024-01-01"},', "line 1: the JSON ends too early"),
        ('[{"id": 1, "created": "2024-', "line 1: the JSON ends too early"),
        ("[]", "no rows"),
    ],
)
def test_a_document_that_is_broken(bench: Bench, desk: Desk, content: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        bench.stage(desk(), bench.write("a.json", content))
    assert message in str(caught.value)


def test_an_element_that_is_no_object_is_set_aside(bench: Bench, desk: Desk) -> None:
    bench.stage(desk(), bench.write("a.json", '[{"id": 1, "created": "2024-01-01"}, 7, "x"]'))
    assert [(r[0], r[3]) for r in bench.rejects()] == [(2, "not a JSON object"), (3, "not a JSON object")]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(VALUES, max_size=6), st.sampled_from([None, 1]), st.integers(1, 9))
def test_a_reading_does_not_depend_on_its_chunks(values: list[Any], indent: int | None, size: int) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=False)
    reader = JsonReader(Path("a.json"), iter([text[n : n + size] for n in range(0, len(text), size)]))
    found = [(line, *reader.value()) for line in reader.items()]
    assert [value for _, value, _ in found] == values and reader.peek() == ""
    assert [json.loads(record) for _, _, record in found] == values
    lines = [text[: text.index(record, 1)].count("\n") + 1 for _, _, record in found[:1]]
    assert lines == [line for line, _, _ in found[:1]]


def test_paths_and_each(bench: Bench) -> None:
    mapping = bench.write(
        "m.toml",
        '[[table]]\ninto = "ticket"\ncolumns = { ticket = "id", created_at = "at", team = "group.name",'
        ' channel = { path = "via.0.kind", optional = true }, subject = "a.b" }\n'
        '[[table]]\ninto = "event"\neach = "log.events"\ncolumns = { ticket = "id", event = "log.events.n",'
        ' occurred_at = "log.events.at", kind = { value = "message" }, public = { value = true } }\n',
    )
    row = {"id": 1, "at": "2024-01-01T00:00:00Z", "group": {"name": "Desk"}, "via": [{"kind": "web"}], "a.b": "dot"}
    events = [{"n": "x", "at": "2024-01-01T00:01:00Z"}, {"n": "y", "at": "never"}]
    lines = [{**row, "log": {"events": events}}, {**row, "id": 2, "log": {"events": []}}, {**row, "id": 3}]
    staged = bench.stage(mapping, bench.write("a.jsonl", "\n\n".join(map(json.dumps, lines))))
    assert bench.rows("SELECT DISTINCT team, channel, subject FROM in_ticket") == [("Desk", "web", "dot")]
    assert bench.rows("SELECT ticket, event, occurred_at FROM in_event") == [("1", "x", 1704067260)]
    assert [r[:3] for r in bench.rejects()] == [(1, "log.events.at", "never")]
    assert (staged.rows_read, staged.rejected, [f.rows for f in staged.files]) == (5, 1, [5])


def test_workbooks(bench: Bench, desk: Desk) -> None:
    at = datetime.datetime(2024, 1, 2, 9, 30)
    rows: list[list[Any]] = [
        ["Report of tickets"], [], ["id", "created", "note", None], [1, "02.01.2024 10:30", "two\nlines"],
        [2.0, at, True], [], ["x3", "never"], ["Total", 2],
    ]  # fmt: skip
    mapping = desk('times = ["%d.%m.%Y %H:%M"]', 'subject = "note"\n')
    staged = bench.stage(mapping, bench.write("a.xlsx", workbook({"Cover": [["hello"]], "Data": rows})))
    assert bench.rows("SELECT ticket, created_at, subject FROM in_ticket ORDER BY 1") == [
        ("1", 1704191400, "two\nlines"), ("2", 1704187800, "true"),
    ]  # fmt: skip
    assert [(r[0], r[2]) for r in bench.rejects()] == [(7, "never")]
    assert staged.doubts == {"row that sums others up, or a line below the table, left out": 1}


def test_sheets_named_like_tables(bench: Bench) -> None:
    sheets: dict[str, list[list[Any]]] = {
        "agent": [["agent", "name"], ["a1", "Ann"]],
        "ticket": [["ticket", "created_at"], ["1", "2024-01-01T00:00:00Z"]],
        "notes": [["x", "y"], ["1", "2"]],
    }
    staged = bench.stage("canonical", bench.write("floor.xlsx", workbook(sheets)))
    assert staged.tables == ("ticket", "agent") and len(staged.files) == 1


def test_a_hidden_sheet_is_left_alone(bench: Bench, desk: Desk) -> None:
    head = ["id", "created"]
    content = workbook({"Old": [head, ["9", "2024-01-01"]], "New": [head, ["1", "2024-01-01"]]}, hidden="Old")
    bench.stage(desk(), bench.write("a.xlsx", content))
    assert bench.rows(TICKETS) == [("1",)]


def test_a_workbook_that_is_none(bench: Bench, desk: Desk) -> None:
    whole = workbook({"A": [["id", "created"], ["1", "2024-01-01"]]})
    with pytest.raises(SourceError, match=r"a\.xlsx: cannot be read|a\.xlsx: this is no workbook"):
        bench.stage(desk(), bench.write("a.xlsx", whole[: len(whole) // 2]))
    bench.stage(desk(), bench.write("b.xls", "id\tcreated\n1\t2024-01-01\n"))
    assert bench.rows(TICKETS) == [("1",)]
    with pytest.raises(SourceError, match="web page"):
        bench.stage(desk(), bench.write("c.xls", "<html><table><tr><td>id</td></tr></table></html>"))


def test_archives(bench: Bench) -> None:
    files: dict[str, str | bytes] = {
        "x/ticket.csv": "ticket,created_at\n1,2024-01-01T00:00:00Z\n2,never\n", "__MACOSX/._ticket.csv": b"\0",
        "../../agent.json": '[{"agent": "a1"}]', ".hidden.csv": "x",
    }  # fmt: skip
    staged = bench.stage("canonical", bench.write("floor.zip", archive(files)))
    assert staged.tables == ("ticket", "agent")
    assert [(f.path.name, f.rows, f.rejected) for f in staged.files] == [("floor.zip", 3, 1)]
    assert bench.rows("SELECT file, line FROM in_reject") == [(str(bench.folder / "floor.zip" / "ticket.csv"), 3)]
    assert not (bench.folder.parent / "agent.json").exists()


def test_archives_that_are_refused(bench: Bench, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "SMALL", 100_000)
    bomb = archive({"a.csv": b"id,created\n" + b"1,2024-01-01\n" * 80_000})
    inner = archive({"b.zip": archive({"a.csv": "x"})})
    by_name = {
        "bomb": (bomb, "no export is like that"), "inner": (inner, "archive in an archive"),
        "none": (archive({".a": "x"}), "no data in this archive"), "broken": (bomb[:300], "cannot be read"),
    }  # fmt: skip
    for name, (content, message) in by_name.items():
        with pytest.raises(SourceError, match=message):
            bench.stage(desk(), bench.write(f"{name}.zip", content))


def test_titles_and_sep_lines_and_sums(bench: Bench, desk: Desk) -> None:
    text = 'Report\n"of, 2024"\n\nid,created,n\n1,2024-01-01,"a\nb"\n2,never,\nTotal: 2 tickets\nGesamt,,4\n'
    staged = bench.stage(desk(), bench.write("a.csv", text))
    assert bench.rows(TICKETS) == [("1",)]
    assert [(r[0], r[2]) for r in bench.rejects()] == [(7, "never")]
    assert staged.doubts == {"row that sums others up, or a line below the table, left out": 2}
    assert staged.notes == ("a.csv: columns are named in line 4, what stands above was left out",)
    bench.stage(desk(), bench.write("b.csv", "sep=|\nid|created;x\n1|2024-01-01\n".replace(";x", "")))
    assert bench.rows(TICKETS) == [("1",)]
    bench.stage(desk(), bench.write("c.csv", "sep=^\r\nid^created\r\n1^2024-01-01\r\n"))
    assert bench.rows(TICKETS) == [("1",)]


def test_a_file_without_a_header(bench: Bench, desk: Desk) -> None:
    mapping = desk('columns = ["id", "created", "note", "more"]', 'subject = "note"\n')
    for text in (
        "1;2024-01-01;x\n2;2024-01-02\n3;never\n",
        "id;created;note;more\n1;2024-01-01;x;\n2;2024-01-02\n3;never",
    ):
        bench.stage(mapping, bench.write("a.csv", text))
        assert bench.rows("SELECT ticket, subject FROM in_ticket ORDER BY 1") == [("1", "x"), ("2", None)]
        assert [r[0] for r in bench.rejects()] == [3 + text.startswith("id")]
    with pytest.raises(SourceError, match="If the file has no header"):
        bench.stage(desk(), bench.write("b.csv", "1;2024-01-01\n"))


def test_rows_that_lack_cells(bench: Bench, desk: Desk) -> None:
    text = (
        "id,created,a,b\n1,2024-01-01\n2,2024-01-01,x\n3,2024-01-01,x,y,,\n4\n"  # 2 to 5
        '5,2024-01-01,torn\nin two\n6,2024-01-01,x,y,z\n7,2024-01-01,"q"\n8,2024-01-01'  # 6 to 10
    )
    staged = bench.stage(desk("", 'subject = "a"\n'), bench.write("a.csv", text))
    assert bench.rows("SELECT ticket, subject FROM in_ticket ORDER BY 1") == [
        ("1", None), ("2", "x"), ("3", "x"), ("7", "q"),
    ]  # fmt: skip
    few, many = "too few cells in this row", "too many cells in this row"
    assert [(r[0], r[3]) for r in bench.rejects()] == [
        (5, few), (6, few), (7, few), (8, many), (10, few),
    ]  # fmt: skip
    assert staged.rows_read == 9


def test_a_row_needs_no_more_than_one_of_its_tables(bench: Bench) -> None:
    mapping = bench.write(
        "m.toml",
        'zone = "UTC"\n[[table]]\ninto = "ticket"\nwhere = { what = "in" }\n'
        'columns = { ticket = "id", created_at = "at" }\n'
        '[[table]]\ninto = "handle"\nwhere = { what = "out" }\ncolumns = { handle = "id", ticket = "id", agent = "who",'
        ' kind = { value = "talk" }, from_at = { column = "at", minus = "took" }, to_at = "at" }\n',
    )
    text = "id,at,what,who,took\n1,2024-01-01,in\n1,2024-01-02,out,ann,60\n2,2024-01-02,out,bob\n3,2024-01-01\n"
    staged = bench.stage(mapping, bench.write("a.csv", text))
    assert bench.rows(TICKETS) == [("1",)]
    assert bench.rows("SELECT agent, to_at - from_at FROM in_handle") == [("ann", 60)]
    assert [r[0] for r in bench.rejects()] == [4, 5] and staged.rejected == 2


def test_doubled_columns_that_nobody_maps(bench: Bench, desk: Desk) -> None:
    path = bench.write("a.csv", "id,Label,created,Label\n1,x,2024-01-01,y\n")
    bench.stage(desk(), path)
    assert bench.rows(TICKETS) == [("1",)]
    bench.stage(desk("", 'subject = "Label (2)"\n'), path)
    assert bench.rows("SELECT subject FROM in_ticket") == [("y",)]
    with pytest.raises(SourceError, match=r"column 4: 'Label' stands there twice; say \"Label \(1\)\" or"):
        bench.stage(desk("", 'subject = "Label"\n'), path)
