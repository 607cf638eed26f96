# SPDX-License-Identifier: MIT
"""Folding to a width, in any script, and nothing of it at a stranger's will."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smtpcodes import _fold, _text, explain
from smtpcodes._words import shown

# (text, width, lines): the blanks, marks and signs at which each script lets a line end.
FOLDED = [
    ("no such user here", 8, ["no such", "user", "here"]),
    ("see https://example.org/a/long/one now", 10, ["see", "https://example.org/a/long/one", "now"]),
    ("by RFC 5321 4.2.1 it is", 12, ["by", "RFC 5321 4.2.1", "it is"]),
    ("邮箱已满", 4, ["邮箱", "已满"]),
    ("邮箱已满", 5, ["邮箱", "已满"]),
    ("邮箱已满。请稍后", 8, ["邮箱已", "满。请稍", "后"]),
    ("他说「邮箱」，再见", 6, ["他说", "「邮", "箱」，", "再见"]),
    ("サーバーがビジー", 6, ["サー", "バーが", "ビジー"]),
    ("收件人ann不存在", 8, ["收件人", "ann不存", "在"]),
    ("错误 550 用户不存在", 12, ["错误 550 用", "户不存在"]),
    ("메일함이 가득 찼습니다", 8, ["메일함이", "가득", "찼습니다"]),
    ("메일함이가득찼습니다", 8, ["메일함이", "가득찼습", "니다"]),
    ("กล่องจดหมายเต็ม กรุณาลองใหม่", 15, ["กล่องจดหมายเต็ม", "กรุณาลองใหม่"]),
    ("กล่องจดหมายเต็ม", 6, ["กล่องจด", "หมายเต็", "ม"]),
    ("กรรมการ", 4, ["กรรม", "การ"]),
    ("hộp thư đầy".replace("ộ", "o\u0323\u0302"), 7, ["hộp thư".replace("ộ", "o\u0323\u0302"), "đầy"]),
    ("صندوق البريد ممتلئ", 12, ["صندوق البريد", "ممتلئ"]),
    ("", 5, []),
    ("   ", 5, []),
]  # fmt: skip


@pytest.mark.parametrize("text, width, lines", FOLDED, ids=lambda value: ascii(value)[:30])
def test_where_lines_end(text, width, lines):
    assert _fold.wrap(text, width) == lines


COLUMNS = [
    ("ab", 2),
    ("ộ", 1),
    ("o\u0323\u0302", 1),
    ("邮箱", 4),
    ("メ", 2),
    ("ﾒ", 1),
    ("한글", 4),
    ("ก็", 1),
    ("한", 2),
    ("、", 2),
    ("か\u3099", 2),
]


@pytest.mark.parametrize("text, columns", COLUMNS, ids=ascii)
def test_columns_of_a_terminal(text, columns):
    assert _fold.columns(text) == columns


WORDS = st.lists(
    st.sampled_from(
        [*"ab.邮箱满。、「」（）ーかガ한กเ้็o\u0302", " ", "  ", "word", "RFC 5321 4.2.1", "サーバー", "จดหมาย", "메일함"]
    )
).map("".join)


@given(WORDS | st.text().map(shown), st.integers(1, 60), st.sampled_from(["", "  ", "    - "]))
def test_nothing_is_lost_and_only_what_cannot_be_cut_is_too_long(text, width, lead):
    rest = " " * len(lead)
    lines = _fold.wrap(text, width, lead, rest)
    assert "".join(lines).replace(" ", "") == (lead + text if lines else "").replace(" ", "")
    for number, line in enumerate(lines):
        assert line.startswith(rest if number else lead)
        if _fold.columns(line) > width:
            assert " " not in line[len(lead) :].strip().replace("RFC 5321 4.2.1", "RFC")


@given(st.text("邮箱满。、「」（）ーかガか\u3099", min_size=1), st.integers(4, 20))
def test_marks_stay_where_they_belong(text, width):
    lines = _fold.wrap(text, width)
    assert "".join(lines) == text
    for before, after in pairwise(lines):
        assert before[-1] not in "「（" and after[0] not in "。、」）ー\u3099"


@given(st.text("ab.,-/éđ \u2026"), st.integers(1, 30), st.sampled_from(["", "  ", "    - "]))
def test_narrow_text_is_folded_as_the_standard_library_does(text, width, lead):
    rest = " " * len(lead)
    wanted = textwrap.wrap(
        text, width, initial_indent=lead, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    assert _fold.wrap(text, width, lead, rest) == wanted == _fold._fill(text, width, lead, rest)


HOSTILE = [
    b"    w" + b" " * 500 + b"x y z " * 400, b"  a  b " * 300, b"x " * 1200, b" " * 1990 + b"x y", b"- " * 1200,
    (b"y " + b"a" * 76 + b" ") * 30,
    "邮 ".encode() * 600, "邮箱".encode() * 400, "ก็ ".encode() * 300, b"\x00 " * 1200, b"head  " + b"word " * 400,
]  # fmt: skip


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: ascii(line[:12]))
@pytest.mark.parametrize("width", [1, 20, 79])
def test_a_folded_page_is_little_more_than_what_it_shows(line, width):
    one = explain({line.decode(): (550, b"\n".join([line] * 50))})[0]
    whole, folded = str(one), _text.fold(one, width)
    assert len(folded) <= 2.5 * len(whole)
    # Blanks in a stranger's text move its first line at most.
    assert sum(line.startswith(" " * 7) for line in folded.split("\n")) <= 51


def test_a_word_without_breaks_is_cut_at_the_room_behind_its_lead():
    lines = _fold.wrap("กรรมการ", 8, "  ", "  ")
    assert len(lines) == 2 and all(_fold.columns(line) <= 8 for line in lines)
