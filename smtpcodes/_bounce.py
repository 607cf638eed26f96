# SPDX-License-Identifier: MIT
"""Bounces: what a delivery status notification says of each recipient (RFC 3464, and RFC 6533 for addresses
beyond ASCII). Written by strangers: everything is bounded, and what cannot be read is left out.

A message is read from its own octets, which find and regular expressions without backtracking look at a few times
each: the email package takes quadratic time for some messages, and raises its own errors for others. A Message that
the caller has parsed is asked for its raw fields and payloads alone, and never printed.
"""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ._core import EnhancedCode, Reply, SMTPCodesError, find_reply, parse, read_codes

if TYPE_CHECKING:
    from email.message import Message

    from ._core import _Outcome

_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_MOST_RECIPIENTS = 10_000
_LARGEST_REPORT = 16 * 1024 * 1024  # octets of the part that is read; the message it returns does not count
_MOST_PARTS = 1000
_DEEPEST = 10  # multiparts within one another
_LONGEST_HEADER = 102_400  # octets of the fields of a part, as many as Postfix keeps
_LONGEST_TYPE = 4000  # octets of a Content-Type
_LONGEST_BOUNDARY = 200  # octets; RFC 2046 5.1.1 allows 70
_LONGEST_FIELD = 65_536  # octets of a field of a report
_MANY_FIELDS = 1000  # so many of a Message count as one more part
_MOST_PIECES = 2 * _MOST_RECIPIENTS + 2  # of the report in a Message; its parts may stand in it many times

_HEAD = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:")
_HEADER = re.compile(rb"(?:(?:[!-9;-~]*+:|[ \t]|From )[^\n]*+(?:\n|\Z))*+")
_PARAMETER = re.compile(r';\s*+([^\s;="]*+)\s*+(?:=\s*+("(?:[^"\\]|\\.)*+"|[^;]*+))?+', re.DOTALL)
_QUOTED = re.compile(r"\\(.)", re.DOTALL)
_OF_RECIPIENT = re.compile(rb"\n(?:original-recipient|final-recipient|status)[ \t]*+:", re.IGNORECASE)
# The end of a group, up to the line feed that begins the next. A line of blanks folds a field (RFC 5322 4.2); before a
# recipient it is taken for an empty one, so that none is lost.
_EMPTY = rb"\n(?:(?=\n)|[ \t]++(?=\n(?:original|final)-recipient[ \t]*+:))"
_NEXT_EMPTY = re.compile(_EMPTY, re.IGNORECASE)
_LAST_EMPTY = re.compile(rb".*" + _EMPTY, re.IGNORECASE | re.DOTALL)
_FIELDS = {
    name: re.compile(rb"\n%b[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)" % name.encode(), re.IGNORECASE)
    for name in ("original-recipient", "final-recipient", "action", "status", "diagnostic-code")
}
_CONTENT_TYPE = re.compile(rb"\ncontent-type:([^\n]*+(?:\n[ \t][^\n]*+)*+)", re.IGNORECASE)
_ENCODING = re.compile(rb"\ncontent-transfer-encoding:([^\n]*+(?:\n[ \t][^\n]*+)*+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_ESCAPED = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_HEX = re.compile(r"\+([0-9A-F]{2})")

# RFC 3464 2.3.3: failed and delayed decide whether it is final; the others are successes, and say so in Status.
_OUTCOMES: dict[str, _Outcome] = {"failed": "failed", "delayed": "delayed"}


class Recipient(NamedTuple):
    """What one group of per-recipient fields says."""

    address: str | None
    status: EnhancedCode | None
    reply: Reply | None
    outcome: _Outcome | None


def looks_like_message(text: bytes | str) -> bool:
    """Does it begin with a header field?"""
    return bool(_HEAD.match(text[:2000].encode("utf-8", "replace") if isinstance(text, str) else text[:2000]))


def recipients(message: object) -> list[Recipient]:
    """What a message says of each recipient; SMTPCodesError if it is no delivery status notification."""
    if isinstance(message, bytes | str):
        reports = _reports(b"\n" + _with_line_feeds(_octets(message).lstrip()))
    else:
        reports = iter(_reports_of_object(message))
    found: list[Recipient] = []
    for report in reports:
        for fields in _groups(report):
            found.append(_recipient(fields))
            if len(found) == _MOST_RECIPIENTS:
                return found
    if not found:
        raise SMTPCodesError(
            "the message is no delivery status notification: it has no part of type "
            f"{_STATUS_TYPES[0]} with a recipient in it (RFC 3464 2)"
        )
    return found


def _octets(text: bytes | str) -> bytes:
    """The octets that a text stands for; a lone surrogate stands for one, if for anything."""
    if isinstance(text, bytes):
        return text
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _with_line_feeds(octets: bytes) -> bytes:
    return octets.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


# ------------------------------------------------------------------------------------- the report in a message


def _reports(data: bytes) -> Iterator[bytes]:
    """The text of each part with a report, of octets that begin with a line feed. A report within the returned
    message is another matter, so of all types only multipart is looked into."""
    waiting, seen = [iter([(1, len(data))])], 0
    while waiting and seen < _MOST_PARTS:
        part = next(waiting[-1], None)
        if part is None:
            waiting.pop()
            continue
        seen += 1
        start, end = part
        body = _body(data, start, end)
        header = start - 1, min(body, start + _LONGEST_HEADER)
        kind, boundary = _kind(_first(_CONTENT_TYPE, data, *header, _LONGEST_TYPE))
        if kind in _STATUS_TYPES:
            encoding = _first(_ENCODING, data, *header, _LONGEST_TYPE)
            yield _decoded(data[body : min(end, body + _LARGEST_REPORT)], encoding)
        elif boundary is not None and len(waiting) <= _DEEPEST:
            waiting.append(_parts(data, boundary, body, end))


def _body(data: bytes, start: int, end: int) -> int:
    """Where the fields of a part end: behind an empty line, or before a line that is no field."""
    header = _HEADER.match(data, start, end)
    at = header.end() if header else start
    return at + 1 if data[at : min(at + 1, end)] == b"\n" else at


def _parts(data: bytes, boundary: bytes, body: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each part of a multipart begins and ends (RFC 2046 5.1.1). A line feed before a boundary belongs to it,
    and boundaries that follow one another have no part between them."""
    line = rb"\n--" + re.escape(boundary)
    rest = rb"[ \t]*+(?:\n|\Z)"
    delimiter = re.compile(rb"%b(?:(--)|(?:[ \t]*+%b(?=%b))*+)(?=%b)[ \t]*+" % (line, line, rest, rest))
    found = delimiter.search(data, body - 1, end)
    while found and not found[1]:
        start = min(found.end() + 1, end)
        found = delimiter.search(data, start - 1, end)
        yield start, max(start, found.start()) if found else end


def _first(field: re.Pattern[bytes], data: bytes, start: int, end: int, most: int) -> bytes:
    """What the first field of a name says, folded as it is."""
    found = field.search(data, start, end)
    return data[found.start(1) : min(found.end(1), found.start(1) + most)] if found else b""


def _kind(content_type: bytes) -> tuple[str, bytes | None]:
    """The type, and for a multipart its boundary (RFC 2045 5.1)."""
    text = content_type.decode("ascii", "surrogateescape")
    kind = text.partition(";")[0].strip().lower()
    if kind.startswith("multipart/"):
        for name, value in _PARAMETER.findall(text):
            if name.lower() == "boundary":
                is_quoted = len(value) > 1 and value[0] == value[-1] == '"'
                boundary = (_QUOTED.sub(r"\1", value[1:-1]) if is_quoted else value).rstrip()
                return kind, boundary.encode("ascii", "surrogateescape") if len(boundary) <= _LONGEST_BOUNDARY else None
    return kind, None


def _decoded(report: bytes, encoding: bytes) -> bytes:
    """The report without its transfer encoding; of what is badly encoded, as much as can be read."""
    match encoding.strip().lower():
        case b"quoted-printable":
            report = a2b_qp(report)
        case b"base64":
            try:
                report = a2b_base64(report + b"==")  # padding that is not needed is passed over
            except Base64Error:  # one digit stands alone at the end
                report = a2b_base64(report + b"A==")[:-1]
    return _with_line_feeds(report)


# ------------------------------------------------------------------------------------- the report in a Message


def _reports_of_object(message: object) -> list[bytes]:
    """The text of each part with a report, of what the caller has parsed."""
    from email.message import Message

    if not isinstance(message, Message):
        raise SMTPCodesError(f"the message cannot be read as mail: {type(message).__name__}")
    try:
        return list(_reports_of(message))
    except Exception as error:  # whatever a class of the caller, or a field that it has set, raises
        raise SMTPCodesError(f"the message cannot be read as mail: {type(error).__name__}") from None


def _reports_of(message: Message) -> Iterator[bytes]:
    waiting, seen = [iter([message])], 0
    while waiting and seen < _MOST_PARTS:
        part = next(waiting[-1], None)
        if part is None:
            waiting.pop()
            continue
        seen += 1 + len(part) // _MANY_FIELDS
        kind, _ = _kind(_raw_field(part, "content-type"))
        if kind in _STATUS_TYPES:
            yield _decoded(_raw_text(part)[:_LARGEST_REPORT], _raw_field(part, "content-transfer-encoding"))
        elif kind.startswith("multipart/") and len(waiting) <= _DEEPEST:
            waiting.append(_inner(part))


def _raw_field(part: Message, wanted: str) -> bytes:
    for name, value in part.raw_items():
        if name.lower() == wanted:
            return _octets(str(value)[:_LONGEST_TYPE])
    return b""


def _payload(part: Message) -> object:
    """The payload as it was stored: get_payload() would decode it, for which it looks at the Content-Type again."""
    return getattr(part, "_payload", None)


def _inner(part: Message) -> Iterator[Message]:
    from email.message import Message

    payload = _payload(part)
    return (one for one in payload if isinstance(one, Message)) if isinstance(payload, list) else iter(())


def _raw_text(part: Message) -> bytes:
    """The report as it was written, or as much of it as is read."""
    pieces, size = [], 0
    for piece in islice(_raw_pieces(part, 0), _MOST_PIECES):
        pieces.append(piece)
        size += len(piece)
        if size >= _LARGEST_REPORT:
            break
    return b"".join(pieces)


def _raw_pieces(part: Message, depth: int) -> Iterator[bytes]:
    """The email package takes a report apart into messages, each a group of fields. The payload of such a one is what
    follows a line that is no field, or all groups but the first of a message/global-delivery-status."""
    from email.errors import MissingHeaderBodySeparatorDefect

    payload = _payload(part)
    if isinstance(payload, bytes | str):
        yield _octets(payload)
        return
    for at, group in enumerate(_inner(part) if depth < _DEEPEST else ()):
        fields = "\n".join([f"{name}: {value}" for name, value in group.raw_items()])
        is_cut = any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in group.defects)
        yield (b"\n\n" if at else b"") + _octets(fields) + (b"\n" if is_cut else b"\n\n")
        yield from _raw_pieces(group, depth + 1)


# ------------------------------------------------------------------------------------------ what a report says


def _groups(report: bytes) -> Iterator[dict[str, str]]:
    """The fields of each group that is about a recipient, unfolded, by name; of a name that stands twice, the first."""
    report = b"\n" + report
    at = 0
    while first := _OF_RECIPIENT.search(report, at):
        before = _LAST_EMPTY.match(report, at, first.end())
        after = _NEXT_EMPTY.search(report, first.end())
        start = before.end() if before else at
        at = after.end() if after else len(report)
        fields = {}
        for name, field in _FIELDS.items():
            value = _first(field, report, start, at, _LONGEST_FIELD)
            fields[name] = " ".join(value.decode("utf-8", "surrogateescape").split())
        yield fields


def _recipient(fields: dict[str, str]) -> Recipient:
    return Recipient(
        _address(fields["original-recipient"]) or _address(fields["final-recipient"]),
        _status(fields["status"]),
        _reply(fields["diagnostic-code"]),
        _OUTCOMES.get(_COMMENT.sub("", fields["action"]).strip().lower()),
    )


def _address(field: str) -> str | None:
    """The address behind its type: 'rfc822; user@example.org' (RFC 3464 2.3.2)."""
    kind, separator, address = field.partition(";")
    address = (address if separator else kind).strip()
    kind = kind.strip().lower()
    if separator and kind == "utf-8":  # RFC 6533 3: utf-8-addr-xtext and utf-8-addr-unitext
        address = _unescaped(address, "\\x{", _ESCAPED, 0x10FFFF)
    elif separator and kind == "rfc822" and "@" in address and "+2B" in address:  # user+tag@ is no xtext
        address = _unescaped(address, "+", _HEX, 0x7E)
    return address.strip("<>") or None


def _unescaped(address: str, mark: str, escape: re.Pattern[str], highest: int) -> str:
    """The address without its escapes, as ORCPT has them (RFC 3461 4); as it is, unless each mark begins an escape
    and each escape is a character that can be printed."""
    escapes = escape.findall(address)
    characters = [int(digits, 16) for digits in set(escapes)]
    is_sound = all(0x20 < character <= highest and chr(character).isprintable() for character in characters)
    if not is_sound or len(escapes) != address.count(mark):
        return address
    return escape.sub(lambda match: chr(int(match[1], 16)), address)


def _status(field: str) -> EnhancedCode | None:
    basic, detail, _ = read_codes(field)
    return detail if basic is None else None


def _reply(field: str) -> Reply | None:
    """The reply that a Diagnostic-Code quotes: 'smtp; 550 5.1.1 no such user', often folded, with the codes of
    a reply of several lines still in it."""
    kind, separator, text = field.partition(";")
    if separator and kind.strip().lower() not in ("smtp", "smtp-code", "x-smtp", "lmtp"):
        return None
    lines = list(_reply_lines(_octets(text if separator else kind)))
    ends = [b"-"] * (len(lines) - 1) + [b" "]
    raw = b"".join([line[:3] + end + line[4:] + b"\r\n" for line, end in zip(lines, ends, strict=False)])
    return parse(raw) if lines else None


def _reply_lines(text: bytes) -> Iterator[bytes]:
    """The lines of a reply that were folded into one: each begins where its code stands again behind a blank."""
    start = find_reply(text)
    at = start
    while at >= 0:
        at = find_reply(text, at + 1)
        if at < 0:
            yield text[start:].strip()
        elif text[at - 1 : at] == b" " and text[at : at + 3] == text[start : start + 3]:
            yield text[start:at].strip()
            start = at
