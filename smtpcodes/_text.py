# SPDX-License-Identifier: MIT
"""Pages as plain text: headings at the left edge, small headings two blanks in, texts four, and "- " before
each point of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from ._core import Comparison, Explanations
from ._fold import columns, wrap
from ._words import (
    SENTENCES,
    TEXTS,
    ByLanguage,
    Code,
    Displayed,
    facts,
    heading_of,
    problem_lines,
    reply_lines,
    sections,
    shown,
    standing,
    verdict,
)  # fmt: skip

if TYPE_CHECKING:
    from ._core import Explanation, _Printer


class _Heads(NamedTuple):
    """The fixed parts of a page on a comparison, which is drawn in microseconds."""

    note: str
    description: str
    when_seen: str
    how_to_fix: str
    differences: str
    no_difference: str
    guidance: str


def _heads(lang: str) -> _Heads:
    words = SENTENCES[lang]
    return _Heads(
        note=f"\n\n  {words['HEAD_NOTE']}\n    ",
        description=f"\n\n  {words['HEAD_DESCRIPTION']}\n    ",
        when_seen=f"\n\n  {words['HEAD_WHEN_SEEN']}\n    ",
        how_to_fix=f"\n\n  {words['HEAD_HOW_TO_FIX']}\n    ",
        differences=f"\n\n{words['HEAD_DIFFERENCES']}\n\n  - ",
        no_difference=words["NO_DIFFERENCE"],
        guidance=f"\n\n{words['HEAD_GUIDANCE']}\n\n  - ",
    )


_HEADS = ByLanguage(_heads)


class Line(NamedTuple):
    """A line of a page. A heading has no lead; the lead of others is ours, and the text hangs behind it when folded."""

    lead: str
    text: str


def page(what: Displayed) -> str:
    """The whole page, each paragraph on one line; the pages of several explanations one below the other."""
    if isinstance(what, Explanations):
        return "\n\n".join(map(page, what))
    if isinstance(what, Comparison):
        return _comparison(what)
    return "\n".join([lead + text for lead, text in _lines(what)])


def _lines(what: Code | Comparison | Explanation) -> list[Line]:
    if isinstance(what, Comparison):  # whose page holds nothing of a stranger's, so that its blanks can be trusted
        return [Line(*_LEAD.match(line).groups()) for line in _comparison(what).split("\n")]  # type: ignore[union-attr]
    return _code(what) if isinstance(what, Code) else _explanation(what)


_LEAD = re.compile("( *(?:(?<= )- )?)(.*)")


def _comparison(comparison: Comparison) -> str:
    heads, note = _HEADS[comparison.lang], comparison.note
    parts = [comparison.title, "\n\n  ", comparison.summary]
    if note:
        parts += (heads.note, note)
    for code, spelled in zip(comparison.codes, comparison._spelled, strict=True):
        parts += ("\n\n", str(spelled), " ", code.name, heads.description, code.description)
        parts += (heads.when_seen, code.when_seen, heads.how_to_fix, code.how_to_fix)
    parts += (heads.differences, "\n  - ".join([one.text for one in comparison.differences]) or heads.no_difference)
    parts += (heads.guidance, "\n  - ".join(comparison.guidance))
    return "".join(parts)


def _code(code: Code) -> list[Line]:
    words = SENTENCES[code.lang]
    lines = [Line("", f"SMTP {code.code} {code.name}"), _EMPTY, *_each("  ", standing(code).split("\n"))]
    for text in TEXTS:
        lines += [_EMPTY, Line("  ", words[heading_of(text)]), Line("    ", getattr(code, text))]
    rows = facts(code)
    widest = max(columns(heading) for _, heading, _ in rows)
    lines += [_EMPTY, Line("", words["HEAD_FACTS"]), _EMPTY]
    lines += [Line(f"  {heading}{' ' * (widest - columns(heading))}  ", value) for _, heading, value in rows]
    if code.confused_with:
        lines += [_EMPTY, Line("", words["HEAD_CONFUSED_WITH"]), _EMPTY]
        lines += _each("  - ", [f"{other.code} {other.name}" for other in code.confused_with])
    return lines


_EMPTY = Line("", "")


def _each(lead: str, texts: Iterable[str]) -> list[Line]:
    return [Line(lead, text) for text in texts]


def _explanation(explanation: Explanation) -> list[Line]:
    words, reply, recipient = SENTENCES[explanation.lang], explanation.reply, explanation.recipient
    lines = [Line("", explanation.title), _EMPTY]
    if recipient is not None:
        lines.append(Line("  ", shown(recipient)))
    lines += [Line("  ", verdict(explanation)), _EMPTY, Line("  ", explanation.summary)]
    for heading, text in sections(explanation):
        lines += [_EMPTY, Line("  ", heading), Line("    ", text)]
    if reply is not None:
        lines += [_EMPTY, Line("  ", words["HEAD_REPLY"]), *_each("    ", map(shown, reply_lines(reply)))]
        if problems := problem_lines(reply, explanation.lang):
            lines += [_EMPTY, Line("  ", words["HEAD_PROBLEMS"]), *_each("    - ", problems)]
    return lines


def listing(codes: Iterable[Code], width: int) -> str:
    """Some lines for each code: number and name, then what it means."""
    return "\n".join(
        "\n".join([f"{code!s:<3}  {code.name}", *wrap(code.meaning, width, " " * 5, " " * 5)]) for code in codes
    )


def fold(what: Code | Comparison | Explanation, width: int, heading: Callable[[str], str] = str) -> str:
    """The page folded to a width, its headings passed through a function."""
    lines: list[str] = []
    for lead, text in _lines(what):
        if lead:
            hang = columns(lead)
            lines += wrap(text, max(width, hang + 20), lead, " " * hang)
        else:
            lines += [heading(part) for part in wrap(text, width)] or [""]
    return "\n".join(lines)


def pretty(what: Displayed, printer: _Printer, cycle: bool) -> None:
    """The page for IPython's terminal, folded to its width; inside a list or dict, the repr."""
    if len(printer.stack) > 1 or what == ():
        printer.text(repr(what))
    else:
        pages = what if isinstance(what, Explanations) else [what]
        printer.text("\n\n".join([fold(one, printer.max_width) for one in pages]))
