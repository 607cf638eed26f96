# SPDX-License-Identifier: MIT
"""codes, search and SMTPStatus."""

import copy
import json
import pickle
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

import smtpcodes
from smtpcodes import SMTPStatus, codes, lookup, search


def test_codes_is_a_mapping_in_order():
    replies = [code for code in codes if isinstance(code, smtpcodes.ReplyCode)]
    enhanced = [code for code in codes if isinstance(code, smtpcodes.EnhancedCode)]
    assert replies == sorted(replies) and enhanced == sorted(enhanced)
    assert list(codes) == replies + enhanced == list(reversed(codes))[::-1] and len(codes) == len(replies) + len(
        enhanced
    )
    assert codes[550] is codes["550"] is codes[b"550"] is lookup(550) is codes.get(550)
    assert codes["5.7.26"] is lookup("5.7.26") is codes[b"5.7.26"] and codes["4.2.2"] is lookup("4.2.2")
    assert all(code in codes and codes[code] is codes[str(code)] is code for code in codes)
    assert (
        isinstance(codes, Mapping)
        and dict(codes)[550] is lookup(550)
        and list(dict(codes)) == [*codes.keys()] == [*codes.values()]
    )
    assert (
        [*codes.items()] == [(code, code) for code in codes]
        and codes == dict(codes) != {}
        and hash(codes) == hash(codes)
    )
    assert repr(codes) == "smtpcodes.codes" and pickle.loads(pickle.dumps(codes)) is copy.copy(codes) is codes


ANY_KEY = st.one_of(
    st.integers(90, 610), st.integers(90, 610).map(str),
    st.integers(100, 599).map(lambda number: lookup(number, lang="vi")), st.text(max_size=3), st.floats(),
    st.builds("{}.{}.{}".format, st.integers(1, 6), st.integers(0, 9), st.integers(0, 40)),
    st.sampled_from([*SMTPStatus, None, True, [], {}, (550,), 550.0, object()]),
    st.builds(smtpcodes.EnhancedCode, st.sampled_from([2, 4, 5]), st.integers(0, 9), st.integers(0, 40),
        st.sampled_from(smtpcodes.languages)),
)  # fmt: skip


@given(ANY_KEY)
def test_what_is_in_codes_is_what_is_iterated(key):
    assert (key in codes) == any(key == code for code in codes) == (key in list(codes))
    try:
        found = lookup(key)
    except (TypeError, ValueError):
        found = None
    is_listed = found is not None and found in list(codes)
    assert codes.get(key) == (found if is_listed else None) and codes.get(key, 1) == (found if is_listed else 1)
    if is_listed:
        assert codes[key] == found
    else:
        with pytest.raises(KeyError):
            codes[key]


def test_keys_are_codes_and_what_equals_one():
    assert 550 in codes and SMTPStatus.OK in codes and lookup("5.1.1") in codes and lookup(550, lang="vi") in codes
    assert "550" not in codes and "5.1.1" not in codes and b"550" not in codes and [] not in codes
    # 2.1.1 has texts, as all of 2.1 do, but the registry knows it in other classes only.
    assert lookup("2.1.1").registered and lookup("2.1.1") not in codes and codes.get("2.1.1") is None


@pytest.mark.parametrize("key", [599, "599", 99, "abc", "5.1.90", "5.9.99", "2.1.1", "5.1", None, 5.5, [], True, ""])
def test_what_is_not_listed_is_not_in_codes(key):
    assert key not in codes and codes.get(key) is None and codes.get(key, 1) == 1
    with pytest.raises(KeyError):
        codes[key]


def test_rows_are_flat_and_alike(lang):
    rows = codes.rows(lang=lang)
    assert len(rows) == len(codes) and len({tuple(row) for row in rows}) == 1
    assert all(isinstance(value, str | int | bool | None) for row in rows for value in row.values())
    row = next(row for row in rows if row["code"] == 211)
    assert (
        row["lang"] == lang and row["commands"] == "HELP:S" and [row["code"] for row in rows] == [c.code for c in codes]
    )
    assert json.loads(json.dumps(rows)) == rows


def test_completions_are_every_key():
    keys = codes._ipython_key_completions_()
    assert (
        len(keys) == len(codes) + sum(isinstance(code, smtpcodes.ReplyCode) for code in codes)
        and {"550", 550, "5.7.26"} <= set(keys)
        and all(codes[key] == lookup(key) for key in keys)
    )


FINDS = [
    ("mailbox full", {"4.2.2", "5.2.2"}), ("greylisting", {450, "4.7.1", "4.7.0"}),
    ("wrong password", {534, 535, "5.7.8"}),
    ("too many recipients", {452, 531, "4.5.3", "5.5.3", "2.5.3"}), ("over quota", {552, 522, "4.2.2"}),
    ("no such user", {550, "4.1.1", "5.1.1"}),
    ("login required", {530, "5.7.11", "5.7.0"}), ("HOST DOES NOT ACCEPT MAIL", {521}), ("start_mail_input", {354}),
    ("552", {552}),
    ("5.7.26", {"5.7.26"}), ("null mx", {"5.1.10", "5.7.27"}), ("DKIM signature", {"5.7.20", "5.7.21", "5.7.22"}),
]  # fmt: skip


@pytest.mark.parametrize("words, wanted", FINDS, ids=str)
def test_search_puts_what_is_meant_first(words, wanted):
    assert search(words)[0].code in wanted


def test_search_in_vietnamese_with_and_without_marks():
    marked, plain = search("hộp thư đầy", lang="vi"), search("hop thu day", lang="vi")
    assert marked == plain and marked[0].keyword == "MAILBOX_FULL" and marked[0].lang == "vi"


def test_digits_find_the_codes_that_begin_with_them():
    assert [code.code for code in search("55")[:7]] == [550, 551, 552, 553, 554, 555, 556]
    assert search("550")[0] == 550
    wanted = [code for code in codes if str(code).startswith("5.7.")]
    assert search("5.7")[: len(wanted)] == wanted


@pytest.mark.parametrize("nothing", ["", " ", "zzzzqq", "\0", "\ud800", "!?", "٠", "9.9.9", "5.1.1.1", "10.20.30.40"])
def test_search_finds_nothing_where_nothing_fits(nothing):
    assert search(nothing) == []


@given(st.text())
def test_search_never_fails_on_text(text):
    for found in (search(text), search(text * 50, lang="vi")):
        assert len(found) == len(set(found)) <= len(codes)


def test_search_reads_a_bounded_part():
    assert search("mailbox " * 10**6)


@pytest.mark.parametrize("wrong", [None, 550, b"full", ["full"]])
def test_search_takes_a_str(wrong):
    with pytest.raises(TypeError, match="takes a str, not"):
        search(wrong)
    with pytest.raises(LookupError):
        search("full", lang="xx")


def test_status_has_a_member_for_each_code_of_a_document():
    replies = [code for code in codes if isinstance(code, smtpcodes.ReplyCode)]
    wanted = {code.keyword: code.code for code in replies if code.standing != "nonstandard"}
    assert {member.name: member.value for member in SMTPStatus} == wanted
    assert SMTPStatus(550) is SMTPStatus.MAILBOX_UNAVAILABLE
    with pytest.raises(ValueError, match="571"):
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
        getattr(smtpcodes, "nothing")  # noqa: B009


def test_two_letters_are_no_beginning_to_search_for():
    assert search("ma") == [] and search("mai")
