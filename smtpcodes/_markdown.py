# SPDX-License-Identifier: MIT
"""Pages as Markdown, and the table of all codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ._core import Comparison
from ._words import SENTENCES, Code, broken, facts, said, shown, standing, told, verdict

if TYPE_CHECKING:
    from ._core import Explanation

# Whatever could begin or end a piece of markup, in CommonMark and in tables.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$^=-])")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _CONTROL.sub(lambda match: f"\\\\u{ord(match[0]):04x}", _SPECIAL.sub(r"\\\1", text))


def page(what: Code | Comparison | Explanation) -> str:
    """The whole page."""
    if isinstance(what, Comparison):
        return _comparison(what)
    return _code(what) if isinstance(what, Code) else _explanation(what)


def _texts(code: Code, *names: str) -> list[str]:
    words = SENTENCES[code.lang]
    return [f"**{escape(words['HEAD_' + name])}.** {escape(getattr(code, name.lower()))}" for name in names]


def _comparison(these: Comparison) -> str:
    words, note, differences = SENTENCES[these.lang], these.note, these.differences
    parts = [f"## {escape(these.title)}", escape(these.summary)]
    if note:
        parts.append(f"> **{escape(words['HEAD_NOTE'])}.** {escape(note)}")
    for code in these.codes:
        parts.append(f"### {code.code} {escape(code.name)}")
        parts += _texts(code, "DESCRIPTION", "WHEN_SEEN", "HOW_TO_FIX")
    parts.append(f"### {escape(words['HEAD_DIFFERENCES'])}")
    parts.append(
        "\n".join("* " + escape(difference.text) for difference in differences)
        or escape(words["NO_DIFFERENCE"])
    )
    parts.append(f"### {escape(words['HEAD_GUIDANCE'])}")
    parts.append("\n".join("* " + escape(text) for text in these.guidance))
    return "\n\n".join(parts) + "\n"


def _code(code: Code) -> str:
    words, others = SENTENCES[code.lang], code.confused_with
    parts = [f"## SMTP {code.code} {escape(code.name)}", escape(standing(code).replace("\n", " · "))]
    parts += _texts(code, "DESCRIPTION", "WHEN_SEEN", "HOW_TO_FIX", "WHEN_RECEIVED", "WHEN_TO_SEND")
    parts.append(f"### {escape(words['HEAD_FACTS'])}")
    parts.append(
        "| | |\n|---|---|\n"
        + "\n".join(f"| {escape(heading)} | {escape(value)} |" for _, heading, value in facts(code))
    )
    if others:
        parts.append(f"### {escape(words['HEAD_CONFUSED_WITH'])}")
        parts.append("\n".join(f"* {other.code} {escape(other.name)}" for other in others))
    return "\n\n".join(parts) + "\n"


def _explanation(one: Explanation) -> str:
    words = SENTENCES[one.lang]
    about = "" if one.recipient is None else f"{escape(shown(one.recipient))} · "
    parts = [f"## {escape(one.title)}", about + escape(verdict(one)), escape(one.summary)]
    parts += [f"**{escape(heading)}** {escape(text)}" for heading, text in told(one)]
    if one.reply is not None:
        parts += [f"### {escape(words['HEAD_REPLY'])}", verbatim(said(one.reply))]
        if problems := broken(one.reply, one.lang):
            parts += [f"### {escape(words['HEAD_PROBLEMS'])}", "\n".join("* " + escape(problem) for problem in problems)]
    return "\n\n".join(parts) + "\n"


def verbatim(lines: list[str]) -> str:
    """Lines of a stranger's in a fence that nothing in them can close."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}text", *lines, fence])


def table(codes: Iterable[Code]) -> str:
    """Codes as a table of number, name and meaning."""
    codes = list(codes)
    words = SENTENCES[codes[0].lang if codes else "en"]
    heads = [escape(words[head]) for head in ("HEAD_CODE", "HEAD_NAME", "HEAD_MEANING")]
    rows = [f"| {' | '.join(heads)} |", "|---|---|---|"]
    rows += [f"| {code.code} | {escape(code.name)} | {escape(code.meaning)} |" for code in codes]
    return "\n".join(rows) + "\n"
