"""How each language writes numbers, durations and days, after the Unicode CLDR (a test holds them side by side)."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxtui.language.in_use import current

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class LocaleFormat:
    """The habits of a language: ``comma`` parts thousands in numbers of ``grouped`` digits or more.

    ``weekdays`` begin with Monday; ``months`` are as they stand behind a day; ``points`` are those of a percentage or
    of a score.
    """

    point: str
    comma: str
    grouped: int
    weekdays: tuple[str, ...]
    weekday_names: tuple[str, ...]
    months: tuple[str, ...]
    second: str = "s"
    minute: str = "min"
    hour: str = "h"
    day: str = "d"
    points: str = "pt"


FORMATS: Mapping[str, LocaleFormat] = {
    "en": LocaleFormat(
        point=".", comma=",", grouped=4,
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        weekday_names=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    "ru": LocaleFormat(
        point=",", comma=NO_BREAK, grouped=4,
        weekdays=("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
        weekday_names=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
        months=("янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."),
        second="с", minute="мин", hour="ч", day="д", points="п.",
    ),
    "pl": LocaleFormat(
        point=",", comma=NO_BREAK, grouped=5,
        weekdays=("pon", "wto", "śro", "czw", "pią", "sob", "nie"),
        weekday_names=("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"),
        months=("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"),
        points="pkt",
    ),
}  # fmt: skip
"""The formats by language; one without any (a stand-in for tests) writes as English does."""


def habits() -> LocaleFormat:
    """Return the formats of the language in use."""
    return FORMATS.get(current(), FORMATS["en"])


def local(number: str) -> str:
    """Return a number as Python's ``,`` format writes it, ``-24,918.5``, as the language in use does."""
    if current() in ("en", ""):
        return number
    form = habits()
    whole, point, rest = number.partition(".")
    digits = sum(character.isdigit() for character in whole)
    whole = whole.replace(",", form.comma if digits >= form.grouped else "")
    return f"{whole}{form.point}{rest}" if point else whole
