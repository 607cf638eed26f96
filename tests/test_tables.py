# SPDX-License-Identifier: MIT
"""The compiled table says what the fact files say."""

import smtpcodes

CATEGORIES = {
    "syntax": "Syntax",
    "information": "Information",
    "connections": "Connections",
    "unspecified": "Unspecified",
    "mail system": "Mail System",
    "undefined": "Undefined",
}


def split(text):
    return tuple(part for part in text.split(";") if part)


def test_every_row_is_there_and_no_other(reply_rows):
    assert [code.code for code in smtpcodes.codes] == sorted(reply_rows)
    assert len(smtpcodes.codes) == 83


def test_each_row_agrees(reply_rows):
    for code in smtpcodes.codes:
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
        if row["basis"] != "obsolete" and not (row["command"] == "ANY" and row["condition"]):
            if row["basis"] != "update" or row["command"] != "ANY":
                wanted.setdefault(int(row["code"]), set()).add((row["command"], row["outcome"]))
    assert {code.code: set(code.commands) for code in smtpcodes.codes if code.commands} == wanted


def test_a_condition_stands_where_the_facts_note_one(reply_rows):
    noted = {number for number, row in reply_rows.items() if row["retry_note"]}
    told = {code.code for code in smtpcodes.codes if code.condition}
    # The rest follow from RFC 5321 4.2.1: other arguments may do, another limit of recipients may,
    # and the registry lists 524 and 525 with the codes that carry such notes.
    assert told - noted == {501, 504, 555, 531, 524, 525}
    assert noted <= told


def test_the_aspects_that_say_more_than_the_digits():
    look = smtpcodes.lookup
    assert look(221).connection == look(421).connection == "closed"
    assert look(521).connection == "quit_left"
    assert look(251).recipient == "forwarded" and look(551).recipient == "moved"
    assert look(252).recipient == "unverified"
    assert look(354).message == "awaited"
    assert look(552).retry == "conditional" and look(552).recipient == "deferred"
    assert look(250).message == "accepted"
    for code in smtpcodes.codes:
        if code.is_transient and code.message == "refused" or code.is_success and code.recipient == "refused":
            raise AssertionError(f"{code!r} contradicts its first digit")


def test_names_are_unique_and_those_of_the_page():
    names = [code.name for code in smtpcodes.codes]
    assert len(set(names)) == len(names)
    assert smtpcodes.lookup(211).name == "System Status"
    assert smtpcodes.lookup(251).name == "User Not Local"


def test_english_names_are_in_title_case():
    small = {"and", "by", "for", "in", "of", "or", "over", "to"}
    for code in smtpcodes.codes:
        for word in code.name.replace(",", "").split():
            assert word[0].isupper() or word in small, code.name
