"""Exports of tickets as they stand: until when they tell, and what they cannot cover."""

from tests.sources.conftest import Bench

STANDS = """\
kind = "state"
zone = "UTC"
coverage = ["status"]
ticket = { ticket = "ID", created_at = "Opened" }
stated = { status = "State", resolved_at = "Solved" }
"""
ROWS = "ID,Opened,State,Solved\n1,2026-03-02 09:00,solved,2026-03-03 10:00\n2,2026-03-02 09:20,open,\n"


def test_the_data_ends_at_the_export_not_at_its_newest_ticket(bench: Bench) -> None:
    staged = bench.stage(bench.write("desk.toml", STANDS), bench.write("t.csv", ROWS))
    # 2026-03-02 09:00 UTC and 2026-03-03 10:00 UTC, when ticket 1 was solved.
    assert (staged.first_at, staged.last_at) == (1_772_442_000, 1_772_532_000)


def test_the_data_ends_when_a_person_says_that_it_was_exported(bench: Bench) -> None:
    staged = bench.stage(bench.write("desk.toml", STANDS), bench.write("t.csv", ROWS), as_of=1_772_600_000)
    assert staged.last_at == 1_772_600_000


def test_records_end_with_what_happened_last(bench: Bench) -> None:
    mapping = STANDS.replace('kind = "state"', 'kind = "records"')
    staged = bench.stage(bench.write("desk.toml", mapping), bench.write("t.csv", ROWS))
    # 2026-03-02 09:20 UTC: a claim of a solve is no event.
    assert staged.last_at == 1_772_443_200


def test_a_status_as_it_stands_covers_no_history_and_is_said(bench: Bench) -> None:
    staged = bench.stage(bench.write("desk.toml", STANDS), bench.write("t.csv", ROWS))
    assert "status" not in staged.coverage
    assert [note for note in staged.notes if "'status'" in note] == [
        "coverage says 'status', but nothing here is a row of event (kind status) or a row of state (status) or a row "
        "of observed (status), which alone could show it; it is not taken over"
    ]


def test_rows_of_a_file_without_a_header_may_have_any_number_of_cells(bench: Bench) -> None:
    mapping = (
        'columns = ["id", "at", "team", "topic"]\nzone = "UTC"\n[ticket]\nticket = "id"\ncreated_at = "at"\n'
        'team = "team"\ntopic = "topic"\n'
    )
    staged = bench.stage(
        bench.write("desk.toml", mapping), bench.write("t.csv", "1,2026-03-02,a,b\n2,2026-03-02\n3,2026-03-02,c\n")
    )
    assert (staged.rejected, staged.doubts) == (0, {})
    assert bench.rows("SELECT ticket, team, topic FROM in_ticket ORDER BY 1") == [
        ("1", "a", "b"), ("2", None, None), ("3", "c", None),
    ]  # fmt: skip
