# SPDX-License-Identifier: MIT
"""Wrong calls: by count, by keyword, and by objects that misbehave while they are being looked at."""

import gc
import sys

import pytest

import smtpcodes
from smtpcodes import (
    Comparison,
    Difference,
    EnhancedCode,
    Explanation,
    Reply,
    ReplyCode,
    ReplyReader,
    SMTPCodesError,
    compare,
    explain,
    explaining,
    format_reply,
    lookup,
    parse,
)  # fmt: skip

WRONG = [
    (lambda: lookup(), TypeError, "takes one code, and 0 were given"),
    (lambda: lookup(550, 551), TypeError, "takes one code, and 2 were given"),
    (lambda: lookup(550, langue="vi"), TypeError, "langue"),
    (lambda: lookup(550, code=550), TypeError, "code"),
    (lambda: lookup(lang="vi"), TypeError, "takes one code"),
    (lambda: compare(), TypeError, "none were given"),
    (lambda: compare(550), SMTPCodesError, "two or more different codes"),
    (lambda: compare(550, 550), SMTPCodesError, "550 is given twice"),
    (lambda: compare(211, "550", b"550"), SMTPCodesError, "550 is given twice"),
    (lambda: compare(211, 251, 250, 211), SMTPCodesError, "211 is given twice"),
    (lambda: compare(211, "abc"), SMTPCodesError, "'abc' is no SMTP code"),
    (lambda: compare(211, None), TypeError, "not NoneType"),
    (lambda: compare(211, 251, codes=1), TypeError, "codes"),
    (lambda: compare(211, 251, lang="xx"), LookupError, "'xx'"),
    (lambda: compare(*range(100, 163), 100), SMTPCodesError, "100 is given twice"),
    (lambda: ReplyCode(), TypeError, "code"),
    (lambda: ReplyCode(550, "vi", 1), TypeError, "at most 2"),
    (lambda: ReplyCode(550, language="vi"), TypeError, "language|code"),
    (lambda: ReplyCode("5x0"), SMTPCodesError, "'5x0'"),
    (lambda: Comparison(550), TypeError, "iterable"),
    (lambda: Comparison([]), SMTPCodesError, "two or more"),
    (lambda: Comparison([550]), SMTPCodesError, "two or more"),
    (lambda: Comparison([211, 251, None]), TypeError, "NoneType"),
    (lambda: compare("5.1.1", b"5.1.1"), SMTPCodesError, "5.1.1 is given twice"),
    (lambda: compare("550 5.1.1", "550-5.1.1"), SMTPCodesError, "550 5.1.1 is given twice"),
    (lambda: compare("550 5.1.1"), SMTPCodesError, "two or more"),
    (lambda: compare("550 551", 250), SMTPCodesError, "'550 551'"),
    (lambda: ReplyCode("5.1.1"), SMTPCodesError, "'5.1.1' is not a reply code"),
    (lambda: EnhancedCode(5, 1), TypeError, "argument"),
    (lambda: EnhancedCode(3, 1, 1), SMTPCodesError, "3, 1, 1 is no enhanced status code"),
    (lambda: EnhancedCode(5, 1000, 1), SMTPCodesError, "from 0 to 999"),
    (lambda: EnhancedCode(5, -1, 10**100), SMTPCodesError, "from 0 to 999"),
    (lambda: EnhancedCode(5, True, 1), TypeError, "bool"),
    (lambda: EnhancedCode(5, "1", 1), TypeError, "str"),
    (lambda: EnhancedCode(5, 1, 1.0), TypeError, "float"),
    (lambda: Reply(), TypeError, "data"),
    (lambda: Reply(b"hello"), SMTPCodesError, "b'hello' is no SMTP reply"),
    (lambda: parse(550), TypeError, "a reply is bytes or a str, not int"),
    (lambda: parse(None), TypeError, "not NoneType"),
    (lambda: parse("x" * 10**6), SMTPCodesError, r"\.\.\. is no SMTP reply"),
    (lambda: ReplyReader(512), TypeError, "argument"),
    (lambda: ReplyReader(limit=511), ValueError, "512 octets or more"),
    (lambda: ReplyReader(limit=-1), ValueError, "not -1"),
    (lambda: ReplyReader().feed("250 ok"), TypeError, "bytes or another buffer, not str"),
    (lambda: ReplyReader().feed(None), TypeError, "not NoneType"),
    (lambda: format_reply(), TypeError, "code"),
    (lambda: format_reply(571), SMTPCodesError, "571 is no code that a server may send"),
    (lambda: format_reply("5.1.1"), SMTPCodesError, "not a reply code"),
    (lambda: format_reply(550, "550"), SMTPCodesError, "not an enhanced code"),
    (lambda: format_reply(550, "4.1.1"), SMTPCodesError, "550 and 4.1.1 begin with different digits"),
    (lambda: format_reply(354, "2.0.0"), SMTPCodesError, "354 takes no enhanced code"),
    (lambda: format_reply(550, None, b"no"), TypeError, "str"),
    (lambda: format_reply(550, text="\ud800"), ValueError, "surrogate"),
    (lambda: format_reply(550, text="no", lang="vi"), TypeError, "lang"),
    (lambda: explain(None), TypeError, "explain.. takes a code, a reply"),
    (lambda: explain(5.5), TypeError, "not float"),
    (lambda: explain(True), TypeError, "not bool"),
    (lambda: explain(b""), SMTPCodesError, "is no SMTP code"),
    (lambda: explain("hello, this is no reply"), SMTPCodesError, "is no SMTP reply"),
    (lambda: explain(99), SMTPCodesError, "99 is no SMTP code"),
    (lambda: explain(550, lang="xx"), LookupError, "'xx'"),
    (lambda: explain({"a@example.org": 550}), TypeError, "a code and a text, not int"),
    (lambda: explain(KeyError("x")), TypeError, "not KeyError"),
    (lambda: explain([]), TypeError, "not list"),
    (lambda: explaining(lang="xx"), LookupError, "'xx'"),
    (lambda: Explanation(), TypeError, "made by explain"),
    (lambda: Difference("retry", [], "text"), TypeError, "tuple"),
    (lambda: Difference(1, (), "text"), TypeError, "str"),
    (lambda: Difference("retry", ()), TypeError, "text"),
]


@pytest.mark.parametrize("call, kind, message", WRONG, ids=range(len(WRONG)))
def test_wrong_calls(call, kind, message):
    with pytest.raises(kind, match=message):
        call()


def test_64_codes_can_be_compared_at_once_and_no_more():
    many = compare(*range(500, 564))
    assert len(many.codes) == 64 and len(many.guidance) == 128
    assert len(many.summary) > 3_000 and str(many).count("\n") > 128
    assert len(many._repr_html_()) > 10_000
    for too_many in (
        lambda: compare(*range(500, 565)),
        lambda: smtpcodes.Comparison(range(100, 600)),
        lambda: compare(*[550] * 100),
    ):
        with pytest.raises(SMTPCodesError, match="64 codes at the most"):
            too_many()


class Evil:
    """Misbehaves wherever it is asked anything."""

    def __init__(self, act):
        self.act = act

    def __index__(self):
        return self.act()

    def __eq__(self, other):
        return self.act()

    def __hash__(self):
        return self.act()

    def __repr__(self):
        return self.act()


def test_an_index_that_raises_or_lies():
    def fail():
        raise ZeroDivisionError

    for function in (lookup, lambda value: compare(211, value), smtpcodes.codes.get, ReplyCode):
        with pytest.raises(ZeroDivisionError):
            function(Evil(fail))
        with pytest.raises(TypeError):
            compare(211, Evil(lambda: "550"))
    with pytest.raises(SMTPCodesError, match="is no SMTP code"):
        lookup(type("Odd", (), {"__index__": lambda self: 7, "__repr__": lambda self: "<odd>" * 100})())
    with pytest.raises(ZeroDivisionError):
        lookup(type("Odd", (), {"__index__": lambda self: 7, "__repr__": lambda self: 1 // 0})())


def test_an_index_that_comes_back_in():
    inner = []

    def again():
        inner.append(compare(211, Evil(lambda: 251)).title)
        gc.collect()
        return 550

    assert lookup(Evil(again)) == 550
    assert compare(Evil(again), Evil(lambda: 421)).codes == (550, 421)
    assert inner == ["SMTP 211 System Status vs 251 User Not Local"] * 2


def test_an_iterable_that_changes_while_it_is_read():
    given = [211]

    class Growing:
        def __index__(self):
            given.append(252)
            return 251

    given.append(Growing())
    assert Comparison(given).codes == (211, 251)


def test_subclasses_of_str_bytes_and_int():
    class Text(str):
        def __eq__(self, other):
            raise AssertionError

        __hash__ = None

        def __repr__(self):
            raise AssertionError

        def __len__(self):
            raise AssertionError

    class Bytes(bytes):
        def __repr__(self):
            raise AssertionError

        def __len__(self):
            raise AssertionError

    class Int(int):
        def __index__(self):
            raise AssertionError

        def __int__(self):
            raise AssertionError

        def __eq__(self, other):
            return True

        __hash__ = None

    assert lookup(Text("550")) is lookup(Bytes(b"550")) is lookup(Int(550)) is lookup(550)
    assert lookup(550, lang=Text("vi")).lang == "vi"
    for wrong in (Text("5500"), Bytes(b"5500")):
        with pytest.raises(SMTPCodesError):
            lookup(wrong)


def test_odd_keywords():
    for name in ("", "lang\0", "\ud800", "ｌａｎｇ", "x" * 10_000):
        for function in (lookup, compare):
            with pytest.raises(TypeError):
                function(550, **{name: "vi"})


def test_nothing_is_leaked_by_calls_that_fail():
    def all_of_them():
        for call, kind, _ in WRONG:
            with pytest.raises(kind):
                call()

    all_of_them()
    gc.collect()
    before = (
        sys.getrefcount(None),
        sys.getrefcount(ReplyCode),
        sys.getrefcount(Comparison),
        sys.getrefcount(lookup(550)),
    )
    for _ in range(50):
        all_of_them()
    gc.collect()
    after = sys.getrefcount(None), sys.getrefcount(ReplyCode), sys.getrefcount(Comparison), sys.getrefcount(lookup(550))
    # 3.12 and later count no references to None; elsewhere a few may come and go by themselves.
    assert all(abs(a - b) < 40 for a, b in zip(after, before, strict=True)), (before, after)


@pytest.mark.parametrize("value, shown", [
    ("x" * 40, repr("x" * 40)), ("x" * 41, repr("x" * 40) + "..."), (b"x" * 39, repr(b"x" * 39)),
    (10**41, str(10**41)), (10**42, str(10**42)[:40] + "..."),
], ids=lambda value: str(len(str(value))))  # fmt: skip
def test_what_is_given_is_quoted_up_to_a_length(value, shown):
    with pytest.raises(SMTPCodesError) as caught:
        lookup(value)
    assert str(caught.value).startswith(shown + " is no SMTP code")
