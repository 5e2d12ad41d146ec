"""Numbers, days and units beside those of the Unicode CLDR, as Babel carries it."""

from datetime import UTC, datetime, timedelta

import pytest
from babel import Locale
from babel.numbers import format_decimal

from cxtui.language import LANGUAGES, chosen, use
from cxtui.language.formats import FORMATS
from cxtui.text.ages import age, clock_face
from cxtui.text.plain import change, countdown, duration, number, percent, quantity

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_written_as_the_cldr_has_them(language: str) -> None:
    use(language)
    for whole in (0, 7, 999, 24_918, 1_234_567, -24_918):
        assert number(whole) == format_decimal(whole, locale=language)
    for value in (0.5, 24_918.5, -1_234_567.5):
        assert number(value, 1) == format_decimal(value, locale=language)


def test_four_digits_stand_together_in_polish_alone() -> None:
    """CLDR's minimum of grouping digits is 2 in Polish: the first group needs two digits."""
    found = {}
    for language in LANGUAGES:
        use(language)
        found[language] = number(1_918.5, 1)
    assert found == {"en": "1,918.5", "ru": "1\u00a0918,5", "pl": "1918,5"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_months_are_those_of_the_cldr(language: str) -> None:
    locale, form = Locale.parse(language), FORMATS[language]
    days = locale.days["format"]
    short = days["abbreviated" if language == "en" else "short"]
    assert form.weekdays == tuple(short[n] for n in range(7))
    assert form.weekday_names == tuple(days["wide"][n] for n in range(7))
    assert form.months == tuple(locale.months["format"]["abbreviated"][n] for n in range(1, 13))
    assert max(map(len, form.weekdays)) <= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_are_short_forms_of_the_cldr(language: str) -> None:
    units, form = Locale.parse(language)._data["unit_patterns"], FORMATS[language]
    for name, ours in (("hour", form.hour), ("day", form.day), ("minute", form.minute), ("second", form.second)):
        patterns = dict(units[f"duration-{name}"]["short"].items())
        narrow = dict(units[f"duration-{name}"].get("narrow", {}).items())
        words = {text.replace("{0}", "").strip(" .") for text in (*patterns.values(), *narrow.values())}
        assert any(ours == one or one.startswith(ours) for one in words), (ours, words)


def test_durations_keep_their_one_style() -> None:
    found = {}
    for language in LANGUAGES:
        use(language)
        found[language] = (duration(252), duration(7_500), countdown(-7_500), duration(273_600), age(4_320), age(120))
    assert found == {
        "en": ("4:12", "2 h 05", "-2 h 05", "3 d 4 h", "1 h 12", "2 min"),
        "ru": ("4:12", "2 ч 05", "-2 ч 05", "3 д 4 ч", "1 ч 12", "2 мин"),
        "pl": ("4:12", "2 h 05", "-2 h 05", "3 d 4 h", "1 h 12", "2 min"),
    }


def test_rates_and_changes_have_the_point_of_the_language() -> None:
    use("ru")
    assert (percent(0.061), percent(0.0002), percent(0.9999), percent(0.05)) == ("6,1 %", "<0,1 %", "99,9 %", "5 %")
    assert (quantity(7.5, "points"), quantity(1_234.5, "money")) == ("7,5 п.", "1\u00a0234")
    assert (change(12_347, 1, "count"), change(0.915, 0.91, "ratio")) == ("▲ 12\u00a0346", "▲ 0,5 п.")
    use("pl")
    assert (quantity(0.061, "ratio"), quantity(7.5, "points")) == ("6,1 %", "7,5 pkt")


def test_the_clock_is_in_the_language() -> None:
    at = int((MONDAY + timedelta(days=1, hours=14)).timestamp())
    found = {}
    for language in LANGUAGES:
        use(language)
        found[language] = clock_face(at, "UTC")
    assert found == {"en": "Tue 6 Jan 14:00:00", "ru": "вт 6 янв. 14:00:00", "pl": "wto 6 sty 14:00:00"}


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "pl_PL.UTF-8"}, "pl"),
        ({"LANG": "pl_PL.UTF-8", "LC_ALL": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "pl_PL.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ({"LANG": "ru", "LC_ALL": ""}, "ru"),
        ({"LANG": "sr_RS@latin"}, "en"),
        ({"LC_MESSAGES": "POSIX", "LANG": "de_DE"}, "en"),
    ],
)
def test_the_locale_chooses_as_posix_has_it(environ: dict[str, str], language: str) -> None:
    assert chosen(None, environ) == language
    assert chosen("ru", environ) == "ru"
