# SPDX-License-Identifier: MIT
"""Nothing can be forgotten: a row that lacks a fact or its English text, one that stands twice, and a text without a
row do not compile, and the compiler names the keyword."""

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CSRC = ROOT / "csrc"
CC = (sysconfig.get_config_var("CC") or "cc").split()[0]

pytestmark = pytest.mark.skipif(
    not CSRC.exists() or not shutil.which(CC), reason="needs the source tree and a compiler"
)

REPLY = 'REPLY(599, MADE_UP, STANDARD, NO, REFUSED, REFUSED, OPEN, .references = "RFC 5321")\n'
TEXT = (
    'TEXT(MADE_UP, name, "Made Up", meaning, "is made up", description, "It is made up.", when_seen, "Never.", '
    'how_to_fix, "Delete it.", when_received, "Fail.", when_to_send, "Never.")\n'
)
ENHANCED = 'ENHANCED(9, 9, MADE_UP, STANDARD, SC_WITH_5, .references = "RFC 3463")\n'
DETAIL = TEXT.replace("when_received,", "when_received_5,")


def compiled(csrc, name):
    """Compiles one file of the core; what the compiler said, or None."""
    done = subprocess.run(
        [CC, "-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", csrc / "core" / name],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr if done.returncode else None


@pytest.fixture
def csrc(tmp_path):
    shutil.copytree(CSRC, tmp_path / "csrc")
    return tmp_path / "csrc"


def add(path, text):
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n" + text)


def check(csrc, keyword):
    """At least one file does not compile, and the message has the keyword."""
    said = []
    for name in ("code.c", "text_en.c", "text_vi.c"):
        said.append(compiled(csrc, name))
        if said[-1] and keyword in said[-1]:
            return
    pytest.fail(f"no message names {keyword}: {said}")


def test_a_whole_row_with_its_texts_compiles(csrc):
    add(csrc / "tables" / "replies.def", REPLY)
    add(csrc / "tables" / "enhanced.def", ENHANCED.replace("MADE_UP", "MADE_UP_TOO"))
    for lang in ("en", "vi"):
        add(csrc / "text" / lang / "replies.def", TEXT)
        add(csrc / "text" / lang / "enhanced.def", DETAIL.replace("MADE_UP", "MADE_UP_TOO"))
    assert [compiled(csrc, name) for name in ("code.c", "text_en.c", "text_vi.c")] == [None] * 3


@pytest.mark.parametrize("fact", ["STANDARD", "NO", "REFUSED", "OPEN"])
def test_a_reply_code_without_a_fact(csrc, fact):
    add(csrc / "tables" / "replies.def", REPLY.replace(f", {fact},", ",", 1))
    add(csrc / "text" / "en" / "replies.def", TEXT)
    check(csrc, "MADE_UP")


@pytest.mark.parametrize(
    "field", ["name", "meaning", "description", "when_seen", "how_to_fix", "when_received", "when_to_send"]
)
def test_a_reply_code_without_a_text(csrc, field):
    add(csrc / "tables" / "replies.def", REPLY)
    add(csrc / "text" / "en" / "replies.def", re.sub(rf'{field}, "[^"]*"(, )?', "", TEXT).replace(", )", ")"))
    check(csrc, f"REPLY_MADE_UP_{field}")


@pytest.mark.parametrize("field", ["name", "meaning", "description", "when_seen", "how_to_fix", "when_to_send"])
def test_an_enhanced_code_without_a_text(csrc, field):
    add(csrc / "tables" / "enhanced.def", ENHANCED)
    add(csrc / "text" / "en" / "enhanced.def", re.sub(rf'{field}, "[^"]*"(, )?', "", DETAIL).replace(", )", ")"))
    check(csrc, f"ENHANCED_MADE_UP_{field}")


@pytest.mark.parametrize(
    "table, row",
    [
        ("replies.def", REPLY),
        ("enhanced.def", ENHANCED),
        ("subjects.def", "SUBJECT(MADE_UP)\n"),
        ("pairs.def", "PAIR(MADE_UP, 550, 551)\n"),
    ],
)
def test_a_row_without_any_text(csrc, table, row):
    add(csrc / "tables" / table, row)
    check(csrc, "MADE_UP")


@pytest.mark.parametrize("table, row", [
    ("fields.def", 'VALUE(STANDING, MADE_UP, "made_up")\n'), ("sentences.def", 'SENTENCE(MADE_UP, "")\n'),
    ("problems.def", 'PROBLEM(MADE_UP, "made_up")\n'),
])  # fmt: skip
def test_a_word_that_one_language_lacks(csrc, table, row):
    add(csrc / "tables" / table, row)
    add(
        csrc / "text" / "en" / table, re.sub(r'"[^"]*"', '"made up", "made up"' if "VALUE" in row else '"made up"', row)
    )
    assert compiled(csrc, "text_en.c") is None
    check(csrc, "MADE_UP")


@pytest.mark.parametrize("table, row", [
    ("replies.def", REPLY), ("replies.def", REPLY.replace("599", "598")),
    ("replies.def", REPLY.replace("MADE_UP", "MADE_UP_TOO")),
    ("enhanced.def", ENHANCED), ("enhanced.def", ENHANCED.replace("MADE_UP", "MADE_UP_TOO")),
])  # fmt: skip
def test_a_row_that_stands_twice(csrc, table, row):
    add(csrc / "tables" / table, (REPLY if "REPLY" in row else ENHANCED) + row)
    check(csrc, "MADE_UP" if "MADE_UP," in row else "599" if "REPLY" in row else "9_9")


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize(
    "name, text",
    [
        ("replies.def", TEXT),
        ("enhanced.def", DETAIL),
        ("pairs.def", 'NOTE(MADE_UP, "note")\n'),
        ("problems.def", 'PROBLEM(MADE_UP, "x")\n'),
    ],
)
def test_a_text_without_a_row(csrc, lang, name, text):
    add(csrc / "text" / lang / name, text)
    check(csrc, "MADE_UP")


def test_a_text_that_stands_twice_or_in_an_unknown_field(csrc):
    for wrong in (
        TEXT + TEXT,
        TEXT.replace("when_seen,", "when_sean,"),
        TEXT.replace('name, "Made Up", ', 'name, "Made Up", name, "Made Up", '),
    ):
        shutil.copy(CSRC / "text" / "en" / "replies.def", csrc / "text" / "en" / "replies.def")
        shutil.copy(CSRC / "tables" / "replies.def", csrc / "tables" / "replies.def")
        add(csrc / "tables" / "replies.def", REPLY)
        add(csrc / "text" / "en" / "replies.def", wrong)
        check(csrc, "MADE_UP")
