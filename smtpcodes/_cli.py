# SPDX-License-Identifier: MIT
"""The command line: pages go to standard output in the reader's language, errors to standard error."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn, TextIO

from . import _core
from ._codes import codes
from ._core import Comparison, ReplyCode

_USAGE = "smtpcodes [options] CODE | compare CODE CODE... | search WORD... | list"

_EXAMPLES = """\
examples:
  smtpcodes 550                      what 550 means, and what to do about it
  smtpcodes "552 5.2.2 over quota"   the same for the code of a pasted reply
  smtpcodes compare 211 251          what sets two codes, or more, apart
  smtpcodes search mailbox full      codes that fit some words
  smtpcodes list --lang vi           all registered codes, in Vietnamese

exit status: 0 found, 1 asked and nothing found, 2 wrong usage
"""

# A reply as it comes off the wire or out of a log: a code, then a blank, a hyphen or nothing.
_REPLY = re.compile(r"\s*([0-9]{3})(?:[\s-]|$)")
_WIDEST = 96  # columns in which prose is still easy to read


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"smtpcodes: {message}\nusage: {_USAGE}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="smtpcodes",
        usage=_USAGE,
        description="What SMTP reply codes mean, how they differ, and what to do next.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="*", metavar="CODE", help="a reply code, or a pasted reply that begins with one")
    parser.add_argument("--lang", metavar="TAG", help="language of the texts: " + ", ".join(_core.languages))
    parser.add_argument("--format", choices=("text", "json", "markdown", "html"), default="text", help="default: text")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="bold headings")
    parser.add_argument("--version", action="version", version=f"smtpcodes {_core.__version__}")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit status."""
    parser = _parser()
    options = parser.parse_intermixed_args(argv)
    try:
        lang = language(options.lang, os.environ)
        found = _find(options.words, lang)
    except (ValueError, LookupError) as error:
        parser.error(str(error))
    try:
        _show(found, lang, options, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader had enough. Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return 0 if _is_answer(found) else 1


Found = list[ReplyCode] | Comparison


class _Pages(list[ReplyCode]):
    """Codes that get a page each, not a line."""


def _find(words: Sequence[str], lang: str) -> Found:
    match words:
        case []:
            raise ValueError("give a reply code, or one of compare, search and list")
        case ["list"]:
            return [_core.lookup(code, lang=lang) for code in codes]
        case ["list", *_]:
            raise ValueError("list takes no words")
        case ["search", *sought]:
            from ._search import search

            if not sought:
                raise ValueError("search takes the words to look for")
            return search(" ".join(sought), lang=lang)
        case ["compare", *compared]:
            if len(compared) < 2:
                raise ValueError("compare takes two codes or more")
            return _core.compare(*map(_code, compared), lang=lang)
        case _:
            alone = all(word.isascii() and word.isdigit() for word in words)
            return _Pages(_core.lookup(_code(text), lang=lang) for text in (words if alone else [" ".join(words)]))


def _code(text: str) -> str:
    """The code of a pasted reply; anything else as it is, for lookup() to refuse."""
    reply = _REPLY.match(text)
    return reply[1] if reply else text


def _is_answer(found: Found) -> bool:
    if isinstance(found, _Pages):
        return all(code.registered for code in found)
    return bool(found)


def language(asked: str | None, environment: Mapping[str, str]) -> str:
    """The language to speak: the one asked for, else the environment's in gettext's order.

    LANGUAGE is a list, and does not count where the locale is C. Raises LookupError if the one asked
    for is not to be had; what the environment says is taken as a wish.
    """
    if asked:
        return _core.lookup(250, lang=asked).lang
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return "en"
    for wish in [*environment.get("LANGUAGE", "").split(":"), locale]:
        try:
            if wish:
                return _core.lookup(250, lang=wish).lang
        except LookupError:
            continue
    return "en"


def coloured(asked: str, environment: Mapping[str, str], stream: TextIO) -> bool:
    """Whether to write terminal codes, in the order of precedence that tools have agreed on."""
    if asked != "auto":
        return asked == "always"
    if environment.get("PYTHON_COLORS") in ("0", "1"):
        return environment["PYTHON_COLORS"] == "1"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def _show(found: Found, lang: str, options: argparse.Namespace, stream: TextIO) -> None:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    draw = {"text": _text, "json": _json, "markdown": _markdown, "html": _html}[options.format]
    text = draw(found, lang, coloured(options.color, os.environ, stream))
    if text:
        stream.write(text.rstrip("\n") + "\n")


def _text(found: Found, lang: str, colour: bool) -> str:
    from ._text import fold, listing, page
    from ._words import SENTENCES

    width = min(shutil.get_terminal_size().columns - 1, _WIDEST)
    heading = _bold if colour else str
    if isinstance(found, Comparison):
        return fold(page(found), width, heading)
    if isinstance(found, _Pages):
        return "\n\n".join(fold(page(code), width, heading) for code in found)
    return listing(found, width) or SENTENCES[lang]["NOTHING_FOUND"]


def _json(found: Found, lang: str, colour: bool) -> str:
    import json

    what: object
    if isinstance(found, Comparison):
        what = found.to_dict()
    elif isinstance(found, _Pages) and len(found) == 1:
        what = found[0].to_dict()
    else:
        what = [code.to_dict() for code in found]
    return json.dumps(what, ensure_ascii=False, indent=2)


def _markdown(found: Found, lang: str, colour: bool) -> str:
    from ._markdown import page, table

    if isinstance(found, Comparison):
        return page(found)
    return "\n".join(page(code) for code in found) if isinstance(found, _Pages) else table(found)


def _html(found: Found, lang: str, colour: bool) -> str:
    from ._html import page, table

    if isinstance(found, Comparison):
        return page(found)
    return "\n".join(page(code) for code in found) if isinstance(found, _Pages) else table(found)
