"""Durations as people and programs write them, into seconds, in SQL.

A plain number (of a unit), ``HH:MM``, ``HH:MM:SS``, ``2.03:04:05``, ISO 8601 (``P1DT2H``), or words in seven
languages: ``2 days 3 hours``, ``3h 12m``, ``1 Std. 5 Min.``, ``2 дня 3 часа``. Months and years are none, since
nobody can say how long they are.
"""

from cxtui.sources import numbers
from cxtui.sources.numbers import Decimal
from cxtui.sources.sql import lit

UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400, "weeks": 604_800}
"""What a plain number may count, in seconds."""

WORDS: dict[int, tuple[str, ...]] = {
    604_800: (
        "w", "wk", "wks", "week", "weeks", "wo", "woche", "wochen", "tyg", "tydzień", "tygodnie", "tygodni", "tygodnia",
        "нед", "неделя", "недели", "недель", "неделю", "semana", "semanas", "semaine", "semaines", "sem",
    ),
    86_400: (
        "d", "day", "days", "tag", "tage", "tagen", "t", "dzień", "dni", "dnia", "д", "дн", "день", "дня", "дней",
        "día", "días", "dia", "dias", "jour", "jours", "j",
    ),
    3600: (
        "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "g", "godz", "godzina", "godziny", "godzin",
        "ч", "час", "часа", "часов", "hora", "horas", "heure", "heures",
    ),
    60: (
        "m", "mn", "min", "mins", "minute", "minutes", "minuten", "minuta", "minuty", "minut", "м", "мин", "минута",
        "минуты", "минут", "минуту", "minuto", "minutos",
    ),
    1: (
        "s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "sekunda", "sekundy", "sekund", "с",
        "сек", "секунда", "секунды", "секунд", "секунду", "segundo", "segundos", "seg", "seconde", "secondes",
    ),
}  # fmt: skip
"""The words for a unit, by its seconds."""
AND = ("and", "und", "i", "oraz", "и", "y", "e", "et")

PLAIN = r"\d[\d.,'’\s]*"
NUMBER = r"\d+(?:[.,]\d+)?"
WITH_WORD = r"\d+(?:\.\d+|,\d{1,2})?"
"""The number before a word: three digits after a comma may be thousands, so that is none."""
CLOCK = r"(?:(\d+)[. ])?\s*(\d+):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?"
ISO = rf"p(?:({NUMBER})w)?(?:({NUMBER})d)?(?:t(?:({NUMBER})h)?(?:({NUMBER})m)?(?:({NUMBER})s)?)?"


def seconds(text: str, unit: str = "seconds", decimal: Decimal | None = None) -> str:
    """Return the seconds (a DOUBLE) of a text, NULL where it is no duration; a plain number counts ``unit``s.

    ``decimal`` is what stands before the fraction of a plain number, where it is known.
    """
    # Spaces that no line breaks at stand between number and unit.
    plain = rf"trim(lower(regexp_replace({text}, '[\x{{a0}}\x{{202f}}]', ' ', 'g')))"
    bare = rf"regexp_replace({plain}, '^[-−]\s*', '')"
    sign = f"CASE WHEN starts_with({plain}, '-') OR starts_with({plain}, '−') THEN -1 ELSE 1 END"
    cases = (
        (PLAIN, f"try_cast({numbers.plain(bare, decimal)} AS DOUBLE) * {UNITS[unit]}"),
        (CLOCK, _parts(bare, CLOCK, (86_400, 3600, 60, 1))),
        (ISO, f"CASE WHEN regexp_matches({bare}, '\\d') THEN {_parts(bare, ISO, tuple(WORDS))} END"),
        (_sentence(), _of_words(bare)),
    )
    made = " ".join(f"WHEN regexp_full_match({bare}, {lit(pattern)}) THEN {value}" for pattern, value in cases)
    return f"({sign}) * (CASE {made} END)"


def _number(text: str) -> str:
    return f"try_cast(replace({text}, ',', '.') AS DOUBLE)"


def _parts(text: str, pattern: str, units: tuple[int, ...]) -> str:
    found = (
        f"coalesce({_number(f'regexp_extract({text}, {lit(pattern)}, {n})')}, 0) * {size}"
        for n, size in enumerate(units, 1)
    )
    return f"({' + '.join(found)})"


def _one_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _sentence() -> str:
    units = tuple(word for words in WORDS.values() for word in words)
    pair = rf"{WITH_WORD}\s*{_one_of(units)}\.?"
    return rf"{pair}(?:\s*,?\s*(?:{_one_of(AND)}\s+)?{pair})*"


def _of_words(text: str) -> str:
    found = (
        f"coalesce({_number(f'regexp_extract({text}, {lit(_with_unit(words))}, 1)')}, 0) * {size}"
        for size, words in WORDS.items()
    )
    return f"({' + '.join(found)})"


def _with_unit(words: tuple[str, ...]) -> str:
    return rf"({WITH_WORD})\s*{_one_of(words)}(?:[^\p{{L}}]|$)"
