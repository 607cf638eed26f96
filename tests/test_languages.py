# SPDX-License-Identifier: MIT
"""Every language is whole, and its files are as its translator should find them."""

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import smtpcodes
from smtpcodes import _core
from smtpcodes._fold import columns

TEXTS = ("name", "meaning", "description", "when_seen", "how_to_fix", "when_received", "when_to_send")
ROOT = Path(__file__).parent.parent
TABLES = ROOT / "csrc" / "tables"

needs_tree = pytest.mark.skipif(not TABLES.exists(), reason="reads the source tree, which is not here")


def in_language(lang):
    return [smtpcodes.lookup(code, lang=lang) for code in smtpcodes.codes]


def row_of(code):
    """What of a code has one text whatever its class: the reply code, or subject and detail."""
    return code.code if isinstance(code, smtpcodes.ReplyCode) else (code.subject, code.detail)


def folder_of(lang):
    """The folder of a language's texts: its tag as a C identifier."""
    return ROOT / "csrc" / "text" / lang.replace("-", "_").lower()


def other_languages():
    return [lang for lang in smtpcodes.languages if lang != "en"]


# What a sentence ends with, in whatever script, and what no text may hold.
SENTENCE_ENDS = tuple(".?!。？！؟۔।॥።៕")
SENTENCES = re.compile(r"(?<=[.!?:;])\s+|(?<=[。！？：；؟۔।॥])\s*")


def rows(path, macro):
    """The first arguments of a macro's calls in a .def file, comments aside."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(rf"^{macro}\(([\w, ]+?),(?= *\.|\s*\"|\n)", text, flags=re.MULTILINE)


def test_english_is_first_and_vietnamese_is_there():
    assert smtpcodes.languages[0] == "en" and "vi" in smtpcodes.languages


@pytest.mark.parametrize("language", other_languages())
def test_no_text_is_missing_or_left_in_english(language):
    gaps = [
        f"{code.keyword}.{field}"
        for code, english in zip(in_language(language), in_language("en"), strict=True)
        for field in TEXTS
        if getattr(code, field) in ("", getattr(english, field))
    ]
    assert not gaps


@pytest.mark.parametrize("language", other_languages())
def test_no_word_of_the_displays_is_left_in_english(language):
    ours, english = _core.vocabulary(language), _core.vocabulary("en")
    # What is the same everywhere: numbers, names and marks.
    same = {
        "TITLE",
        "NAMED",
        "EXPLAINED",
        "SUMMARY_MEANING",
        "LIST_COMMA",
        "CLAUSE_BREAK",
        "FULL_STOP",
        "SENTENCE_BREAK",
    }
    gaps = [key for key, text in ours["sentences"].items() if key not in same and text == english["sentences"][key]]
    gaps += [key for key, text in ours["fields"].items() if text == english["fields"][key]]
    gaps += [key for key, words in ours["values"].items() if set(words) & set(english["values"][key])]
    gaps += [key for key, text in ours["problems"].items() if text == english["problems"][key]]
    assert not gaps
    for digit in range(1, 6):
        unknown = next(n for n in range(digit * 100, digit * 100 + 100) if n not in smtpcodes.codes)
        for field in TEXTS:
            assert getattr(smtpcodes.lookup(unknown, lang=language), field) != getattr(smtpcodes.lookup(unknown), field)
    for unknown in [f"{digit}.{subject}.999" for digit in (2, 4, 5) for subject in range(9)]:
        for field in TEXTS:
            assert getattr(smtpcodes.lookup(unknown, lang=language), field) != getattr(smtpcodes.lookup(unknown), field)


@needs_tree
@pytest.mark.parametrize("language", other_languages())
@pytest.mark.parametrize("name", ["enhanced", "subjects"])
def test_no_field_of_a_class_is_missing(language, name):
    def fields(lang):
        text = (folder_of(lang) / f"{name}.def").read_text(encoding="utf-8")
        return {
            row[0]: set(re.findall(r"^ *(\w+), \"", row[1], re.MULTILINE))
            for row in re.findall(r"^TEXT\((\w+),\n(.*?\"\))$", text, re.MULTILINE | re.DOTALL)
        }

    assert fields(language) == fields("en") and fields("en")


@needs_tree
def test_each_class_that_a_code_has_is_told_of():
    text = (folder_of("en") / "enhanced.def").read_text(encoding="utf-8")
    for code in smtpcodes.codes:
        if isinstance(code, smtpcodes.EnhancedCode):
            row = text[text.index(f"TEXT({code.keyword},") :]
            assert f"when_received_{code.severity}, " in row[: row.index('")\n')], code


def test_names_are_unique(lang):
    for kind in (smtpcodes.ReplyCode, smtpcodes.EnhancedCode):
        names = Counter(
            name for _, name in {(row_of(code), code.name) for code in in_language(lang) if isinstance(code, kind)}
        )
        assert not [name for name, count in names.items() if count > 1]


def test_no_sentence_stands_under_two_codes(lang):
    places = defaultdict(set)
    for code in in_language(lang):
        for field in TEXTS[2:]:
            for sentence in SENTENCES.split(getattr(code, field)):
                places[sentence].add((row_of(code), field))
    # "550 5.1.1." is an answer in itself
    assert not {sentence: where for sentence, where in places.items() if len(where) > 1 and len(sentence) > 25}


def test_texts_are_clean(lang):
    for code in in_language(lang):
        for field in TEXTS:
            text = getattr(code, field)
            assert text == unicodedata.normalize("NFC", text).strip(), (code, field)
            assert not re.search(r"  |\s[,;]|\s\.(?![\"\w])|[^\S ]|<[a-z/]|[*`_]{2}", text), (code, field, text)
            assert all(char.isprintable() for char in text), (code, field)
            assert text.endswith(SENTENCE_ENDS) == (field not in ("name", "meaning")), (code, field, text)
        # Where a script has cases; there a sentence begins with a capital, and what stands within one does not.
        assert not code.meaning[0].isupper(), code.meaning
        assert not code.description[0].islower(), code.description


def test_texts_say_enough_and_not_too_much(lang):
    for code in in_language(lang):
        # What is told of an enhanced code in one class comes on top.
        more = 0 if isinstance(code, smtpcodes.ReplyCode) else 330
        # In columns, since an ideograph takes the room of two letters. It says more, so half of them may do.
        least = 1 if lang == "en" else 0.5
        assert least * 60 <= columns(code.description) <= 460 + more, (code, columns(code.description))
        assert least * 30 <= columns(code.when_seen) <= 460, (code, columns(code.when_seen))
        assert least * 60 <= columns(code.how_to_fix) <= 560 + more, (code, columns(code.how_to_fix))
        assert least * 20 <= columns(code.meaning) <= 200, (code, columns(code.meaning))


def test_nobody_is_sent_to_the_administrator():
    lazy = re.compile(
        r"contact (?:the|your|an?) (?:mail |server |system )?admin|liên hệ (?:với )?quản trị", re.IGNORECASE
    )
    for language in smtpcodes.languages:
        for code in in_language(language):
            assert not any(lazy.search(getattr(code, field)) for field in TEXTS)


@pytest.mark.parametrize("language", other_languages())
def test_numbers_and_names_of_the_protocol_are_kept(language):
    facts = re.compile(r"RFC \d+(?: \d+(?:\.\d+)+)?|\b[245X]\.\d+\.\d+|\b[1-5]\d\d\b|\b[A-Z]{4,}\b", re.ASCII)
    for code, english in zip(in_language(language), in_language("en"), strict=True):
        for field in TEXTS:
            lost = set(facts.findall(getattr(english, field))) - set(facts.findall(getattr(code, field)))
            assert not lost, (code.code, field, lost)


@needs_tree
def test_patterns_leave_the_same_places_open(lang):
    places = dict(
        re.findall(r'^SENTENCE\((\w+), "(.*)"\)', (TABLES / "sentences.def").read_text("utf-8"), re.MULTILINE)
    )
    patterns = _core.vocabulary(lang)["sentences"]
    assert places.keys() == patterns.keys()
    for key, pattern in patterns.items():
        assert sorted(re.findall(r"{(\w+)}", pattern)) == sorted(re.findall(r"{(\w+)}", places[key])), key


@needs_tree
@pytest.mark.parametrize("name, macro", [
    ("replies", "TEXT"), ("severities", "TEXT"), ("pairs", "NOTE"), ("fields", "VALUE"), ("fields", "FIELD"),
    ("sentences", "SENTENCE"), ("enhanced", "TEXT"), ("subjects", "TEXT"), ("problems", "PROBLEM"),
])  # fmt: skip
def test_files_keep_the_order_of_the_english(lang, name, macro):
    here = rows(folder_of(lang) / f"{name}.def", macro)
    assert here and here == rows(folder_of("en") / f"{name}.def", macro)


@needs_tree
def test_texts_stand_in_the_order_of_the_table():
    table = [row.split(", ")[1] for row in rows(TABLES / "replies.def", "REPLY")]
    replies = [code.keyword for code in smtpcodes.codes if isinstance(code, smtpcodes.ReplyCode)]
    assert rows(folder_of("en") / "replies.def", "TEXT") == table == replies
    table = re.findall(r"^ENHANCED\(\d+, \d+, (\w+),", (TABLES / "enhanced.def").read_text(), re.MULTILINE)
    assert rows(folder_of("en") / "enhanced.def", "TEXT") == table
