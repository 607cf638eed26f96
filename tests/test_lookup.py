# SPDX-License-Identifier: MIT
"""lookup: every way to give a code, and every number that the grammar allows."""

import enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

import smtpcodes
from smtpcodes import EnhancedCode, SMTPCodesError, lookup


class Status(enum.IntEnum):
    NO = 550


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


@pytest.mark.parametrize(
    "given_as", [550, "550", b"550", Status.NO, smtpcodes.SMTPStatus.MAILBOX_UNAVAILABLE, Index(550), lookup(550)]
)
def test_a_code_is_given_in_many_ways(given_as):
    assert lookup(given_as) is lookup(550)
    assert lookup(code=given_as) is lookup(550)
    assert lookup(given_as, lang="vi").name == "Hộp thư không khả dụng"


def test_every_number_of_three_digits_from_100_to_599_has_an_answer(lang):
    for number in range(100, 600):
        code = lookup(number, lang=lang)
        assert code.code == number and code == number and int(code) == number and hash(code) == hash(number)
        assert code.severity == number // 100 and code.category == number // 10 % 10
        assert code.grammatical == (number >= 200 and number // 10 % 10 <= 5)
        assert code.registered == (number in smtpcodes.codes)
        assert (code.keyword is None) == (code.standing is None) == (not code.registered)
        assert [code.is_success, code.is_intermediate, code.is_transient, code.is_permanent] == [
            code.severity == digit for digit in (2, 3, 4, 5)
        ]
        assert lookup(str(number), lang=lang) == lookup(str(number).encode(), lang=lang) == code
        assert code.lang == lang


@pytest.mark.parametrize("given_as", ["5.1.1", b"5.1.1", EnhancedCode(5, 1, 1), lookup("5.1.1")])
def test_an_enhanced_code_is_given_in_many_ways(given_as):
    assert lookup(given_as) is lookup("5.1.1") is EnhancedCode(5, 1, 1)
    assert lookup(given_as, lang="vi").lang == "vi"


def test_every_enhanced_code_that_the_grammar_allows_has_an_answer(lang):
    for numbers in [(c, s, d) for c in (2, 4, 5) for s in (*range(10), 99, 999) for d in (*range(32), 500, 999)]:
        written = ".".join(map(str, numbers))
        code = lookup(written, lang=lang)
        assert (code.severity, code.subject, code.detail) == numbers and str(code) == code.code == written
        assert code == EnhancedCode(*numbers) and hash(code) == hash(EnhancedCode(*numbers)) and code.lang == lang
        assert code.grammatical and code.is_success == (numbers[0] == 2) and code.is_permanent == (numbers[0] == 5)
        assert (code.keyword is None) == (code.standing is None) == (not code.registered)
        assert code.name and code.description and code.how_to_fix and code.when_received and code.subject_name


def test_an_enhanced_code_no_table_knows_falls_back_and_says_so():
    detail, subject = lookup("5.1.90"), lookup("4.99.1")
    assert not detail.registered and detail.references == () and detail.subject_name == "Addressing Status"
    assert detail.name == "Unregistered Detail, Addressing Status" and "no table" in detail.meaning
    assert subject.subject_name == "Unknown Subject" and subject.retry == "yes" and subject.is_transient
    assert "class 4" in lookup("4.1.1").description and lookup("4.1.1").registered


def test_what_to_do_depends_on_the_class():
    later, never = lookup("4.2.2"), lookup("5.2.2")
    assert later.how_to_fix != never.how_to_fix and later.when_received != never.when_received
    assert later.description.split(". ")[0] == never.description.split(". ")[0]


def test_a_number_no_table_knows_says_what_its_digits_say():
    code = lookup(559)
    assert not code.registered and code.grammatical
    assert code.retry == "no" and code.message == "refused" and code.references == () and code.commands == ()
    assert "first digit 5" in code.description and "Mail System" in code.description
    assert lookup(499).retry == "yes" and lookup(299).retry is None
    assert lookup(199).grammatical is False and "1" in lookup(199).meaning


NO_CODES = [
    "abc", 99, 600, 1000, "5.1", "", "5.1.1111", "٥٥٠", "５５０",
    0, -550, "-550", "+55", " 550", "550 ", "550\n", "5 0", "0550",
    b"", b"55", b"5500", "3.1.1", "5.1.1.1", "5.01.1", "5.1.", ".1.1", "5..1", " 5.1.1", "5.1.1 x", "5.1.1\n", "٥.1.1",
    b"5.1", "550 5.1.1", b"\xff\xff\xff", "5\x000", b"5\x000", "\ud8005", "\ud800\ud800\ud800", "x" * 10**6,
    b"x" * 10**6,
    10**18, -(10**18), 10**5000, -(10**5000), Index(5), "1e2", "0x1", "5_0", "99", "600",
]  # fmt: skip


@pytest.mark.parametrize(
    "value", NO_CODES, ids=lambda value: ascii(value)[:20] if not isinstance(value, int) else "int"
)
def test_what_is_no_code_is_refused_with_its_name(value):
    with pytest.raises(ValueError, match=r"is no SMTP code: give a reply code from 100 to 599.*'5\.1\.1'") as caught:
        lookup(value)
    message = str(caught.value)
    assert caught.type is SMTPCodesError and len(message) < 200 and message.isprintable()
    if isinstance(value, str | bytes) and len(value) < 40:
        assert message.startswith(repr(value))


@pytest.mark.parametrize(
    "value", [None, 5.5, 550.0, True, False, [], (550,), {}, object(), 550j, bytearray(b"550"), type]
)
def test_a_wrong_type_is_a_type_error(value):
    with pytest.raises(TypeError, match="an SMTP code is an int, a str or bytes.* not " + type(value).__name__):
        lookup(value)


@pytest.mark.parametrize("tag", ["vi", "VI", "vi-VN", "vi_VN", "vi_VN.UTF-8", "vi-VN-x-private", "vi@latin"])
def test_a_language_is_found_as_rfc_4647_says(tag):
    assert lookup(550, lang=tag).lang == "vi"


@pytest.mark.parametrize("tag", ["", "fr", "v", "vie", "-", "vi\0", "\ud800", "x" * 10**5])
def test_a_language_that_is_not_there_names_those_that_are(tag):
    with pytest.raises(LookupError, match="only in: en, vi") as caught:
        lookup(550, lang=tag)
    assert len(str(caught.value)) < 200


def test_a_language_is_a_str():
    with pytest.raises(TypeError, match="language tag such as 'vi', or None, not int"):
        lookup(550, lang=5)
    assert lookup(550, lang=None) is lookup(550)


@given(st.one_of(st.text(), st.binary(), st.integers(), st.floats(), st.none(), st.booleans()))
def test_anything_else_is_answered_or_refused(value):
    try:
        code = lookup(value)
    except (ValueError, TypeError):
        return
    assert str(code) == (value.decode() if isinstance(value, bytes) else str(value))
