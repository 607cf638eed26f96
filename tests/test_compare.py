# SPDX-License-Identifier: MIT
"""compare: every pair in every language, and what a page on some of them must say."""

import itertools
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import smtpcodes
from smtpcodes import Comparison, EnhancedCode, SMTPCodesError, compare, lookup

FIELDS = (
    "kind", "outcome", "category", "subject", "retry", "condition", "action", "message", "recipient", "connection",
    "commands", "enhanced",
    "basic", "standing", "references",
)  # fmt: skip
LISTS = ("commands", "references", "enhanced", "basic")


def check(comparison):
    """What holds of any comparison."""
    codes = comparison.codes
    numbers = [str(code) for code in codes]
    assert comparison.title.startswith(f"SMTP {codes[0].code} {codes[0].name}")
    assert all(f"{code.code} {code.name}" in comparison.title for code in codes)
    if (
        len({(code.subject, code.detail) for code in codes if isinstance(code, EnhancedCode) and code.registered})
        == 1
        < len(codes)
    ):
        assert comparison.summary.count(codes[0].meaning) >= 1
    else:
        assert all(f"{code.code} {code.meaning}." in comparison.summary for code in codes)
    assert [d.field for d in comparison.differences] == [
        field for field in FIELDS if field in {d.field for d in comparison.differences}
    ]
    for difference in comparison.differences:
        assert len(difference.values) == len(codes)
        if difference.field not in LISTS:
            assert len(set(difference.values)) > 1
        # That a code sets no condition goes without saying.
        named = [
            n for n, value in zip(numbers, difference.values, strict=True) if value or difference.field != "condition"
        ]
        assert all(re.search(rf"\b{number}\b", difference.text) for number in named), difference.text
    assert len(comparison.guidance) == 2 * len(codes)
    for i, code in enumerate(codes):
        assert comparison.guidance[2 * i].endswith(f"{code.code}: {code.when_received}")
        assert comparison.guidance[2 * i + 1].endswith(f"{code.code}: {code.when_to_send}")
    for text in (
        comparison.title,
        comparison.summary,
        comparison.note or "-.",
        *comparison.guidance,
        *(d.text for d in comparison.differences),
    ):
        assert "  " not in text and "{" not in text and "None" not in text and text == text.strip(), text
        assert not re.search(r"\b(\w+) \1\b(?! )", text) or "thường thường" in text, text
        assert text[0].isupper() or text[0].isdigit() or text == "-.", text
        assert text is comparison.title or text == comparison.title or text.endswith((".", "?", "!")), text


def test_every_pair_gives_a_page(lang, pairs, other_pairs):
    for one, other in pairs + other_pairs:
        check(compare(one, other, lang=lang))


SOME_CODE = st.one_of(
    st.integers(100, 599),
    st.builds("{}.{}.{}".format, st.sampled_from([2, 4, 5]), st.integers(0, 9), st.integers(0, 40)),
)


@given(st.lists(SOME_CODE, min_size=2, max_size=7, unique=True), st.sampled_from(smtpcodes.languages))
def test_any_codes_give_a_page(given, lang):
    comparison = compare(*given, lang=lang)
    check(comparison)
    assert [code.code for code in comparison.codes] == given


def test_a_reply_code_and_an_enhanced_code_in_one(lang):
    comparison = compare("550 5.1.1", "450 4.2.1", lang=lang)
    assert comparison.codes == (lookup("5.1.1"), lookup("4.2.1")) and repr(comparison).startswith(
        "Comparison(('550 5.1.1', '450 4.2.1')"
    )
    assert (
        comparison.title.startswith("SMTP 550 5.1.1 ")
        and " 450 4.2.1 " in comparison.title
        and comparison == smtpcodes.Comparison(["550 5.1.1", b"450-4.2.1"], lang)
    )
    basic = {difference.field: difference for difference in comparison.differences}["basic"]
    assert basic.values == ((550,), (450,)) and lookup(550, lang=lang).meaning in basic.text
    same = compare("550 5.1.1", "553 5.1.1", lang=lang)
    assert [difference.field for difference in same.differences] == ["basic"] and same.note is None


def test_kinds_may_be_mixed(lang):
    comparison = compare(550, "5.7.1", "450 4.2.0", lang=lang)
    values = {difference.field: difference.values for difference in comparison.differences}
    assert values["kind"] == ("reply_code", "enhanced_status_code", "enhanced_status_code")
    assert not {"category", "subject", "commands", "enhanced", "basic"} & set(values)


def test_what_is_listed_is_what_differs(pairs):
    for one, other in pairs:
        a, b = lookup(one), lookup(other)
        by_field = {difference.field: difference.values for difference in compare(one, other).differences}
        for field in ("retry", "condition", "message", "recipient", "connection", "standing"):
            values = (getattr(a, field), getattr(b, field))
            assert by_field.get(field) == (values if values[0] != values[1] else None)
        assert ("outcome" in by_field) == (a.severity != b.severity)
        # The digits of folk codes are no statement, so two of them do not differ in it.
        chance = all(code.standing == "nonstandard" and code.category <= 5 for code in (a, b))
        assert ("category" in by_field) == (a.category_name != b.category_name and not chance)
        assert "kind" not in by_field and "subject" not in by_field and "basic" not in by_field
        assert by_field.get("action") == ((a.action, b.action) if a.retry == b.retry and a.action != b.action else None)
        # 450 lists 4.2.1 where 550 would list 5.2.1: the first digit follows from the reply code.
        listed, details = zip(
            *(([str(e) for e in code.enhanced], {(e.subject, e.detail) for e in code.enhanced}) for code in (a, b)),
            strict=True,
        )
        differ = all(listed) and details[0] != details[1]
        assert by_field.get("enhanced") == (tuple(map(tuple, listed)) if differ else None)
        if "commands" in by_field:
            assert by_field["commands"] == tuple(tuple(command for command, _ in code.commands) for code in (a, b))
        if "references" in by_field:
            assert by_field["references"] == (a.references, b.references)


def test_turning_a_pair_round_turns_the_values_round(pairs):
    for one, other in pairs[::7]:
        here, there = compare(one, other), compare(other, one)
        assert [(d.field, d.values) for d in here.differences] == [(d.field, d.values[::-1]) for d in there.differences]
        assert here.note == there.note


def test_the_commissioning_page():
    comparison = compare(211, 251)
    assert comparison.title == "SMTP 211 System Status vs 251 User Not Local"
    assert comparison.summary.startswith(
        "Both SMTP 211 (System Status) and 251 (User Not Local) belong to the 2xx Positive Completion category."
    )
    assert "outcome" not in [difference.field for difference in comparison.differences]
    assert {d.field: d.values for d in comparison.differences}["commands"] == (
        ("HELP",),
        ("RCPT", "VRFY", "EXPN", "ETRN"),
    )


CONFUSED = [
    (211, 214), (250, 251, 252), (251, 551), (421, 450, 451), (450, 550), (452, 552), (500, 502), (501, 553),
    (502, 504),
    (521, 554, 556), (530, 535), (534, 535, 538), (550, 553, 554), (550, 551), ("5.1.1", "5.1.10"), ("5.7.1", "5.7.26"),
    (550, "5.7.1"),
    ("5.7.20", "5.7.21", "5.7.22"), ("4.2.2", "4.3.1"), ("5.7.8", "5.7.9", "5.7.11"),
]  # fmt: skip


@pytest.mark.parametrize("group", CONFUSED, ids=str)
def test_confused_codes_carry_a_note(group, lang):
    for pair in itertools.combinations(group, 2):
        assert compare(*pair, lang=lang).note
        assert lookup(pair[1]) in lookup(pair[0], lang=lang).confused_with
    note = compare(*group, lang=lang).note
    assert all(re.sub(r"^[245]\.", "X.", str(code)) in note or str(code) in note for code in group[1:])


def test_codes_that_nobody_confuses_have_no_note(lang):
    assert compare(211, 251, lang=lang).note is None
    assert compare(599, 598, lang=lang).note is None


def test_notes_and_confused_with_agree(pairs):
    for one, other in pairs:
        assert (compare(one, other).note is not None) == (other in lookup(one).confused_with)


def test_as_data(lang):
    comparison = compare(250, 551, 421, lang=lang)
    data = comparison.to_dict()
    assert list(data) == ["codes", "title", "summary", "note", "differences", "guidance", "lang"]
    assert json.loads(json.dumps(data)) == data
    assert [code["code"] for code in data["codes"]] == [250, 551, 421] and data["lang"] == lang
    assert [list(entry) for entry in data["differences"]] == [["field", "values", "text"]] * len(comparison.differences)
    assert data["codes"][0] == lookup(250, lang=lang).to_dict()


def test_keys_and_values_are_never_translated():
    english, vietnamese = compare(250, 551).to_dict(), compare(250, 551, lang="vi").to_dict()
    assert [(d["field"], d["values"]) for d in english["differences"]] == [
        (d["field"], d["values"]) for d in vietnamese["differences"]
    ]
    assert english["codes"][0].keys() == vietnamese["codes"][0].keys()
    for key in ("keyword", "standing", "retry", "message", "references", "commands"):
        assert english["codes"][1][key] == vietnamese["codes"][1][key]


def test_where_only_the_meaning_differs_the_page_says_so(pairs):
    alike = [pair for pair in pairs if not compare(*pair).differences]
    assert alike and (400, 449) in alike
    for pair in alike:
        assert "what sets them apart is their meaning" in str(compare(*pair))
        assert (
            "what sets them apart" in compare(*pair)._repr_markdown_()
            and "what sets them apart" in compare(*pair)._repr_html_()
        )


def test_codes_without_end_are_too_many():
    with pytest.raises(SMTPCodesError, match="64"):
        Comparison(itertools.count(100))
