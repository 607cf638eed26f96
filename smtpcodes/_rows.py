# SPDX-License-Identifier: MIT
"""Codes and comparisons as plain data. Keys are stable, and never translated."""

from __future__ import annotations

from ._core import Comparison, Explanation, Reply, ReplyCode
from ._words import EFFECTS, TEXTS, Code

_PLAIN = (
    "code", "keyword", "name", "severity", "severity_name", "standing", "registered", "grammatical", *EFFECTS,
    "is_success", "is_intermediate", "is_transient", "is_permanent",
)  # fmt: skip
# What only one kind has.
_OF_REPLIES = ("category", "category_name")
_OF_ENHANCED = ("subject", "subject_name", "detail")
_PROSE = ("meaning", *TEXTS, "lang")


def to_dict(what: Code | Comparison | Explanation) -> dict[str, object]:
    """The dict behind to_dict() of each type: JSON types only."""
    if isinstance(what, Explanation):
        return explanation_dict(what)
    if not isinstance(what, Comparison):
        return code_dict(what)
    return {
        "codes": [code_dict(code) for code in what.codes],
        "title": what.title,
        "summary": what.summary,
        "note": what.note,
        "differences": [
            {
                "field": difference.field,
                "values": [list(v) if isinstance(v, tuple) else v for v in difference.values],
                "text": difference.text,
            }
            for difference in what.differences
        ],
        "guidance": list(what.guidance),
        "lang": what.lang,
    }


def code_dict(code: Code) -> dict[str, object]:
    """A code of either kind."""
    if isinstance(code, ReplyCode):
        own = {key: getattr(code, key) for key in _OF_REPLIES}
        associated: dict[str, object] = {"enhanced": [other.code for other in code.enhanced]}
    else:
        own = {key: getattr(code, key) for key in _OF_ENHANCED}
        associated = {"basic": [other.code for other in code.basic]}
    return {
        **{key: getattr(code, key) for key in _PLAIN},
        **own,
        **associated,
        "references": list(code.references),
        "commands": [{"command": command, "outcome": outcome} for command, outcome in code.commands],
        "confused_with": [other.code for other in code.confused_with],
        **{key: getattr(code, key) for key in _PROSE},
    }


def flat(code: Code) -> dict[str, object]:
    """A row for a table: to_dict() with its lists joined, and the same keys for either kind."""
    associated = code.enhanced if isinstance(code, ReplyCode) else code.basic
    return {
        **{key: getattr(code, key) for key in _PLAIN},
        **{key: getattr(code, key, None) for key in _OF_REPLIES + _OF_ENHANCED},
        "enhanced": " ".join(map(str, associated)) if isinstance(code, ReplyCode) else None,
        "basic": None if isinstance(code, ReplyCode) else " ".join(map(str, associated)),
        "references": "; ".join(code.references),
        "commands": " ".join(f"{command}:{outcome}" for command, outcome in code.commands),
        "confused_with": " ".join(map(str, code.confused_with)),
        **{key: getattr(code, key) for key in _PROSE},
    }


def explanation_dict(explanation: Explanation) -> dict[str, object]:
    """An explanation; the reply in the shape that log records of mail servers have."""
    return {
        "title": explanation.title,
        "recipient": explanation.recipient,
        "codes": [code.code for code in explanation.codes],
        "is_permanent": explanation.is_permanent,
        "action": explanation.action,
        "reason": explanation.reason,
        "summary": explanation.summary,
        "finality": explanation.finality,
        "advice": explanation.advice,
        "next_step": explanation.next_step,
        "reply": None if explanation.reply is None else _reply_dict(explanation.reply),
        "lang": explanation.lang,
    }


def _reply_dict(reply: Reply) -> dict[str, object]:
    detail = reply.enhanced
    return {
        "code": reply.code,
        "enhanced_code": detail and {"class": detail.severity, "subject": detail.subject, "detail": detail.detail},
        "content": reply.text,
        "problems": [{"problem": name, "position": position} for name, position in reply.problems],
    }
