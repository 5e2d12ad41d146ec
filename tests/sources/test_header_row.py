"""The header of a file stands above its rows, and below its title."""

from cxtui.sources.header_row import find

HEAD = ["Ticket id", "Channel", "Created"]
ROW = ["7001", "email", "2026-03-02 09:04"]
WANTED = {"ticket id", "email", "created"}


def test_a_row_is_no_header_whatever_words_it_has() -> None:
    assert find([HEAD, ROW, ROW], {"email", "7001"}) == 0


def test_case_does_not_matter() -> None:
    assert find([["Report", "", ""], HEAD, ROW], WANTED) == 1


def test_unknown_columns_stand_in_the_first_wide_row_without_numbers() -> None:
    rows = [["Desk report"], ["Made", "2026-03-18"], [], ["Ref", "Raised", "Who"], ["9001", "2026-03-02", "Ada"]]
    assert find(rows, set()) == 3


def test_a_file_of_numbers_alone_begins_with_its_first_row() -> None:
    assert find([["1", "2"], ["3", "4"]], set()) == 0


def test_nothing_has_no_header() -> None:
    assert find([[], ["", ""]], WANTED) is None
