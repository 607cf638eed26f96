# SPDX-License-Identifier: MIT
"""What users write, for mypy to check; nothing here is run."""

from typing import assert_type

import smtpcodes
from smtpcodes import Comparison, Difference, EnhancedCode, Explanation, Reply, ReplyCode, ReplyReader, SMTPStatus

code = smtpcodes.lookup(550)
assert_type(code, ReplyCode)
assert_type(smtpcodes.lookup("550", lang="vi").description, str)
assert_type(smtpcodes.lookup(SMTPStatus.OK).keyword, str | None)
assert_type(smtpcodes.compare(211, "251", b"250", code, lang=None), Comparison)
assert_type(smtpcodes.compare(211, 251).differences, tuple[Difference, ...])
assert_type(smtpcodes.compare(211, 251).note, str | None)
assert_type(smtpcodes.codes[550], ReplyCode | EnhancedCode)
assert_type(smtpcodes.lookup("5.1.1"), ReplyCode | EnhancedCode)
assert_type(EnhancedCode(5, 1, 1).basic, tuple[ReplyCode, ...])
assert_type(code.enhanced, tuple[EnhancedCode, ...])
assert_type([each.name for each in smtpcodes.codes], list[str])
assert_type(smtpcodes.search("mailbox full"), list[ReplyCode | EnhancedCode])
assert_type(SMTPStatus.MAILBOX_UNAVAILABLE.phrase, str)
assert_type(smtpcodes.languages, tuple[str, ...])
assert_type(550 in smtpcodes.codes, bool)
assert_type(smtpcodes.codes.get("5.1.1"), ReplyCode | EnhancedCode | None)
assert_type(smtpcodes.codes.get("5.1.1", 0), ReplyCode | EnhancedCode | int)
assert_type(dict(smtpcodes.codes)[code], ReplyCode | EnhancedCode)

smtpcodes.lookup(None)  # type: ignore[call-overload]
smtpcodes.lookup(550, "vi")  # type: ignore[call-overload]
smtpcodes.lookup(5.5)  # type: ignore[call-overload]
code.name = "x"  # type: ignore[misc]


def advise(code: ReplyCode) -> str:
    match code:
        case ReplyCode(421 | 450 | 451 | 452):
            return "later"
        case ReplyCode(code=number, lang="en") if number >= 500:
            return "never"
        case _:
            return code.retry or "nothing to retry"


reply = smtpcodes.parse(b"550 5.1.1 no such user\r\n")
assert_type(reply, Reply)
assert_type(reply.enhanced, EnhancedCode | None)
assert_type(reply.problems, tuple[tuple[str, int], ...])
assert_type(ReplyReader(limit=1000).next(), Reply | None)
assert_type([each.code for each in ReplyReader()], list[int])
assert_type(smtpcodes.format_reply(550, "5.1.1", "no such user"), bytes)


def decide(error: Exception) -> str:
    explained = smtpcodes.explain(error)
    for one in (explained,) if isinstance(explained, Explanation) else explained:
        if one.action == "suppress" and one.recipient:
            return one.recipient
    return ""


@smtpcodes.explaining(lang="vi")
def deliver(count: int) -> bool:
    with smtpcodes.explaining():
        return count > 0


assert_type(deliver(1), bool)
