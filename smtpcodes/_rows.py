# SPDX-License-Identifier: MIT
"""Codes and comparisons as plain data. Keys are stable, and never translated."""

from __future__ import annotations

from ._core import Comparison, ReplyCode

_PLAIN = (
    "code", "keyword", "name", "severity", "severity_name", "category", "category_name", "standing",
    "registered", "grammatical", "retry", "condition", "message", "recipient", "connection",
    "is_success", "is_intermediate", "is_transient", "is_permanent",
)  # fmt: skip
_TEXTS = (
    "meaning", "description", "when_seen", "how_to_fix", "when_received", "when_to_send", "lang",
)  # fmt: skip


def to_dict(what: ReplyCode | Comparison) -> dict[str, object]:
    """The dict behind to_dict() of either type: JSON types only."""
    if isinstance(what, ReplyCode):
        return _code(what)
    return {
        "codes": [_code(code) for code in what.codes],
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


def _code(code: ReplyCode) -> dict[str, object]:
    return {
        **{key: getattr(code, key) for key in _PLAIN},
        "references": list(code.references),
        "commands": [{"command": command, "outcome": outcome} for command, outcome in code.commands],
        "confused_with": [other.code for other in code.confused_with],
        **{key: getattr(code, key) for key in _TEXTS},
    }


def flat(code: ReplyCode) -> dict[str, object]:
    """A row for a table: to_dict() with its lists joined."""
    return {
        **{key: getattr(code, key) for key in _PLAIN},
        "references": "; ".join(code.references),
        "commands": " ".join(f"{command}:{outcome}" for command, outcome in code.commands),
        "confused_with": " ".join(str(other) for other in code.confused_with),
        **{key: getattr(code, key) for key in _TEXTS},
    }
