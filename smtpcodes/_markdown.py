# SPDX-License-Identifier: MIT
"""Pages as Markdown, and the table of all codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ._core import Comparison, Explanations
from ._words import (
    COMPARED_TEXTS,
    SENTENCES,
    TEXTS,
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
    from ._core import Explanation

# Whatever could begin or end a piece of markup, in CommonMark and in tables.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$^=-])")


def escape(text: str) -> str:
    """A text of ours, which Markdown then shows as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def foreign(text: str) -> str:
    """A stranger's text on one line: with verbatim(), the one way for it into a page.

    It stands in a code span, since backslashes do not stop GitHub from making a link of an address, nor
    JupyterLab from typesetting what stands between dollars once Markdown has taken the backslashes away.
    """
    plain = shown(text) or " "
    fence = "`" * (_longest_run(plain) + 1)
    # A reader strips a blank from both ends where both have one, and a backtick would belong to the fence.
    pad = " " if (plain[0] in " `" or plain[-1] in " `") and not plain.isspace() else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def verbatim(lines: Iterable[str]) -> str:
    """Lines of a stranger's in a fence that nothing in them can close."""
    plain = [shown(line) for line in lines]
    fence = "`" * max(3, max(map(_longest_run, plain), default=0) + 1)
    return "\n".join([f"{fence}text", *plain, fence])


def _longest_run(text: str) -> int:
    """How many backticks stand together in it at most."""
    return max(map(len, re.findall("`+", text)), default=0)


def page(what: Displayed) -> str:
    """The whole page; the pages of several explanations one below the other."""
    if isinstance(what, Explanations):
        return "\n".join(map(page, what))
    if isinstance(what, Comparison):
        return _comparison(what)
    return _code(what) if isinstance(what, Code) else _explanation(what)


def _texts(code: Code, names: Iterable[str]) -> list[str]:
    words = SENTENCES[code.lang]
    return [f"**{escape(words[heading_of(name)])}.** {escape(getattr(code, name))}" for name in names]


def _comparison(comparison: Comparison) -> str:
    words, note, differences = SENTENCES[comparison.lang], comparison.note, comparison.differences
    parts = [f"## {escape(comparison.title)}", escape(comparison.summary)]
    if note:
        parts.append(f"> **{escape(words['HEAD_NOTE'])}.** {escape(note)}")
    for code in comparison.codes:
        parts.append(f"### {code.code} {escape(code.name)}")
        parts += _texts(code, COMPARED_TEXTS)
    parts.append(f"### {escape(words['HEAD_DIFFERENCES'])}")
    parts.append(
        "\n".join("* " + escape(difference.text) for difference in differences) or escape(words["NO_DIFFERENCE"])
    )
    parts.append(f"### {escape(words['HEAD_GUIDANCE'])}")
    parts.append("\n".join("* " + escape(text) for text in comparison.guidance))
    return "\n\n".join(parts) + "\n"


def _code(code: Code) -> str:
    words, others = SENTENCES[code.lang], code.confused_with
    parts = [f"## SMTP {code.code} {escape(code.name)}", escape(standing(code).replace("\n", " · "))]
    parts += _texts(code, TEXTS)
    parts.append(f"### {escape(words['HEAD_FACTS'])}")
    parts.append(
        "| | |\n|---|---|\n"
        + "\n".join(f"| {escape(heading)} | {escape(value)} |" for _, heading, value in facts(code))
    )
    if others:
        parts.append(f"### {escape(words['HEAD_CONFUSED_WITH'])}")
        parts.append("\n".join(f"* {other.code} {escape(other.name)}" for other in others))
    return "\n\n".join(parts) + "\n"


def _explanation(explanation: Explanation) -> str:
    words, reply, recipient = SENTENCES[explanation.lang], explanation.reply, explanation.recipient
    about = "" if recipient is None else f"{foreign(recipient)} · "
    parts = [f"## {escape(explanation.title)}", about + escape(verdict(explanation)), escape(explanation.summary)]
    parts += [f"**{escape(heading)}** {escape(text)}" for heading, text in sections(explanation)]
    if reply is not None:
        parts += [f"### {escape(words['HEAD_REPLY'])}", verbatim(reply_lines(reply))]
        if problems := problem_lines(reply, explanation.lang):
            parts.append(f"### {escape(words['HEAD_PROBLEMS'])}")
            parts.append("\n".join("* " + escape(problem) for problem in problems))
    return "\n\n".join(parts) + "\n"


def table(codes: Iterable[Code]) -> str:
    """Codes as a table of number, name and meaning."""
    codes = list(codes)
    words = SENTENCES[codes[0].lang if codes else "en"]
    heads = [escape(words[head]) for head in ("HEAD_CODE", "HEAD_NAME", "HEAD_MEANING")]
    rows = [f"| {' | '.join(heads)} |", "|---|---|---|"]
    rows += [f"| {code.code} | {escape(code.name)} | {escape(code.meaning)} |" for code in codes]
    return "\n".join(rows) + "\n"
