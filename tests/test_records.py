# SPDX-License-Identifier: MIT
"""The types as values: shared, immutable, hashable, picklable, matched, and shown as code."""

import copy
import inspect
import pickle
from pathlib import Path

import pytest

import smtpcodes
from smtpcodes import Comparison, Difference, EnhancedCode, Reply, ReplyCode, _core, compare, explain, lookup, parse

VALUES = [
    lookup(550), lookup(550, lang="vi"), lookup(599), compare(211, 251), compare("250", 251, b"252", lang="vi"),
    compare(250, 550).differences[0], lookup("5.7.26"), lookup("4.1.1", lang="vi"), lookup("5.9.99"),
    compare("550 5.1.1", 450, "4.2.2"),
    parse(b"550-5.1.1 a\r\n550 5.1.1 \xff\r\n"),
]  # fmt: skip
ids = [repr(value)[:40] for value in VALUES]

STABLE_ABI = Path(_core.__file__).name in ("_core.abi3.so", "_core.pyd")


@pytest.mark.parametrize("value", VALUES, ids=ids)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickles_give_the_value_back(value, protocol):
    again = pickle.loads(pickle.dumps(value, protocol))
    assert again == value and type(again) is type(value) and repr(again) == repr(value)


# Made by 0.1.0, protocol 2: a later version has to read them.
OLD = {
    b"\x80\x02csmtpcodes\nReplyCode\nM&\x02\x85R.": lookup(550),
    b"\x80\x02csmtpcodes\nReplyCode\nM&\x02X\x02\x00\x00\x00vi\x86R.": lookup(550, lang="vi"),
    b"\x80\x02csmtpcodes\nComparison\nK\xd3K\xfb\x86\x85R.": compare(211, 251),
}


@pytest.mark.parametrize("old, value", OLD.items(), ids=repr)
def test_old_pickles_are_read(old, value):
    assert pickle.loads(old) == value


@pytest.mark.parametrize("value", VALUES, ids=ids)
def test_copies_and_reprs_give_the_value_back(value):
    names = {
        "ReplyCode": ReplyCode,
        "Comparison": Comparison,
        "Difference": Difference,
        "EnhancedCode": EnhancedCode,
        "Reply": Reply,
    }
    for again in (copy.copy(value), copy.deepcopy(value), eval(repr(value), names)):
        assert again == value and hash(again) == hash(value)
    assert "\n" not in repr(value)


def test_a_registered_code_stays_itself():
    for code in smtpcodes.codes:
        assert code is lookup(code.code) is copy.deepcopy(code) is pickle.loads(pickle.dumps(code)) is lookup(code)
    assert lookup(550, lang="vi") is lookup("550", lang="vi-VN") is not lookup(550)


@pytest.mark.parametrize("value", VALUES, ids=ids)
def test_nothing_can_be_set(value):
    names = [name for name in dir(value) if not name.startswith("_")]
    for name in [*names, "new"]:
        with pytest.raises(AttributeError):
            setattr(value, name, 1)
        with pytest.raises(AttributeError):
            delattr(value, name)
    if not STABLE_ABI:  # it cannot freeze a type (csrc/ext/compat.h)
        with pytest.raises(TypeError, match="immutable"):
            type(value).new = 1
    with pytest.raises(TypeError, match="not an acceptable base type"):
        type("Sub", (type(value),), {})


def test_a_code_is_its_int():
    code = lookup(550)
    assert code == 550 and code == 550 and code != 551 and {550: "x"}[code] == "x" and {code} == {550}
    assert code == smtpcodes.SMTPStatus.MAILBOX_UNAVAILABLE and code == lookup(550, lang="vi")
    assert code != "550" and code != 550.5 and code != b"550" and code is not None
    assert lookup(450) < code and code >= 550 and code > 549 and code <= 10**30 and code > -(10**30)
    assert sorted([lookup(550), 211, lookup(421)]) == [211, 421, 550]
    assert f"{code}" == str(code) == "550" and repr(code) == "ReplyCode(550)" and range(551)[code] == 550
    with pytest.raises(TypeError):
        code < "551"  # noqa: B015


def test_enhanced_codes_are_ordered_by_their_numbers():
    code = lookup("5.1.1")
    assert (
        code == EnhancedCode(5, 1, 1) == lookup("5.1.1", lang="vi")
        and {code} == {lookup(b"5.1.1")}
        and f"{code}" == "5.1.1"
    )
    assert code != "5.1.1" and code != 550 and code != (5, 1, 1) and lookup(550) != code
    assert lookup("2.9.9") < lookup("4.0.0") < lookup("5.1.1") < lookup("5.1.10") <= lookup("5.1.10") < lookup("5.2.0")
    assert sorted(map(lookup, ["5.10.1", "5.2.1", "4.7.26", "4.7.3"])) == [
        lookup(c) for c in ("4.7.3", "4.7.26", "5.2.1", "5.10.1")
    ]
    with pytest.raises(TypeError):
        code < 550  # noqa: B015
    with pytest.raises(TypeError):
        int(code)


def test_explanations_are_values():
    for one in (
        explain(b"550 5.1.1 no\r\n"),
        explain("5.7.26", lang="vi"),
        *explain({"a@example.org": (450, b"4.2.0 later")}),
    ):
        again = pickle.loads(pickle.dumps(one))
        assert again == one == copy.deepcopy(one) and hash(again) == hash(one) and again.to_dict() == one.to_dict()
        assert one != explain(250) and one != 550 and repr(one).startswith("<Explanation: ") and "\n" not in repr(one)
        for name in ("action", "reply", "_state", "new"):
            with pytest.raises(AttributeError):
                setattr(one, name, None)
            with pytest.raises(AttributeError):
                delattr(one, name)


def test_strangers_decide_for_themselves():
    class Agreeable:
        def __eq__(self, other):
            return True

    class Rude:
        def __eq__(self, other):
            raise RuntimeError("rude")

    assert lookup(550) == Agreeable() and compare(211, 251) == Agreeable()
    with pytest.raises(RuntimeError):
        lookup(550) == Rude()  # noqa: B015


def test_patterns():
    match lookup(421):
        case ReplyCode(421 | 450, "en"):
            pass
        case _:
            raise AssertionError
    match lookup("5.7.26"):
        case EnhancedCode(5, 7, detail):
            assert detail == 26
        case _:
            raise AssertionError
    match explain(b"450 4.2.0 later"):
        case smtpcodes.Explanation(action="retry", is_permanent=False):
            pass
        case _:
            raise AssertionError
    match compare(211, 251):
        case Comparison((first, second), lang="en"):
            assert (first, second) == (211, 251)
        case _:
            raise AssertionError
    match compare(211, 550).differences[0]:
        case Difference("outcome", ("positive_completion", "permanent_negative_completion"), text):
            assert text.startswith("With 211")
        case _:
            raise AssertionError


def test_comparisons_are_equal_by_codes_order_and_language():
    assert compare(211, 251) == compare("211", b"251") == Comparison((211, 251))
    assert compare(211, 251) != compare(251, 211) and compare(211, 251) != compare(211, 251, lang="vi")
    assert compare(211, 251) != compare(211, 251, 250) and compare(211, 251) != (211, 251)
    assert len({compare(211, 251), compare(211, 251), compare(251, 211)}) == 2
    with pytest.raises(TypeError):
        compare(211, 251) < compare(211, 252)  # noqa: B015


def test_signatures_and_documentation():
    assert str(inspect.signature(smtpcodes.lookup)) == "(code, *, lang=None)"
    assert str(inspect.signature(smtpcodes.compare)) == "(*codes, lang=None)"
    assert str(inspect.signature(ReplyCode)) == "(code, lang=None)"
    assert str(inspect.signature(Comparison)) == "(codes, lang=None)"
    assert str(inspect.signature(Difference)) == "(field, values, text)"
    assert str(inspect.signature(EnhancedCode)) == "(severity, subject, detail, lang=None)"
    assert str(inspect.signature(Reply)) == "(data)" and str(inspect.signature(smtpcodes.parse)) == "(data, /)"
    assert str(inspect.signature(smtpcodes.ReplyReader)) == "(*, limit=65536)"
    assert str(inspect.signature(smtpcodes.format_reply)) == "(code, enhanced=None, text='', *, utf8=False)"
    for kind in (ReplyCode, EnhancedCode, Comparison, Difference, Reply, smtpcodes.ReplyReader):
        assert kind.__module__ == "smtpcodes"
        for name, attribute in vars(kind).items():
            if not name.startswith("__"):
                assert attribute.__doc__, name


def test_a_record_can_be_passed_on():
    vietnamese = lookup(550, lang="vi")
    assert lookup(vietnamese) is lookup(550)
    assert compare(vietnamese, 551).lang == "en"


MADE_TWICE = [
    lambda: explain(b"550 5.1.1 no"),
    lambda: Reply(b"550 no\r\n"),
    lambda: Difference("retry", ("yes", "no"), "a sentence"),
    lambda: compare(211, 251),
    lambda: lookup(599),
]


@pytest.mark.parametrize("make", MADE_TWICE, ids=["Explanation", "Reply", "Difference", "Comparison", "ReplyCode"])
def test_equal_values_are_not_unequal(make):
    one, same = make(), make()
    assert one is not same and one == same
    assert not one != same  # noqa: SIM202
    assert one != object()
    if not isinstance(one, ReplyCode):
        with pytest.raises(TypeError):
            one < same  # noqa: B015


FORMATTED = [
    ("", "550"), (">5", "  550"), ("<5s", "550  "), ("\u0665<5", "550\u0665\u0665"), ("d", "550"), ("5d", "  550"),
    ("#x", "0x226"), (".1f", "550.0"),
]  # fmt: skip


@pytest.mark.parametrize("spec, text", FORMATTED)
def test_a_code_is_formatted_as_its_text_or_its_number(spec, text):
    assert format(lookup(550), spec) == text


def test_an_enhanced_code_is_formatted_as_its_text():
    assert format(lookup("5.1.1"), ">6") == " 5.1.1"
    with pytest.raises(ValueError, match="'d'"):
        format(lookup("5.1.1"), "d")
