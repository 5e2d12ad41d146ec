"""The list of what columns hold is complete: a new column of text is not forgotten."""

from cxtui.store.people.columns import COLUMNS, KIND_OF, id_columns
from cxtui.store.schema import specs


def test_every_column_of_text_is_listed_and_every_listed_one_is_there() -> None:
    texts = {(name, c.name) for name, spec in specs().items() for c in spec.columns if c.kind == "text"}
    assert {(table, column) for table, columns in COLUMNS.items() for column in columns} == texts
    assert COLUMNS.keys() == specs().keys()


def test_a_column_called_after_people_is_never_said_to_hold_nothing() -> None:
    people = {"agent", "customer", "actor", "assignee", "solver", "opened_by", "name", "comment", "subject"}
    assert [
        (table, column)
        for table, columns in COLUMNS.items()
        for column, holds in columns.items()
        if (column in people or column.endswith("_agent")) and holds == "no" and table != "horizon"
    ] == []


def test_a_column_whose_kind_another_says_has_that_other_beside_it() -> None:
    for column in (*id_columns("agent"), *id_columns("customer")):
        if column.column in KIND_OF and column.table != "state":
            assert KIND_OF[column.column] in {c.name for c in specs()[column.table].columns}
