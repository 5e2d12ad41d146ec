"""How much a text looks like one that people write in the languages of an encoding."""

GERMANIC_ROMANCE = "äöüßéèêëàâîïôùûçœæñáíóúãõåøìòýÿ"
CENTRAL = "ąćęłńóśźżáčďéěíňřšťúůýžőűäöüßăâîşţđĺľŕô"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћџђ"
GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"
TURKISH = "çğıöşüâîûİ"
BALTIC = "āčēģīķļņšūžąęėįųõäöüó"
MARKS = "–—‘’“”„‚…€№«»§°·\xa0£¿¡ºª©®™´"
"""What stands beside letters in any of them."""

ALPHABETS = {
    "cp1252": GERMANIC_ROMANCE, "cp1250": CENTRAL, "cp1251": CYRILLIC, "koi8_r": CYRILLIC, "cp866": CYRILLIC,
    "cp1253": GREEK, "cp1254": TURKISH, "cp1257": BALTIC, "iso8859_2": CENTRAL, "cp850": GERMANIC_ROMANCE,
    "cp852": CENTRAL, "mac_roman": GERMANIC_ROMANCE,
}  # fmt: skip
ALONE = 0.5
"""What a letter of another script speaks for it that stands alone between ASCII: one byte is no word."""
RARE = 0.15
"""What an encoding of other systems than Windows has to be better by."""
WIDE = ("shift_jis", "gb18030", "big5", "euc_kr", "euc_jp")
TRIED = (*ALPHABETS, *WIDE)
"""The encodings that are looked for; of several that fit alike the first is taken."""


def likeness(sample: bytes, encoding: str) -> float:
    """Return from about 1 (as people write) down to -3 how likely bytes are a text in an encoding."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        text = sample.decode(encoding, "replace")
    if encoding in WIDE:
        return _wide(text)
    return _narrow(text, ALPHABETS[encoding]) - (0 if encoding.startswith("cp125") else RARE)


def _narrow(text: str, alphabet: str) -> float:
    letters = set(alphabet + alphabet.upper())
    latin = alphabet not in (CYRILLIC, GREEK)
    total = points = 0.0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            continue
        total += 1
        if letter in letters:
            alone = not latin and before not in letters and after not in letters
            points += -2 if before.isalpha() and _mixed(before, letter, latin) else ALONE if alone else 1
        elif letter in MARKS:
            points += 0.9
        else:
            points -= 1 if letter.isalpha() else 3
    return points / total if total else 0.0


def _mixed(before: str, letter: str, latin: bool) -> bool:
    """Return whether two letters do not stand side by side in a word: small and capital, or of two scripts."""
    return (before.islower() and letter.isupper()) or (before.isascii() and not latin)


def _wide(text: str) -> float:
    """Return a likeness that only beats alphabets in which a text makes little sense."""
    beyond = [letter for letter in text if not letter.isascii()]
    known = sum("\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" for letter in beyond)
    return 0.5 * (2 * known / len(beyond) - 1) if beyond else 0.0
