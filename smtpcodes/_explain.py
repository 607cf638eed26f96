# SPDX-License-Identifier: MIT
"""explain: what happened to a message, whether that is final, and what to do, from whatever a program holds.

Everything ends in one of two things: a reply (or only codes), or the lack of one. What can name several
recipients is taken apart into one of these for each. Exceptions are known by their shape, so that neither
smtplib nor aiosmtplib is imported; bounce messages are read by _bounce.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NoReturn, cast

from . import _core
from ._core import EnhancedCode, Reply, ReplyCode, SMTPCodesError, lookup, parse

if TYPE_CHECKING:
    from typing import Any, TypeVar

    from ._bounce import Recipient
    from ._text import Printer
    from ._words import Code

    # The reply; codes beside those of the reply; which sentences speak where there is no code; the recipient; the
    # language; 'failed' or 'delayed' where a bounce says so.
    _State = tuple[Reply | None, tuple[Code, ...], str | None, str | None, str, str | None]
    # All codes; the one that says most; whether it is final.
    _Findings = tuple[tuple[Code, ...], Code | None, bool]
    _Function = TypeVar("_Function", bound=Callable[..., Any])


_LONGEST_CODE = len("550 5.999.999")
# Reply codes that say little by themselves, so that an enhanced code is worth more even if it is X.y.0.
_GENERAL = frozenset({250, 421, 450, 451, 452, 550, 552, 553, 554})
# Reply codes that can be about an address.
_OF_ADDRESSES = frozenset({501, 550, 551, 553, 554, 556})
# Exceptions, or what they derive from, that tell that no reply came, of smtplib, aiosmtplib, asyncio, socket and ssl.
_NO_REPLY = frozenset(
    {
        "SMTPException", "SMTPServerDisconnected", "SMTPTimeoutError", "ConnectionError", "TimeoutError",
        "IncompleteReadError", "gaierror", "herror", "SSLError",
    }
)  # fmt: skip
_NOT_READ = -1  # what smtplib and aiosmtplib give for a code where they could read none
_MOST_NOTED = 20  # recipients told of in a note
# What a class says by itself; a reply code may know better.
_BY_CLASS = frozenset({"none", "retry", "investigate"})


class Explanation:
    """What became of a message, or of one recipient of it: made by explain().

    reply           the Reply, or None where there was only a code or no reply at all
    codes           the codes it rests on, in the language asked for: of the reply, the reply code first; in a
                    bounce also that of its Status field where it says something else
    is_permanent    True if trying again as before is of no use (RFC 5321 4.2.1)
    action          what a program should do, one of:
                    'none'            nothing, it went well
                    'retry'           try the same message again later
                    'slow_down'       try again, and give this destination less at a time, or fewer recipients
                    'suppress'        stop sending to this recipient, whose address is no good
                    'fix_access'      mend credentials, the permission to relay, or TLS
                    'fix_identity'    mend SPF, DKIM, DMARC, reverse DNS, HELO or the sender address
                    'fix_reputation'  mend the reputation of the sending address or domain
                    'fix_content'     change the message
                    'investigate'     have a person look
    reason          None; a finer reason, read from the words of the reply, is still to come
    recipient       the address it is about where that is known, else None
    lang            the language of the sentences
    title, summary, finality, advice, next_step
                    the sentences: what it is called, what happened, whether that is final, what a person
                    should do, and what a program should

    Immutable; it compares by its content, and can be pickled.
    """

    __slots__ = ("_found", "_state")
    __match_args__ = ("action", "is_permanent", "recipient")

    _state: _State
    _found: _Findings | None

    def __new__(cls) -> Explanation:
        raise TypeError("an Explanation is made by explain()")

    # ------------------------------------------------------------------------------------------- content

    def _findings(self) -> _Findings:
        """What follows from the state, worked out when it is first asked for and kept."""
        found = _find(self._state)
        _set_found(self, found)
        return found

    @property
    def reply(self) -> Reply | None:
        return self._state[0]

    @property
    def codes(self) -> tuple[Code, ...]:
        return (self._found or self._findings())[0]

    @property
    def recipient(self) -> str | None:
        return self._state[3]

    @property
    def lang(self) -> str:
        return self._state[4]

    @property
    def reason(self) -> None:
        return None

    @property
    def is_permanent(self) -> bool:
        return (self._found or self._findings())[2]

    @property
    def action(self) -> str:
        codes, lead, is_permanent = self._found or self._findings()
        if lead is None:
            return "investigate" if is_permanent else "retry"
        action = lead.action
        if action not in _BY_CLASS:
            return "investigate" if is_permanent and _contradicts(codes[0], lead, action) else action
        basic = codes[0].action
        if basic not in _BY_CLASS and (basic != "suppress" or lead == codes[0]):
            return basic
        if action == "retry" and is_permanent and lead.is_transient:
            return "investigate"  # the sending side gave up over something that may have passed by now
        return action

    # ------------------------------------------------------------------------------------------ sentences

    @property
    def title(self) -> str:
        codes, lead, _ = self._found or self._findings()
        return self._missing("TITLE") if lead is None else f"{_spelled(codes)} {lead.name}"

    @property
    def summary(self) -> str:
        codes, lead, _ = self._found or self._findings()
        if lead is None:
            return self._missing("SUMMARY")
        words = self._words()
        text = f"{_spelled(codes)} {lead.meaning}{words['FULL_STOP']}"
        if self._state[1] and self._status_disagrees():
            status = codes[-1]
            text += words["SENTENCE_BREAK"] + words["STATUS_DISAGREES"].format(code=status, meaning=status.meaning)
        return text

    def _status_disagrees(self) -> bool:
        """Does a bounce have a Status that says something else than the reply it quotes?"""
        reply, codes = self.reply, self.codes
        if reply is None:
            return False
        status = cast(EnhancedCode, codes[-1])
        says_something = status.subject != 0 and reply.enhanced is not None
        return says_something or status.severity != codes[0].severity

    @property
    def finality(self) -> str:
        words, (codes, lead, is_permanent) = self._words(), self._found or self._findings()
        if self._state[5] == "delayed":
            return words["FINAL_DELAYED"]
        if is_permanent:
            return words["FINAL_GIVEN_UP" if lead is not None and codes[0].is_transient else "FINAL_PERMANENT"]
        if lead is None or codes[0].is_transient:
            return words["FINAL_TRANSIENT"]
        return words["FINAL_ACCEPTED" if codes[0].is_success else "FINAL_GOES_ON"]

    @property
    def advice(self) -> str:
        lead = (self._found or self._findings())[1]
        return self._missing("ADVICE") if lead is None else lead.how_to_fix

    @property
    def next_step(self) -> str:
        lead = (self._found or self._findings())[1]
        return self._missing("NEXT_STEP") if lead is None else lead.when_received

    def _missing(self, text: str) -> str:
        """A sentence for where there is no code."""
        return self._words()[f"{self._state[2]}_{text}"]

    def _words(self) -> dict[str, str]:
        return (_all_sentences or _sentences())[self._state[4]]

    # ------------------------------------------------------------------------------------------ as a value

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("an Explanation cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("an Explanation cannot be changed")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Explanation):
            return NotImplemented
        return bool(self._state == other._state)

    def __hash__(self) -> int:
        return hash(self._state)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _made, self._state

    def __repr__(self) -> str:
        about = f" for {self.recipient!r}" if self.recipient is not None else ""
        codes = " ".join(map(str, self.codes)) or str(self._state[2]).lower()
        return f"<Explanation: {codes}{about}: {self.action}{', permanent' if self.is_permanent else ''}>"

    def to_dict(self) -> dict[str, object]:
        """A dict of plain JSON types with stable keys, texts in the explanation's language."""
        from ._rows import explanation_dict

        return explanation_dict(self)

    def __str__(self) -> str:
        from ._text import page

        return page(self)

    def _repr_html_(self) -> str:
        from ._html import page

        return page(self)

    def _repr_markdown_(self) -> str:
        from ._markdown import page

        return page(self)

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:
        from ._text import pretty

        pretty(self, printer, cycle)

    def __html__(self) -> str:
        return self._repr_html_()


class Explanations(tuple[Explanation, ...]):
    """Several explanations: a tuple that shows itself as their pages."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n\n".join(map(str, self))

    def _repr_html_(self) -> str:
        return "".join([one._repr_html_() for one in self])

    def _repr_markdown_(self) -> str:
        return "\n".join([one._repr_markdown_() for one in self])

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:
        if len(printer.stack) > 1 or not self:
            printer.text(repr(self))
            return
        for at, one in enumerate(self):
            printer.text("\n\n" if at else "")
            one._repr_pretty_(printer, cycle)

    def __html__(self) -> str:
        return self._repr_html_()


_new: Callable[[type[Explanation]], Explanation] = object.__new__
# The slots themselves, which still can be set.
_set_state = vars(Explanation)["_state"].__set__
_set_found = vars(Explanation)["_found"].__set__


def _made(
    reply: Reply | None, given: tuple[Code, ...], missing: str | None, recipient: str | None, lang: str, outcome: str | None
) -> Explanation:
    """One explanation, out of what _State lists."""
    one = _new(Explanation)
    _set_state(one, (reply, given, missing, recipient, lang, outcome))
    _set_found(one, None)
    return one


def _sentences() -> dict[str, dict[str, str]]:
    global _all_sentences
    from ._words import SENTENCES

    _all_sentences = SENTENCES
    return SENTENCES


_all_sentences: dict[str, dict[str, str]] | None = None  # fetched when a sentence is first read


def _find(state: _State) -> _Findings:
    reply, given, _, _, lang, outcome = state
    codes = given
    if reply is not None:
        detail = reply.enhanced
        codes = (reply.status, *given) if detail is None else (reply.status, detail, *given)
    if lang != "en":
        codes = tuple([lookup(code, lang=lang) for code in codes])
    if outcome is not None:
        is_permanent = outcome == "failed"
    else:
        is_permanent = bool(codes) and codes[0].is_permanent
    return codes, _lead(codes) if codes else None, is_permanent


def _lead(codes: tuple[Code, ...]) -> Code:
    """The code that says most: the enhanced one, in the class of the reply code, which is what counts."""
    basic = codes[0]
    if len(codes) == 1 or not isinstance(basic, ReplyCode):
        return basic
    detail = cast(EnhancedCode, codes[1])
    if detail.detail == 0 and basic.registered and (detail.subject == 0 or basic.code not in _GENERAL):
        return basic
    severity = basic.severity
    if detail.severity == severity:
        return detail
    if severity not in (2, 4, 5):
        return basic
    return EnhancedCode(severity, detail.subject, detail.detail, detail.lang)


def _contradicts(basic: Code, lead: Code, action: str) -> bool:
    """Does the reply code speak of something else than the enhanced code that was found behind it? Then neither may
    decide what is costly: real servers say 552 5.1.1 of a full mailbox, 521 5.2.1 of a policy, 550 5.7.9 of anything."""
    if not isinstance(basic, ReplyCode) or not isinstance(lead, EnhancedCode):
        return False
    if action == "suppress":
        is_odd = basic.code not in _OF_ADDRESSES and basic.standing == "standard"
    else:
        is_odd = action == "fix_access" and basic.code in _GENERAL
    return is_odd and basic not in lead.basic


def _spelled(codes: tuple[Code, ...]) -> str:
    """The codes as the reply has them."""
    first = codes[0]
    return f"{first!s} {codes[1]!s}" if len(codes) > 1 and isinstance(first, ReplyCode) else str(first)


# ----------------------------------------------------------------------------------------------- the function

_ACCEPTED = (
    "a code, a reply (bytes, str, its lines, or a code and a text), an exception of smtplib or aiosmtplib, a dict of "
    "refused recipients, or a bounce message"
)


def explain(anything: object, *, lang: str | None = None) -> Explanation | Explanations:
    """What happened to a message, whether it is final, and what to do.

    anything is a code (550, "5.1.1"), a reply (bytes, str, its lines, or (code, text)), an exception of smtplib
    or aiosmtplib, the dict of refused recipients that sendmail() returns, or a delivery status notification
    (RFC 3464, RFC 6533) as an email.message.Message or as bytes. lang is as for lookup().

    Returns an Explanation; a tuple of them, even of one or none, for what can name several recipients: a dict,
    SMTPRecipientsRefused, a notification, an exception group.

    Raises TypeError for what is none of these, SMTPCodesError, a ValueError, for text that is neither a code, a
    reply nor a notification, and LookupError for a language that there are no texts in.
    """
    tag = "en" if lang is None else lookup(250, lang=lang).lang
    kind = type(anything)
    if kind is bytes or kind is str:
        text = cast("bytes | str", anything)
        if len(text) > _LONGEST_CODE:
            try:
                return _made(parse(text), (), None, None, tag, None)
            except SMTPCodesError:
                pass
        return _of_text(text, tag)
    return _of_object(anything, tag)


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
        return _made(parse(stripped), (), None, None, lang, None)
    except SMTPCodesError as no_reply:
        from ._bounce import looks_like_message, recipients

        if not looks_like_message(stripped):
            raise no_code or no_reply from None
        return _of_recipients(recipients(text), lang)


def _bare(text: bytes | str) -> Code | None:
    """The enhanced code of a text that has lost its reply code, as some mailers keep it: '5.1.1 user unknown'."""
    head = text[: _LONGEST_CODE + 1]
    first = (head.decode("latin-1") if isinstance(head, bytes) else head).split(maxsplit=1)
    if not first or "." not in first[0]:
        return None
    try:
        return lookup(first[0].rstrip(":;,"))
    except SMTPCodesError:
        return None


def _of_object(anything: object, lang: str) -> Explanation | Explanations:
    if isinstance(anything, ReplyCode | EnhancedCode):
        return _of_code(anything, lang)
    if isinstance(anything, int) and not isinstance(anything, bool):
        return _made(None, (), "GARBAGE", None, lang, None) if anything == _NOT_READ else _of_code(lookup(anything), lang)
    if isinstance(anything, Reply):
        return _made(anything, (), None, None, lang, None)
    if isinstance(anything, bytes | str | bytearray | memoryview):
        return _of_text(anything if isinstance(anything, bytes | str) else bytes(anything), lang)
    if isinstance(anything, BaseException):
        return _of_exception(anything, lang)
    if isinstance(anything, Mapping):
        return Explanations(_of_pair(*_pair(said), str(address), lang) for address, said in anything.items())
    if isinstance(anything, tuple) and len(anything) == 2 and isinstance(anything[0], int):
        return _of_pair(*_pair(anything), None, lang)
    if isinstance(anything, tuple | list) and anything and all(isinstance(line, bytes | str) for line in anything):
        return _made(parse(_joined(anything)), (), None, None, lang, None)
    if hasattr(anything, "walk") and hasattr(anything, "get_content_type"):
        from ._bounce import recipients

        return _of_recipients(recipients(anything), lang)
    raise TypeError(f"explain() takes {_ACCEPTED}, not {type(anything).__name__}")


def _of_code(code: Code, lang: str) -> Explanation:
    return _made(None, (lookup(code),), None, None, lang, None)


def _octets(text: object) -> bytes:
    if isinstance(text, bytes | bytearray | memoryview):
        return bytes(text)
    return str(text).encode("utf-8", "surrogateescape" if _escapes(str(text)) else "backslashreplace")


def _escapes(text: str) -> bool:
    """Do all lone surrogates in it stand for octets?"""
    return not any("\ud800" <= char <= "\udbff" or "\udd00" <= char <= "\udfff" or "\udc00" <= char <= "\udc7f" for char in text)


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
        return _made(None, (), "GARBAGE", recipient, lang, None)
    lines = _octets(text).replace(b"\r\n", b"\n").split(b"\n")
    raw = b"".join(b"%d%c%b\r\n" % (number, 45 if at < len(lines) - 1 else 32, line) for at, line in enumerate(lines))
    return _made(parse(raw), (), None, recipient, lang, None)


def _of_exception(error: BaseException, lang: str) -> Explanation | Explanations:
    if isinstance(error, BaseExceptionGroup):
        found: tuple[Explanation, ...] = ()
        for one in error.exceptions:
            explained = _of_exception(one, lang)
            found += explained if isinstance(explained, tuple) else (explained,)
        return Explanations(found)
    recipients = getattr(error, "recipients", None)
    if isinstance(recipients, Mapping):
        return Explanations(_of_pair(*_pair(said), str(address), lang) for address, said in recipients.items())
    if isinstance(recipients, list | tuple) and all(isinstance(one, BaseException) for one in recipients):
        return Explanations(cast(Explanation, _of_exception(one, lang)) for one in recipients)
    recipient = getattr(error, "recipient", None)
    recipient = recipient if isinstance(recipient, str) else None
    for code_name, text_name in (("smtp_code", "smtp_error"), ("code", "message")):
        code = getattr(error, code_name, None)
        if isinstance(code, int) and hasattr(error, text_name):
            return _of_pair(code, getattr(error, text_name), recipient, lang)
    names = {kind.__name__ for kind in type(error).__mro__}
    # Both libraries raise the bare SMTPException where the server offers no login that they can use.
    if names & {"SMTPNotSupportedError", "SMTPNotSupported"} or type(error).__name__ == "SMTPException":
        return _made(None, (), "UNSUPPORTED", recipient, lang, "failed")
    if names & _NO_REPLY or _of_network(error):
        return _made(None, (), "SILENCE", recipient, lang, None)
    raise TypeError(f"explain() takes {_ACCEPTED}, not {type(error).__name__}")


def _of_network(error: BaseException) -> bool:
    """Does an error of the system tell of a connection, rather than of a file or of another library?"""
    if type(error) not in (OSError, PermissionError):
        return False
    import errno

    told = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.ENETRESET, errno.EADDRNOTAVAIL)
    blocked = (errno.EPERM, errno.EACCES)  # by a firewall of this host
    number, name = cast(OSError, error).errno, cast(OSError, error).filename
    return name is None and (number in (*told, *blocked) or (number is None and type(error) is OSError))


def _of_recipients(found: Iterable[Recipient], lang: str) -> Explanations:
    """From what a bounce says of each recipient."""
    explained = []
    for one in found:
        given: tuple[Code, ...] = ()
        if one.status is not None and (one.reply is None or one.reply.enhanced != one.status):
            given = (one.status,)
        missing = None if one.reply is not None or given else "SILENCE"
        explained.append(_made(one.reply, given, missing, one.address, lang, one.outcome))
    return Explanations(explained)


# --------------------------------------------------------------------------------------------- as a decoration


class explaining:
    """Adds the explanation to an exception that passes, as a note, and lets it pass.

        with smtpcodes.explaining():
            server.send_message(message)

        @smtpcodes.explaining(lang="vi")
        async def deliver(message): ...

    A context manager and a decorator, for plain functions and for coroutine functions. Nothing is swallowed, and
    an exception that is none of mail's passes as it is. lang is as for lookup(), and checked at once.
    """

    def __init__(self, *, lang: str | None = None) -> None:
        self._lang = "en" if lang is None else lookup(250, lang=lang).lang

    def __enter__(self) -> explaining:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None:
            note = _note(error, self._lang)
            if note:
                error.add_note(note)

    def __call__(self, function: _Function) -> _Function:
        from functools import wraps
        from inspect import iscoroutinefunction

        if iscoroutinefunction(function):

            @wraps(function)
            async def awaited(*args: object, **kwargs: object) -> object:
                with self:
                    return await function(*args, **kwargs)

            return cast("_Function", awaited)

        @wraps(function)
        def called(*args: object, **kwargs: object) -> object:
            with self:
                return function(*args, **kwargs)

        return cast("_Function", called)


def _note(error: BaseException, lang: str) -> str | None:
    """The note for an exception; None for one that is not about mail, or that already has it."""
    from ._words import shown

    try:
        explained = _of_exception(error, lang)
        many = explained if isinstance(explained, tuple) else (explained,)
        parts = []
        for one in many[:_MOST_NOTED]:
            about = "" if one.recipient is None else f" ({one.recipient})"
            parts.append(f"{one.title}{about}\n  {one.summary}\n  {one.finality}\n  {one.advice}")
        if len(many) > _MOST_NOTED:
            parts.append(f"+{len(many) - _MOST_NOTED}")
        note = "\n".join(shown(line) for line in "\n".join(parts).split("\n"))
    except Exception:  # whatever is odd about it, the exception itself matters more
        return None
    return None if not note or note in getattr(error, "__notes__", ()) else note
