# SPDX-License-Identifier: MIT
"""What a code does to the message, the recipient and the connection, what to do about it, and which codes are confused:
each fact is held against a copy in tests/facts, so that none changes unnoticed."""

import itertools
import re
from pathlib import Path

import pytest
from conftest import rows_of

import smtpcodes
from smtpcodes import compare, explain, lookup

TABLES = Path(__file__).parent.parent / "csrc" / "tables"
EFFECTS = ("retry", "condition", "action", "message", "recipient", "connection")
REPLIES = rows_of("reply_codes.csv")
ENHANCED = rows_of("enhanced_status_codes.csv")
DIGITS = {(row["kind"], row["digit"]): row for row in rows_of("digits.csv")}
PAIRS = {row["keyword"]: row["codes"].split(";") for row in rows_of("pairs.csv")}


def effects(code):
    return {field: getattr(code, field) or "" for field in EFFECTS}


@pytest.mark.parametrize("row", REPLIES, ids=lambda row: row["code"])
def test_what_a_reply_code_does(row):
    retry = "" if row["retry"] == "n/a" else row["retry"]
    assert effects(lookup(row["code"])) == {**{field: row[field] for field in EFFECTS}, "retry": retry}


@pytest.mark.parametrize("digit", [2, 4, 5])
@pytest.mark.parametrize("row", ENHANCED, ids=lambda row: row["code"])
def test_what_an_enhanced_code_does(row, digit):
    """What its row says, else what the first digit says. A success sets no condition, and a password transition, which
    passes, is only for a 4, where it makes the retry depend on it (RFC 4954 6)."""
    otherwise = DIGITS["enhanced", str(digit)]
    wanted = {field: row.get(field) or otherwise.get(field, "") for field in EFFECTS}
    wanted["retry"], wanted["action"] = otherwise["retry"], row.get(f"action_{digit}") or otherwise["action"]
    if digit == 2 or (row["condition"] == "login_once" and digit == 5):
        wanted["condition"] = ""
    elif row["condition"] == "login_once":
        wanted["retry"] = "conditional"
    code = lookup(f"{digit}.{row['subject']}.{row['detail']}")
    assert effects(code) == wanted and ";".join(code.references) == row["sections"]


@pytest.mark.parametrize("digit", "12345")
def test_what_the_first_digit_alone_says(digit):
    code = lookup(digit + "99")
    assert not code.registered and effects(code) == {"condition": "", **given_fields(DIGITS["reply", digit])}
    if digit in "245":
        assert effects(lookup(digit + ".9.9")) == {"condition": "", **given_fields(DIGITS["enhanced", digit])}


def given_fields(row):
    return {field: value for field, value in row.items() if field in EFFECTS}


@pytest.mark.parametrize("row", REPLIES, ids=lambda row: row["code"])
def test_which_reply_codes_say_little_by_themselves(row):
    """Behind those an enhanced code X.y.0 leads."""
    code = lookup(row["code"])
    if code.severity in (2, 4, 5):
        found = explain(f"{code} {code.severity}.3.0 and words")
        assert found.advice == (lookup(f"{code.severity}.3.0") if row["is_general"] else code).how_to_fix


@pytest.mark.parametrize("row", REPLIES, ids=lambda row: row["code"])
def test_which_reply_codes_can_be_about_an_address(row):
    """Behind the others an address is not given up, where the standard has them."""
    code = lookup(row["code"])
    if code.is_permanent and code.standing == "standard":
        assert (explain(f"{code} 5.1.2 and words").action == "suppress") == bool(row["of_address"])


def matches(code, spelled):
    """Is it that reply code, or that detail with any first digit?"""
    return str(code) == spelled or (spelled[0] == "X" and str(code).partition(".")[2] == spelled[2:])


def test_codes_that_share_a_row_are_confused_and_no_others():
    for code in smtpcodes.codes:
        others = {
            other for codes in PAIRS.values() if any(matches(code, spelled) for spelled in codes)
            for other in codes if not matches(code, other)
        }  # fmt: skip
        wanted = {other.replace("X", str(code.severity)) for other in others}
        assert {str(other) for other in code.confused_with} == {w for w in wanted if lookup(w).registered}, code


def given(spelled):
    return spelled.replace("X", "5")


@pytest.mark.parametrize("keyword", PAIRS)
def test_the_codes_of_a_row_have_a_note(keyword):
    for one, other in itertools.combinations(map(given, PAIRS[keyword]), 2):
        assert compare(one, other).note


@pytest.mark.skipif(not TABLES.exists(), reason="reads the source tree, which is not here")
def test_the_rows_are_those_of_the_table():
    table = re.findall(r"^PAIR\((\w+), (.*)\)$", (TABLES / "pairs.def").read_text(encoding="utf-8"), re.MULTILINE)
    assert {keyword: re.sub(r"X\((\d+), (\d+)\)", r"X.\1.\2", codes).split(", ") for keyword, codes in table} == PAIRS


@pytest.mark.parametrize("keyword", [keyword for keyword, codes in PAIRS.items() if len(codes) == 2])
def test_a_row_of_two_has_its_own_note(keyword):
    """The narrowest row speaks: two codes that are a row by themselves have one note, and it names no other code."""
    one, other = map(given, PAIRS[keyword])
    notes = [compare(*map(given, codes)).note for codes in PAIRS.values() if set(PAIRS[keyword]) < set(codes)]
    assert compare(one, other).note not in notes
