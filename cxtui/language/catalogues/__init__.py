"""The catalogues, one folder a language, as gettext lays them out."""

import gettext
from pathlib import Path


def load(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; English, and a language without one, is the texts as written."""
    return gettext.translation("cxtui", Path(__file__).parent, [language], fallback=True)
