# SPDX-License-Identifier: MIT
"""Bounces: whatever a stranger sends as a delivery status notification is read or refused, in bounded work."""

import base64
import email
import email.policy
import gc
import itertools
import quopri
import sys
import tracemalloc
from email.message import Message
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smtpcodes import SMTPCodesError, lookup, parse
from smtpcodes._bounce import recipients

BOUNCES = [path.read_bytes() for path in sorted((Path(__file__).parent / "bounces").glob("*.eml"))]
FORMS = [
    lambda data: data,
    lambda data: data.decode("utf-8", "surrogateescape"),
    email.message_from_bytes,
    lambda data: email.message_from_bytes(data, policy=email.policy.default),
]
ANN = b"Final-Recipient: rfc822; ann@example.org\nAction: failed\nStatus: 5.1.1\n"
BOB = b"Final-Recipient: rfc822; bob@example.net\nAction: delayed\nStatus: 4.4.1\n"


def bounce(report, kind=b"delivery-status"):
    """A message with nothing but a report."""
    start = b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
    return start + b"Content-Type: message/%b\n\nReporting-MTA: dns; mx.example.com\n\n%b\n--b--\n" % (kind, report)


def read(message):
    """What recipients() gives; None for no notification, which is the only error that a message may end in."""
    try:
        return recipients(message)
    except SMTPCodesError as error:
        assert "no delivery status notification" in str(error)
        return None


def addresses(message):
    return [one.address for one in read(message) or ()]


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


# ------------------------------------------------------------------------------------------------- the message

REPORT = b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n" + ANN + b"\n"
MULTIPART = b"Content-Type: multipart/report; boundary=b\n\n"
MIXED = b"Content-Type: multipart/mixed; boundary=a\n\n--a\n"
TEXT = b"--b\nContent-Type: text/plain\n\nIt failed.\n"
RETURNED = b"--b\nContent-Type: %b\n\nSubject: hello\n\n" + BOB
MESSAGES = [
    ("plain", MULTIPART + TEXT + b"--b\n" + REPORT + b"--b--\n"),
    ("no multipart", REPORT),
    ("global", (MULTIPART + b"--b\n" + REPORT).replace(b"message/d", b"message/global-d")),
    ("mailbox", b"From daemon Tue Nov 24 09:00:00 2026\nSubject: x\n" + MULTIPART + b"--b\n" + REPORT + b"--b--\n"),
    ("empty lines before", b"\n\r\n\n" + MULTIPART + b"--b\n" + REPORT + b"--b--\n"),
    ("preamble, epilogue", MULTIPART + b"Hello\n" + BOB + b"--b\n" + REPORT + b"--b--\n--b\n" + REPORT),
    ("no last boundary", MULTIPART + TEXT + b"--b\n" + REPORT),
    ("no last line feed", MULTIPART + TEXT + b"--b\n" + REPORT + b"--b--"),
    ("blanks behind boundaries", MULTIPART + b"--b \t\n" + REPORT + b"--b-- \n" + REPORT),
    ("boundaries without parts", MULTIPART + b"--b\n--b\n" * 2000 + REPORT + b"--b--\n"),
    ("parts without fields", MULTIPART + b"--b\n\n--b\n\nx\n--b\n" + REPORT + b"--b--\n"),
    ("no boundary", MULTIPART + b"--b\n" + REPORT[:-1] + b"--bc\n --b\n-- b\n--b-\n--b --\n\n--b--\n" + BOB),
    ("returned", MULTIPART + b"--b\n" + REPORT + RETURNED % b"message/rfc822" + b"--b--\n"),
    ("returned fields", MULTIPART + b"--b\n" + REPORT + RETURNED % b"message/rfc822-headers" + b"--b--\n"),
    ("returned global", MULTIPART + b"--b\n" + REPORT + RETURNED % b"message/global" + b"--b--\n"),
    ("returned before", MULTIPART + RETURNED % b"message/rfc822" + b"--b\n" + REPORT + b"--b--\n"),
    ("mixed", MIXED + MULTIPART + b"--b\n" + REPORT + b"--b--\n\n--a--\n"),
    ("outer boundary", MIXED + MULTIPART + b"--b\n" + REPORT + b"--a--\n--b\n" + REPORT),
    ("longer boundary", MIXED.replace(b"a\n", b"b1\n") + MULTIPART + b"--b\n" + REPORT + b"--b--\n\n--b1--\n"),
    ("digest", b"Content-Type: multipart/digest; boundary=a\n\n--a\n\n" + REPORT + b"--a\n" + REPORT + b"--a--\n"),
    ("fields end in no empty line", MULTIPART + b"--b\n" + REPORT[:39] + b"Final report\n\n" + ANN + b"--b--\n"),
    ("first of two types", b"Content-Type: multipart/report; boundary=b\nContent-Type: text/plain\n\n--b\n" + REPORT),
    ("many fields", b"X-Long: x\n folded\n" * 7000 + MULTIPART + b"--b\n" + REPORT),
    ("many fields behind", MULTIPART[:-1] + b"X-Long: x\n folded\n" * 7000 + b"\n--b\n" + REPORT),
    ("many fields that end at once", MULTIPART[:-1] + b"X-Long: x\n folded\n" * 7000),
    ("case", (MULTIPART + b"--b\n" + REPORT).replace(b"Content-Type: m", b"CONTENT-type:M")),
    ("folded", MULTIPART.replace(b"; ", b";\n\t") + b"--b\n" + REPORT),
]  # fmt: skip
NONE = {"many fields", "many fields that end at once"}


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("name, message", MESSAGES, ids=[name for name, _ in MESSAGES])
def test_the_report_is_found(name, message, ending):
    wanted = [] if name in NONE else ["ann@example.org"]
    message = message.replace(b"\n", ending)
    for form in FORMS[:2]:
        assert addresses(form(message)) == wanted
    if name != "empty lines before":
        for form in FORMS[2:]:
            assert addresses(form(message)) == (["ann@example.org"] if name == "many fields" else wanted)


PARAMETERS = [
    (b"boundary=b", b"b"), (b'boundary="b"', b"b"), (b'BOUNDARY = "b c"', b"b c"), (b"boundary=b c ", b"b c"),
    (b'boundary="b "', b"b"), (b'x="; boundary=c"; boundary=b', b"b"), (b"x; =; ;boundary=b;boundary=c", b"b"),
    (b'boundary="a\\"b\\\\"', b'a"b\\'), (b"x=y=z;boundary==b=", b"=b="),
    (b"boundary=.*+?()[]{}^$|", b".*+?()[]{}^$|"), (b"boundary=" + b"b" * 200, b"b" * 200), (b'boundary="', b'"'),
    (b"xboundary=c; boundary=b", b"b"),
]  # fmt: skip


@pytest.mark.parametrize("parameters, boundary", PARAMETERS, ids=[str(row[0]) for row in PARAMETERS])
def test_the_boundary_is_a_token_or_quoted(parameters, boundary):
    message = b"Content-Type: multipart/report; %b\n\n--%b\n%b--%b--\n" % (parameters, boundary, REPORT, boundary)
    assert {tuple(addresses(form(message))) for form in FORMS[:3]} == {("ann@example.org",)}


# -------------------------------------------------------------------------------------------------- the report

REPORTS = [
    (ANN + b"\n" + BOB, [("ann@example.org", "5.1.1"), ("bob@example.net", "4.4.1")]),
    (ANN + b"\n\n\n\n" + BOB, [("ann@example.org", "5.1.1"), ("bob@example.net", "4.4.1")]),
    (ANN + b" \t\n" + BOB, [("ann@example.org", "5.1.1"), ("bob@example.net", "4.4.1")]),
    (b"FINAL-recipient:\n rfc822;\n\tann@example.org\nstatus :\n 5.1.1\n", [("ann@example.org", "5.1.1")]),
    (b"Final-Recipient: rfc822; ann@example.org\n \nStatus: 5.1.1\n", [("ann@example.org", "5.1.1")]),
    (b"Final-Recipient: rfc822; ann@example.org\nno field\nStatus: 5.1.1\n", [("ann@example.org", "5.1.1")]),
    (b"\xff: x\nFinal-Recipient: x; y\nFrom x\n: y\nStatus: 5.1.1\n", [("y", "5.1.1")]),
    (b"Status: 5.1.1\nFinal-Recipient: rfc822; ann@example.org\n", [("ann@example.org", "5.1.1")]),
    (ANN + BOB, [("ann@example.org", "5.1.1")]),
    (b"Original-Recipient: x; y\n" + ANN, [("y", "5.1.1")]),
    (b"Original-Recipient:;\n" + ANN, [("ann@example.org", "5.1.1")]),
    (b"Original-Recipient: x; y\n", [("y", None)]),
    (b"Status: 5.1.1\n\nAction: failed\n", [(None, "5.1.1")]),
    (b"X-Status: 5.1.1\nStatus-X: 5.1.1\n Status: 5.1.1\nX: Status: 5.1.1\n", []),
    (b"Content-Type: multipart/mixed; boundary=c\n" + ANN, [("ann@example.org", "5.1.1")]),
    (b"Content-Type: message/delivery-status\n\n" + ANN, [("ann@example.org", "5.1.1")]),
]  # fmt: skip


@pytest.mark.parametrize("kind", [b"delivery-status", b"global-delivery-status"])
@pytest.mark.parametrize("form", FORMS, ids=["bytes", "str", "compat32", "default"])
def test_each_group_is_read(form, kind):
    for report, wanted in REPORTS:
        found = read(form(bounce(report, kind))) or ()
        assert [(one.address, one.status and str(one.status)) for one in found] == wanted, report


@pytest.mark.parametrize("blank", [b" ", b"\n ", b"\n\t", b"\n  \t"], ids=str)
def test_a_field_may_be_folded_at_any_blank(blank):
    fields = b"Final-Recipient: rfc822; ann@example.org\nStatus: 5.1.1 (no such user)\nAction: failed (at last)\n"
    report = (fields + b"Diagnostic-Code: smtp; 550 5.1.1 no such user\n").replace(b" ", blank)
    (one,) = recipients(bounce(report))
    assert (one.address, str(one.status), one.outcome) == ("ann@example.org", "5.1.1", "failed")
    assert one.reply == parse("550 5.1.1 no such user\r\n")


ODD = [bytes([octet]) for octet in b"\x00\x0b\x0c\x1b\x1c\x1d\x1e\x1f\x85\xa0\xff"] + ["\u2028".encode()]


@pytest.mark.parametrize("kind", [b"delivery-status", b"global-delivery-status"])
@pytest.mark.parametrize("odd", ODD, ids=str)
def test_an_odd_character_ends_no_line(odd, kind):
    report = b"X-Note: one%btwo: three\n%bDiagnostic-Code: smtp; 550 5.1.1 no%bStatus: such user\n" % (odd, ANN, odd)
    for form in FORMS:
        (one,) = recipients(form(bounce(report, kind)))
        assert (one.address, str(one.status), one.outcome) == ("ann@example.org", "5.1.1", "failed")
        assert one.reply.text.endswith("Status: such user")


CODED = b"Content-Type: message/delivery-status\nContent-Transfer-Encoding: %b\n\n"
ENCODED = ANN + b"Diagnostic-Code: smtp; 550 5.1.1 " + b"no such user " * 9 + b"\n\n" + BOB


@pytest.mark.parametrize("kind", [b"delivery-status", b"global-delivery-status"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_an_encoded_report_is_decoded(kind, ending):
    report = b"Reporting-MTA: dns; x\n\n".replace(b"\n", ending) + ENCODED.replace(b"\n", ending)
    plain = read(bounce(ENCODED, kind))
    assert len(plain) == 2 and plain[0].reply.text.count("no such user") == 9
    for name, encoded in (
        (b"Base64", base64.encodebytes(report)),
        (b"base64", base64.b64encode(report).rstrip(b"=")),
        (b"base64", b"\n*\n\n".join(base64.encodebytes(report).split(b"\n"))),
        (b"quoted-printable", quopri.encodestring(report)),
        (b"QUOTED-PRINTABLE", quopri.encodestring(report.replace(b"\r", b"")).replace(b"e", b"=65")),
    ):
        part = CODED.replace(b"delivery-status", kind) % name + encoded
        for form in FORMS:
            assert read(form(MULTIPART + b"--b\n" + part + b"\n--b--\n")) == plain


def test_what_is_badly_encoded_is_read_as_far_as_it_goes():
    whole = base64.b64encode(ANN + b"X: y\n" * 50)
    for cut in range(len(base64.b64encode(ANN)), len(whole)):
        assert addresses(CODED % b"base64" + whole[:cut]) == ["ann@example.org"]
    for odd in (b"=", b"==", b"=A", b"=\n", b"=ZZ", b"A", b"\xff"):
        for encoding in (b"base64", b"quoted-printable"):
            assert read(CODED % encoding + odd) is None
    for length in range(6):
        for digits in itertools.product("AQ=*", repeat=length):
            assert read(CODED % b"base64" + "".join(digits).encode()) is None


# ---------------------------------------------------------------------------- what is put in comes out, in all forms

NAME = st.text("abcdefghijklmnopqrstuvwxyz0123456789.-", min_size=1, max_size=20)
STATUS = st.sampled_from(["5.1.1", "4.2.2", "2.1.9", "5.7.26"])
OUTCOME = st.sampled_from([("failed", "failed"), ("Delayed (for now)", "delayed"), ("relayed", None), ("", None)])
SAID = st.lists(st.text("abcdefghijklmnopqrstuvwxyz:;.,<>()=é", min_size=1, max_size=9), max_size=30).map(" ".join)
ENCODINGS = [(b"8bit", bytes), (b"base64", base64.encodebytes), (b"quoted-printable", quopri.encodestring)]


@given(
    st.lists(st.tuples(NAME, STATUS, OUTCOME, SAID), min_size=1, max_size=5),
    st.sampled_from([bytes, bytes.lower, bytes.upper]),
    st.sampled_from(ENCODINGS),
    st.sampled_from([b" ", b"\n ", b"\n\t"]),
    st.sampled_from([b"\n", b"\r\n"]),
)
def test_what_a_mailer_says_is_read(groups, spelled, encoding, blank, ending):
    report, wanted = b"Reporting-MTA: dns; mx.example.com\n", []
    for name, status, (action, outcome), said in groups:
        address, reply = f"{name}@example.org", f"550 {said}"
        for field, value in (
            ("\nFinal-Recipient", f"rfc822; {address}"),
            ("Action", action),
            ("Status", status),
            ("Diagnostic-Code", f"smtp; {reply}"),
        ):
            report += b"%b: %b\n" % (spelled(field.encode()), value.rstrip().encode().replace(b" ", blank))
        wanted.append((address, lookup(status), parse(reply + "\r\n") if said else None, outcome))
    name, encode = encoding
    part = CODED.replace(b"delivery-status", b"global-delivery-status") % name + encode(report)
    for form in FORMS:
        assert recipients(form((MULTIPART + b"--b\n" + part + b"\n--b--\n").replace(b"\n", ending))) == wanted


PIECES = [
    b"\n", b"\n\n", b" \n", b"\r", b"\r\n", b"\x0b", b"\x0c", b"\x1c", b"\xff", b":", b";", b'"', b"--b1\n",
    b"--b1--\n", b"word:", b"boundary=", b"Content-Type: message/delivery-status\n",
    b"Content-Type: multipart/mixed; boundary=b1\n", b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n", ANN, BOB,
]  # fmt: skip
PIECE = st.one_of(st.binary(max_size=5), st.sampled_from(PIECES))


@given(st.sampled_from(BOUNCES), st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 30), PIECE), max_size=6))
def test_whatever_becomes_of_a_bounce_it_is_read_or_refused(message, changes):
    for at, length, piece in changes:
        message = message[:at] + piece + message[at + length :]
    found = read(message)
    assert read(message.decode("utf-8", "surrogateescape")) == found
    for form in FORMS[2:]:
        read(form(message))
    read(message.decode("latin-1"))
    read(email.message_from_string(message.decode("utf-8", "replace")))


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_in_a_message_of_the_caller_is_read_or_refused(text, other):
    for policy in (email.policy.compat32, email.policy.default):
        message = Message(policy=policy)
        message.set_raw("Content-Type", "message/delivery-status" + text)
        message.set_raw("Content-Transfer-Encoding", other)
        message.set_payload(f"Final-Recipient: x; {text}\nStatus: {other}\n")
        read(message)
        group = Message(policy=policy)
        group.set_raw("Final-Recipient", text)
        group.set_raw(text or "x", other)
        report = Message(policy=policy)
        report.set_raw("Content-Type", "message/delivery-status")
        report.set_payload([group, "odd", None, group])
        assert len(read(report)) == 2


@pytest.mark.parametrize("odd", [None, 5, [], object(), bytearray(b"Subject: x\n\n"), ["a"]], ids=repr)
def test_what_is_no_message_is_refused(odd):
    with pytest.raises(SMTPCodesError, match=f"cannot be read as mail: {type(odd).__name__}"):
        recipients(odd)


def test_what_a_class_of_the_caller_raises_stays_within():
    class Odd(Message):
        def raw_items(self):
            raise KeyError("odd")

    with pytest.raises(SMTPCodesError, match="cannot be read as mail: KeyError") as caught:
        recipients(Odd())
    assert caught.value.__cause__ is None and caught.value.__suppress_context__


def test_the_email_package_is_not_asked_about_octets(python):
    python(
        f"""
import sys
import smtpcodes
assert smtpcodes.explain({bounce(ANN)!r})[0].recipient == "ann@example.org"
assert not {{"email", "email.message", "email.parser", "quopri", "base64"}} & set(sys.modules)
""",
        "-I",
    )


# ------------------------------------------------------------------------------------------------------ bounds


def nested(depth, inner):
    for level in range(depth):
        inner = b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n%b\n--x%d--\n" % (level, level, inner, level)
    return inner


def test_what_is_beyond_a_bound_is_left_out():
    for form in (*FORMS[:2], email.message_from_bytes):
        assert addresses(form(nested(10, REPORT))) == ["ann@example.org"]
        assert addresses(form(nested(11, REPORT))) == []
        assert len(read(form(bounce(ANN * 3 + b"\n" + (b"Status: 5.1.1\n\n" * 10_100))))) == 10_000
        parts = b"--b\n\nx\n" * 998
        assert addresses(form(MULTIPART + parts + b"--b\n" + REPORT)) == ["ann@example.org"]
        assert addresses(form(MULTIPART + parts + b"--b\n\nx\n--b\n" + REPORT)) == []
        (one,) = read(form(bounce(b"Status: 5.1.1\nDiagnostic-Code: smtp; 550 " + b"x" * 70_000)))
        assert one.reply.text == "x" * 65_525
    for form in FORMS[:2]:
        long = b"b" * 201
        assert addresses(form(MULTIPART.replace(b"=b", b"=" + long) + b"--" + long + b"\n" + REPORT)) == []
        assert addresses(form(MULTIPART[:-2] + b";" * 5000 + b"\n\n--b\n" + REPORT)) == ["ann@example.org"]
        assert addresses(form(MULTIPART.replace(b"; ", b";" * 5000) + b"--b\n" + REPORT)) == []
    assert addresses(bounce(b"X: " + b"x" * 17_000_000 + b"\n" + ANN)) == []


def fill(piece, count):
    return (piece * (count // len(piece) + 1))[:count]


DEEP = b"".join(b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (level, level) for level in range(10))
# What stands before and what is repeated: by n octets, then by 2n.
HOSTILE = [
    (b"Content-Type: multipart/report; boundary=B", b";"), (b"Content-Type: multipart/report; boundary=B", b';a="\\"'),
    (b"Content-Type: ", b"/"),
    (b"A: b", b"\n"), (b"A: ", b"b"), (b"A: ", b" "), (b"", b":"), (b"", b"a:\n"), (b"", b"From \n"), (b"A: b", b"\r"),
    (b"A: b", b"\n "), (b"A:", b"\n\n"),
    (b"", b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"), (MULTIPART, b"--b\n"), (MULTIPART, b"--bX\n"),
    (MULTIPART, b"--b  X\n"), (MULTIPART, b"--\n"),
    (MULTIPART, b"\n--"), (MULTIPART, b"--b" + b" " * 999), (MULTIPART, b"--b\n" + b"a:\n" * 300), (DEEP, b"\n--x"),
    (DEEP, b"\n--x1X"), (DEEP, b"\n"), (DEEP + REPORT[:39], b"\n--x1X"),
    (REPORT, b"\n"), (REPORT, b"\n \n"), (REPORT, b"ab\n \n"), (REPORT, b"\n "), (REPORT, b" "),
    (REPORT, b"\n" + b" " * 999), (REPORT, b"a:\n"), (REPORT, b"a:\n\n"), (REPORT, b"a:\n\nb\n"),
    (REPORT, b"action:\n\n"), (REPORT, b"action:\n"), (REPORT, b"status:\n"), (REPORT, b"final-recipient \n"),
    (REPORT, b"final-recipient" + b" " * 999 + b"\n"), (REPORT, b"Final-Recipient: x\n"),
    (REPORT + b"\nFinal-Recipient: rfc822; ", b"+2B@"), (REPORT + b"\nFinal-Recipient: utf-8; ", b"\\x{E9}"),
    (REPORT + b"\nFinal-Recipient: ", b"; "), (REPORT + b"\nFinal-Recipient: ", b"<"),
    (REPORT + b"\nStatus: 5.1.1\nAction: ", b"("), (REPORT + b"\nStatus: 5.1.1\nDiagnostic-Code: ", b"550 "),
    (REPORT + b"\nStatus: 5.1.1\nDiagnostic-Code: 550 ", b" \n"), (REPORT + b"\nStatus:", b" \t"),
    (CODED % b"base64", b"CiAK"), (CODED % b"base64", b"="), (CODED % b"base64", b"\n"), (CODED % b"quoted-printable",
    b"=0A=20"), (CODED % b"quoted-printable", b"=\n"), (CODED % b"quoted-printable", b"= "),
    (CODED % b"quoted-printable", b" "),
]  # fmt: skip


def calls(message):
    """How many calls reading a message takes, of Python and of C."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    gc.disable()  # what others have left to finalize is not counted
    sys.setprofile(counted)
    try:
        read(message)
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


def memory(message):
    """How many octets reading a message takes at most."""
    tracemalloc.start()
    try:
        read(message)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("start, piece", HOSTILE, ids=[ascii(row[1][:30]) for row in HOSTILE])
def test_work_does_not_grow_with_what_says_nothing(start, piece):
    """What is repeated is left to find and to regular expressions without backtracking, so that the number of calls
    stays. If one of them were quadratic, this test would take hours."""
    small, large = (start + fill(piece, size) for size in (1_000_000, 2_000_000))
    for form in FORMS[:2]:
        read(form(small))  # what is kept from one message to the next, such as the pattern of a boundary
        few, many = calls(form(small)), calls(form(large))
        assert many <= few + 10 and memory(form(large)) < 6 * len(large)


def test_work_grows_with_the_recipients():
    """To their bound, which is reached here."""
    for piece in (ANN + b"\n", b"Final-Recipient: x\n\n", b"\n \nFinal-Recipient: x"):
        few, some, many, more = (calls(bounce(piece * count)) for count in (1000, 2000, 10_000, 20_000))
        assert some < 2.1 * few and many < 10.5 * few and more <= many + 10


def test_a_parsed_message_is_read_in_bounded_work():
    """The parser of the caller takes its time; what is kept is read once."""

    def message(kind, payload=None, *fields):
        made = Message()
        made.set_raw("Content-Type", kind)
        for name, value in fields:
            made.set_raw(name, value)
        made.set_payload(payload)
        return made

    group, empty = message("x", None, ("Status", "5.1.1")), Message()
    for make in (
        lambda n: message("multipart/report; boundary=b" + ";" * n, []),
        lambda n: message("message/delivery-status" + ";" * n, "\n \n" * n),
        lambda n: message("message/delivery-status", "é\udcff" * n),
        lambda n: message("message/delivery-status", [message("x" + ";" * n, "\n \n" * n)]),
        lambda n: message("multipart/mixed", [empty] * n),
        lambda n: message("multipart/mixed", [message("message/delivery-status", "\n \n" * n)]),
        lambda n: message("message/delivery-status", [empty] * n),
        lambda n: message("message/delivery-status", [group] * n),
    ):
        small, large = make(25_000), make(50_000)
        assert calls(large) <= calls(small) + 10
    made = message("message/delivery-status", [message("x", None, *[("A", "b")] * 10_000)])
    more = message("message/delivery-status", [message("x", None, *[("A", "b")] * 20_000)])
    assert calls(more) < 2.1 * calls(made) + 100
    deep = message("text/plain")
    for _ in range(50_000):
        deep = message("multipart/mixed", [deep])
    assert calls(deep) < 1000
    while isinstance(deep.get_payload(), list):  # so that it is not freed all at once
        deep = deep.get_payload().pop()
