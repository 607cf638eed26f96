# SPDX-License-Identifier: MIT
"""What the displays share: the words of each language, and how a stranger's text is shown."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from smtpcodes import _words

# Default_Ignorable_Code_Point of the Unicode Character Database: what a screen shows nothing for.
IGNORABLE = (
    "00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFF8 "
    "1BCA0-1BCA3 1D173-1D17A E0000-E0FFF"
)
BLANK = "2800 16FE4 1D159"  # a Braille pattern without dots, a filler and a note without a head
WITHOUT_A_GLYPH = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")


def characters(ranges):
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


def test_what_has_no_glyph_is_spelled_out_and_all_else_is_shown():
    invisible = {*characters(IGNORABLE), *characters(BLANK)}
    for char in map(chr, range(0x110000)):
        hidden = char != " " and (unicodedata.category(char) in WITHOUT_A_GLYPH or char in invisible)
        shown = _words.shown(char)
        assert shown.isascii() and shown.startswith("\\") and shown.isprintable() if hidden else shown == char, ascii(char)


SPELLED = [
    ("\x00", r"\x00"), ("\n", r"\x0a"), ("\x9b", r"\x9b"), ("\xad", r"\xad"), ("\xa0", r"\xa0"), ("\u0600", r"\u0600"), ("\u202e", r"\u202e"),
    ("\u2800", r"\u2800"), ("\udcff", r"\xff"), ("\ud800", r"\ud800"), ("\U000e0041", r"\U000e0041"), ("\U0001d173", r"\U0001d173"),
]  # fmt: skip


def test_how_it_is_spelled():
    for char, spelled in SPELLED:
        assert _words.shown(f"a{char}b {char}") == f"a{spelled}b {spelled}"


@given(st.text(max_size=3000))
def test_a_strangers_text_is_one_printable_line_of_bounded_length(text):
    shown = _words.shown(text)
    assert shown.isprintable() and len(shown) <= 10 * _words.LONGEST_SHOWN + 20


@given(st.recursive(st.text(), lambda values: st.lists(values) | st.dictionaries(st.text(), values)), st.sampled_from([None, 2]))
def test_json_on_a_screen_says_the_same(value, indent):
    text = _words.escaped(json.dumps(value, ensure_ascii=False, indent=indent))
    assert json.loads(text) == value and all(line.isprintable() for line in text.split("\n"))
