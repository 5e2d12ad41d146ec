"""Whatever is wrong with a file is said with its place, and nothing is left half done."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from tests.sources.conftest import Bench

Desk = Callable[..., Path]
GOOD = "id,created\n1,2024-01-01 10:00:00\n2,2024-01-02 10:00:00\n"


def fails(bench: Bench, *arguments: object, **options: object) -> str:
    with pytest.raises(SourceError) as caught:
        bench.stage(*arguments, **options)  # type: ignore[arg-type]
    assert {t for t in bench.tables() if t.startswith(("in_", "staging_"))} == set()
    return str(caught.value)


def test_missing_file(bench: Bench, desk: Desk) -> None:
    assert "nowhere.csv: no such file" in fails(bench, desk(), bench.folder / "nowhere.csv")


def test_unknown_format(bench: Bench, desk: Desk) -> None:
    message = fails(bench, desk(), bench.write("a.docx", b"\xd0\0\0\0"))
    assert "a.docx: unknown format" in message and ".csv" in message


def test_empty_file(bench: Bench, desk: Desk) -> None:
    assert "a.csv: the file is empty" in fails(bench, desk(), bench.write("a.csv", ""))
    assert "b.csv.gz: the file is empty" in fails(bench, desk(), bench.write("b.csv.gz", gzip.compress(b"")))


def test_folder_without_data(bench: Bench, desk: Desk) -> None:
    bench.write("f/readme.txt", "x")
    assert "no data here" in fails(bench, desk(), bench.folder / "f")


def test_header_without_rows(bench: Bench, desk: Desk) -> None:
    assert "no rows" in fails(bench, desk(), bench.write("a.csv", "id,created\n"))


def test_missing_column_names_the_nearest(bench: Bench, desk: Desk) -> None:
    message = fails(bench, desk(), bench.write("a.csv", "id,Created\n1,2024-01-01\n"))
    assert "line 1" in message and "'created'" in message and "'Created'" in message


def test_duplicate_column(bench: Bench, desk: Desk) -> None:
    message = fails(bench, desk(), bench.write("a.csv", "id,created,id\n1,2024-01-01,1\n"))
    assert "a.csv: line 1: column 3: 'id' stands there twice" in message


def test_unknown_column_where_that_counts(bench: Bench) -> None:
    path = bench.write("ticket.csv", "ticket,created_at,chanel\n1,2024-01-01T00:00:00Z,email\n")
    message = fails(bench, "canonical", path)
    assert "line 1" in message and "'chanel'" in message and "'channel'" in message


@pytest.mark.parametrize("cut", [0.5, 0.99])
def test_truncated_gzip(bench: Bench, desk: Desk, cut: float) -> None:
    rows = "".join(f"{i},2024-01-01 10:00:00\n" for i in range(200_000))
    packed = gzip.compress(("id,created\n" + rows).encode())
    path = bench.write("a.csv.gz", packed[: int(len(packed) * cut)])
    assert "a.csv.gz: the gzip file is cut off" in fails(bench, desk(), path)


def test_damaged_gzip(bench: Bench, desk: Desk) -> None:
    rows = "".join(f"{i},2024-01-01 10:00:{i * 7919 % 60:02}\n" for i in range(50_000))
    packed = bytearray(gzip.compress(("id,created\n" + rows).encode()))
    packed[len(packed) // 2] ^= 0xFF
    assert "a.csv.gz: cannot be read: a damaged gzip" in fails(bench, desk(), bench.write("a.csv.gz", bytes(packed)))


def test_gzip_without_its_ending(bench: Bench, desk: Desk) -> None:
    message = fails(bench, desk(), bench.write("a.csv", gzip.compress(GOOD.encode())))
    assert "let its name end in .gz" in message


def test_gzip_that_is_none(bench: Bench, desk: Desk) -> None:
    assert "a.csv.gz: cannot be read" in fails(bench, desk(), bench.write("a.csv.gz", GOOD))


@pytest.mark.parametrize("name", ["a.parquet", "a.parquet.gz"])
def test_parquet_that_is_none(bench: Bench, desk: Desk, name: str) -> None:
    content = gzip.compress(GOOD.encode()) if name.endswith(".gz") else GOOD.encode()
    assert name.removesuffix(".gz") in fails(bench, desk(), bench.write(name, content))


def test_utf16(bench: Bench, desk: Desk) -> None:
    bench.stage(desk(), bench.write("a.csv", GOOD.encode("utf-16")))
    assert bench.rows("SELECT ticket FROM in_ticket ORDER BY 1") == [("1",), ("2",)]


def test_zone_that_is_none(bench: Bench, desk: Desk) -> None:
    from cxtui.errors import CxtuiError

    with pytest.raises(CxtuiError, match="Europe/Berlin"):
        bench.stage(desk(), bench.write("a.csv", GOOD), zone="Europe/Berln")


def test_local_times_without_a_zone(bench: Bench) -> None:
    mapping = bench.write("m.toml", '[ticket]\nticket = "id"\ncreated_at = "created"\n')
    message = fails(bench, mapping, bench.write("a.csv", GOOD))
    assert "line 2, column created" in message and "--zone" in message
    strange = bench.write("n.toml", 'times = ["%d.%m.%Y"]\n[ticket]\nticket = "id"\ncreated_at = "created"\n')
    assert "--zone" in fails(bench, strange, bench.write("b.csv", "id,created\n1,31.12.2024\n"))


def test_all_rows_bad(bench: Bench, desk: Desk) -> None:
    message = fails(bench, desk(), bench.write("a.csv", "id,created\n1,31 Feb\n2,never\n"))
    assert "a.csv: line 2, column created: '31 Feb'" in message and "2 rows" in message


def test_bad_rows_are_set_aside_with_their_lines(bench: Bench, desk: Desk) -> None:
    path = bench.write(
        "a.csv",
        "id,created,note\n"  # 1
        "1,2024-01-01 10:00:00,fine\n"  # 2
        "\n"  # 3
        '2,2024-02-31 10:00:00,"two\nlines"\n'  # 4, 5
        "3,2024-13-01 10:00:00,month\n"  # 6
        ",2024-01-01 10:00:00,no key\n"  # 7
        "4,2024-01-01 10:00:00\n"  # 8
        "5,2024-01-01 10:00:00,x,y\n"  # 9
        '6,2024-01-01 10:00:00,"a "" b"\n'  # 10
        "7,,nothing\n",  # 11
    )
    staged = bench.stage(desk(), path)
    assert bench.rows("SELECT ticket FROM in_ticket ORDER BY 1") == [("1",), ("6",)]
    assert bench.rejects() == [
        (4, "created", "2024-02-31 10:00:00", "no such time, or not in a format of the mapping"),
        (6, "created", "2024-13-01 10:00:00", "no such time, or not in a format of the mapping"),
        (7, "id", None, "no ticket: a row without it cannot be used"),
        (8, None, None, "too few cells in this row"),
        (9, None, None, "too many cells in this row"),
        (11, "created", None, "no created_at: a row without it cannot be used"),
    ]
    assert bench.one("SELECT row FROM in_reject WHERE line = 4") == '2,2024-02-31 10:00:00,"two\nlines"'
    assert bench.one("SELECT row FROM in_reject WHERE line = 9") == "5,2024-01-01 10:00:00,x,y"
    assert (staged.rows_read, staged.rejected) == (8, 6)
    assert [(f.rows, f.rejected) for f in staged.files] == [(8, 6)]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_character_that_ends_texts_is_in_no_id(bench: Bench, form: str) -> None:
    rows = {
        "csv": "ticket,created_at,subject\na\0b,5,x\nc,5,y\0z\n",
        "jsonl": '{"ticket": "a\\u0000b", "created_at": 5}\n{"ticket": "c", "created_at": 5, "subject": "y\\u0000z"}\n',
    }
    bench.stage("canonical", bench.write(f"f/ticket.{form}", rows[form]))
    assert bench.rows("SELECT ticket, subject FROM in_ticket") == [("c", "y\0z")]
    assert [(column, value, why) for _, column, value, why in bench.rejects()] == [
        ("ticket", "a\0b", "a character that ends texts (NUL)")
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark(bench: Bench, desk: Desk, end: str) -> None:
    lines = ["\ufeffid,created,note", "1,2024-01-01,x", f'2,2024-02-31,"a{end}b"', "3,2024", "4,2024-13-01,y"]
    bench.stage(desk(), bench.write("a.csv", end.join(lines)))
    assert bench.rows("SELECT ticket FROM in_ticket") == [("1",)]
    assert [r[0] for r in bench.rejects()] == [3, 5, 6]


def test_blank_lines_before_the_header(bench: Bench, desk: Desk) -> None:
    bench.stage(desk(), bench.write("a.csv", "\n\nid,created\n1,2024-01-01\n2,x\n3\n"))
    assert [r[0] for r in bench.rejects()] == [5, 6]


def test_mixed_line_ends(bench: Bench, desk: Desk) -> None:
    bench.stage(desk(), bench.write("a.csv", "id,created\n1,2024-01-01\r\n2,x\n3,2024-01-03\r\n"))
    assert bench.rows("SELECT ticket FROM in_ticket ORDER BY 1") == [("1",), ("3",)]
    assert [r[0] for r in bench.rejects()] == [3]


@pytest.mark.parametrize("name", ["a*.csv", "a[1].csv", "a?.csv", "it's.csv", "a {b,c}.csv"])
def test_a_file_name_is_no_pattern(bench: Bench, desk: Desk, name: str) -> None:
    bench.write("ab.csv", "id,created\n9,2024-01-01\n")
    bench.stage(desk(), bench.write(name, GOOD))
    assert bench.rows("SELECT ticket FROM in_ticket ORDER BY 1") == [("1",), ("2",)]


def test_a_row_of_megabytes(bench: Bench, desk: Desk) -> None:
    big = f"1,2024-01-01,{'x' * 1_500_000}\n2,2024-01-01,{'x' * 3_000_000}\n3,2024-01-01,x\n"
    bench.stage(desk("", 'subject = "s"\n'), bench.write("a.csv", "id,created,s\n" + big))
    assert bench.rows("SELECT ticket, length(subject) FROM in_ticket ORDER BY 1") == [("1", 1_500_000), ("3", 1)]
    assert [(r[0], r[3]) for r in bench.rejects()] == [(3, "row longer than 2 MB")]


def test_lines_are_right_far_into_a_large_file(bench: Bench, desk: Desk) -> None:
    rows = [f'{i},2024-01-01 10:00:00,"some text of ticket {i} that takes its room"' for i in range(700_000)]
    rows[650_000] = "bad,2024-02-30 10:00:00,x"
    rows[690_000] = "worse"
    rows[10] = '10,2024-01-01 10:00:00,"one\nmore line"'
    bench.stage(desk(), bench.write("a.csv", "id,created,note\n" + "\n".join(rows) + "\n"))
    assert [r[0] for r in bench.rejects()] == [650_003, 690_003]


def test_broken_utf8_is_set_aside(bench: Bench, desk: Desk) -> None:
    content = b"id,created\n1,2024-01-01\n" + b"\xff\xfe2,2024-01-02\n" + "ü,2024-02-31\n3,2024-01-03\n".encode()
    bench.stage(desk(), bench.write("a.csv", content))
    assert bench.rows("SELECT ticket FROM in_ticket ORDER BY 1") == [("1",), ("3",)]
    assert [(r[0], r[3]) for r in bench.rejects()] == [
        (3, "broken UTF-8"),
        (4, "no such time, or not in a format of the mapping"),
    ]
    assert bench.one("SELECT row FROM in_reject WHERE line = 4") == "ü,2024-02-31"


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_broken_utf8_in_jsonl(bench: Bench, desk: Desk, name: str) -> None:
    rows = [b'{"id": 1, "created": "2024-01-01"}', b'{"id": "\xff"}', '{"id": "ü", "created": "x"}'.encode()]
    content = b"\n".join(rows) + b"\n"
    bench.stage(desk(), bench.write(name, gzip.compress(content) if name.endswith(".gz") else content))
    assert [(r[0], r[3][:12]) for r in bench.rejects()] == [(2, "broken UTF-8"), (3, "no such time")]
    assert bench.one("SELECT row FROM in_reject WHERE line = 3") == '{"id": "ü", "created": "x"}'


def test_broken_utf8_in_the_header(bench: Bench, desk: Desk) -> None:
    mapping = desk('encoding = "utf-8"')
    message = fails(bench, mapping, bench.write("a.csv", b"id,created,\xff\n1,2024-01-01,x\n"))
    assert "line 1: broken UTF-8" in message


def test_a_quote_left_open(bench: Bench, desk: Desk) -> None:
    bench.stage(desk(), bench.write("a.csv", 'id,created\n1,2024-01-01\n2,"2024-01-02\n3,2024-01-03\n'))
    ((line, _, _, reason),) = bench.rejects()
    assert (line, "quote" in reason) == (3, True)


def test_a_million_blank_rows(bench: Bench, desk: Desk) -> None:
    staged = bench.stage(desk(), bench.write("a.csv", "id,created\n" + ",\n" * 1_000_000 + "1,2024-01-01\n"))
    assert bench.one("SELECT count(*) FROM in_ticket") == 1
    assert staged.doubts == {"blank row left out": 1_000_000}
    assert (staged.rows_read, staged.rejected) == (1_000_001, 0)
    assert "1000000 blank" in fails(bench, desk(), bench.write("b.csv", "id,created\n" + ",\n" * 1_000_000))


def test_a_million_blank_lines(bench: Bench, desk: Desk) -> None:
    staged = bench.stage(desk(), bench.write("a.csv", "id,created\n" + "\n" * 1_000_000 + "1,2024-01-01\n"))
    assert (staged.rows_read, staged.tables) == (1, ("ticket",))
    assert "no rows" in fails(bench, desk(), bench.write("b.csv", "id,created\n" + "\n" * 1_000_000))


def test_jsonl_lines(bench: Bench, desk: Desk) -> None:
    path = bench.write(
        "a.jsonl",
        '{"id": 1, "created": "2024-01-01T10:00:00"}\n\n{oops\n{"id": 2, "created": "2024-02-31"}\n'
        '{"created": "2024-01-01"}\n[1]\n{"id": "3", "created": "2024-01-01T10:00:00.9"}\n',
    )
    bench.stage(desk(), path)
    assert bench.rows("SELECT ticket, created_at FROM in_ticket ORDER BY 1") == [("1", 1704103200), ("3", 1704103200)]
    assert [(r[0], r[3][:12]) for r in bench.rejects()] == [
        (3, "not a JSON o"), (4, "no such time"), (5, "no ticket: a"), (6, "not a JSON o"),
    ]  # fmt: skip
    assert bench.one("SELECT row FROM in_reject WHERE line = 3") == "{oops"


def test_a_key_that_comes_late(bench: Bench, desk: Desk) -> None:
    rows = [f'{{"id": {i}, "created": "2024-01-01"}}' for i in range(50_000)]
    path = bench.write("a.jsonl", "\n".join([*rows, '{"id": "last", "created": "2024-01-01", "s": "late"}']))
    bench.stage(desk("", 'subject = "s"\n'), path)
    assert bench.rows("SELECT ticket FROM in_ticket WHERE subject = 'late'") == [("last",)]
    assert "b.jsonl: no column 's'" in fails(
        bench, desk("", 'subject = "s"\n'), bench.write("b.jsonl", "\n".join(rows))
    )


def test_parquet_rows(bench: Bench, desk: Desk) -> None:
    path = bench.folder / "a.parquet"
    bench.con.execute(
        "COPY (SELECT * FROM (VALUES (1.0, TIMESTAMP '2024-01-01 10:00:00.9'), (2.0, NULL)) t(id, created)) "
        f"TO '{path}'"
    )
    bench.stage(desk(), path)
    assert bench.rows("SELECT ticket, created_at FROM in_ticket") == [("1", 1704103200)]
    assert [(r[0], r[1]) for r in bench.rejects()] == [(2, "created")]
    assert bench.one("SELECT row FROM in_reject") == '{"id":2.0,"created":null}'


def test_first_reply_before_creation(bench: Bench, desk: Desk) -> None:
    path = bench.write("a.csv", "id,created,reply\n1,2024-01-02,2024-01-01\n2,2024-01-02,2024-01-02\n3,2024-01-02,\n")
    bench.stage(desk("", '[stated]\nfirst_response_at = "reply"\n'), path)
    assert bench.rejects() == [(2, "reply", "2024-01-01", "first reply before creation")]
    assert bench.one("SELECT count(*) FROM in_ticket") == 2


def test_a_row_is_kept_whole_but_not_endless(bench: Bench, desk: Desk) -> None:
    bench.stage(desk(), bench.write("a.csv", "id,created,t\n1,2024-01-01,x\n2,never," + "y" * 50_000 + "\n"))
    assert bench.one("SELECT length(row) FROM in_reject") == 10_000


def test_a_failed_batch_leaves_an_earlier_one_nothing(bench: Bench, desk: Desk) -> None:
    bench.stage(desk(), bench.write("a.csv", GOOD))
    fails(bench, desk(), bench.write("b.csv", ""))


def test_the_session_is_given_back_as_it_was(bench: Bench, desk: Desk) -> None:
    bench.con.execute("SET TimeZone = 'Asia/Tokyo'")
    bench.con.execute("SET preserve_insertion_order = false")
    bench.stage(desk(), bench.write("a.csv", GOOD))
    assert bench.one("SELECT current_setting('TimeZone')") == "Asia/Tokyo"
    assert bench.one("SELECT current_setting('preserve_insertion_order')") is False
    assert bench.one("SELECT min(created_at) FROM in_ticket") == 1704103200
