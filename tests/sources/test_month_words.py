"""Dates that name their months are read in the languages of the program, alike in Python and in SQL."""

from datetime import UTC, date, datetime

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.sources import month_words, time_formats
from cxtui.sources.month_words import MONTHS, plain, plain_form, sql
from cxtui.sources.times import readings

PLAIN = {
    "2. März 2026 09:04": "2 Mar 2026 09:04",
    "02/mars/26 9:04 AM": "02 Mar 26 9:04 AM",
    "02.Mär.26 09:04": "02 Mar 26 09:04",
    "12 de marzo de 2026": "12 Mar 2026",
    "March 12th, 2026": "Mar 12 2026",
    "1er mars 2026": "1 Mar 2026",
    "2 марта 2026 г. 09:04": "2 Mar 2026 09:04",
    "17 мая 2026 г., 10:00": "17 May 2026 10:00",
    "2 МАРТА 2026": "2 Mar 2026",
    "2 marca 2026 r.": "2 Mar 2026",
    "17 września 2026, 10:00": "17 Sep 2026 10:00",
    "Montag, 2. März 2026 um 09:04 Uhr": "2 Mar 2026 09:04",
    "mar. 3 de marzo de 2026, 10:00": "3 Mar 2026 10:00",
    "Tuesday, March 3, 2026 at 9:04 AM": "Mar 3 2026 9:04 AM",
    "Mar 3, 2026 4:05:06 PM": "Mar 3 2026 4:05:06 PM",
    "12 de mar. de 2026 14:20": "12 Mar 2026 14:20",
    "12\u202fmarço\u00a02026": "12 Mar 2026",
    "Mon, 02 Mar 2026 09:04:00 +0100": "02 Mar 2026 09:04:00 +0100",
}


@pytest.mark.parametrize("text", PLAIN)
def test_a_date_in_words_becomes_plain(text: str) -> None:
    assert plain(text) == PLAIN[text]


def test_sql_says_what_python_says() -> None:
    with duckdb.connect() as con:
        for text, made in PLAIN.items():
            assert con.execute(f"SELECT {sql('?')}", [text]).fetchall() == [(made,)], text


@pytest.mark.parametrize(
    ("form", "made"),
    [("%d. %B %Y %H:%M", "%d %b %Y %H:%M"), ("%d/%b/%y %I:%M %p", "%d %b %y %I:%M %p"), ("%B %d, %Y", "%b %d %Y"),
     ("%a, %d %b %Y %H:%M:%S %z", "%d %b %Y %H:%M:%S %z")],
)  # fmt: skip
def test_formats_become_plain_as_their_dates_do(form: str, made: str) -> None:
    assert plain_form(form) == made


CON = duckdb.connect()
WORDS = [(number, word) for number, words in enumerate(MONTHS.values(), 1) for word in words]
TWICE = {word for _, word in WORDS if len({number for number, one in WORDS if one == word}) > 1}


def test_no_word_means_two_months() -> None:
    """Czech listopad is November as the Polish one is; no word of two languages tells different months."""
    assert not TWICE


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(WORDS),
    st.integers(1, 28),
    st.integers(1990, 2060),
    st.sampled_from(["{} {} {}", "{}. {} {}", "{}-{}-{}"]),
)
def test_every_month_of_every_language_is_found_and_read(
    month: tuple[int, str], day: int, year: int, shape: str
) -> None:
    number, word = month
    text = shape.format(day, word, year)
    found = time_formats.found([text])
    assert len(found.formats) == 1, text
    read = readings("x", found.formats, utc=True)
    ((micros,),) = CON.execute(f"SELECT {read.absolute} FROM (SELECT ? AS x)", [text]).fetchall()
    assert micros is not None, (text, found.formats)
    assert datetime.fromtimestamp(micros // 1_000_000, UTC).date() == date(year, number, day)


def test_what_names_no_month_stays() -> None:
    assert plain("Samstag") == "Samstag"
    assert not month_words.is_worded("%d.%m.%Y")
