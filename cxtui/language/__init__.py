"""The language of the screens: texts are written in English where they are used, and translated from one catalogue.

Faces call ``tr`` and ``trn`` on what they show; a room below them, which knows no screen, writes sentences with
holes by ``said``; ``mark`` marks a constant that a face translates later. What customers and agents wrote is data
and goes through none of these.
"""

import gettext
from typing import Any

__all__ = ["LANGUAGES", "Said", "current", "mark", "said", "tr", "trn", "use"]

LANGUAGES = ("en", "ru", "pl")
"""The languages there are catalogues for."""


class Said(str):
    """An English sentence that remembers its holes, so that a face can say it in another language."""

    template: str
    values: dict[str, Any]


def said(template: str, **values: Any) -> Said:
    """Return ``template.format(**values)``, translatable later; values are data, or other ``Said`` sentences."""
    text = Said(template.format(**values))
    text.template, text.values = template, values
    return text


def mark(text: str) -> str:
    """Return a text as it is: its place in the source tells the catalogue of it."""
    return text


_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(language: str, catalogue: gettext.NullTranslations | None = None) -> None:
    """Say everything in a language from now on, in this process; ``catalogue`` stands in for the installed one."""
    global _catalogue, _language
    from cxtui.language.catalogues import load

    _language = language
    _catalogue = load(language) if catalogue is None else catalogue


def current() -> str:
    """Return the code of the language in use: ``en``, ``ru`` or ``pl``."""
    return _language


def tr(text: str) -> str:
    """Return a text of the program in the language in use."""
    if not text:
        return text
    if isinstance(text, Said):
        values = {name: tr(one) if isinstance(one, Said) else one for name, one in text.values.items()}
        return _catalogue.gettext(text.template).format(**values)
    return _catalogue.gettext(text)


def trn(one: str, many: str, n: int) -> str:
    """Return the form of a text that goes with a number; holes are filled by the caller."""
    return _catalogue.ngettext(one, many, n)
