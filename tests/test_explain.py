# SPDX-License-Identifier: MIT
"""explain: whatever a program holds, what happened, whether it is final, and what to do."""

import asyncio
import email
import email.policy
import inspect
import json
import re
import smtplib
import socket
import ssl
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_displays import ATTRIBUTES, TAGS, Reader, tokens

import smtpcodes
from smtpcodes import Explanation, Explanations, SMTPCodesError, SMTPStatus, explain, explaining, lookup, parse
from smtpcodes._words import shown

BOUNCES = Path(__file__).parent / "bounces"
ACTIONS = {
    "none",
    "retry",
    "slow_down",
    "suppress",
    "fix_access",
    "fix_identity",
    "fix_reputation",
    "fix_content",
    "investigate",
}


def bounce(name):
    return (BOUNCES / f"{name}.eml").read_bytes()


def short(one):
    return [str(code) for code in one.codes], one.is_permanent, one.action


# ----------------------------------------------------------------------------------------- what it takes

REPLY = (["550", "5.1.1"], True, "suppress")
ONE = [
    (550, (["550"], True, "investigate")), ("550", (["550"], True, "investigate")),
    (b"550", (["550"], True, "investigate")),
    (SMTPStatus.OK, (["250"], False, "none")), (lookup(421), (["421"], False, "retry")),
    ("5.1.1", (["5.1.1"], True, "suppress")),
    (lookup("4.2.2"), (["4.2.2"], False, "retry")), (" 5.7.26\n", (["5.7.26"], True, "fix_identity")),
    ("5.1.1 <ann@example.org> no such user", (["5.1.1"], True, "suppress")),
    (b"4.2.2: over quota, try later", (["4.2.2"], False, "retry")),
    ("550 5.1.1 no such user", REPLY), (b"550 5.1.1 no such user\r\n", REPLY),
    (bytearray(b"550 5.1.1 no such user"), REPLY),
    (parse(b"550 5.1.1 no such user"), REPLY), ((550, b"5.1.1 no such user"), REPLY),
    ((550, "5.1.1 no\n5.1.1 such user"), REPLY),
    ([b"550-5.1.1 no\r\n", b"550 5.1.1 such user\r\n"], REPLY), (("550-5.1.1 no", "550 5.1.1 such user"), REPLY),
    ("550 5.1.1", REPLY),
    (smtplib.SMTPDataError(554, b"5.7.1 Spam"), (["554", "5.7.1"], True, "investigate")),
    (smtplib.SMTPSenderRefused(451, b"4.1.8 Domain not found", "a@example.org"),
        (["451", "4.1.8"], False, "fix_identity")),
    (smtplib.SMTPAuthenticationError(535, b"5.7.8 Bad credentials"), (["535", "5.7.8"], True, "fix_access")),
    (smtplib.SMTPDataError(500, "Line too long."), (["500"], True, "investigate")),
    (smtplib.SMTPConnectError(-1, b"garbage"), ([], False, "retry")),
    (smtplib.SMTPServerDisconnected("gone"), ([], False, "retry")),
    (smtplib.SMTPNotSupportedError("no SMTPUTF8"), ([], True, "investigate")),
    (TimeoutError("slow"), ([], False, "retry")),
    (ConnectionRefusedError(111, "refused"), ([], False, "retry")),
]  # fmt: skip


@pytest.mark.parametrize("given_as, wanted", ONE, ids=lambda value: ascii(value)[:40])
def test_one_explanation_of_whatever_is_held(given_as, wanted, lang):
    one = explain(given_as, lang=lang)
    assert (
        isinstance(one, Explanation)
        and short(one) == wanted
        and one.lang == lang
        and one.recipient is None
        and one.reason is None
    )
    assert all(
        text and text[0] != " " and "{" not in text
        for text in (one.title, one.summary, one.finality, one.advice, one.next_step)
    )
    assert all(code.lang == lang for code in one.codes)


REFUSED = {"a@example.org": (550, b"5.1.1 no such user"), "b@example.org": (452, "4.5.3 too many")}


def test_several_recipients_give_several_explanations():
    for given_as in (REFUSED, smtplib.SMTPRecipientsRefused(REFUSED)):
        many = explain(given_as)
        assert isinstance(many, tuple) and [(one.recipient, one.action) for one in many] == [
            ("a@example.org", "suppress"),
            ("b@example.org", "slow_down"),
        ]
    assert explain({}) == () and len(explain({"a@example.org": (250, b"ok")})) == 1


def test_an_exception_group_is_taken_apart():
    group = ExceptionGroup(
        "mail",
        [
            smtplib.SMTPDataError(554, b"no"),
            ExceptionGroup("more", [smtplib.SMTPRecipientsRefused(REFUSED), TimeoutError()]),
        ],
    )
    assert [one.action for one in explain(group)] == ["investigate", "suppress", "slow_down", "retry"]
    with pytest.raises(TypeError, match="not KeyError"):
        explain(ExceptionGroup("mixed", [TimeoutError(), KeyError("x")]))


@pytest.mark.parametrize(
    "make",
    [
        lambda data: data,
        email.message_from_bytes,
        lambda data: email.message_from_bytes(data, policy=email.policy.default),
        lambda data: data.decode(),
    ],
)
def test_a_bounce_with_several_recipients(make):
    ann, bob = explain(make(bounce("two-recipients")))
    assert (ann.recipient, bob.recipient) == ("ann@example.org", "bob@example.net")
    assert short(ann) == (["550", "5.1.1"], True, "suppress") and short(bob) == (["4.4.1"], False, "retry")
    assert ann.reply.lines == (
        "<ann@example.org>: Recipient address rejected: User unknown",
        "see https://example.org/",
    )
    assert "still trying" in bob.finality and bob.reply is None


BOUNCED = [
    ("status-disagrees", [("carol@example.org", ["550", "5.7.26", "5.1.1"], True, "fix_identity")]),
    ("gave-up", [("dave@example.org", ["451", "4.7.1", "4.4.7"], True, "investigate")]),
    ("delivered", [("erin@example.org", ["2.1.9"], False, "none")]),
    ("no-smtp", [("frank", ["5.3.0"], True, "investigate")]),
    ("international", [("người-nhận@example.vn", ["553", "5.6.7"], True, "investigate")]),
    ("international-base64", [("hộp.thư@example.vn", ["550", "5.1.1"], True, "suppress")]),
    ("folded-and-odd",
        [("grace@example.org", ["552", "5.2.2"], True, "retry"), ("heidi@example.org", [], False, "retry")]),
]  # fmt: skip


@pytest.mark.parametrize("name, wanted", BOUNCED, ids=[name for name, _ in BOUNCED])
def test_bounces_of_many_kinds(name, wanted):
    assert [(one.recipient, *short(one)) for one in explain(bounce(name))] == wanted


def test_a_status_that_says_something_else_is_reported_as_well():
    (one,) = explain(bounce("status-disagrees"))
    assert "Status field says something else: 5.1.1 says that there is no such mailbox" in one.summary
    (gave_up,) = explain(bounce("gave-up"))
    assert "has given up" in gave_up.finality
    (ann, _) = explain(bounce("two-recipients"))
    assert "Status field" not in ann.summary


NO_BOUNCES = [
    b"Subject: hello\r\n\r\nhow are you?\r\n",
    b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n--b--\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
    + (BOUNCES / "delivered.eml").read_bytes() + b"\r\n--b--\r\n",
    b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)),
]  # fmt: skip


@pytest.mark.parametrize("data", NO_BOUNCES, ids=["plain", "no recipient", "returned", "deep"])
def test_a_message_that_is_no_bounce_is_a_clear_error(data):
    with pytest.raises(SMTPCodesError, match=r"no delivery status notification|cannot be read as mail"):
        explain(data)


def test_a_report_within_the_returned_message_does_not_count():
    assert [one.recipient for one in explain(bounce("gave-up"))] == ["dave@example.org"]


# --------------------------------------------------------------------------------------------- what it says

# (reply, action): the code that says more decides, a bare 550 or 554 never suppresses, and the class of the reply
# counts.
DECISIONS = [
    ("550 no", "investigate"), ("554 no", "investigate"), ("550 5.0.0 no", "investigate"),
    ("550 5.7.1 no", "investigate"), ("550 5.1.1 no", "suppress"),
    ("550 5.1.10 no", "suppress"), ("550 5.2.1 no", "suppress"), ("556 no", "suppress"),
    ("556 5.7.1 no", "investigate"), ("450 5.1.1 no", "retry"), ("450 4.1.1 no", "retry"),
    ("530 5.7.0 Must issue STARTTLS", "fix_access"), ("535 no", "fix_access"), ("554 5.7.8 no", "fix_access"),
    ("550 5.7.26 no", "fix_identity"), ("550 5.1.8 no", "fix_identity"),
    ("421 4.7.28 rate", "slow_down"), ("452 4.5.3 many", "slow_down"), ("552 5.3.4 big", "fix_content"),
    ("452 4.2.2 full", "retry"), ("552 5.2.2 full", "retry"),
    ("250 2.0.0 ok", "none"), ("220 hello", "none"), ("354 go", "none"), ("421 bye", "retry"), ("451 no", "retry"),
    ("501 no", "investigate"), ("550 5.1.90 no", "investigate"),
    ("552 5.1.1 quota", "investigate"), ("521 5.2.1 policy", "investigate"), ("550 5.7.9 policy", "investigate"),
    ("534 5.7.9 weak", "fix_access"), ("501 5.1.3 bad", "suppress"),
    ("553 5.1.1 no", "suppress"), ("550 5.7.30 no", "fix_access"), ("421 4.7.8 no", "fix_access"),
    ("450 4.7.500 no", "retry"), ("571 no", "investigate"), ("199 no", "investigate"),
    ("550 5.4.6 loop", "investigate"), ("451 4.4.5 busy", "slow_down"),
]  # fmt: skip


@pytest.mark.parametrize("reply, action", DECISIONS, ids=[row[0] for row in DECISIONS])
def test_what_to_do(reply, action):
    one = explain(reply)
    assert one.action == action and one.is_permanent == reply.startswith("5")


@given(st.integers(200, 599), st.sampled_from([None, 2, 4, 5]), st.integers(0, 9), st.integers(0, 40))
def test_every_decision_is_one_of_a_closed_set_and_agrees_with_the_first_digit(code, klass, subject, detail):
    one = explain(f"{code} {'' if klass is None else f'{klass}.{subject}.{detail} '}text")
    assert one.action in ACTIONS and one.is_permanent == (code >= 500)
    assert (one.action == "none") == (code < 400)
    assert one.action != "suppress" or code >= 500


def test_every_action_is_documented_and_has_words(lang):
    documented = set(re.findall(r"^ +'(\w+)'", Explanation.__doc__, re.MULTILINE))
    assert (
        documented
        == ACTIONS
        == {value for field, value in smtpcodes._core.vocabulary(lang)["values"] if field == "action"}
    )


def test_the_class_of_the_reply_decides_on_the_advice():
    one = explain("450 5.1.1 no such user")
    assert one.advice == lookup("4.1.1").how_to_fix and one.title == "450 5.1.1 Bad Destination Mailbox Address"
    assert ("enhanced_class", 4) in one.reply.problems


def test_as_data(lang):
    for given_as in ("550 5.7.26 no\x00", 550, TimeoutError(), "5.1.1"):
        data = explain(given_as, lang=lang).to_dict()
        assert json.loads(json.dumps(data)) == data
        assert list(data) == [
            "title", "recipient", "codes", "is_permanent", "action", "reason", "summary", "finality", "advice",
            "next_step", "reply", "lang",
        ]  # fmt: skip
    reply = explain("550 5.7.26 no\x00").to_dict()["reply"]
    assert (
        reply["code"] == 550
        and reply["enhanced_code"] == {"class": 5, "subject": 7, "detail": 26}
        and reply["content"] == "no\x00"
    )
    assert reply["problems"] == [{"problem": "control", "position": 13}]


# ---------------------------------------------------------------------------------------------- hostile input

HOSTILE = (
    b"550-5.7.1 </code><script>alert(1)</script> `` ``` [x](javascript:y) | \x1b]0;title\x07\r\n"
    b"550 5.7.1 \xe2\x80\xae\x9b31m\x00\xff&lt; \xe2\x80\x8b<img src=x>\r\n"
)
ANYTHING = st.one_of(
    st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from([b"550 5.7.1 ", b"550-", b"<b>", b"```", b"\n", b"\r\n", b"\x1b[0m", b"\xe2\x80\xae",
                b"](x)", b"|", b"\\", b"\xff", b"&#60;", b"$x$", b"~~~"])).map(b"".join),
)  # fmt: skip


def faces(one):
    return one._repr_html_(), one._repr_markdown_(), str(one)


def check_faces(one):
    html, markdown, text = faces(one)
    reader = Reader(html)
    assert (
        set(reader.tags) <= TAGS
        and {name for name, _ in reader.attributes} <= ATTRIBUTES
        and "script" not in reader.tags
    )
    for face in (html, markdown, text):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", face)
    # What a stranger wrote is code, and makes nothing else: no link, no emphasis, no markup.
    written = [*tokens(markdown)]
    assert {
        kind
        for kind, _ in written
        if kind.startswith(("link", "image", "html", "em_", "s_", "table", "blockquote", "ordered"))
    } == set()
    assert [content for kind, content in written if kind == "code_inline"] == (
        [] if one.recipient is None else [shown(one.recipient) or " "]
    )
    assert sum(kind == "fence" for kind, _ in written) == (one.reply is not None)


def test_nothing_hostile_comes_out_of_a_face(lang):
    for one in (explain(HOSTILE, lang=lang), *explain({HOSTILE.decode("latin-1"): (550, HOSTILE)}, lang=lang)):
        check_faces(one)
        assert "\\u202e" in str(one) and "\\x1b" in str(one) and "\\u200b" in str(one)
        assert one._repr_html_() == one._repr_html_() == one.__html__()


@given(ANYTHING)
def test_any_octets_are_explained_or_refused(data):
    for given_as in (
        b"550 " + data,
        b"550 5.7.1 " + data,
        data,
        data.decode("utf-8", "surrogateescape"),
        (550, data),
        {data.decode("latin-1"): (550, data)},
    ):
        try:
            found = explain(given_as)
        except SMTPCodesError:
            continue
        for one in (found,) if isinstance(found, Explanation) else found:
            check_faces(one)


FIELD = st.sampled_from([
    b"Final-Recipient: rfc822; a@example.org\n", b"Original-Recipient: utf-8; \\x{110000}\\x{0}@x\n",
    b"Action: failed\n", b"Action: delayed\n", b"Status: 5.1.1\n",
    b"Status: 9.9.9\n", b"Status: 5.1.1111\n", b"Diagnostic-Code: smtp; 550-5.1.1 a 550 5.1.1 b\n",
    b"Diagnostic-Code: smtp;\n", b"Diagnostic-Code: x; 550\n", b"\n", b" folded\n",
    b": empty\n", b"\xff\xfe: \xff\n", b"Final-Recipient\n", b"--b1\n", b"--b1--\n",
    b"Content-Type: message/delivery-status\n", b"Content-Transfer-Encoding: base64\n",
    b"Content-Type: text/plain; charset=nonsense\n", b"Content-Transfer-Encoding: uuencode\n",
])  # fmt: skip


@given(st.lists(st.one_of(FIELD, st.binary(max_size=20)), max_size=25))
def test_any_bounce_is_explained_or_refused(fields):
    for body in (b"".join(fields), bounce("delivered") + b"".join(fields)):
        for data in (
            b"Content-Type: multipart/report; boundary=b1\n\n--b1\nContent-Type: message/delivery-status\n\n" + body,
            b"X: y\n" + body,
        ):
            try:
                for one in explain(data):
                    check_faces(one)
            except SMTPCodesError:
                pass


def test_a_stranger_cannot_make_a_page_grow_without_bound():
    for data in (
        b"550 " + b"x" * 10**6,
        b"".join(b"550-line\r\n" for _ in range(10**5)) + b"550 end\r\n",
        b"250-a\n" * 10**5,
    ):
        assert all(len(face) < 60_000 for face in faces(explain(data)))
        assert len(explain(data).reply.problems) <= 100


# ------------------------------------------------------------------------------------------------- explaining


def test_a_passing_exception_carries_its_explanation():
    error = smtplib.SMTPRecipientsRefused(REFUSED)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as caught, explaining(), explaining():
        raise error
    assert caught.value is error and len(error.__notes__) == 1
    assert (
        "550 5.1.1 Bad Destination Mailbox Address (a@example.org)" in error.__notes__[0]
        and "452 4.5.3" in error.__notes__[0]
    )


FORGED = (
    "a@example.org)\n  It was delivered.\n\n"
    'Traceback (most recent call last):\n  File "x.py", line 1\nOSError: \x1b[2J\u2028\u202e('
)


@given(st.one_of(st.just(FORGED), st.text()))
def test_a_recipient_adds_no_line_to_a_note(name):
    def note_about(recipient):
        error = smtplib.SMTPRecipientsRefused({recipient: (550, b"5.1.1 no such user")})
        with pytest.raises(smtplib.SMTPRecipientsRefused), explaining():
            raise error
        return error.__notes__[0]

    hostile, plain = note_about(name), note_about("ann")
    assert not any(unicodedata.category(char)[0] == "C" for char in hostile.replace("\n", ""))
    assert hostile.split("\n")[1:] == plain.split("\n")[1:] and hostile == plain.replace("(ann)", f"({shown(name)})")


def test_it_decorates_functions_and_coroutine_functions():
    @explaining(lang="vi")
    def deliver(text):
        """Delivers."""
        raise smtplib.SMTPDataError(550, text)

    @explaining()
    async def deliver_later(text):
        await asyncio.sleep(0)
        raise smtplib.SMTPDataError(550, text)

    assert (
        deliver.__name__ == "deliver" and deliver.__doc__ == "Delivers." and inspect.iscoroutinefunction(deliver_later)
    )
    with pytest.raises(smtplib.SMTPDataError) as caught:
        deliver(b"5.1.1 no\x1b[2J")
    assert "Đây là kết quả cuối cùng" in caught.value.__notes__[0] and "\x1b" not in caught.value.__notes__[0]
    with pytest.raises(smtplib.SMTPDataError) as caught:
        asyncio.run(deliver_later(b"5.1.1 no"))
    assert "It is final" in caught.value.__notes__[0]


def test_an_odd_exception_passes_all_the_same():
    class Odd(smtplib.SMTPDataError):
        def add_note(self, note):
            raise ZeroDivisionError

    for notes in (None, 5, "a text", {}):
        error = smtplib.SMTPDataError(550, b"5.1.1 no")
        error.__notes__ = notes
        with pytest.raises(smtplib.SMTPDataError) as caught, explaining():
            raise error
        assert caught.value is error
    with pytest.raises(Odd), explaining():
        raise Odd(550, b"5.1.1 no")


class HTTPError(Exception):
    """As clients of HTTP have them: a code and a message, but not a reply of a mail server."""

    code, message = 503, "Service Unavailable"


FOREIGN = [
    HTTPError(),
    KeyError("x"), KeyboardInterrupt(), SystemExit(3), ValueError("550 5.1.1 looks like one"), EOFError(),
    FileNotFoundError(2, "No such file or directory", "invoice.pdf"), FileNotFoundError(2, "gone"),
    PermissionError(13, "no", "spool"),
    OSError(28, "No space left on device"), IsADirectoryError(21, "a directory"),
    type("RequestException", (OSError,), {})("of another library"),
]  # fmt: skip


@pytest.mark.parametrize("error", FOREIGN, ids=repr)
def test_other_exceptions_pass_as_they_are(error):
    with pytest.raises(type(error)) as caught, explaining():
        raise error
    assert caught.value is error and not hasattr(error, "__notes__")
    with pytest.raises(TypeError, match=type(error).__name__):
        explain(error)


@pytest.mark.parametrize(
    "error",
    [ConnectionRefusedError(111, "refused"), TimeoutError(), OSError("cannot read from timed out object"),
        OSError(101, "Network is unreachable"),
     PermissionError(1, "Operation not permitted"), socket.gaierror(-2, "Name or service not known"),
     ssl.SSLError("handshake"),
     asyncio.IncompleteReadError(b"", 1), smtplib.SMTPServerDisconnected("gone")],
    ids=repr,
)  # fmt: skip
def test_a_connection_that_fails_is_no_reply(error):
    one = explain(error)
    assert one.title == "No Reply" and one.codes == () and one.action == "retry" and not one.is_permanent


def test_a_login_that_the_server_does_not_offer():
    one = explain(smtplib.SMTPException("No suitable authentication method found."))
    assert (
        one.title == explain(smtplib.SMTPNotSupportedError("AUTH")).title
        and one.is_permanent
        and one.action == "investigate"
    )


def test_the_code_that_stands_for_none():
    for given_as in (-1, (-1, b"?"), smtplib.SMTPConnectError(-1, b"?")):
        assert (
            explain(given_as) == explain(-1)
            and explain(-1).title == "Not an SMTP Reply"
            and explain(-1).action == "retry"
        )
    with pytest.raises(ValueError, match="-2"):
        explain(-2)


def test_an_exception_that_misbehaves_passes_all_the_same():
    class Odd(OSError):
        @property
        def recipients(self):
            raise RuntimeError("odd")

    with pytest.raises(Odd) as caught, explaining():
        raise Odd
    assert not hasattr(caught.value, "__notes__")


def test_nothing_is_imported_for_it(python):
    python(
        """
import sys
import smtpcodes
with smtpcodes.explaining(): pass
assert smtpcodes.explain(b"550 5.1.1 no such user").action == "suppress"
assert smtpcodes.explain({"a@b": (550, b"no")})[0].action == "investigate"
assert not {"smtplib", "aiosmtplib", "email", "email.message"} & set(sys.modules)
""",
        "-I",
    )


# -------------------------------------------------------------------------------------------- odd objects


class Raising:
    """Whatever is asked of it, it raises."""

    def __init__(self, error):
        self.error = error

    def raises(self, *args):
        raise self.error

    __str__ = __index__ = __iter__ = __getattr__ = raises


class Lazy(Exception):
    """Stands for exceptions that it makes anew each time it is asked."""

    def __init__(self, make):
        self.recipients_of, self.asked = make, []

    @property
    def recipients(self):
        self.asked = self.recipients_of()
        return self.asked


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("x"), KeyError("x"), UnicodeError("x"), RecursionError()], ids=repr
)
def test_what_an_object_of_the_caller_raises_is_named(error):
    odd = Raising(error)
    refused = smtplib.SMTPDataError(550, b"5.1.1 no")
    refused.smtp_error = odd
    given = [odd, (550, odd), {odd: (550, b"no")}, {"ann": (550, odd)}, refused, ExceptionGroup("x", [refused])]
    for one in given:
        with pytest.raises(SMTPCodesError, match=f"cannot be read: {type(error).__name__}") as caught:
            explain(one)
        assert caught.value.__cause__ is error


def test_exceptions_that_are_made_anew_are_all_found():
    def refused():
        return [smtplib.SMTPRecipientsRefused({f"{at}@x": (550, b"5.1.1 no")}) for at in range(3)]

    assert len(explain(ExceptionGroup("x", [Lazy(refused) for _ in range(20)]))) == 60


def test_exceptions_without_end_come_to_one():
    def another():
        return [Lazy(another)]

    assert explain(Lazy(another)) == ()


def test_only_explanations_stand_in_explanations():
    one = explain(b"550 no")
    assert type(Explanations([one, one])) is Explanations and Explanations() == ()
    for wrong in (1, None, Explanations(), lookup(550)):
        with pytest.raises(TypeError, match="Explanations takes"):
            Explanations([one, wrong])


def test_the_octets_of_a_subclass_count():
    class Octets(bytes):
        def __bytes__(self):
            return b"250 ok"

    assert explain(Octets(b"550 5.1.1 no")) == explain(b"550 5.1.1 no")
    assert explain((550, Octets(b"5.1.1 no"))) == explain((550, b"5.1.1 no"))


@given(st.sampled_from([b"550", b"5.1.1", b"550 5.1.1", b"550 x", b"550-5.1.1", b"250 OK", b"5.1.1 x", b"x", b"650"]))
def test_blanks_around_a_short_text_do_not_matter(text):
    def outcome(given):
        try:
            return explain(given)
        except SMTPCodesError as error:
            return str(error)

    for around in (b"%b\r\n", b"%b\n", b"%b \t", b" %b", b"\n%b\n", b"%b\x0b"):
        assert outcome(around % text) == outcome(text)
        assert outcome((around % text).decode()) == outcome(text.decode())


@pytest.mark.parametrize("text, raw", [
    ("\udc80", b"\x80"), ("\udcff", b"\xff"), ("\udc7f", rb"\udc7f"), ("\udc00", rb"\udc00"), ("\udbff", rb"\udbff"),
    ("\udd00", rb"\udd00"), ("\ud800", rb"\ud800"), ("\udfff\udc80", rb"\udfff\udc80"),
], ids=ascii)  # fmt: skip
def test_a_surrogate_stands_for_an_octet_or_is_spelled(text, raw):
    assert explain([f"550 {text}"]).reply.raw == b"550 " + raw
