# SPDX-License-Identifier: MIT
"""%load_ext smtpcodes: the magics %smtp and %%smtp. Only IPython imports this."""

from __future__ import annotations

import shlex
from typing import Any

from . import _core
from ._ask import Found, Pages, Skipped, ask, explained
from ._codes import codes
from ._core import Explanations


def _options(line: str) -> tuple[list[str], str]:
    """The words of a magic's line, and the language after --lang."""
    try:
        words = shlex.split(line)
    except ValueError:  # a lone quotation mark, as pasted replies have them
        words = line.split()
    lang = None
    if "--lang" in words:
        at = words.index("--lang")
        lang = words[at + 1] if at + 1 < len(words) else ""
        del words[at : at + 2]
    return words, _core.lookup(250, lang=lang).lang


def smtp(line: str, cell: str | None = None) -> Found | object:
    """What SMTP codes and replies mean.

        %smtp 550                            a code
        %smtp 550 5.7.1 Relaying denied      a reply
        %smtp compare 211 251                what sets codes apart
        %smtp search mailbox full            codes that fit some words
        %smtp list                           all codes
        %%smtp                               the replies, or the bounce, in the cell

    --lang vi gives the texts in Vietnamese. The result is an object like any other: _ holds it.
    """
    words, lang = _options(line)
    if cell is None:
        found = ask(words, lang)
        if words == ["list"]:
            return codes
        return found[0] if isinstance(found, Pages) and len(found) == 1 else found
    text = cell.encode("utf-8", "surrogateescape")
    every = Explanations(explained(iter(text.splitlines(keepends=True)), lang, Skipped()))
    if not every:
        raise _core.SMTPCodesError("the cell holds neither a reply nor a bounce")
    return every[0] if len(every) == 1 else every


def _complete(shell: object, event: object) -> list[str]:
    return ["compare", "search", "list", "--lang", *map(str, codes)]


def load_ipython_extension(ipython: Any) -> None:
    """For %load_ext smtpcodes."""
    for kind in ("line", "cell"):
        ipython.register_magic_function(smtp, kind, "smtp")
    ipython.set_hook("complete_command", _complete, re_key=r"%?%?smtp\b")


def unload_ipython_extension(ipython: Any) -> None:
    """For %unload_ext smtpcodes."""
    magics = ipython.magics_manager.magics
    for kind in ("line", "cell"):
        magics[kind].pop("smtp", None)
