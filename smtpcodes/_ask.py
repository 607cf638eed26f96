# SPDX-License-Identifier: MIT
"""What people type, at a prompt or behind a magic: words in, what they ask for out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from . import _core
from ._codes import codes
from ._core import Comparison, Explanation, Explanations, SMTPCodesError, explain
from ._words import Code

NOTHING_GIVEN = "give a code or a reply, or one of compare, search and list"
LONGEST_LINE = 65536
_MOST_LINES = 10_000  # of one reply
_LARGEST_MESSAGE = 64 * 1024 * 1024
_MOST_BEFORE_MESSAGE = 100  # lines

Found = list[Code] | Comparison | Explanation | Explanations


class Pages(list[Code]):
    """Codes that get a page each, not a line."""


def ask(words: Sequence[str], lang: str) -> Found:
    """What some words ask for. Raises ValueError where they ask for nothing that there is."""
    match words:
        case []:
            raise ValueError(NOTHING_GIVEN)
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
            return _core.compare(*map(_compared, compared), lang=lang)
        case _ if all(map(_is_code, words)) and not _is_reply(words):
            return Pages(_core.lookup(word.strip(), lang=lang) for word in words)
        case _:
            return explain(" ".join(words), lang=lang)


def _is_code(word: str) -> bool:
    """Is that a code, or at least a number, so that it is looked up and the error names it?"""
    word = word.strip()
    if word.isascii() and word.isdigit():
        return True
    try:
        _core.lookup(word)
    except SMTPCodesError:
        return False
    return True


def _is_reply(words: Sequence[str]) -> bool:
    """Is that one reply, '550 5.1.1', rather than two codes?"""
    return len(words) == 2 and words[0].strip().isdigit() and not words[1].strip().isdigit()


def _compared(text: str) -> str:
    """The codes at the start of a pasted reply; anything else as it is, for compare() to refuse."""
    basic, detail, _ = _core.read_codes(text)
    return " ".join(str(code) for code in (basic, detail) if code is not None) or text.strip()


class Skipped:
    """Lines that were passed over, since they are no replies: how many, and the numbers of the first."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[int] = []

    def add(self, number: int) -> None:
        self.count += 1
        if self.count <= 5:
            self.first.append(number)


def explained(lines: Iterable[bytes], lang: str, skipped: Skipped) -> Iterator[Explanation]:
    """The explanation of each reply in some lines, in their order, or of the bounce that they are. A line longer than
    LONGEST_LINE comes in pieces."""
    from ._bounce import looks_like_message

    pieces = iter(lines)
    head = _head(pieces)
    if looks_like_message(b"".join(head).lstrip()):
        yield from _each(explain(_message(head, pieces), lang=lang))
        return
    whole: list[bytes] = []
    number = 0
    for number, line in _first_pieces(chain(head, pieces)):
        if not whole and not line[:1].isdigit() and not line.strip()[:1].isdigit():
            if line.strip():
                skipped.add(number)
            continue
        if len(whole) == _MOST_LINES:
            whole.pop()  # the last line stays, since it has the code that counts
        whole.append(line.rstrip(b"\r\n") + b"\r\n")  # how a log or a shell ends lines is not the server's doing
        if line[:3].isdigit() and line[3:4] == b"-":
            continue
        yield from _one(whole, lang, number, skipped)
        whole = []
    if whole:
        yield from _one(whole, lang, number, skipped)


def _head(pieces: Iterator[bytes]) -> list[bytes]:
    """What tells whether a message begins: the first line, behind blank ones and the line that mbox puts before it."""
    head = []
    for piece in islice(pieces, _MOST_BEFORE_MESSAGE):
        head.append(piece)
        if piece.strip() and not piece.startswith(b"From "):
            break
    return head


def _first_pieces(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each line with its number. What is left of a line behind LONGEST_LINE is no line of its own."""
    number, is_cut = 0, False
    for piece in pieces:
        if not is_cut:
            number += 1
            yield number, piece
        is_cut = len(piece) >= LONGEST_LINE and not piece.endswith(b"\n")


def _message(head: list[bytes], pieces: Iterable[bytes]) -> bytes:
    """All of a message, or as much as a message may have."""
    message = bytearray().join(head)
    for piece in pieces:
        if len(message) >= _LARGEST_MESSAGE:
            break
        message += piece
    return bytes(message)


def _one(whole: list[bytes], lang: str, number: int, skipped: Skipped) -> Iterator[Explanation]:
    try:
        yield from _each(explain(b"".join(whole), lang=lang))
    except SMTPCodesError:
        skipped.add(number)


def _each(found: Explanation | Explanations) -> Iterator[Explanation]:
    if isinstance(found, Explanation):
        yield found
    else:
        yield from found
