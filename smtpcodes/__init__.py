# SPDX-License-Identifier: MIT
"""What SMTP reply codes and enhanced status codes mean, how they differ, and what to do next.

    >>> import smtpcodes
    >>> smtpcodes.lookup(550).name
    'Mailbox Unavailable'
    >>> smtpcodes.compare(211, 251).title
    'SMTP 211 System Status vs 251 User Not Local'

Names come from the C core; those that need more of Python (``explaining``, ``codes``, ``search``,
``SMTPStatus``) are fetched when first asked for, so that importing the package stays cheap.
"""

try:
    from ._core import (
        Comparison,
        Difference,
        EnhancedCode,
        Explanation,
        Explanations,
        Reply,
        ReplyCode,
        ReplyReader,
        SMTPCodesError,
        __version__,
        compare,
        explain,
        format_reply,
        languages,
        lookup,
        parse,
    )
except ModuleNotFoundError as _error:
    if _error.name != "smtpcodes._core":
        raise
    raise ImportError(
        "smtpcodes was imported from a source tree in which its C extension is not built; "
        "run 'pip install -e .' there, or start Python in another directory"
    ) from None

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._codes import codes
    from ._explaining import explaining
    from ._ipython import load_ipython_extension, unload_ipython_extension
    from ._search import search
    from ._status import SMTPStatus

__all__ = [
    "Comparison",
    "Difference",
    "EnhancedCode",
    "Explanation",
    "Explanations",
    "Reply",
    "ReplyCode",
    "ReplyReader",
    "SMTPCodesError",
    "SMTPStatus",
    "__version__",
    "codes",
    "compare",
    "explain",
    "explaining",
    "format_reply",
    "languages",
    "lookup",
    "parse",
    "search",
]

_LATER = {
    "SMTPStatus": "_status",
    "codes": "_codes",
    "explaining": "_explaining",
    "load_ipython_extension": "_ipython",
    "search": "_search",
    "unload_ipython_extension": "_ipython",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'smtpcodes' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module("." + _LATER[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
