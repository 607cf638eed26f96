# SPDX-License-Identifier: MIT
"""The words of the displays in each language, and the short facts of a code: what every display shares."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias, TypeVar

from ._core import Comparison, EnhancedCode, Explanation, Explanations, Reply, ReplyCode, vocabulary

Code: TypeAlias = ReplyCode | EnhancedCode
Displayed: TypeAlias = Code | Comparison | Explanation | Explanations  # what has a page

_T = TypeVar("_T")


class ByLanguage(dict[str, _T]):
    """What each language needs, made when that language is first asked for; from then on the same object.

    Two threads may both make it; both then get the one that came first.
    """

    def __init__(self, make: Callable[[str], _T]) -> None:
        self._make = make

    def __missing__(self, lang: str) -> _T:
        return self.setdefault(lang, self._make(lang))


_VOCABULARIES = ByLanguage(vocabulary)

SENTENCES = ByLanguage(lambda lang: _VOCABULARIES[lang]["sentences"])
FIELDS = ByLanguage(lambda lang: _VOCABULARIES[lang]["fields"])
VALUES = ByLanguage(lambda lang: _VOCABULARIES[lang]["values"])
PROBLEMS = ByLanguage(lambda lang: _VOCABULARIES[lang]["problems"])
COMMANDS = ByLanguage(lambda lang: _VOCABULARIES[lang]["commands"])

# What is written from right to left: scripts, and languages whose tags leave such a script unsaid.
_SCRIPTS_FROM_THE_RIGHT = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
_LANGUAGES_FROM_THE_RIGHT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)


def is_right_to_left(lang: str) -> bool:
    """Is a language, given by its tag, written from right to left? A script in the tag decides: 'pa-Arab' is."""
    language, *rest = lang.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    return language in _LANGUAGES_FROM_THE_RIGHT if script is None else script in _SCRIPTS_FROM_THE_RIGHT


# The fields of a code that say what becomes of the message, and its texts; those that a comparison shows come first.
EFFECTS = ("retry", "condition", "action", "message", "recipient", "connection")
COMPARED_TEXTS = ("description", "when_seen", "how_to_fix")
TEXTS = (*COMPARED_TEXTS, "when_received", "when_to_send")


def heading_of(text: str) -> str:
    """The key in SENTENCES of the heading of a text."""
    return "HEAD_" + text.upper()


def severity_digits(code: Code) -> str:
    """What begins with the same digit: '5xx' or '5.x.x'."""
    return f"{code.severity}xx" if isinstance(code, ReplyCode) else f"{code.severity}.x.x"


def standing(code: Code) -> str:
    """Where a code belongs: '5xx Permanent Negative Completion · Mail System · standard'."""
    label = VALUES[code.lang]["standing", code.standing][0]
    area = code.category_name if isinstance(code, ReplyCode) else code.subject_name
    line = f"{severity_digits(code)} {code.severity_name} · {area} · {label}"
    if not code.grammatical:
        line += "\n" + SENTENCES[code.lang]["UNGRAMMATICAL"]
    return line


def facts(code: Code) -> list[tuple[str, str, str]]:
    """Rows of (field, heading, short value); what does not apply to the code is left out."""
    headings, values, commands = FIELDS[code.lang], VALUES[code.lang], COMMANDS[code.lang]
    rows = [
        (field, headings[field], values[field, value][0])
        for field in EFFECTS
        if (value := getattr(code, field)) is not None
    ]
    if code.commands:
        rows.append(("commands", headings["commands"], ", ".join(commands[name] for name, _ in code.commands)))
    field, associated = ("enhanced", code.enhanced) if isinstance(code, ReplyCode) else ("basic", code.basic)
    if associated:
        rows.append((field, headings[field], ", ".join(map(str, associated))))
    if code.references:
        rows.append(("references", headings["references"], "; ".join(code.references)))
    return rows


def verdict(explanation: Explanation) -> str:
    """How bad it is, and what to do in a few words: '5xx Permanent Negative Completion · change the message'."""
    label, codes = VALUES[explanation.lang]["action", explanation.action][0], explanation.codes
    return f"{severity_digits(codes[0])} {codes[0].severity_name} · {label}" if codes else label


def sections(explanation: Explanation) -> list[tuple[str, str]]:
    """The sections of an explanation: heading and text."""
    words = SENTENCES[explanation.lang]
    return [
        (words["HEAD_FINALITY"], explanation.finality),
        (words["HEAD_WHAT_TO_DO"], explanation.advice),
        (words["HEAD_NEXT_STEP"], explanation.next_step),
    ]


def reply_lines(reply: Reply) -> list[str]:
    """The lines of a reply as they came, up to LINES_SHOWN; each format has a function that makes them safe to show."""
    lines = reply.text.split("\n", LINES_SHOWN)
    if len(lines) > LINES_SHOWN:
        lines.append(f"... (+{lines.pop().count(chr(10)) + 1})")
    return lines


def problem_lines(reply: Reply, lang: str) -> list[str]:
    """A line for each kind of problem that a reply has, with the first five positions."""
    positions: dict[str, list[str]] = {}
    for name, position in reply.problems:
        positions.setdefault(name, []).append(str(position))
    return [
        f"{PROBLEMS[lang][name]} ({', '.join(found[:5])}{', ...' if found[5:] else ''})"
        for name, found in positions.items()
    ]


LONGEST_SHOWN = 2000  # characters of a line of a stranger's text that a page shows
LINES_SHOWN = 50

_NOT_ASCII = re.compile("[^ -~]+")
# Letters, marks and symbols that a screen shows nothing for, or a blank; str.isprintable() takes them for visible.
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U00016fe4\U0001d159"
    + "".join(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
)
# The blanks of other widths, which a reader sees as blanks; str.isprintable() refuses them.
_SPACES = frozenset("\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))


def shown(text: str) -> str:
    """A stranger's text on one line, with what is invisible spelled out, and cut where it goes on for too long.

    Invisible is what str.isprintable() refuses, which goes by Unicode's general categories: controls, formats,
    surrogates, private and unassigned characters, and separators of lines and paragraphs; and what _BLANK lists.
    """
    more = len(text) - LONGEST_SHOWN
    plain = _spelled(text[:LONGEST_SHOWN], _as_python)
    return f"{plain}... (+{more})" if more > 0 else plain


def escaped(json: str) -> str:
    """JSON that is as safe on a screen: between its quotes, what is invisible becomes \\u escapes."""
    return _spelled(json, _as_json)


def _spelled(text: str, spell: Callable[[str], str]) -> str:
    """The text with each invisible character spelled by a function; a run of visible ones is looked at once."""
    if text.isascii() and text.isprintable():
        return text

    def run_of(match: re.Match[str]) -> str:
        run = match[0]
        if run.isprintable() and _BLANK.isdisjoint(run):
            return run
        return "".join([char if _is_visible(char) else spell(char) for char in run])

    return _NOT_ASCII.sub(run_of, text)


def _is_visible(char: str) -> bool:
    return char in _SPACES or (char.isprintable() and char not in _BLANK)


def _as_python(char: str) -> str:
    number = ord(char)
    if 0xDC80 <= number <= 0xDCFF:
        number -= 0xDC00  # an octet that surrogateescape has kept
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _as_json(char: str) -> str:
    if char in "\n\t":
        return char  # between the values; within them json.dumps has escaped it
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
