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
from typing import TYPE_CHECKING

from ._core import Comparison
from ._words import FIELDS, SENTENCES, VALUES, Code, broken, facts, family, said, shown, standing, told, verdict

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

_TOP = "text-align:left;vertical-align:top"
_CELL = f'<td style="{_TOP}">'
_ROW = f'<tr><th scope="row" style="{_TOP}">'
_MARK = '<mark style="background-color:#fff1b8;color:#1f2328">'

# Words that do not change are escaped once, and cells of the table made once. Elsewhere text goes
# through escape() when it is drawn; in the content of elements quotes may stay.
_WORDS = {lang: {key: escape(text) for key, text in words.items()} for lang, words in SENTENCES.items()}
_HEADS = {lang: {key: f"{_ROW}{escape(text)}" for key, text in names.items()} for lang, names in FIELDS.items()}
_SAME = {
    lang: {key: f"{_CELL}{escape(label)}</td>" for key, (label, _) in values.items()}
    for lang, values in VALUES.items()
}
_DIFFERENT: dict[str, dict[tuple[str, object], str]] = {
    lang: {key: f"{_CELL}{_MARK}{escape(label)}</mark></td>" for key, (label, _) in values.items()}
    for lang, values in VALUES.items()
}

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
    lang = codes[0].lang if codes else "en"
    heads = "".join([f'<th scope="col" style="{_TOP}">{_WORDS[lang]["HEAD_" + head]}</th>' for head in ("CODE", "NAME", "MEANING")])
    rows = "".join(
        [
            f'<tr><th scope="row" style="{_TOP};{_bar(code)}">{code.code}</th>'
            f"{_CELL}{escape(code.name, False)}</td>{_CELL}{escape(code.meaning, False)}</td></tr>"
            for code in codes
        ]
    )
    return f"{_open(lang)}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"


def _open(lang: str) -> str:
    return f'<div class="smtpc" lang="{lang}">{_STYLE}'


def _bar(code: Code | None) -> str:
    return f"border-left:4px solid {_COLOURS[code.severity if code else 4]};padding-left:8px"


def foreign(text: str) -> str:
    """A stranger's text: the one way for it into a page.

    Notebooks look for mathematics in what a page shows, and $ or \\( would begin some. In <code> none of their
    typesetters looks (MathJax: skipHtmlTags, KaTeX: ignoredTags), and every sanitizer keeps it.
    """
    return f"<code>{escape(shown(text))}</code>"


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join([f"<li>{escape(item, False)}</li>" for item in items]) + "</ul>"


def _comparison(these: Comparison) -> str:
    codes, words, note, differences = these.codes, _WORDS[these.lang], these.note, these.differences
    noted = f"<p><strong>{words['HEAD_NOTE']}.</strong> {escape(note, False)}</p>" if note else ""
    heads = "".join(
        [
            f'<th scope="col" style="{_TOP};{_bar(code)}">{code.code} {escape(code.name, False)}<br>'
            f"<small>{family(code)} {escape(code.severity_name, False)}</small></th>"
            for code in codes
        ]
    )
    told = (
        _list([difference.text for difference in differences])
        if differences
        else f"<p>{words['NO_DIFFERENCE']}</p>"
    )
    return (
        f"{_open(these.lang)}<h3>{escape(these.title, False)}</h3><p>{escape(these.summary, False)}</p>{noted}"
        f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{_text_rows(codes, words)}"
        f"{_aspect_rows(codes)}</tbody></table>"
        f"<h4>{words['HEAD_DIFFERENCES']}</h4>{told}"
        f"<h4>{words['HEAD_GUIDANCE']}</h4>{_list(these.guidance)}</div>"
    )


def _text_rows(codes: tuple[Code, ...], words: dict[str, str]) -> str:
    rows = ""
    for head, name in _TEXTS:
        cells = "".join([f"{_CELL}{escape(getattr(code, name), False)}</td>" for code in codes])
        rows += f"{_ROW}{words[head]}</th>{cells}</tr>"
    return rows


def _aspect_rows(codes: tuple[Code, ...]) -> str:
    """Short values side by side; where they differ, the row says so and the values are marked."""
    first = codes[0]
    heads, same, different = _HEADS[first.lang], _SAME[first.lang], _DIFFERENT[first.lang]
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
    words, others = _WORDS[code.lang], code.confused_with
    texts = "".join(
        [
            f"<dt><strong>{words[head]}</strong></dt><dd>{escape(getattr(code, name), False)}</dd>"
            for head, name in _TEXTS + _MORE_TEXTS
        ]
    )
    rows = "".join([f"{_ROW}{escape(heading, False)}</th>{_CELL}{escape(value, False)}</td></tr>" for _, heading, value in facts(code)])
    confused = (
        f"<h4>{words['HEAD_CONFUSED_WITH']}</h4>{_list([f'{other.code} {other.name}' for other in others])}"
        if others
        else ""
    )
    return (
        f'{_open(code.lang)}<h3 style="{_bar(code)}">SMTP {code.code} {escape(code.name, False)}</h3>'
        f"<p>{escape(standing(code), False).replace(chr(10), '<br>')}</p><dl>{texts}</dl>"
        f"<details><summary>{words['HEAD_FACTS']}</summary><table><tbody>{rows}</tbody></table></details>"
        f"{confused}</div>"
    )


def _explanation(one: Explanation) -> str:
    words = _WORDS[one.lang]
    about = "" if one.recipient is None else f"<strong>{foreign(one.recipient)}</strong> · "
    texts = "".join([f"<dt><strong>{escape(heading)}</strong></dt><dd>{escape(text, False)}</dd>" for heading, text in told(one)])
    page = (
        f'{_open(one.lang)}<h3 style="{_bar(one.codes[0] if one.codes else None)}">{escape(one.title, False)}</h3>'
        f"<p>{about}{escape(verdict(one), False)}</p><p>{escape(one.summary, False)}</p><dl>{texts}"
    )
    if one.reply is not None:
        lines = "<br>".join([foreign(line) for line in said(one.reply)])
        page += f"<dt><strong>{words['HEAD_REPLY']}</strong></dt><dd>{lines}</dd>"
        if problems := broken(one.reply, one.lang):
            page += f"<dt><strong>{words['HEAD_PROBLEMS']}</strong></dt><dd>{_list(problems)}</dd>"
    return f"{page}</dl></div>"
