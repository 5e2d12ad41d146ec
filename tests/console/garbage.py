"""What a terminal may send, and what it should not: random, truncated and mutated sequences from a seed."""

import random
from collections.abc import Iterator

KILLERS = (
    b"\xff", b"\xe4", b"\xc3\x28", b"\xf4\x90\x80\x80", b"\xed\xa0\x80", b"\x80", b"\xe2\x82",
    b"\x1b[99999999999999u", b"\x1b[1114112u", b"\x1b[1114111u", b"\x1b[55296u", b"\x1b[1;1;55296u", b"\x1b[0u",
    b"\x1b[97;99999999999999999999u", b"\x1b[97;-1u", b"\x1b[97;0u", b"\x1b[97;1:2:3u", b"\x1b[97;5;1114112u",
    b"\x1b[97;;99999999999999u", b"\x1b[:97u", b"\x1b[;;u", b"\x1b[1:1u", b"\x1b[97::98;5u", b"\x1b[3;;7u",
    b"\x1b[<999999999999;1;1M", b"\x1b[<0;99999999999;99999999999M", b"\x1b[<0;0;0M", b"\x1b[<0;-5;-5m",
    b"\x1b[<35;1;1M\x1b[<35;400;190M", b"\x1b[<64;1;1M\x1b[<67;9;9M", b"\x1b[M   ", b"\x1b[M\xff\xff\xff",
    b"\x1b[48;0;0;0;0t", b"\x1b[48;65535;65535;65535;65535t", b"\x1b[48;99999999;99999999;1;1t", b"\x1b[48;5;5;0;0t",
    b"\x1b[?2026;2$y", b"\x1b[?2048;1$y\x1b[<0;5;5M", b"\x1b[?2048;2$y", b"\x1b[?99999999999999;9$y", b"\x1b[?2048;0$y",
    b"\x1b[200~" + b"x" * 9_000 + b"\x1b[201~", b"\x1b[200~\x1b]0;t\x07\xff\x00\x1b[2J\x1b[201~", b"\x1b[201~",
    b"\x1b[200~ab\x1b[1114112ucd\x1b[201~", b"\x1b[200~\x1b[48;0;0;0;0t\x1b[201~", b"\x1b[200~\r\n\r\n\x1b[201~",
    b"\x1b[24;80R", b"\x1b[99999999999;99999999999R", b"\x1b[I\x1b[O\x1b[I", b"\x1b[O", b"\x1b" * 50,
    b"\x1b]11;rgb:ffff/0000/0000\x07", b"\x1b]52;c;b3duZWQ=\x1b\\", b"\x1bP1$r0;1m\x1b\\", b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b[" + b"9" * 40 + b"u", b"\x1b[" + b";" * 40, b"\x1b[" + b"1;" * 60 + b"m", b"\x1b[?62;4c", b"\x1b[>1;10;0c",
    b"\x00", b"\x1bOP\x1bOZ", b"\x1b[1;5A\x1b[1;99Z", b"\x1b[3~\x1b[99~", b"\x9b97u", b"\x1b[\xd9\xa1\xd9\xa2u",
    b"\x1b[57344u\x1b[57441u\x1b[57454u", "\u0661\u200d\U0001f468\u200d\U0001f469".encode(),
)  # fmt: skip
"""Each of these, or one like it, ends a program that trusts its terminal."""

LEAVING = (b"q", b"\x03", b"\x1c", b"\x1a", b"\x13")
"""What ends a console by right, and what an ordinary terminal obeys once its console was left."""

_NUMBERS = (b"0", b"1", b"-1", b"255", b"256", b"55296", b"65535", b"65536", b"1114111", b"1114112", b"4294967296",
            b"99999999999999999999", b"", b":", b"1:2", b"\xd9\xa3")  # fmt: skip
_WORDS = (b"\x1b[", b"\x1b", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b[<", b"\x1b[?", b"\x1b[200~", b"\x1b[201~", b"u", b"~",
          b"M", b"m", b"t", b"R", b"$y", b";", b":", b"\x1b[48;", b"\x07", b"\x1b\\")  # fmt: skip


def garbage(seed: int, size: int) -> Iterator[bytes]:
    """Yield pieces of what may be sent, ``size`` bytes in total at least, the same for the same seed."""
    chance = random.Random(seed)
    sent = 0
    while sent < size:
        piece = chance.choice((_random, _truncated, _mutated, _numbered, _joined))(chance)
        for left_out in LEAVING:
            piece = piece.replace(left_out, b"")
        sent += len(piece)
        yield piece


def _random(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(1, 60))


def _truncated(chance: random.Random) -> bytes:
    whole = chance.choice(KILLERS)[:200]
    return whole[: chance.randint(0, len(whole))]


def _mutated(chance: random.Random) -> bytes:
    piece = bytearray(chance.choice(KILLERS)[:200])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(piece) + 1)
        match chance.randrange(4):
            case 0:
                piece[at : at + 1] = chance.randbytes(1)
            case 1:
                piece[at:at] = chance.randbytes(1)
            case 2:
                del piece[at : at + chance.randint(1, 3)]
            case _:
                piece[at:at] = piece[chance.randrange(len(piece) + 1) :][:8]
    return bytes(piece)


def _numbered(chance: random.Random) -> bytes:
    """Return a sequence that is well formed but for what its numbers say."""
    numbers = b";".join(chance.choice(_NUMBERS) for _ in range(chance.randint(0, 5)))
    start = chance.choice((b"\x1b[", b"\x1b[<", b"\x1b[?", b"\x1b[48;", b"\x1b[97;"))
    return start + numbers + chance.choice((b"u", b"~", b"M", b"m", b"t", b"R", b"$y", b"A", b"H", b"c"))


def _joined(chance: random.Random) -> bytes:
    return b"".join(chance.choice(_WORDS + _NUMBERS) for _ in range(chance.randint(1, 12)))
