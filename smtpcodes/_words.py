# SPDX-License-Identifier: MIT
"""The words of the displays in each language, and the short facts of a code: what every face shares."""

from __future__ import annotations

from ._core import ReplyCode, languages, vocabulary

_VOCABULARIES = {lang: vocabulary(lang) for lang in languages}

SENTENCES = {lang: words["sentences"] for lang, words in _VOCABULARIES.items()}
FIELDS = {lang: words["fields"] for lang, words in _VOCABULARIES.items()}
VALUES = {lang: words["values"] for lang, words in _VOCABULARIES.items()}
COMMANDS = {lang: words["commands"] for lang, words in _VOCABULARIES.items()}

_ASPECTS = ("retry", "condition", "message", "recipient", "connection")


def standing(code: ReplyCode) -> str:
    """Where a code belongs: '5xx Permanent Negative Completion · Mail System · standard'."""
    label = VALUES[code.lang]["standing", code.standing][0]
    line = f"{code.severity}xx {code.severity_name} · {code.category_name} · {label}"
    if not code.grammatical:
        line += "\n" + SENTENCES[code.lang]["UNGRAMMATICAL"]
    return line


def facts(code: ReplyCode) -> list[tuple[str, str, str]]:
    """Rows of (field, heading, short value); what does not apply to the code is left out."""
    headings, values, spoken = FIELDS[code.lang], VALUES[code.lang], COMMANDS[code.lang]
    rows = [
        (field, headings[field], values[field, value][0])
        for field in _ASPECTS
        if (value := getattr(code, field)) is not None
    ]
    if code.commands:
        rows.append(("commands", headings["commands"], ", ".join(spoken[name] for name, _ in code.commands)))
    if code.references:
        rows.append(("references", headings["references"], "; ".join(code.references)))
    return rows
