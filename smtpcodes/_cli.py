# SPDX-License-Identifier: MIT
"""The command line: pages go to standard output in the reader's language, errors to standard error."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, TextIO

from . import _core
from ._ask import LONGEST_LINE, NOTHING_GIVEN, Found, Pages, Skipped, ask, explained
from ._core import Comparison, Explanation, Explanations, SMTPCodesError

if TYPE_CHECKING:
    from ._words import Code

_USAGE = "smtpcodes [options] CODE|REPLY | compare CODE... | search WORD... | list"

_EXAMPLES = """\
examples:
  smtpcodes 5.7.26                   what a code means, and when it comes
  smtpcodes "552 5.2.2 over quota"   what a reply means, and what to do now
  smtpcodes --format json <bounce    the same for a bounce, or replies, piped
  smtpcodes compare 211 251          what sets two codes, or more, apart
  smtpcodes search mailbox full      codes that fit some words

exit status: 0 found, 1 asked and nothing found, 2 wrong usage
"""

_WIDEST = 96  # columns in which prose is still easy to read


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _complain(message, f"usage: {_USAGE}")
        sys.exit(2)

    def _print_message(self, message: str, file: object = None) -> None:
        """Writes what --help and --version say. argparse itself would pass over an output that is full."""
        _write(message)


def _parser() -> _Parser:
    parser = _Parser(
        prog="smtpcodes",
        usage=_USAGE,
        description="What SMTP replies and their codes mean, how they differ, and what to do next.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="*", metavar="CODE", help="a code or a reply; without one, standard input")
    parser.add_argument("--lang", metavar="TAG", help="language of the texts: " + ", ".join(_core.languages))
    formats = parser.add_argument("--format", choices=("text", "json", "markdown", "html"), default="text")
    formats.metavar, formats.help = "AS", "text (default), json, markdown or html"
    colours = parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    colours.metavar, colours.help = "WHEN", "bold headings: auto (default), always or never"
    parser.add_argument("--version", action="version", version=f"smtpcodes {_core.__version__}")
    return parser


class _Failed(Exception):
    """A stream failed; the message says how."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit status."""
    try:
        return _run(_parser(), argv)
    except KeyboardInterrupt:
        return 130
    except _Failed as error:
        _complain(str(error))
        return 1
    except BrokenPipeError:  # of --help; the others know their status
        return 0


def _run(parser: _Parser, argv: Sequence[str] | None) -> int:
    options = parser.parse_intermixed_args(argv)
    try:
        lang = language(options.lang, os.environ)
        if options.words == ["-"] or (not options.words and (sys.stdin is None or not sys.stdin.isatty())):
            return _pipe(lang, options)
        found = ask(options.words, lang)
    except (ValueError, LookupError) as error:
        parser.error(str(error))
    with suppress(BrokenPipeError):
        _show(found, lang, options)
    return 0 if _is_answer(found) else 1


def _pipe(lang: str, options: argparse.Namespace) -> int:
    """Explains standard input, each reply as soon as it is there."""
    skipped = Skipped()
    count = 0
    try:
        for count, one in enumerate(explained(_input(), lang, skipped), 1):
            if count > 1 and options.format != "json":
                _write("\n")
            _show(one, lang, options)
    except BrokenPipeError:
        pass
    except SMTPCodesError as error:  # a message that is no bounce
        _complain(str(error))
        return 1
    if skipped.count:
        numbers = ", ".join(map(str, skipped.first)) + (", ..." if skipped.count > len(skipped.first) else "")
        _complain(f"passed over {skipped.count} that are no replies, at line {numbers}")
    if not count and not skipped.count:
        raise ValueError(NOTHING_GIVEN)
    return 0 if count else 1


def _input() -> Iterator[bytes]:
    """The lines of standard input; none if it is closed."""
    try:
        while sys.stdin is not None and (line := sys.stdin.buffer.readline(LONGEST_LINE)):
            yield line
    except OSError as error:
        raise _Failed(f"cannot read: {error.strerror}") from None


def _output() -> TextIO:
    if sys.stdout is None:
        raise _Failed("cannot write: standard output is closed")
    return sys.stdout


def _write(text: str) -> None:
    """Writes to standard output at once. Raises BrokenPipeError if the reader has left, _Failed for what else fails."""
    stream = _output()
    try:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _discard(stream)
        raise
    except OSError as error:
        _discard(stream)
        raise _Failed(f"cannot write: {error.strerror}") from None


def _complain(message: str, *more: str) -> None:
    """Writes a message, which may quote what was given, and further lines to standard error if it can be written to."""
    from ._words import shown

    if sys.stderr is None:
        return
    try:
        sys.stderr.write("\n".join([f"smtpcodes: {shown(message)}", *more, ""]))
        sys.stderr.flush()
    except OSError:
        _discard(sys.stderr)


def _discard(stream: TextIO) -> None:
    """Lets what is left in a stream's buffer go nowhere. Python would fail with it once more when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except OSError:
        pass  # the stream is none of the system's


def _is_answer(found: Found) -> bool:
    if isinstance(found, Pages):
        return all(code.registered for code in found)
    return not isinstance(found, list) or bool(found)


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


def _show(found: Found, lang: str, options: argparse.Namespace) -> None:
    draw = {"text": _text, "json": _json, "markdown": _markdown, "html": _html}[options.format]
    text = draw(found, lang, coloured(options.color, os.environ, _output()))
    if text:
        _write(text.rstrip("\n") + "\n")


def _text(found: Found, lang: str, colour: bool) -> str:
    from ._text import fold, listing
    from ._words import SENTENCES

    width = min(shutil.get_terminal_size().columns - 1, _WIDEST)
    heading = _bold if colour else str
    if isinstance(found, list) and not isinstance(found, Pages):
        return listing(found, width) or SENTENCES[lang]["NOTHING_FOUND"]
    return "\n\n".join(fold(one, width, heading) for one in _pages(found))


def _pages(found: Found) -> Sequence[Code | Comparison | Explanation]:
    """Each thing that gets a page of its own."""
    return found if isinstance(found, Pages | Explanations) else [found]  # type: ignore[list-item]


def _json(found: Found, lang: str, colour: bool) -> str:
    """A list is one document; what has a page is an object a line."""
    if isinstance(found, list) and not isinstance(found, Pages):
        return _dumped([code.to_dict() for code in found], 2)
    return "\n".join(_dumped(one.to_dict(), None) for one in _pages(found))


def _dumped(what: object, indent: int | None) -> str:
    import json

    from ._words import escaped

    return escaped(json.dumps(what, ensure_ascii=False, indent=indent))


def _markdown(found: Found, lang: str, colour: bool) -> str:
    from ._markdown import page, table

    if isinstance(found, list) and not isinstance(found, Pages):
        return table(found)
    return "\n".join(page(one) for one in _pages(found))


def _html(found: Found, lang: str, colour: bool) -> str:
    from ._html import page, table

    if isinstance(found, list) and not isinstance(found, Pages):
        return table(found)
    return "\n".join(page(one) for one in _pages(found))
