# SPDX-License-Identifier: MIT
"""SMTPStatus: the reply codes as an enum, in the shape of http.HTTPStatus."""

from __future__ import annotations

from enum import IntEnum

from . import _core


class _Status(IntEnum):
    """What each member of SMTPStatus can do."""

    @property
    def phrase(self) -> str:
        """The short name, such as 'Mailbox Unavailable'."""
        return _core.lookup(self).name

    @property
    def description(self) -> str:
        """What a server says with the code, in English."""
        return _core.lookup(self).description

    @property
    def is_success(self) -> bool:
        """True for 2yz."""
        return 200 <= self <= 299

    @property
    def is_intermediate(self) -> bool:
        """True for 3yz."""
        return 300 <= self <= 399

    @property
    def is_transient(self) -> bool:
        """True for 4yz."""
        return 400 <= self <= 499

    @property
    def is_permanent(self) -> bool:
        """True for 5yz."""
        return 500 <= self <= 599


SMTPStatus = _Status(  # type: ignore[misc]
    "SMTPStatus",
    [
        (code.keyword, code.code)
        for code in _core.registered
        if isinstance(code, _core.ReplyCode) and code.standing != "nonstandard"
    ],
    module="smtpcodes",
)
SMTPStatus.__doc__ = """Reply codes by name, for writing them in code: SMTPStatus.MAILBOX_UNAVAILABLE.

A member for each code of our table that some document defines; folk codes have none. What a server
sends belongs into lookup(), not in here, for an enum refuses the numbers that it does not list.
"""
