# SPDX-License-Identifier: MIT
"""Folding a paragraph to a width, in scripts with blanks between their words and in those without.

A width is counted in columns of a terminal: an ideograph takes two, a combining mark none.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from unicodedata import category, east_asian_width

# RFC and section are one word: what is cut cannot be looked up.
_REFERENCE = re.compile(r"(?<=RFC) (?=[0-9])|(?<=[0-9]) (?=[0-9]+\.[0-9])")
_GLUE = "\0"  # stands for a blank at which no line may end; no text that is shown holds it

# Characters that no line begins with, and characters that no line ends with.
_CLOSING = frozenset(
    "、。，．・：；！？）］｝〉》」』】〕〗〙〛’”…‥ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]},.:;!?%/-\"'"
    "ะาำๅๆฯະາຳໆຯ"
)
_OPENING = frozenset("（［｛〈《「『【〔〖〘〚‘“([{\"'" "เแโใไເແໂໃໄ" "\u1039\u17d2")  # fmt: skip
# Hangul has blanks to end a line at; in Thai, Lao, Burmese and Khmer only a dictionary knows where a word ends.
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_SELDOM_CUT = re.compile(f"[{_HANGUL}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def columns(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_width, text))


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """A paragraph as lines of whole words, one longer than a line staying whole; first and rest begin them.

    In scripts without blanks a line ends anywhere but before closing punctuation.
    """
    text, width = _REFERENCE.sub(_GLUE, text), max(width, 1)
    if text.isascii() or (not _SELDOM_CUT.search(text) and all(_width(char) == 1 for char in set(text))):
        lines = textwrap.wrap(
            text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )
    else:
        lines = _fill(text, width, first, rest)
    return [line.replace(_GLUE, " ") for line in lines]


def _fill(text: str, width: int, first: str, rest: str) -> list[str]:
    """What textwrap.wrap() does, by columns, and with line ends within words where the script allows them."""
    lines: list[str] = []
    line, used, is_empty = first, columns(first), True
    room = width - max(used, columns(rest))
    for gap, part in _parts(text, room):
        taken = columns(part)
        if used + len(gap) + taken > width:
            if not is_empty:
                lines.append(line)
                line, used = rest, columns(rest)
            gap = ""
        line += gap + part
        used += len(gap) + taken
        is_empty = False
    return lines if is_empty else [*lines, line]


def _parts(text: str, room: int) -> Iterator[tuple[str, str]]:
    """The parts that stay whole, each with the blanks before it. One longer than a line is cut where that is seldom
    as well."""
    for match in re.finditer("( *)([^ ]+)", text):
        gap = match[1]
        for part in _cut(match[2], _ALWAYS):
            for piece in [part] if columns(part) <= room else _cut(part, _SELDOM):
                yield gap, piece
                gap = ""


_NEVER, _SELDOM, _ALWAYS = range(3)


def _cut(word: str, least: int) -> list[str]:
    """A word cut wherever a line may end in it at least so often."""
    if word.isascii():
        return [word]
    parts, start = [], 0
    for at in range(1, len(word)):
        if _may_end(word[at - 1], word[at]) >= least:
            parts.append(word[start:at])
            start = at
    return [*parts, word[start:]]


def _may_end(before: str, after: str) -> int:
    """May a line end between two characters of a word? The scripts of both decide."""
    if before in _OPENING or after in _CLOSING or category(after)[0] == "M" or _width(after) == 0:
        return _NEVER
    return max(_cuts(before), _cuts(after))


def _cuts(char: str) -> int:
    if _SELDOM_CUT.match(char):
        return _SELDOM
    return _ALWAYS if _is_wide(char) else _NEVER


def _width(char: str) -> int:
    if char < "\u0300":
        return 1
    if category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":  # or a vowel within a Hangul syllable
        return 0
    return 2 if _is_wide(char) else 1


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"
