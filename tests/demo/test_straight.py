"""Every word of a picture stands at its own place."""

import re

from cxtui.demo.straight import straight


def test_words_are_parted_and_stand_where_their_cells_are() -> None:
    run = '<text class="r1" x="10" y="5" textLength="90" clip-path="url(#c)">&#160;ab&#160;&#160;&amp;x&#160;c</text>'
    made = straight(run)
    assert re.findall(r'x="([\d.]+)" y="5" textLength="([\d.]+)"[^>]*>([^<]*)<', made) == [
        ("20.0", "20.0", "ab"), ("60.0", "20.0", "&amp;x"), ("90.0", "10.0", "c"),
    ]  # fmt: skip


def test_wide_characters_take_two_cells() -> None:
    made = straight('<text x="0" y="5" textLength="40">北&#160;ab</text>')
    assert re.findall(r'x="([\d.]+)"[^>]*>([^<]*)<', made) == [("0.0", "北"), ("30.0", "ab")]


def test_what_is_no_run_stays() -> None:
    assert straight('<text x="1" y="2">title</text><rect x="1"/>') == '<text x="1" y="2">title</text><rect x="1"/>'
    assert straight('<text x="1" y="2" textLength="9">&#160;</text>') == ""
