"""The language of the screens: texts are written in English where they are used, and translated from one catalogue.

Faces call ``_`` and ``ngettext`` on what they show; a room below them, which knows no screen, writes sentences with
holes by ``lazy`` and ``lazy_plural``; ``N_`` and ``ngettext_noop`` mark constants that a face translates later. What
customers and agents wrote is data and goes through none of these.
"""

import gettext
import os
from collections.abc import Iterable, Mapping
from typing import Any, Self

from cxtui.language.formats import local
from cxtui.language.in_use import current, set_current

__all__ = [
    "HEAD",
    "KEY",
    "LANGUAGES",
    "N_",
    "LazyText",
    "_",
    "chosen",
    "current",
    "lazy",
    "lazy_joined",
    "lazy_number",
    "lazy_plural",
    "ngettext",
    "ngettext_noop",
    "translated",
    "use",
]

LANGUAGES = ("en", "ru", "pl")
"""The languages there are catalogues for."""

HEAD, KEY = "head", "key"


class LazyText(str):
    """An English sentence that remembers its holes, so that a face can say it in another language.

    It stays one where an error carries it: ``str(error)`` is the ``LazyText`` that the error was made with. ``many`` is
    its other form where it goes with the number ``n``; a number alone has no template.
    """

    template: str | None
    many: str | None
    values: dict[str, Any]

    def __str__(self) -> Self:
        """Return the sentence itself: a plain string would have forgotten its holes."""
        return self


def lazy(template: str, **values: Any) -> LazyText:
    """Return ``template`` with its holes filled, translatable later; what was said already stays as it is.

    Whole numbers get their thousands apart; other values are data, or other ``LazyText`` sentences.
    """
    if isinstance(template, LazyText):
        return template
    return _made(template, None, values)


def lazy_plural(one: str, many: str, n: int, **values: Any) -> LazyText:
    """Return the form of a sentence that goes with ``n``, its holes (``n`` among them) filled, translatable later."""
    return _made(one, many, {**values, "n": n})


def lazy_number(value: float, digits: int = 0, end: str = "") -> LazyText:
    """Return a number with its thousands apart and a unit behind it, for a hole of a sentence."""
    text = LazyText(f"{value:,.{digits}f}{end}")
    text.template, text.many, text.values = None, None, {}
    return text


def lazy_joined(parts: Iterable[str], by: str = "; ") -> LazyText:
    """Return sentences that stand beside each other, each translatable for itself."""
    values = {f"part{place}": part for place, part in enumerate(parts)}
    return _made(by.join(f"{{{name}}}" for name in values), None, values)


def _made(template: str, many: str | None, values: dict[str, Any]) -> LazyText:
    form = template if many is None or values["n"] == 1 else many
    filled = {name: f"{one:,}" if _whole(one) else one for name, one in values.items()}
    text = LazyText(form.format(**filled) if values else form)
    text.template, text.many, text.values = template, many, values
    return text


def N_(text: str) -> str:
    """Return a text as it is: its place in the source tells the catalogue of it."""
    return text


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """Return both forms of a text that goes with a number, for ``lazy_plural`` or ``ngettext``: ``N_`` for the two."""
    return one, many


_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str, catalogue: gettext.NullTranslations | None = None) -> None:
    """Say everything in a language from now on, in this process; ``catalogue`` stands in for the installed one."""
    global _catalogue
    from cxtui.language.catalogues import load

    set_current(language)
    _catalogue = load(language) if catalogue is None else catalogue


def chosen(wanted: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """Return the language somebody asked for, else that of the locale, else English.

    The locale is the first of LC_ALL, LC_MESSAGES and LANG that says anything, as POSIX has it.
    """
    if wanted is not None:
        return wanted
    locale = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := environ.get(name))), "")
    language = locale.partition(".")[0].partition("@")[0].partition("_")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def _(text: str, context: str | None = None) -> str:
    """Return a text of the program in the language in use.

    ``context`` tells one word in two meanings apart: ``KEY`` is a word of the footer, ``HEAD`` that over a column.
    """
    if not text:
        return text
    if context is not None:
        return _catalogue.pgettext(context, text)
    if isinstance(text, LazyText):
        if text.template is None:
            return local(str.__str__(text))
        form = _form(text, text.template)
        return form.format(**{name: _local(one) for name, one in text.values.items()}) if text.values else form
    return _catalogue.gettext(text)


def translated(text: str) -> str:
    """Return a text that may be data: only what the program said itself is translated."""
    return _(text) if isinstance(text, LazyText) else text


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of a text that goes with a number; holes are filled by the caller."""
    return _catalogue.ngettext(one, many, n)


def _form(text: LazyText, template: str) -> str:
    if text.many is None:
        return _catalogue.gettext(template)
    return _catalogue.ngettext(template, text.many, text.values["n"])


def _local(value: object) -> object:
    """Return what fills a hole: sentences translated, whole numbers with the thousands apart of the language."""
    if isinstance(value, LazyText):
        return _(value)
    return local(f"{value:,}") if _whole(value) else value


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
