# SPDX-License-Identifier: MIT
"""Pages as plain text.

The layout tells what a line is, so that whoever folds or colours it need not be told: headings stand
at the left edge, small headings two blanks in, texts four, and "- " opens a point of a list.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ._core import Comparison
from ._words import SENTENCES, Code, broken, facts, said, shown, standing, told, verdict

if TYPE_CHECKING:
    from ._core import Explanation


class _Heads(NamedTuple):
    """The fixed parts of a page on a comparison, which is drawn in microseconds."""

    note: str
    description: str
    when_seen: str
    how_to_fix: str
    differences: str
    no_difference: str
    guidance: str


_HEADS = {
    lang: _Heads(
        note=f"\n\n  {words['HEAD_NOTE']}\n    ",
        description=f"\n\n  {words['HEAD_DESCRIPTION']}\n    ",
        when_seen=f"\n\n  {words['HEAD_WHEN_SEEN']}\n    ",
        how_to_fix=f"\n\n  {words['HEAD_HOW_TO_FIX']}\n    ",
        differences=f"\n\n{words['HEAD_DIFFERENCES']}\n\n  - ",
        no_difference=words["NO_DIFFERENCE"],
        guidance=f"\n\n{words['HEAD_GUIDANCE']}\n\n  - ",
    )
    for lang, words in SENTENCES.items()
}


def page(what: Code | Comparison | Explanation) -> str:
    """The whole page, each paragraph on one line."""
    if isinstance(what, Comparison):
        return _comparison(what)
    return _code(what) if isinstance(what, Code) else _explanation(what)


def _comparison(these: Comparison) -> str:
    heads, note = _HEADS[these.lang], these.note
    parts = [these.title, "\n\n  ", these.summary]
    if note:
        parts += (heads.note, note)
    for code, spelled in zip(these.codes, these._spelled, strict=True):
        parts += ("\n\n", str(spelled), " ", code.name, heads.description, code.description)
        parts += (heads.when_seen, code.when_seen, heads.how_to_fix, code.how_to_fix)
    parts += (heads.differences, "\n  - ".join([one.text for one in these.differences]) or heads.no_difference)
    parts += (heads.guidance, "\n  - ".join(these.guidance))
    return "".join(parts)


def _code(code: Code) -> str:
    words = SENTENCES[code.lang]
    texts = [
        (words["HEAD_DESCRIPTION"], code.description),
        (words["HEAD_WHEN_SEEN"], code.when_seen),
        (words["HEAD_HOW_TO_FIX"], code.how_to_fix),
        (words["HEAD_WHEN_RECEIVED"], code.when_received),
        (words["HEAD_WHEN_TO_SEND"], code.when_to_send),
    ]
    rows = facts(code)
    widest = max(len(heading) for _, heading, _ in rows)
    lines = [f"SMTP {code.code} {code.name}", "", *("  " + line for line in standing(code).split("\n"))]
    for heading, text in texts:
        lines += ["", "  " + heading, "    " + text]
    lines += ["", words["HEAD_FACTS"], ""]
    lines += [f"  {heading:{widest}}  {value}" for _, heading, value in rows]
    if code.confused_with:
        lines += ["", words["HEAD_CONFUSED_WITH"], ""]
        lines += [f"  - {other.code} {other.name}" for other in code.confused_with]
    return "\n".join(lines)


def _explanation(one: Explanation) -> str:
    words = SENTENCES[one.lang]
    about = [] if one.recipient is None else [f"  {shown(one.recipient)}"]
    lines = [one.title, "", *about, f"  {verdict(one)}", "", f"  {one.summary}"]
    for heading, text in told(one):
        lines += ["", f"  {heading}", f"    {text}"]
    if one.reply is not None:
        lines += ["", f"  {words['HEAD_REPLY']}", *(f"    {shown(line)}" for line in said(one.reply))]
        if problems := broken(one.reply, one.lang):
            lines += ["", f"  {words['HEAD_PROBLEMS']}", *(f"    - {problem}" for problem in problems)]
    return "\n".join(lines)


def listing(codes: Iterable[Code], width: int) -> str:
    """Some lines for each code: number and name, then what it means."""
    return "\n".join(
        "\n".join([f"{code!s:<3}  {code.name}", *_wrap(code.meaning, width, " " * 5, " " * 5)]) for code in codes
    )


def fold(text: str, width: int, heading: Callable[[str], str] = str) -> str:
    """The page folded to a width, its headings passed through a function."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith(" "):
            hang = " " * (row.end() if (row := _ROW.match(line)) else 0)
            lines += _wrap(line[len(hang) :], max(width, len(hang) + 20), line[: len(hang)], hang)
        else:
            lines += [heading(part) for part in _wrap(line, width)] or [""]
    return "\n".join(lines)


# What the lines of a paragraph hang under: its own start, the text of a point, the value of a fact.
_ROW = re.compile(r" +(?:- |\S+(?: \S+)*  +)?")


_REFERENCE = re.compile(r"(?<=RFC) (?=[0-9])|(?<=[0-9]) (?=[0-9]+\.[0-9])")


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of whole words, RFC and section being one: what is cut cannot be looked up."""
    lines = textwrap.wrap(
        _REFERENCE.sub("\N{NO-BREAK SPACE}", text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


class Printer(Protocol):
    """What IPython's pretty printer offers."""

    max_width: int
    stack: list[int]

    def text(self, text: str) -> object: ...


def pretty(what: Code | Comparison | Explanation, printer: Printer, cycle: bool) -> None:
    """The page for IPython's terminal, folded to its width; inside a list or dict, the repr."""
    alone = len(printer.stack) <= 1
    printer.text(fold(page(what), printer.max_width) if alone else repr(what))
