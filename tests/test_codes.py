# SPDX-License-Identifier: MIT
"""codes, search and SMTPStatus."""

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import smtpcodes
from smtpcodes import SMTPStatus, codes, lookup, search


def test_codes_is_a_mapping_in_order():
    numbers = [code.code for code in codes]
    assert len(codes) == len(numbers) == 83 and numbers == sorted(numbers)
    assert [code.code for code in reversed(codes)] == numbers[::-1]
    assert codes[550] is codes["550"] is codes[b"550"] is lookup(550) is codes.get(550)
    assert 550 in codes and "550" in codes and lookup(550) in codes and SMTPStatus.OK in codes
    assert repr(codes) == "smtpcodes.codes" and pickle.loads(pickle.dumps(codes)) is copy.copy(codes) is codes


@pytest.mark.parametrize("key", [599, "599", 99, "abc", None, 5.5, [], True, ""])
def test_what_is_not_registered_is_not_in_codes(key):
    assert key not in codes and codes.get(key) is None and codes.get(key, 1) == 1
    with pytest.raises(KeyError):
        codes[key]


def test_rows_are_flat_and_alike(lang):
    rows = codes.rows(lang=lang)
    assert len(rows) == 83 and len({tuple(row) for row in rows}) == 1
    assert all(isinstance(value, str | int | bool | None) for row in rows for value in row.values())
    assert rows[-1]["code"] == 571 and rows[7]["lang"] == lang and rows[7]["commands"] == "HELP:S"
    assert json.loads(json.dumps(rows)) == rows


def test_completions_are_every_key():
    keys = codes._ipython_key_completions_()
    assert len(keys) == 166 and "550" in keys and 550 in keys and all(key in codes for key in keys)


FINDS = [
    ("mailbox full", {552, 522, 422, 452}),
    ("greylisting", {450}),
    ("wrong password", {534, 535}),
    ("too many recipients", {452, 531}),
    ("over quota", {552, 522}),
    ("no such user", {550}),
    ("login required", {530}),
    ("HOST DOES NOT ACCEPT MAIL", {521}),
    ("start_mail_input", {354}),
    ("552", {552}),
]


@pytest.mark.parametrize("words, wanted", FINDS, ids=str)
def test_search_puts_what_is_meant_first(words, wanted):
    assert search(words)[0].code in wanted


def test_search_in_vietnamese_with_and_without_marks():
    marked, plain = search("hộp thư đầy", lang="vi"), search("hop thu day", lang="vi")
    assert marked == plain and marked[0].code in {552, 522, 422} and marked[0].lang == "vi"


def test_digits_find_the_codes_that_begin_with_them():
    assert [code.code for code in search("55")[:7]] == [550, 551, 552, 553, 554, 555, 556]
    assert search("550")[0] == 550


@pytest.mark.parametrize("nothing", ["", " ", "zzzzqq", "\0", "\ud800", "!?", "٠"])
def test_search_finds_nothing_where_nothing_fits(nothing):
    assert search(nothing) == []


@given(st.text())
def test_search_never_fails_on_text(text):
    for found in (search(text), search(text * 50, lang="vi")):
        assert len(found) == len(set(found)) <= 83


def test_search_reads_a_bounded_part():
    assert search("mailbox " * 10**6)


@pytest.mark.parametrize("wrong", [None, 550, b"full", ["full"]])
def test_search_takes_a_str(wrong):
    with pytest.raises(TypeError, match="takes a str, not"):
        search(wrong)
    with pytest.raises(LookupError):
        search("full", lang="xx")


def test_status_has_a_member_for_each_code_of_a_document():
    wanted = {code.keyword: code.code for code in codes if code.standing != "nonstandard"}
    assert {member.name: member.value for member in SMTPStatus} == wanted
    assert SMTPStatus(550) is SMTPStatus.MAILBOX_UNAVAILABLE
    with pytest.raises(ValueError):
        SMTPStatus(571)


def test_status_has_the_shape_of_http_status():
    for member in SMTPStatus:
        code = lookup(member)
        assert (member.phrase, member.description) == (code.name, code.description)
        for name in ("is_success", "is_intermediate", "is_transient", "is_permanent"):
            assert getattr(member, name) == getattr(code, name)
        assert pickle.loads(pickle.dumps(member)) is member
    assert SMTPStatus.__module__ == "smtpcodes" and "SMTPStatus.MAILBOX_UNAVAILABLE" in SMTPStatus.__doc__


def test_the_package_lists_its_names():
    assert set(smtpcodes.__all__) <= set(dir(smtpcodes))
    for name in smtpcodes.__all__:
        assert getattr(smtpcodes, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        smtpcodes.nothing
