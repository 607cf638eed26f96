# SPDX-License-Identifier: MIT
"""Bounces: whatever a stranger sends as a delivery status notification is read or refused, in bounded work."""

import pytest

from smtpcodes import parse
from smtpcodes._bounce import recipients


def bounce(report, kind=b"delivery-status", more=b""):
    """A message with nothing but a report."""
    part = b"--b\nContent-Type: message/%b\n%b\nReporting-MTA: dns; mx.example.com\n\n%b\n--b--\n" % (kind, more, report)
    return b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n" + part


# --------------------------------------------------------------------------------------------------- addresses

ADDRESSES = [
    ("rfc822; ann@example.org", "ann@example.org"), ("ann@example.org", "ann@example.org"), ("rfc822;", None),
    ("rfc822; <ann@example.org>", "ann@example.org"), ("RFC822 ; ann@example.org", "ann@example.org"),
    # xtext (RFC 3461 4): decoded as a whole, or not at all
    ("rfc822; a+2Bb@x", "a+b@x"), ("rfc822; a+2Bb+3Dc@x", "a+b=c@x"), ("rfc822; a+2B+2Bb@x", "a++b@x"),
    ("rfc822; a+tag@x", "a+tag@x"), ("rfc822; a+AB@x", "a+AB@x"), ("rfc822; a+2Btag+c@x", "a+2Btag+c@x"),
    ("rfc822; a+2B", "a+2B"), ("x-local; a+2Bb@x", "a+2Bb@x"), ("rfc822; a+2b+2B@x", "a+2b+2B@x"),
    ("rfc822; a+0Ab+2B@x", "a+0Ab+2B@x"), ("rfc822; a+2Bb+1B@x", "a+2Bb+1B@x"), ("rfc822; a+20b+2B@x", "a+20b+2B@x"),
    ("rfc822; a+7F+2B@x", "a+7F+2B@x"), ("rfc822; a+9B+2B@x", "a+9B+2B@x"), ("rfc822; a+C3+A9+2B@x", "a+C3+A9+2B@x"),
    # RFC 6533 3, likewise
    ("utf-8; \\x{E9}\\x{1EADBE}@x", "\\x{E9}\\x{1EADBE}@x"), ("utf-8; \\x{E9}t\\x{e9}\\x{1F600}@x", "été😀@x"),
    ("utf-8; \\x{2B}\\x{5C}\\x{3D}@x", "+\\=@x"), ("utf-8; été@x", "été@x"), ("rfc822; \\x{E9}@x", "\\x{E9}@x"),
    ("utf-8; \\x{E9}\\x{0A}@x", "\\x{E9}\\x{0A}@x"), ("utf-8; \\x{E9}\\x{1B}@x", "\\x{E9}\\x{1B}@x"),
    ("utf-8; \\x{E9}\\x{9B}@x", "\\x{E9}\\x{9B}@x"), ("utf-8; \\x{E9}\\x{202E}@x", "\\x{E9}\\x{202E}@x"),
    ("utf-8; \\x{E9}\\x{D800}@x", "\\x{E9}\\x{D800}@x"), ("utf-8; \\x{E9}\\x{20}@x", "\\x{E9}\\x{20}@x"),
    ("utf-8; \\x{E9}\\x{0}@x", "\\x{E9}\\x{0}@x"), ("utf-8; \\x{E9}\\x{zz}@x", "\\x{E9}\\x{zz}@x"),
    ("utf-8; \\x{E9}\\x{}@x", "\\x{E9}\\x{}@x"), ("utf-8; \\x{E9}\\x{0000000E9}@x", "\\x{E9}\\x{0000000E9}@x"),
]  # fmt: skip


@pytest.mark.parametrize("field, wanted", ADDRESSES, ids=[field for field, _ in ADDRESSES])
def test_an_address_is_decoded_as_a_whole_or_not_at_all(field, wanted):
    (one,) = recipients(bounce(b"Final-Recipient: %b\n" % field.encode(), b"global-delivery-status"))
    assert one.address == wanted


# -------------------------------------------------------------------------------------------------- the report


@pytest.mark.parametrize("blank", [b" ", b"\n ", b"\n\t", b"\n  \t"], ids=str)
def test_a_field_may_be_folded_at_any_blank(blank):
    fields = b"Final-Recipient: rfc822; ann@example.org\nStatus: 5.1.1 (no such user)\nAction: failed (at last)\n"
    report = (fields + b"Diagnostic-Code: smtp; 550 5.1.1 no such user\n").replace(b" ", blank)
    (one,) = recipients(bounce(report))
    assert (one.address, str(one.status), one.outcome) == ("ann@example.org", "5.1.1", "failed")
    assert one.reply == parse("550 5.1.1 no such user\r\n")
