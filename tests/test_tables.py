# SPDX-License-Identifier: MIT
"""The compiled table says what the fact files say."""

import csv
from pathlib import Path

import smtpcodes
from smtpcodes import EnhancedCode, ReplyCode

CATEGORIES = {
    "syntax": "Syntax",
    "information": "Information",
    "connections": "Connections",
    "unspecified": "Unspecified",
    "mail system": "Mail System",
    "undefined": "Undefined",
}


def rows_of(name):
    with open(Path(__file__).parent / "facts" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(text):
    return tuple(part for part in text.split(";") if part)


def replies():
    return [code for code in smtpcodes.codes if isinstance(code, ReplyCode)]


def test_every_row_is_there_and_no_other(reply_rows):
    assert [code.code for code in replies()] == sorted(reply_rows) == list(reply_rows)


def test_each_row_agrees(reply_rows):
    for code in replies():
        row = reply_rows[code.code]
        assert code.keyword == row["keyword"]
        assert code.severity_name.lower() == row["severity"]
        assert code.category_name == CATEGORIES[row["category"]]
        assert code.standing == row["standing"]
        assert code.retry == {"n/a": None}.get(row["retry"], row["retry"])
        assert code.references == split(row["references"])
        assert tuple(command for command, _ in code.commands) == split(row["commands"])
        assert tuple(":".join(pair) for pair in code.commands) == split(row["outcomes"])
        assert code.grammatical == (row["grammar_ok"] == "yes")


def test_commands_are_those_of_the_command_table(command_rows):
    wanted = {}
    for row in command_rows:
        # A reply to any command that comes in special situations only is left out, as in the RFC's own matrix.
        is_special = row["command"] == "ANY" and (row["condition"] or row["basis"] == "update")
        if row["basis"] != "obsolete" and not is_special:
            wanted.setdefault(int(row["code"]), set()).add((row["command"], row["outcome"]))
    assert {code.code: set(code.commands) for code in replies() if code.commands} == wanted


def test_a_condition_stands_where_the_facts_note_one(reply_rows):
    noted = {number for number, row in reply_rows.items() if row["retry_note"]}
    conditional = {code.code for code in replies() if code.condition}
    assert noted <= conditional


def test_the_fields_that_say_more_than_the_digits():
    look = smtpcodes.lookup
    assert look(221).connection == look(421).connection == "closed"
    assert look(521).connection == "quit_left"
    assert look(251).recipient == "forwarded" and look(551).recipient == "moved"
    assert look(252).recipient == "unverified"
    assert look(354).message == "awaited"
    assert look(552).retry == "conditional" and look(552).recipient == "deferred"
    assert look(250).message == "accepted"
    for code in replies():
        if (code.is_transient and code.message == "refused") or (code.is_success and code.recipient == "refused"):
            raise AssertionError(f"{code!r} contradicts its first digit")


def test_names_are_unique_and_those_of_the_page():
    names = [code.name for code in replies()]
    assert len(set(names)) == len(names)
    details = {(code.subject, code.detail): code.name for code in smtpcodes.codes if isinstance(code, EnhancedCode)}
    assert len(set(details.values())) == len(details)
    assert smtpcodes.lookup(211).name == "System Status"
    assert smtpcodes.lookup(251).name == "User Not Local"


def test_english_names_are_in_title_case():
    small = {*"a and be but by for from has in is no not of or over that the to with".split()}
    for code in smtpcodes.codes:
        for word in code.name.replace(",", "").replace("/", " ").split():
            assert word[0].isupper() or word in small, code.name


def rows_by_class(enhanced_rows):
    for row in enhanced_rows:
        for digit in row["classes"].split(";"):
            yield smtpcodes.lookup(f"{digit}.{row['subject']}.{row['detail']}"), row


def test_every_entry_of_the_registry_is_there_and_no_other(enhanced_rows):
    wanted = sorted(code for code, _ in rows_by_class(enhanced_rows))
    assert [code for code in smtpcodes.codes if isinstance(code, EnhancedCode)] == wanted


def test_each_entry_agrees(enhanced_rows):
    subjects = {row["subject"]: row for row in rows_of("enhanced_subjects.csv")}
    for code, row in rows_by_class(enhanced_rows):
        assert code.registered and code.keyword == row["keyword"]
        assert code.subject_name == subjects[row["subject"]]["name"]
        assert [str(basic) for basic in code.basic] == sorted(split(row["associated_basic_codes"]))
        # The documents are those of the registry; here they have sections as well.
        assert [
            " ".join(reference.split()[:2]) if reference.startswith("RFC") else reference
            for reference in code.references
        ] == [
            " ".join(reference.split()[:2]) if reference.startswith("RFC") else reference
            for reference in split(row["references"])
        ]
        wanted = (
            "obsolete"
            if row["status"] == "deprecated"
            else "standard"
            if row["references"].startswith("RFC 3463")
            else "extension"
        )
        assert code.standing == wanted


def test_names_are_the_titles_of_the_registry(enhanced_rows):
    for row in enhanced_rows:
        name = smtpcodes.lookup(f"5.{row['subject']}.{row['detail']}").name.lower()
        # That of X.6.9 is a sentence of a hundred letters, of which we keep the beginning.
        assert name == row["name"].lower() or (row["code"] == "X.6.9" and row["name"].lower().startswith(name))


def test_association_holds_both_ways(enhanced_rows):
    listed = {
        (int(basic), int(row["subject"]), int(row["detail"]))
        for row in enhanced_rows
        for basic in split(row["associated_basic_codes"])
    }
    served = {(code.code, other.subject, other.detail) for code in replies() for other in code.enhanced}
    assert served == listed
    assert all(other.severity == code.severity for code in replies() for other in code.enhanced)


def test_classes_act_as_their_digit_says():
    for code in smtpcodes.codes:
        if isinstance(code, EnhancedCode):
            assert code.retry == {2: None, 4: "yes", 5: "no"}[code.severity] or str(code) == "4.7.12"
            assert (code.action == "none") == code.is_success
            assert code.commands == () and code.severity_name == smtpcodes.lookup(code.severity * 100).severity_name


def test_an_address_is_given_up_only_where_it_is_the_address():
    suppressing = {str(code) for code in smtpcodes.codes if code.action == "suppress"}
    assert suppressing == {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.7.17", "5.7.18", "556"}
    assert [number for number in range(100, 600) if smtpcodes.lookup(number).action == "suppress"] == [556]
