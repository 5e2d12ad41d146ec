"""Dates with the month in words: brought into one English spelling, in Python and in SQL alike.

``2. März 2026 09:04``, ``02/mars/26 9:04 AM``, ``12 de marzo de 2026`` and ``March 12th, 2026`` become ``2 Mar 2026
09:04``, ``02 Mar 26 9:04 AM``, ``12 Mar 2026`` and ``Mar 12 2026``.
"""

import re

from cxtui.sources.sql import lit

MONTHS: dict[str, tuple[str, ...]] = {
    "Jan": (
        "january", "jan", "januar", "jänner", "jän", "stycznia", "styczeń", "sty", "января", "январь", "янв", "enero",
        "ene", "janeiro", "janvier", "janv", "gennaio", "gen", "januari", "ledna", "leden", "січня", "січ",
    ),
    "Feb": (
        "february", "feb", "febr", "februar", "lutego", "luty", "lut", "февраля", "февраль", "фев", "февр", "febrero",
        "fevereiro", "fev", "février", "févr", "fév", "fevrier", "febbraio", "februari", "února", "únor", "лютого",
        "лют",
    ),
    "Mar": (
        "march", "mar", "märz", "mär", "mrz", "marca", "marzec", "марта", "март", "мар", "marzo", "março", "marco",
        "mars", "maart", "mrt", "března", "březen", "березня", "бер",
    ),
    "Apr": (
        "april", "apr", "kwietnia", "kwiecień", "kwi", "апреля", "апрель", "апр", "abril", "abr", "avril", "avr",
        "aprile", "dubna", "duben", "квітня", "квіт", "кві",
    ),
    "May": (
        "may", "mai", "maja", "maj", "мая", "май", "mayo", "maio", "maggio", "mag", "mei", "května", "květen", "травня",
        "трав",
    ),
    "Jun": (
        "june", "jun", "juni", "czerwca", "czerwiec", "cze", "июня", "июнь", "июн", "junio", "junho", "juin", "giugno",
        "giu", "června", "červen", "червня", "черв",
    ),
    "Jul": (
        "july", "jul", "juli", "lipca", "lipiec", "lip", "июля", "июль", "июл", "julio", "julho", "juillet", "juil",
        "luglio", "lug", "července", "červenec", "липня", "лип",
    ),
    "Aug": (
        "august", "aug", "sierpnia", "sierpień", "sie", "августа", "август", "авг", "agosto", "ago", "août", "aout",
        "augustus", "srpna", "srpen", "серпня", "серп",
    ),
    "Sep": (
        "september", "sep", "sept", "września", "wrzesień", "wrz", "сентября", "сентябрь", "сен", "сент", "septiembre",
        "setiembre", "setembro", "set", "septembre", "settembre", "září", "вересня", "вер",
    ),
    "Oct": (
        "october", "oct", "oktober", "okt", "października", "październik", "paź", "октября", "октябрь", "окт",
        "octubre", "outubro", "out", "octobre", "ottobre", "ott", "října", "říjen", "жовтня", "жовт",
    ),
    "Nov": (
        "november", "nov", "listopada", "listopad", "lis", "ноября", "ноябрь", "ноя", "нояб", "noviembre", "novembro",
        "novembre", "listopadu", "листопада", "лист",
    ),
    "Dec": (
        "december", "dec", "dezember", "dez", "grudnia", "grudzień", "gru", "декабря", "декабрь", "дек", "diciembre",
        "dic", "dezembro", "décembre", "déc", "decembre", "dicembre", "prosince", "prosinec", "грудня", "груд",
    ),
}  # fmt: skip
"""The words for a month in English, German, Polish, Russian, Spanish, Portuguese, French and a few more languages."""

DAYS = (
    "monday", "mon", "tuesday", "tue", "tues", "wednesday", "wed", "thursday", "thu", "thur", "thurs", "friday", "fri",
    "saturday", "sat", "sunday", "sun", "montag", "mo", "dienstag", "di", "mittwoch", "mi", "donnerstag", "do",
    "freitag", "fr", "samstag", "sa", "sonntag", "so", "poniedziałek", "pon", "wtorek", "wt", "środa", "śr",
    "czwartek", "czw", "piątek", "pt", "pią", "sobota", "sob", "niedziela", "nie", "ndz", "понедельник", "пн",
    "вторник", "вт", "среда", "ср", "четверг", "чт", "пятница", "пт", "суббота", "сб", "воскресенье", "вс", "lunes",
    "lun", "martes", "miércoles", "mié", "jueves", "jue", "viernes", "vie", "sábado", "sáb", "domingo", "dom",
    "segunda-feira", "segunda", "seg", "terça-feira", "terça", "ter", "quarta-feira", "quarta", "qua", "quinta-feira",
    "quinta", "qui", "sexta-feira", "sexta", "sex", "lundi", "mardi", "mercredi", "mer", "jeudi", "jeu", "vendredi",
    "ven", "samedi", "sam", "dimanche", "dim",
)  # fmt: skip
"""Days of the week that may stand before a date."""
BETWEEN = (
    "de",
    "del",
    "of",
    "г",
    "года",
    "года,",
    "року",
    "roku",
    "r",
    "uhr",
    "um",
    "at",
    "às",
    "à",
    "o",
    "в",
    "a las",
)
"""Words without meaning that stand in dates."""

FORMS = ("%d %b %Y", "%b %d %Y", "%d %b %y", "%Y %b %d", "%b %d %y")
"""The dates that ``plain`` may leave."""

_SPACE = "[\\s\u00a0\u202f\u2009]"


def is_worded(form: str) -> bool:
    """Return whether a format names its months."""
    return "%b" in form or "%B" in form


def _one_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)).replace("\\ ", " ") + ")"


def _steps() -> list[tuple[str, str]]:
    """Return what is replaced by what, in patterns that Python and RE2 read alike."""
    blank = "[ .,/-]"
    return [
        (_SPACE + "+", " "),
        (rf"(?i)^ ?{_one_of(DAYS)}[.,]* ([^ ]* ?[^ ]*\d)", r"\1"),
        *(
            (rf"(?i)(^|[\d .,/-]){blank}*{_one_of(words)}({blank}+|$)", rf"\1 {month} ")
            for month, words in MONTHS.items()
        ),
        (rf"(?i)([\d ]){_one_of(BETWEEN)}\.?,?( |$)", r"\1 "),
        (r"(?i)(\d)(?:st|nd|rd|th|er|º|ª|°)?[.,]*( |$)", r"\1 "),
        (" +", " "),
        # Spanish for Tuesday and for March begin alike.
        (rf"^ ?Mar (\d+ {_one_of(tuple(MONTHS))} )", r"\1"),
    ]


STEPS = _steps()
_COMPILED = [(re.compile(pattern), made) for pattern, made in STEPS]


def plain(text: str) -> str:
    """Return a date with its month in English and nothing but blanks around it."""
    for pattern, made in _COMPILED:
        text = pattern.sub(made, text)
    return text.strip()


def plain_form(form: str) -> str:
    """Return the format that reads what ``plain`` makes of a date in a format."""
    form = re.sub(r"%[aA][.,]* *", "", form.replace("%B", "%b"))
    form = re.sub(r"[ .,/-]*%b[ .,/-]*", " %b ", form)
    return re.sub(" +", " ", re.sub(r"(%[dYy])[.,]+( |$)", r"\1 ", form)).strip()


def sql(text: str) -> str:
    """Return ``plain`` of a column in SQL."""
    for pattern, made in STEPS:
        text = f"regexp_replace({text}, {lit(pattern)}, {lit(made)}, 'g')"
    return f"trim({text})"
