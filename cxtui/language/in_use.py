"""Which language is in use in this process."""

_language = "en"


def current() -> str:
    """Return the code of the language in use: ``en``, ``ru`` or ``pl``."""
    return _language


def set_current(language: str) -> None:
    """Use a language from now on."""
    global _language
    _language = language
