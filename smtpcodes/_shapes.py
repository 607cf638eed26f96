# SPDX-License-Identifier: MIT
"""The shapes in which people hold what became of a message, each turned into what the C core explains.

Everything ends in one of two things: a reply (or only codes), or the lack of one. What can name several
recipients is taken apart into one of these for each. Exceptions are known by their shape, so that neither
smtplib nor aiosmtplib is imported; bounce messages are read by _bounce.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import index
from typing import TYPE_CHECKING, cast

from ._core import (
    EnhancedCode,
    Explanation,
    Explanations,
    Reply,
    ReplyCode,
    SMTPCodesError,
    lookup,
    make_explanation,
    parse,
    read_codes,
)  # fmt: skip

if TYPE_CHECKING:
    from ._bounce import Recipient
    from ._core import _Absence, _Outcome

_LONGEST_CODE = len("550 5.999.999")
# Exceptions, or what they derive from, that tell that no reply came, of smtplib, aiosmtplib, asyncio, socket and ssl.
_NO_REPLY = frozenset(
    {
        "SMTPException", "SMTPServerDisconnected", "SMTPTimeoutError", "ConnectionError", "TimeoutError",
        "IncompleteReadError", "gaierror", "herror", "SSLError",
    }
)  # fmt: skip
_NOT_READ = -1  # what smtplib and aiosmtplib give for a code where they could read none
_MOST_EXCEPTIONS = 100_000  # that are looked into
# Lone surrogates that do not stand for an octet, as surrogateescape has them.
_NO_OCTET = re.compile("[\ud800-\udc7f\udd00-\udfff]")

_ACCEPTED = (
    "a code, a reply (bytes, str, its lines, or a code and a text), an exception of smtplib or aiosmtplib, a dict of "
    "refused recipients, or a bounce message"
)


def explain_shape(anything: object, lang: str) -> Explanation | Explanations:
    """What explain() hands on: all but a reply, a code, and a plain text that is nothing but a reply. Where an object
    of the caller raises something of its own, SMTPCodesError names it."""
    try:
        return _of_shape(anything, lang)
    except (SMTPCodesError, TypeError, MemoryError):
        raise
    except Exception as error:
        raise SMTPCodesError(f"what was given cannot be read: {type(error).__name__}") from error


def _of_shape(anything: object, lang: str) -> Explanation | Explanations:
    if isinstance(anything, str):
        return _of_text(anything, lang)
    if isinstance(anything, bytes | bytearray | memoryview):
        return _of_text(bytes(memoryview(anything)), lang)
    if hasattr(anything, "__index__") and not isinstance(anything, bool):
        number = index(anything)
        return _absent("garbage", None, lang) if number == _NOT_READ else _of_code(lookup(number), lang)
    if isinstance(anything, BaseException):
        return of_exception(anything, lang)
    if isinstance(anything, Mapping):
        return Explanations(_of_pair(*_pair(said), str(address), lang) for address, said in anything.items())
    if isinstance(anything, tuple) and len(anything) == 2 and isinstance(anything[0], int):
        return _of_pair(*_pair(anything), None, lang)
    if isinstance(anything, tuple | list) and anything and all(isinstance(line, bytes | str) for line in anything):
        return _of_reply(parse(_joined(anything)), None, lang)
    if hasattr(anything, "walk") and hasattr(anything, "get_content_type"):
        from ._bounce import recipients

        return _of_recipients(recipients(anything), lang)
    raise TypeError(f"explain() takes {_ACCEPTED}, not {type(anything).__name__}")


def _of_text(text: bytes | str, lang: str) -> Explanation | Explanations:
    stripped = text.strip()
    no_code = None
    if len(stripped) <= _LONGEST_CODE:
        try:
            return _of_code(lookup(stripped), lang)
        except SMTPCodesError as error:
            no_code = error
    if bare := _bare(stripped):
        return _of_code(bare, lang)
    try:
        return _of_reply(parse(stripped), None, lang)
    except SMTPCodesError as no_reply:
        from ._bounce import looks_like_message, recipients

        if not looks_like_message(stripped):
            raise no_code or no_reply from None
        return _of_recipients(recipients(text), lang)


def _bare(text: bytes | str) -> EnhancedCode | None:
    """The enhanced code of a text that has lost its reply code, as some mailers keep it: '5.1.1 user unknown'."""
    basic, detail, _ = read_codes(text)
    return detail if basic is None else None


def _of_code(code: ReplyCode | EnhancedCode, lang: str) -> Explanation:
    return make_explanation(None, (code,), None, None, lang, None)


def _of_reply(reply: Reply, recipient: str | None, lang: str) -> Explanation:
    return make_explanation(reply, (), None, recipient, lang, None)


def _absent(absence: _Absence, recipient: str | None, lang: str, outcome: _Outcome | None = None) -> Explanation:
    """Where there is no code: no reply ("silence"), none that is one ("garbage"), or nothing that the server offers."""
    return make_explanation(None, (), absence, recipient, lang, outcome)


def _octets(text: object) -> bytes:
    if isinstance(text, bytes | bytearray | memoryview):
        return bytes(memoryview(text))
    plain = str(text)
    return plain.encode("utf-8", "backslashreplace" if _NO_OCTET.search(plain) else "surrogateescape")


def _joined(lines: Iterable[object]) -> bytes:
    return b"\r\n".join(_octets(line).rstrip(b"\r\n") for line in lines)


def _pair(said: object) -> tuple[int, object]:
    """A code and a text, as smtplib and aiosmtplib keep them."""
    match said:
        case (int(code), text):
            return code, text
    raise TypeError(f"a refused recipient has a code and a text, not {type(said).__name__}")


def _of_pair(code: int, text: object, recipient: str | None, lang: str) -> Explanation:
    """From a code and a text of which each line has lost its code."""
    try:
        number = int(lookup(code))
    except SMTPCodesError:
        return _absent("garbage", recipient, lang)
    before, line_feed, last = _octets(text).replace(b"\r\n", b"\n").rpartition(b"\n")
    first = b"%d-%b\r\n" % (number, before.replace(b"\n", b"\r\n%d-" % number)) if line_feed else b""
    return _of_reply(parse(b"%b%d %b\r\n" % (first, number, last)), recipient, lang)


def of_exception(error: BaseException, lang: str) -> Explanation | Explanations:
    """From an exception; from each one where it stands for several, as a group and refused recipients do."""
    if _parts(error) is None:
        return _of_leaf(error, lang)
    return Explanations(one for leaf in _leaves(error) for one in _each(_of_leaf(leaf, lang)))


def _parts(error: BaseException) -> Sequence[BaseException] | None:
    """The exceptions that one stands for; None for one that stands for itself."""
    if isinstance(error, BaseExceptionGroup):
        return cast("Sequence[BaseException]", error.exceptions)
    recipients = getattr(error, "recipients", None)
    if isinstance(recipients, list | tuple) and all(isinstance(one, BaseException) for one in recipients):
        return recipients
    return None


def _leaves(error: BaseException) -> Iterator[BaseException]:
    """The exceptions that stand for themselves, in order, however deep they lie; each once."""
    waiting: list[BaseException] = [error]
    seen: dict[int, BaseException] = {}
    while waiting and len(seen) < _MOST_EXCEPTIONS:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one  # kept, since another one could have its id
        parts = _parts(one)
        if parts is None:
            yield one
        else:
            waiting.extend(reversed(parts))


def _each(found: Explanation | Explanations) -> Iterable[Explanation]:
    return found if isinstance(found, Explanations) else (found,)


def _of_leaf(error: BaseException, lang: str) -> Explanation | Explanations:
    recipients = getattr(error, "recipients", None)
    if isinstance(recipients, Mapping):
        return Explanations(_of_pair(*_pair(said), str(address), lang) for address, said in recipients.items())
    recipient = getattr(error, "recipient", None)
    recipient = recipient if isinstance(recipient, str) else None
    names = {kind.__name__ for kind in type(error).__mro__}
    # Errors of HTTP have a code and a message, too.
    of_mail = any(name.startswith("SMTP") for name in names)
    for code_name, text_name in (("smtp_code", "smtp_error"), *([("code", "message")] if of_mail else [])):
        code = getattr(error, code_name, None)
        if isinstance(code, int) and hasattr(error, text_name):
            return _of_pair(code, getattr(error, text_name), recipient, lang)
    # Both libraries raise the bare SMTPException where the server offers no login that they can use.
    if names & {"SMTPNotSupportedError", "SMTPNotSupported"} or type(error).__name__ == "SMTPException":
        return _absent("unsupported", recipient, lang, "failed")
    if names & _NO_REPLY or _of_network(error):
        return _absent("silence", recipient, lang)
    raise TypeError(f"explain() takes {_ACCEPTED}, not {type(error).__name__}")


def _of_network(error: BaseException) -> bool:
    """Does an error of the system tell of a connection, rather than of a file or of another library?"""
    if type(error) not in (OSError, PermissionError):
        return False
    import errno

    lost = (
        errno.ENETUNREACH,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.EHOSTDOWN,
        errno.ENETRESET,
        errno.EADDRNOTAVAIL,
    )
    blocked = (errno.EPERM, errno.EACCES)  # by a firewall of this host
    number, name = cast(OSError, error).errno, cast(OSError, error).filename
    return name is None and (number in (*lost, *blocked) or (number is None and type(error) is OSError))


def _of_recipients(found: Iterable[Recipient], lang: str) -> Explanations:
    """From what a bounce says of each recipient."""
    explained = []
    for one in found:
        given: tuple[()] | tuple[EnhancedCode] = ()
        if one.status is not None and (one.reply is None or one.reply.enhanced != one.status):
            given = (one.status,)
        absence: _Absence | None = None if one.reply is not None or given else "silence"
        explained.append(make_explanation(one.reply, given, absence, one.address, lang, one.outcome))
    return Explanations(explained)
