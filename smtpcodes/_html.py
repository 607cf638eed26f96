# SPDX-License-Identifier: MIT
"""Pages as HTML, for notebooks and template engines.

The markup reads well with no CSS at all, since JupyterLab drops <style>, ids, roles, aria and data
attributes from notebooks that it does not trust: what matters is in headings, tables and words, and
the few inline styles use plain values, which stay. There is no script, no id and nothing random: the
same value gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from ._core import Comparison
from ._words import (
    FIELDS, SENTENCES, VALUES, ByLanguage, Code, broken, facts, family, is_right_to_left, said, shown, standing, told, verdict,
)  # fmt: skip

if TYPE_CHECKING:
    from ._core import Explanation

_STYLE = (
    "<style>"
    ".smtpc p,.smtpc li,.smtpc td{line-height:1.45}"
    ".smtpc p,.smtpc ul{max-width:60em}"
    ".smtpc table{border-collapse:collapse}"
    ".smtpc th,.smtpc td{padding:.4em .8em}"
    "</style>"
)

# One colour a severity, for a bar beside words that say the same; 3:1 or better on white and black.
_COLOURS = {1: "#6e7781", 2: "#2da44e", 3: "#218bff", 4: "#bf8700", 5: "#fa4549"}

_MARK = '<mark style="background-color:#fff1b8;color:#1f2328">'


class _Parts(NamedTuple):
    """What the pages of a language have in common, in markup. In the content of elements quotes may stay."""

    opening: str
    side: str  # where a line begins
    top: str  # the style of a cell
    cell: str  # a cell, a column's and a row's heading, opened
    row: str
    words: dict[str, str]
    heads: dict[str, str]  # a row with its heading in it
    same: dict[tuple[str, str | None], str]  # a cell for each value, and one that says that it differs
    different: dict[tuple[str, str | None], str]


def _parts(lang: str) -> _Parts:
    side, direction = ("right", ' dir="rtl"') if is_right_to_left(lang) else ("left", "")
    top = f"text-align:{side};vertical-align:top"
    cell, row = f'<td style="{top}">', f'<tr><th scope="row" style="{top}">'
    labels = {key: escape(label) for key, (label, _) in VALUES[lang].items()}
    return _Parts(
        opening=f'<div class="smtpc" lang="{lang}"{direction}>{_STYLE}',
        side=side,
        top=top,
        cell=cell,
        row=row,
        words={key: escape(text) for key, text in SENTENCES[lang].items()},
        heads={key: f"{row}{escape(text)}" for key, text in FIELDS[lang].items()},
        same={key: f"{cell}{label}</td>" for key, label in labels.items()},
        different={key: f"{cell}{_MARK}{label}</mark></td>" for key, label in labels.items()},
    )


_PARTS = ByLanguage(_parts)

_ASPECTS = ("retry", "condition", "action", "message", "recipient", "connection", "standing")
_TEXTS = (
    ("HEAD_DESCRIPTION", "description"),
    ("HEAD_WHEN_SEEN", "when_seen"),
    ("HEAD_HOW_TO_FIX", "how_to_fix"),
)
_MORE_TEXTS = (("HEAD_WHEN_RECEIVED", "when_received"), ("HEAD_WHEN_TO_SEND", "when_to_send"))


def page(what: Code | Comparison | Explanation) -> str:
    """The whole page as a fragment."""
    if isinstance(what, Comparison):
        return _comparison(what)
    return _code(what) if isinstance(what, Code) else _explanation(what)


def table(codes: Iterable[Code]) -> str:
    """Codes as a table of number, name and meaning."""
    codes = list(codes)
    parts = _PARTS[codes[0].lang if codes else "en"]
    top, cell = parts.top, parts.cell
    heads = "".join([f'<th scope="col" style="{top}">{parts.words["HEAD_" + head]}</th>' for head in ("CODE", "NAME", "MEANING")])
    rows = "".join(
        [
            f'<tr><th scope="row" style="{top};{_bar(code, parts)}">{code.code}</th>'
            f"{cell}{escape(code.name, False)}</td>{cell}{escape(code.meaning, False)}</td></tr>"
            for code in codes
        ]
    )
    return f"{parts.opening}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"


def _bar(code: Code | None, parts: _Parts) -> str:
    return f"border-{parts.side}:4px solid {_COLOURS[code.severity if code else 4]};padding-{parts.side}:8px"


def foreign(text: str) -> str:
    """A stranger's text: the one way for it into a page.

    Notebooks look for mathematics in what a page shows, and $ or \\( would begin some. In <code> none of their
    typesetters looks (MathJax: skipHtmlTags, KaTeX: ignoredTags), and every sanitizer keeps it.
    """
    return f"<code>{escape(shown(text))}</code>"


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join([f"<li>{escape(item, False)}</li>" for item in items]) + "</ul>"


def _comparison(comparison: Comparison) -> str:
    parts, codes, note, differences = _PARTS[comparison.lang], comparison.codes, comparison.note, comparison.differences
    words = parts.words
    noted = f"<p><strong>{words['HEAD_NOTE']}.</strong> {escape(note, False)}</p>" if note else ""
    heads = "".join(
        [
            f'<th scope="col" style="{parts.top};{_bar(code, parts)}">{code.code} {escape(code.name, False)}<br>'
            f"<small>{family(code)} {escape(code.severity_name, False)}</small></th>"
            for code in codes
        ]
    )
    differing = (
        _list([difference.text for difference in differences])
        if differences
        else f"<p>{words['NO_DIFFERENCE']}</p>"
    )
    return (
        f"{parts.opening}<h3>{escape(comparison.title, False)}</h3><p>{escape(comparison.summary, False)}</p>{noted}"
        f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{_text_rows(codes, parts)}"
        f"{_aspect_rows(codes, parts)}</tbody></table>"
        f"<h4>{words['HEAD_DIFFERENCES']}</h4>{differing}"
        f"<h4>{words['HEAD_GUIDANCE']}</h4>{_list(comparison.guidance)}</div>"
    )


def _text_rows(codes: tuple[Code, ...], parts: _Parts) -> str:
    rows = ""
    for head, name in _TEXTS:
        cells = "".join([f"{parts.cell}{escape(getattr(code, name), False)}</td>" for code in codes])
        rows += f"{parts.row}{parts.words[head]}</th>{cells}</tr>"
    return rows


def _aspect_rows(codes: tuple[Code, ...], parts: _Parts) -> str:
    """Short values side by side; where they differ, the row says so and the values are marked."""
    heads, same, different = parts.heads, parts.same, parts.different
    rows = ""
    for field in _ASPECTS:
        values = [getattr(code, field) for code in codes]
        if values.count(values[0]) < len(values):
            cells = "".join([different[field, value] for value in values])
            rows += f"{heads[field]}\u00a0\u2260</th>{cells}</tr>"
        elif values[0] is not None:
            rows += f"{heads[field]}</th>{same[field, values[0]] * len(codes)}</tr>"
    return rows


def _code(code: Code) -> str:
    parts, others = _PARTS[code.lang], code.confused_with
    words = parts.words
    texts = "".join(
        [
            f"<dt><strong>{words[head]}</strong></dt><dd>{escape(getattr(code, name), False)}</dd>"
            for head, name in _TEXTS + _MORE_TEXTS
        ]
    )
    rows = "".join(
        [
            f"{parts.row}{escape(heading, False)}</th>{parts.cell}{escape(value, False)}</td></tr>"
            for _, heading, value in facts(code)
        ]
    )
    confused = (
        f"<h4>{words['HEAD_CONFUSED_WITH']}</h4>{_list([f'{other.code} {other.name}' for other in others])}"
        if others
        else ""
    )
    return (
        f'{parts.opening}<h3 style="{_bar(code, parts)}">SMTP {code.code} {escape(code.name, False)}</h3>'
        f"<p>{escape(standing(code), False).replace(chr(10), '<br>')}</p><dl>{texts}</dl>"
        f"<details><summary>{words['HEAD_FACTS']}</summary><table><tbody>{rows}</tbody></table></details>"
        f"{confused}</div>"
    )


def _explanation(one: Explanation) -> str:
    parts = _PARTS[one.lang]
    words = parts.words
    about = "" if one.recipient is None else f"<strong>{foreign(one.recipient)}</strong> · "
    texts = "".join([f"<dt><strong>{escape(heading)}</strong></dt><dd>{escape(text, False)}</dd>" for heading, text in told(one)])
    page = (
        f'{parts.opening}<h3 style="{_bar(one.codes[0] if one.codes else None, parts)}">{escape(one.title, False)}</h3>'
        f"<p>{about}{escape(verdict(one), False)}</p><p>{escape(one.summary, False)}</p><dl>{texts}"
    )
    if one.reply is not None:
        lines = "<br>".join([foreign(line) for line in said(one.reply)])
        page += f"<dt><strong>{words['HEAD_REPLY']}</strong></dt><dd>{lines}</dd>"
        if problems := broken(one.reply, one.lang):
            page += f"<dt><strong>{words['HEAD_PROBLEMS']}</strong></dt><dd>{_list(problems)}</dd>"
    return f"{page}</dl></div>"
