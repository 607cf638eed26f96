# SPDX-License-Identifier: MIT
"""What users write, for mypy to check; nothing here is run."""

from typing import assert_type

import smtpcodes
from smtpcodes import Comparison, Difference, ReplyCode, SMTPStatus

code = smtpcodes.lookup(550)
assert_type(code, ReplyCode)
assert_type(smtpcodes.lookup("550", lang="vi").description, str)
assert_type(smtpcodes.lookup(SMTPStatus.OK).keyword, str | None)
assert_type(smtpcodes.compare(211, "251", b"250", code, lang=None), Comparison)
assert_type(smtpcodes.compare(211, 251).differences, tuple[Difference, ...])
assert_type(smtpcodes.compare(211, 251).note, str | None)
assert_type(smtpcodes.codes[550], ReplyCode)
assert_type([each.name for each in smtpcodes.codes], list[str])
assert_type(smtpcodes.search("mailbox full"), list[ReplyCode])
assert_type(SMTPStatus.MAILBOX_UNAVAILABLE.phrase, str)
assert_type(smtpcodes.languages, tuple[str, ...])
assert_type(550 in smtpcodes.codes, bool)

smtpcodes.lookup(None)  # type: ignore[arg-type]
smtpcodes.lookup(550, "vi")  # type: ignore[call-arg]
smtpcodes.lookup(5.5)  # type: ignore[arg-type]
code.name = "x"  # type: ignore[misc]


def advise(code: ReplyCode) -> str:
    match code:
        case ReplyCode(421 | 450 | 451 | 452):
            return "later"
        case ReplyCode(code=number, lang="en") if number >= 500:
            return "never"
        case _:
            return code.retry or "nothing to retry"
