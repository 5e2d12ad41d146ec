"""Pictures whose columns stay straight whoever draws them: every word at its own place."""

import html
import re

from rich.cells import cell_len

_TEXT = re.compile(r'<text([^>]*?) x="([\d.]+)"([^>]*?) textLength="([\d.]+)"([^>]*)>([^<]+)</text>')
_WORD = re.compile("[^ \xa0]+")


def straight(svg: str) -> str:
    """Return a terminal's picture with each run of text split into words.

    A run with one place and one length for all of it relies on a font of the right width, and on a program that
    stretches text; many have neither.
    """
    return _TEXT.sub(_parted, svg)


def _parted(found: re.Match[str]) -> str:
    before, x, between, length, after, body = found.groups()
    text = html.unescape(body)
    each = float(length) / len(text)  # its length counts characters, wide ones once
    words = []
    for word in _WORD.finditer(text):
        at = float(x) + each * cell_len(text[: word.start()])
        wide = each * cell_len(word[0])
        words.append(
            f'<text{before} x="{at:.1f}"{between} textLength="{wide:.1f}"{after}>{html.escape(word[0])}</text>'
        )
    return "".join(words)
