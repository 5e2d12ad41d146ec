"""In which encoding a text file is written: as a mapping says, by its mark, or found from its bytes."""

import codecs
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from cxtui.errors import SourceError
from cxtui.sources.alphabets import TRIED, likeness

CHUNK = 1 << 20
SAMPLE = 1 << 15
"""Bytes of lines beyond ASCII that are looked at."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
NAMES = {
    "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32",
    "iso8859-2": "ISO 8859-2", "koi8-r": "KOI8-R", "cp866": "DOS 866", "cp850": "DOS 850", "cp852": "DOS 852",
    "mac-roman": "Mac Roman", "shift_jis": "Shift JIS", "gb18030": "GB 18030", "big5": "Big5", "euc_kr": "EUC-KR",
    "euc_jp": "EUC-JP",
}  # fmt: skip
VALID = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
"""A character of more than one byte in UTF-8."""
HIGH = bytes(range(128, 256))
BEYOND = re.compile(rb"[\x80-\xff]")
AROUND = 1000
"""Bytes of a long line that are looked at before and after one beyond ASCII."""
UNREADABLE = "cxtui-unreadable"
"""The handler of bytes that an encoding does not know: they stay bytes that are no UTF-8, and so rows to set aside."""


def _unreadable(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "\udcff", error.end


codecs.register_error(UNREADABLE, _unreadable)


def name(encoding: str) -> str:
    """Return how people call an encoding: ``Windows-1250`` for ``cp1250``."""
    plain = codecs.lookup(encoding).name
    return NAMES.get(plain, f"Windows-{plain[2:]}" if plain.startswith("cp125") else plain)


def known(encoding: str) -> str | None:
    """Return the plain name of an encoding of text; None if there is none of this name."""
    try:
        found = codecs.lookup(encoding)
        # Only what makes text of bytes is one; a codec of another kind is refused before it looks at them.
        b"text".decode(encoding, "replace")
    except (LookupError, ValueError):
        return None
    return found.name.removesuffix("-sig")


def found(path: Path, gzipped: bool, head: bytes, wanted: Iterable[str]) -> str:
    """Return the encoding of a text file, ``utf-8`` where it is that or pure ASCII.

    A file of which most bytes beyond ASCII are UTF-8 is that, with broken places. Of encodings that fit the others,
    one in which the header has a ``wanted`` column is taken first. Reads the whole file, in bounded memory.
    """
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    if wide := _wide(head):
        return wide
    sample = _beyond_utf8(path, gzipped)
    if not sample:
        return "utf-8"
    high = len(sample) - len(sample.translate(None, HIGH))
    if 2 * sum(len(one) for one in VALID.findall(sample)) >= high:
        return "utf-8"
    return _likeliest(sample, head, list(wanted))


def _wide(head: bytes) -> str | None:
    """Return the UTF-16 of a text without a mark, where every second byte of its ASCII is nothing."""
    half = max(1, len(head) // 2)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * half and odd < 0.05 * half else None


def _beyond_utf8(path: Path, gzipped: bool) -> bytes:
    """Return lines that are not ASCII, of a file that is not UTF-8; nothing of one that is."""
    packed = gzip.open if gzipped else open
    decoder, broken, sample, size = codecs.getincrementaldecoder("utf-8")(), False, [], 0
    try:
        with cast("BinaryIO", packed(path, "rb")) as file:
            while chunk := file.read(CHUNK):
                if chunk.isascii() and (broken or not decoder.getstate()[0]):
                    continue
                if size < SAMPLE:
                    lines = _high_lines(chunk)
                    sample += lines
                    size += sum(map(len, lines))
                if not broken:
                    try:
                        decoder.decode(chunk)
                    except UnicodeDecodeError:
                        broken, sample, size = True, _high_lines(chunk), 0
                if broken and size >= SAMPLE:
                    break
            if not broken and decoder.getstate()[0]:
                broken = True
    except (OSError, EOFError, zlib.error):
        # Whoever counts its bytes says what is wrong.
        return b""
    return b"\n".join(sample) if broken else b""


def _high_lines(chunk: bytes) -> list[bytes]:
    """Return lines with a byte beyond ASCII, of long ones what lies around it; goes through the bytes once."""
    lines, size, at = [], 0, 0
    while size < SAMPLE and (high := BEYOND.search(chunk, at)):
        begin = chunk.rfind(b"\n", max(at, high.start() - AROUND), high.start()) + 1 or max(at, high.start() - AROUND)
        end = chunk.find(b"\n", high.start(), high.start() + AROUND)
        at = end if end >= 0 else high.start() + AROUND
        lines.append(chunk[begin:at])
        size += len(lines[-1])
    return lines


def _likeliest(sample: bytes, head: bytes, wanted: list[str]) -> str:
    from charset_normalizer import from_bytes

    names = [one for one in wanted if not one.isascii()]
    if names:
        fits = {code: sum(one in head.decode(code, "replace") for one in names) for code in TRIED}
        if best := max(fits.values()):
            return next(code for code in TRIED if fits[code] == best)
    matches = from_bytes(sample, cp_isolation=list(TRIED), enable_fallback=False, preemptive_behaviour=False)
    close = [one for one in matches if one.chaos <= matches[0].chaos + 0.15]
    listed = {codec_name(code) for one in close for code in (one.encoding, *one.could_be_from_charset)}
    candidates = [code for code in TRIED if codec_name(code) in listed] or ["cp1252"]
    return max(candidates, key=lambda code: likeness(sample, code))


def beginning(head: bytes, encoding: str) -> str:
    """Return the first characters of a text, its mark left out, as far as whole ones are there."""
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)("replace")
    return decoder.decode(head).removeprefix("\ufeff")


def codec_name(encoding: str) -> str:
    """Return the one name of an encoding that has many."""
    return codecs.lookup(encoding).name


def text_chunks(path: Path, gzipped: bool, encoding: str) -> Iterator[str]:
    """Yield a text file's characters, its mark left out, a chunk at a time; raises SourceError if it is damaged."""
    packed = gzip.open if gzipped else open
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)(UNREADABLE)
    first = True
    try:
        with cast("BinaryIO", packed(path, "rb")) as file:
            while chunk := file.read(CHUNK):
                text = decoder.decode(chunk)
                yield text.removeprefix("\ufeff") if first else text
                first = False
            yield decoder.decode(b"", final=True)
    except EOFError:
        raise SourceError(f"{path}: the gzip file is cut off; nothing of it was imported. Export it again.") from None
    except (OSError, zlib.error) as error:
        raise SourceError(f"{path}: cannot be read: {error}.") from None


def transcode(path: Path, gzipped: bool, encoding: str, target: Path) -> None:
    """Write a text file as UTF-8, line by line the same; what its encoding does not know stays broken."""
    with target.open("wb") as copy:
        for text in text_chunks(path, gzipped, encoding):
            copy.write(text.encode("utf-8", "surrogateescape"))
