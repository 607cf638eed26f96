# SPDX-License-Identifier: MIT
"""What the displays share: the words of each language, and how a stranger's text is shown."""

import json
import threading
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import smtpcodes
from smtpcodes import _html, _words

# Default_Ignorable_Code_Point of the Unicode Character Database: what a screen shows nothing for.
IGNORABLE = (
    "00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFF8 "
    "1BCA0-1BCA3 1D173-1D17A E0000-E0FFF"
)
BLANK = "2800 16FE4 1D159"  # a Braille pattern without dots, a filler and a note without a head
WITHOUT_A_GLYPH = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # blanks of any width (Zs) are seen as blanks


def characters(ranges):
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


def test_what_has_no_glyph_is_spelled_out_and_all_else_is_shown():
    invisible = {*characters(IGNORABLE), *characters(BLANK)}
    for char in map(chr, range(0x110000)):
        hidden = unicodedata.category(char) in WITHOUT_A_GLYPH or char in invisible
        shown = _words.shown(char)
        assert shown.isascii() and shown.startswith("\\") and shown.isprintable() if hidden else shown == char, ascii(
            char
        )


SPELLED = [
    ("\x00", r"\x00"), ("\n", r"\x0a"), ("\x9b", r"\x9b"), ("\xad", r"\xad"), ("\xa0", "\xa0"), ("\u3000", "\u3000"),
    ("\u0600", r"\u0600"), ("\u202e", r"\u202e"),
    ("\u2800", r"\u2800"), ("\udcff", r"\xff"), ("\ud800", r"\ud800"), ("\U000e0041", r"\U000e0041"),
    ("\U0001d173", r"\U0001d173"),
]  # fmt: skip


def test_how_it_is_spelled():
    for char, spelled in SPELLED:
        assert _words.shown(f"a{char}b {char}") == f"a{spelled}b {spelled}"


@given(st.text(max_size=3000))
def test_a_strangers_text_is_one_printable_line_of_bounded_length(text):
    shown = _words.shown(text)
    assert all(char.isprintable() or unicodedata.category(char) == "Zs" for char in shown)
    assert len(shown) <= 10 * _words.LONGEST_SHOWN + 20


@given(
    st.recursive(st.text(), lambda values: st.lists(values) | st.dictionaries(st.text(), values)),
    st.sampled_from([None, 2]),
)
def test_json_on_a_screen_says_the_same(value, indent):
    text = _words.escaped(json.dumps(value, ensure_ascii=False, indent=indent))
    assert json.loads(text) == value and not any(
        unicodedata.category(char) in WITHOUT_A_GLYPH for char in text.replace("\n", "")
    )


def test_only_the_words_of_a_language_that_is_asked_for_are_made(python):
    python(
        """
import smtpcodes
from smtpcodes import _html, _markdown, _rows, _search, _text, _words
assert not _words._VOCABULARIES
def display(lang):
    for page in (smtpcodes.lookup(550, lang=lang), smtpcodes.compare(211, 251, lang=lang),
                 smtpcodes.explain(b"550 5.1.1 no", lang=lang)):
        str(page), page._repr_html_(), page._repr_markdown_(), page.to_dict()
    smtpcodes.search("full", lang=lang), smtpcodes.codes._repr_html_(), smtpcodes.codes.rows(lang=lang)
caches = [_words._VOCABULARIES, _words.SENTENCES, _words.FIELDS, _words.VALUES, _words.COMMANDS,
          _html._PARTS, _text._HEADS, _search._INDEXES]
display("en")
assert all(set(cache) == {"en"} for cache in caches), caches
kept = [cache["en"] for cache in caches]
display("vi")
assert all(set(cache) == {"en", "vi"} for cache in caches)
display("en")
assert all(cache["en"] is before for cache, before in zip(caches, kept))
"""
    )


def test_threads_that_ask_at_once_get_the_same_words():
    barrier = threading.Barrier(4)

    def make(lang):
        barrier.wait(timeout=60)
        return [lang]

    made, got = _words.ByLanguage(make), []
    threads = [threading.Thread(target=lambda: got.append(made["en"])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 4 and all(one is made["en"] for one in got)


def test_a_language_that_is_not_there_leaves_nothing_behind():
    with pytest.raises(LookupError):
        _words.SENTENCES["xx"]
    assert "xx" not in _words.SENTENCES and set(_words.SENTENCES) <= set(smtpcodes.languages)


DIRECTIONS = [
    ("en", False), ("vi", False), ("ar", True), ("ar-EG", True), ("fa", True), ("he", True), ("ur-PK", True),
    ("yi", True), ("ps", True), ("sd", True), ("ug", True),
    ("dv", True), ("pa", False), ("pa-Arab-PK", True), ("ug-Latn", False), ("AR", True), ("zh-Hans", False),
    ("th", False), ("hi", False), ("tr", False),
]  # fmt: skip


@pytest.mark.parametrize("lang, is_right_to_left", DIRECTIONS)
def test_a_page_runs_the_way_of_its_script(lang, is_right_to_left, monkeypatch):
    monkeypatch.setattr(_words, "_VOCABULARIES", _words.ByLanguage(lambda _: smtpcodes._core.vocabulary("en")))
    for name in ("SENTENCES", "FIELDS", "VALUES"):
        monkeypatch.setattr(_html, name, _words.ByLanguage(getattr(_words, name)._make))
    parts = _html._parts(lang)
    assert (
        (f' lang="{lang}" dir="rtl">' in parts.opening)
        == is_right_to_left
        == ("left" not in parts.top + parts.row + _html._bar(None, parts))
    )
    assert is_right_to_left or f'<div class="smtpc" lang="{lang}"><style>' in parts.opening
