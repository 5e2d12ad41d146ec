"""The encoding of a file is found from its bytes, or said, and lines and texts stay those of the file."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.sources import encodings
from tests.sources.conftest import Bench

Desk = Callable[..., Path]
TEXTS = {
    "cp1250": ("Nie działa poczta", "Hasło – reset", "Příliš žluťoučký kůň úpěl", "Zażółć gęślą jaźń"),
    "cp1251": ("Не работает почта", "Закрыт", "Пароль — срочно", "Нет доступа к серверу"),
    "koi8-r": ("Не работает почта", "Нет доступа к серверу"),
    "cp866": ("Не работает почта", "Нет доступа к серверу"),
    "cp1252": (
        "Größe läuft über",
        "Número de créditos mañana",
        "Não há atenção",
        "Can’t log in",
        "access – new",
        "“mail” € 5",
    ),
    "cp1253": ("Δεν λειτουργεί ο εκτυπωτής",),
    "cp1254": ("Yazıcı çalışmıyor; şifre değişti",),
    "shift_jis": ("プリンターが動かない",),
    "gb18030": ("打印机不工作了",),
}
CASES = [(encoding, text) for encoding, texts in TEXTS.items() for text in texts]


@pytest.mark.parametrize(("encoding", "text"), CASES)
def test_found_by_a_single_subject(bench: Bench, desk: Desk, encoding: str, text: str) -> None:
    path = bench.write("a.csv", f"id,created,subject\n1,2024-01-01,{text}\n".encode(encoding))
    staged = bench.stage(desk("", 'subject = "subject"\n'), path)
    assert bench.rows("SELECT subject FROM in_ticket") == [(text,)]
    assert staged.notes == (f"a.csv is written in {encodings.name(encoding)}",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.txt"])
def test_wide_encodings(bench: Bench, desk: Desk, encoding: str, name: str) -> None:
    content = "id;created;subject\r\n1;2024-01-01;Żółw\r\n2;2024-02-31;x\r\n".encode(encoding)
    path = bench.write(name, gzip.compress(content) if name.endswith(".gz") else content)
    if encoding == "utf-32":
        assert content.startswith(b"\xff\xfe\0\0")
    bench.stage(desk("", 'subject = "subject"\n'), path)
    assert bench.rows("SELECT ticket, subject FROM in_ticket") == [("1", "Żółw")]
    assert [(r[0], r[2]) for r in bench.rejects()] == [(3, "2024-02-31")]
    assert bench.one("SELECT row FROM in_reject") == "2;2024-02-31;x"


def test_columns_of_the_mapping_decide(bench: Bench) -> None:
    mapping = bench.write("m.toml", 'zone = "UTC"\nticket = { ticket = "№ тикета", created_at = "Время" }\n')
    bench.stage(mapping, bench.write("a.csv", "№ тикета;Время\n1;2024-01-01\n".encode("cp1251")))
    assert bench.rows("SELECT ticket FROM in_ticket") == [("1",)]


def test_said_by_the_mapping(bench: Bench, desk: Desk) -> None:
    path = bench.write("a.csv", b"id,created,subject\n1,2024-01-01,\xa3\n2,2024-01-01,\x81\n")
    staged = bench.stage(desk('encoding = "Windows-1252"', 'subject = "subject"\n'), path)
    assert bench.rows("SELECT subject FROM in_ticket") == [("£",)]
    assert staged.notes == ("a.csv is written in Windows-1252",)
    assert [(r[0], r[3]) for r in bench.rejects()] == [(3, "broken UTF-8")]


def test_an_encoding_that_is_none(bench: Bench, desk: Desk) -> None:
    from cxtui.errors import SourceError

    for strange in ("windows-99", "base64", "rot13"):
        with pytest.raises(SourceError, match=f"encoding is '{strange}', no encoding"):
            bench.stage(desk(f'encoding = "{strange}"'), bench.write("a.csv", "id,created\n"))


def test_utf8_with_one_broken_byte_stays_utf8(bench: Bench, desk: Desk) -> None:
    content = "id,created,s\n1,2024-01-01,é\n2,2024-01-01,?\n".encode().replace(b"?", b"\xe9")
    staged = bench.stage(desk("", 'subject = "s"\n'), bench.write("a.csv", content))
    assert staged.notes == () and bench.rows("SELECT subject FROM in_ticket") == [("é",)]


def test_found_far_into_a_large_file(bench: Bench, desk: Desk) -> None:
    rows = ["id,created,s", *(f"{i},2024-01-01,plain text of some length" for i in range(60_000))]
    rows[50_000] = "x,2024-01-01,Müller"
    bench.stage(desk("", 'subject = "s"\n'), bench.write("a.csv", "\n".join(rows).encode("cp1252")))
    assert bench.rows("SELECT subject FROM in_ticket WHERE ticket = 'x'") == [("Müller",)]
    assert bench.one("SELECT count(*) FROM in_ticket") == 60_000


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="cp1251", exclude_characters="\0"), max_size=80), st.integers(1, 7))
def test_what_was_written_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str, chunk: int) -> None:
    folder = tmp_path_factory.mktemp("t")
    (folder / "a").write_bytes(text.encode("cp1251"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "CHUNK", chunk)
        encodings.transcode(folder / "a", False, "cp1251", folder / "b")
    assert (folder / "b").read_bytes().decode() == text


def test_a_long_line_of_ascii_before_other_bytes_is_gone_through_once(tmp_path: Path) -> None:
    """A search for whole lines would go back at each of its million bytes."""
    file = tmp_path / "tickets.csv"
    file.write_bytes(b"subject\n" + b"A" * 2_000_000 + "\nZażółć gęślą jaźń\n".encode("cp1250"))
    assert encodings.found(file, False, file.read_bytes()[:4096], []) == "cp1250"
