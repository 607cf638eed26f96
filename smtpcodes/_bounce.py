# SPDX-License-Identifier: MIT
"""Bounces: what a delivery status notification says of each recipient (RFC 3464, and RFC 6533 for addresses
beyond ASCII). Written by strangers: everything is bounded, and what cannot be read is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import NamedTuple

from ._core import EnhancedCode, Reply, SMTPCodesError, lookup, parse

_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_MOST_RECIPIENTS = 10_000
_LARGEST_REPORT = 16 * 1024 * 1024  # octets of the part that is read; the message it returns does not count
_MOST_PARTS = 1000

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*(.*)", re.DOTALL)
_HEAD = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:")
_STATUS = re.compile(r"\s*([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9.])")
_COMMENT = re.compile(r"\([^()]*\)")
_REPLY = re.compile(r"(?:^|[^0-9.\w])([1-5][0-9]{2}[ -].*)", re.DOTALL)
_ESCAPED = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_HEX = re.compile(r"\+([0-9A-F]{2})")

# RFC 3464 2.3.3: failed and delayed decide whether it is final; the others are successes, and say so in Status.
_OUTCOMES = {"failed": "failed", "delayed": "delayed"}


class Recipient(NamedTuple):
    """What one group of per-recipient fields says."""

    address: str | None
    status: EnhancedCode | None
    reply: Reply | None
    outcome: str | None


def looks_like_message(text: bytes | str) -> bool:
    """Does it begin with a header field?"""
    return bool(_HEAD.match(text[:2000].encode("utf-8", "replace") if isinstance(text, str) else text[:2000]))


def recipients(message: object) -> list[Recipient]:
    """What a message says of each recipient; SMTPCodesError if it is no delivery status notification."""
    try:
        if isinstance(message, str):
            message = message.encode("utf-8", "surrogateescape")
        if isinstance(message, bytes):
            message = message_from_bytes(message.lstrip(), policy=policy.compat32)
        found = [one for report in _reports(message) for one in _groups(report)]  # type: ignore[arg-type]
    except (RecursionError, LookupError, UnicodeError, AttributeError, TypeError, ValueError) as error:
        # The email package fails in many ways on what is built to make it fail.
        raise SMTPCodesError(f"the message cannot be read as mail: {type(error).__name__}") from None
    if not found:
        raise SMTPCodesError(
            "the message is no delivery status notification: it has no part of type "
            f"{_STATUS_TYPES[0]} with a recipient in it (RFC 3464 2)"
        )
    return found[:_MOST_RECIPIENTS]


def _reports(message: Message) -> Iterator[bytes]:
    """The text of each part with a report. A report within the returned message is another matter, so what is
    below message/rfc822 is not looked at."""
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        kind = part.get_content_type()
        if kind in _STATUS_TYPES:
            yield _text_of(part)[:_LARGEST_REPORT]
        elif part.get_content_maintype() == "multipart" and isinstance(payload := part.get_payload(), list):
            waiting[:0] = [inner for inner in payload if isinstance(inner, Message)]


def _text_of(part: Message) -> bytes:
    """The report as it was written: the email package takes it apart into messages, each a group of fields."""
    payload = part.get_payload()
    if not isinstance(payload, list):
        decoded = part.get_payload(decode=True)
        return decoded if isinstance(decoded, bytes) else b""
    groups = [group for group in payload if isinstance(group, Message)]
    text = b"\n\n".join(group.as_bytes(unixfrom=False).strip(b"\n") for group in groups)
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding in ("base64", "quoted-printable"):
        encoded = Message(policy=policy.compat32)
        encoded["Content-Transfer-Encoding"] = encoding
        encoded.set_payload(text.strip().decode("ascii", "replace"))
        decoded = encoded.get_payload(decode=True)
        return decoded if isinstance(decoded, bytes) else b""
    return text


def _groups(report: bytes) -> Iterator[Recipient]:
    """Each group of fields that is about a recipient."""
    for count, group in enumerate(re.split(rb"\n[ \t]*\n", report.replace(b"\r\n", b"\n"))):
        if count > _MOST_RECIPIENTS:
            return
        fields = _fields(group)
        if "final-recipient" in fields or "original-recipient" in fields or "status" in fields:
            yield _recipient(fields)


def _fields(group: bytes) -> dict[str, str]:
    """The fields of a group, unfolded, by name in lower case; of a name that stands twice, the first."""
    fields: dict[str, str] = {}
    for line in re.split(rb"\n(?![ \t])", group):
        match = _FIELD.match(line)
        if match:
            name = match[1].decode("ascii").lower()
            fields.setdefault(name, " ".join(match[2].decode("utf-8", "surrogateescape").split()))
    return fields


def _recipient(fields: dict[str, str]) -> Recipient:
    action = _COMMENT.sub("", fields.get("action", "")).strip().lower()
    return Recipient(
        _address(fields.get("original-recipient") or "") or _address(fields.get("final-recipient") or ""),
        _status(fields.get("status", "")),
        _reply(fields.get("diagnostic-code", "")),
        _OUTCOMES.get(action),
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
    match = _STATUS.match(field)
    try:
        code = lookup(match[1]) if match else None
    except SMTPCodesError:
        return None
    return code if isinstance(code, EnhancedCode) else None


def _reply(field: str) -> Reply | None:
    """The reply that a Diagnostic-Code quotes: 'smtp; 550 5.1.1 no such user', often folded, with the codes of
    a reply of several lines still in it."""
    kind, separator, text = field.partition(";")
    if separator and kind.strip().lower() not in ("smtp", "smtp-code", "x-smtp", "lmtp"):
        return None
    if not separator:
        text = kind
    match = _REPLY.search(text)
    if not match:
        return None
    said = match[1]
    code = said[:3]
    # Lines that were folded into one: cut where the code stands again.
    lines = re.split(rf"\s+(?={code}[ -])", " ".join(said.split()))
    lines = [f"{code}{' ' if at == len(lines) - 1 else '-'}{line[4:]}" for at, line in enumerate(lines)]
    try:
        return parse("\r\n".join(lines) + "\r\n")
    except SMTPCodesError:
        return None
