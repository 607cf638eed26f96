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

from ._core import Comparison, Explanations
from ._words import (
    COMPARED_TEXTS,
    EFFECTS,
    FIELDS,
    SENTENCES,
    TEXTS,
    VALUES,
    ByLanguage,
    Code,
    Displayed,
    facts,
    heading_of,
    is_right_to_left,
    problem_lines,
    reply_lines,
    sections,
    severity_digits,
    shown,
    standing,
    verdict,
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

# The colour of each severity. Words beside it say the same; its contrast is 3:1 or better on white and on black.
_COLOURS = {1: "#6e7781", 2: "#2da44e", 3: "#218bff", 4: "#bf8700", 5: "#fa4549"}

_MARK = '<mark style="background-color:#fff1b8;color:#1f2328">'


class _Parts(NamedTuple):
    """The markup that the pages of a language share. Other text is escaped when it is drawn; quotes may stay in it."""

    opening: str  # of the page
    side: str  # at which a line begins: "left" or "right"
    top: str  # the style of each cell
    cell: str  # the opening tag of a cell
    row: str  # the opening tags of a row and its heading
    words: dict[str, str]  # SENTENCES, escaped
    heads: dict[str, str]  # a row with the heading of a field, the heading still open
    same: dict[tuple[str, str | None], str]  # a cell with a value
    different: dict[tuple[str, str | None], str]  # the same, marked


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


def page(what: Displayed) -> str:
    """The whole page as a fragment; the pages of several explanations one below the other."""
    if isinstance(what, Explanations):
        return "".join(map(page, what))
    if isinstance(what, Comparison):
        return _comparison(what)
    return _code(what) if isinstance(what, Code) else _explanation(what)


def table(codes: Iterable[Code]) -> str:
    """Codes as a table of number, name and meaning."""
    codes = list(codes)
    parts = _PARTS[codes[0].lang if codes else "en"]
    words, top, cell = parts.words, parts.top, parts.cell
    headings = words["HEAD_CODE"], words["HEAD_NAME"], words["HEAD_MEANING"]
    heads = "".join([f'<th scope="col" style="{top}">{heading}</th>' for heading in headings])
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
            f"<small>{severity_digits(code)} {escape(code.severity_name, False)}</small></th>"
            for code in codes
        ]
    )
    differing = (
        _list([difference.text for difference in differences]) if differences else f"<p>{words['NO_DIFFERENCE']}</p>"
    )
    return (
        f"{parts.opening}<h3>{escape(comparison.title, False)}</h3><p>{escape(comparison.summary, False)}</p>{noted}"
        f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{_text_rows(codes, parts)}"
        f"{_value_rows(codes, parts)}</tbody></table>"
        f"<h4>{words['HEAD_DIFFERENCES']}</h4>{differing}"
        f"<h4>{words['HEAD_GUIDANCE']}</h4>{_list(comparison.guidance)}</div>"
    )


def _text_rows(codes: tuple[Code, ...], parts: _Parts) -> str:
    rows = ""
    for text in COMPARED_TEXTS:
        cells = "".join([f"{parts.cell}{escape(getattr(code, text), False)}</td>" for code in codes])
        rows += f"{parts.row}{parts.words[heading_of(text)]}</th>{cells}</tr>"
    return rows


def _value_rows(codes: tuple[Code, ...], parts: _Parts) -> str:
    """Short values side by side; where they differ, the row says so and the values are marked."""
    heads, same, different = parts.heads, parts.same, parts.different
    rows = ""
    for field in (*EFFECTS, "standing"):
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
            f"<dt><strong>{words[heading_of(text)]}</strong></dt><dd>{escape(getattr(code, text), False)}</dd>"
            for text in TEXTS
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


def _explanation(explanation: Explanation) -> str:
    parts, reply, recipient = _PARTS[explanation.lang], explanation.reply, explanation.recipient
    words, code = parts.words, explanation.codes[0] if explanation.codes else None
    about = "" if recipient is None else f"<strong>{foreign(recipient)}</strong> · "
    texts = "".join(
        [
            f"<dt><strong>{escape(heading)}</strong></dt><dd>{escape(text, False)}</dd>"
            for heading, text in sections(explanation)
        ]
    )
    page = (
        f'{parts.opening}<h3 style="{_bar(code, parts)}">{escape(explanation.title, False)}</h3>'
        f"<p>{about}{escape(verdict(explanation), False)}</p><p>{escape(explanation.summary, False)}</p><dl>{texts}"
    )
    if reply is not None:
        lines = "<br>".join([foreign(line) for line in reply_lines(reply)])
        page += f"<dt><strong>{words['HEAD_REPLY']}</strong></dt><dd>{lines}</dd>"
        if problems := problem_lines(reply, explanation.lang):
            page += f"<dt><strong>{words['HEAD_PROBLEMS']}</strong></dt><dd>{_list(problems)}</dd>"
    return f"{page}</dl></div>"
