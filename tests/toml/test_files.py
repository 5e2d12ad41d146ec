"""A file that cannot be read says why, in the same words whoever reads it, as the error that its reader wants."""

from pathlib import Path

import pytest

from cxtui.errors import CxtuiError, SourceError, UsageError
from cxtui.toml import parse_toml, read_toml


@pytest.mark.parametrize("error", [SourceError, UsageError])
def test_the_readers_own_error_says_why(tmp_path: Path, error: type[CxtuiError]) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"a = 1\n# caf\xe9\n")
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 1_000_001)
    for path, fault in (
        (tmp_path / "gone.toml", "there is no such file"),
        (tmp_path, "cannot be read: Is a directory"),
        (latin, "line 2 is not UTF-8; save the file as UTF-8"),
        (large, "is larger than 1000000 bytes; this cannot hold a mapping"),
    ):
        with pytest.raises(error) as caught:
            read_toml(path, "a mapping", error)
        assert str(caught.value) == f"{path}: {fault}"


def test_a_file_of_the_greatest_size_and_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\n".ljust(1_000_000, b"#"))
    assert read_toml(path, "a mapping", SourceError).count("a", 1, 1) == 1


def test_a_key_that_nothing_resembles_has_all_that_there_are() -> None:
    table = parse_toml("\nxyz = 1", "a.toml", "a mapping", SourceError)
    with pytest.raises(SourceError) as caught:
        table.only("kind", "zone")
    assert str(caught.value) == "a.toml: xyz is no key of a mapping; there are: kind, zone (at line 2)"


def test_a_missing_key_has_its_default_or_is_asked_for() -> None:
    table = parse_toml("[t]", "a.toml", "a mapping", SourceError).table("t")
    assert table.text("a", None) is None
    assert table.flag("a", True)
    assert table.choice("a", ("x",), "y") == "y"
    assert table.text_or_texts("a", ("iso",)) == ("iso",)
    assert table.table("a", optional=True).data == {}
    assert list(table.tables("a", optional=True)) == []
    with pytest.raises(SourceError) as caught:
        table.text("a")
    assert str(caught.value) == "a.toml: t.a is missing; it must be a text (at line 1)"


def test_a_blank_text_is_none_unless_it_may_be() -> None:
    table = parse_toml('tab = "\\t"', "a.toml", "a mapping", SourceError)
    assert table.text("tab", blank=True) == "\t"
    with pytest.raises(SourceError, match="tab must not be empty"):
        table.text("tab")
