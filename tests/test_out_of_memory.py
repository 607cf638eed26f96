# SPDX-License-Identifier: MIT
"""Without memory every call raises MemoryError or does without: each allocation of each call fails once alone, and
once with all that follow. Nothing is lost by that, nothing leaks, and the same call with memory does what it should.
"""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import smtpcodes

pytest.importorskip("_testcapi", reason="this Python came without the module that makes allocations fail")

STARVE = Path(__file__).with_name("starve.py")

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    reason="needs fork, and a Python whose allocations are made by one thread at a time",
)

# What a call is given, as `it`, with memory for everything; and the call.
CALLS = [
    ("", "fresh()"),
    ("fresh()", "it.lookup('5.1.1', lang='vi')"),
    ("fresh()", "it.compare(211, 251, lang='vi').summary"),
    ("", "lookup(550)"),
    ("", "lookup(599)"),
    ("", "lookup('550', lang='vi')"),
    ("", "lookup(b'5.1.1')"),
    ("", "lookup('5.9.9')"),
    ("type('Odd', (), {'__index__': lambda self: 550})()", "lookup(it)"),
    ("", "lookup('x')"),
    ("", "lookup(10**50)"),
    ("", "lookup('é' * 13)"),
    ("", "lookup('\\ud800')"),
    ("", "lookup(None)"),
    ("", "lookup(550, lang='xx')"),
    ("", "lookup(550, lang='\\ud800')"),
    ("", "lookup(550, lang=1)"),
    ("", "lookup(550, langue='vi')"),
    ("", "lookup()"),
    ("", "ReplyCode(550)"),
    ("", "ReplyCode('5.1.1')"),
    ("", "EnhancedCode(5, 7, 26)"),
    ("", "EnhancedCode(5, 999, 999, lang='vi')"),
    ("", "EnhancedCode(3, 1, 1)"),
    ("", "EnhancedCode(5, True, 1)"),
    ("lookup(550)", "it == 550"),
    ("lookup(550)", "it == lookup(551)"),
    ("lookup(550)", "it < 551"),
    ("lookup('5.1.1')", "it < EnhancedCode(5, 1, 2)"),
    ("compare(211, 251)", "compare(211, 251)"),  # `it` has the memory that is kept for the next
    ("", "compare(211, 251, 250, '5.1.1', '550 5.1.1', lang='vi')"),
    ("", "compare(550, 550)"),
    ("", "compare(550)"),
    ("", "compare()"),
    ("", "compare(211, 'x')"),
    ("", "Comparison([211, 251, 250])"),
    ("", "Comparison([])"),
    ("", "Comparison(550)"),
    ("compare(211, 251)", "it == compare(211, 251)"),
    ("", "compare(*range(100, 160)).summary"),  # longer than what is written without asking for memory
    ("", "Difference('retry', (), 'text')"),
    ("", "Difference('retry', [], 'text')"),
    ("", "format_reply(550)"),
    ("", "format_reply(550, '5.1.1', 'word ' * 500)"),
    ("", "format_reply('250', EnhancedCode(2, 1, 5), 'é', utf8=True)"),
    ("", "format_reply(571)"),
    ("", "format_reply(550, '4.1.1')"),
    ("", "format_reply(354, '2.0.0')"),
    ("", "format_reply(550, '550')"),
    ("", "format_reply(550, text='\\r')"),
    ("", "format_reply(550, text='é')"),
    ("", "format_reply(550, text='5.1.1 no')"),
    ("", "format_reply(550, text='\\ud800')"),
    ("parse(b'250 ok')", "parse(b'550 5.1.1 no')"),
    ("parse(b'250 ok')", "parse(b'550-5.1.1 a\\n550 5.1.2 \\xff\\n250 x')"),
    ("parse(b'250 ok')", "parse('550 5.1.1 é')"),
    ("parse(b'250 ok')", "parse('550 \\ud800')"),
    ("parse(b'250 ok')", "parse(memoryview(b'550 5.1.1 no'))"),
    ("parse(b'250 ok')", "parse(bytearray(b'550 5.1.1 no'))"),
    ("parse(b'250 ok')", "Reply(b'550 5.1.1 no')"),
    ("", "parse(b'550 ' + b'\\xff' * 2000)"),
    ("", "parse(b'x')"),
    ("", "parse('x' * 1000)"),
    ("", "parse(550)"),
    ("parse(b'550 5.1.1 no')", "it == parse(b'550 5.1.1 no')"),
    ("", "ReplyReader()"),
    ("", "ReplyReader(limit=1)"),
    ("ReplyReader()", "it.feed(b'250 ok\\r\\n') or it.pending"),
    ("ReplyReader()", "it.feed('250 ok')"),
    ("stream(b'250 ok\\r\\n250 next\\r\\n')", "it.next()"),
    ("stream(b'250 ok\\r\\n')", "next(it)"),
    ("stream(b'250-a\\r\\n')", "it.next()"),
    ("stream(b'hello\\r\\n250 ok\\r\\n')", "it.next()"),
    ("stream(b'250-' + b'a' * 70000)", "it.next()"),
    ("stream(b'')", "it.feed(memoryview(b'250  ok\\r\\n')[::2]) or it.pending"),
    ("", "explain(b'550 5.1.1 no such user')"),
    ("", "explain('550 5.1.1 no such user', lang='vi')"),
    ("", "explain(550)"),
    ("parse(b'550 5.1.1 no')", "explain(it)"),
    ("lookup('5.1.1')", "explain(it, lang='vi')"),
    ("", "explain(('shape',), lang='vi')"),
    ("", "explain()"),
    ("", "explain(550, langue='vi')"),
    ("", "make_explanation(parse(b'550 no'), (lookup('5.1.1'),), None, 'a@example.org', 'vi', 'failed')"),
    ("", "make_explanation(None, (), 'silence', None, None, 'delayed')"),
    ("", "make_explanation(None, (), 'nothing', None, None, None)"),
    ("", "make_explanation(None, (lookup(550),), None, type('Name', (str,), {})('ann'), 'en', None)"),
    ("", "make_explanation(1, 2, 3, 4, 5, 6)"),
    ("", "make_explanation()"),
    ("explain(b'550 5.1.1 no such user')", "it == explain('550 5.1.1 no such user')"),
    ("[explain(550), explain(250)]", "Explanations(it)"),
    ("", "read_codes('550 5.1.1 no')"),
    ("", "read_codes(b'5.1.1')"),
    ("", "read_codes('\\ud800 550')"),
    ("", "read_codes(550)"),
    ("", "find_reply(b'smtp; 550 no', 2)"),
    ("", "find_reply('550')"),
    ("", "vocabulary('vi')"),
    ("", "vocabulary('xx')"),
]

# Where there is no memory for the traceback of an exception, Python puts MemoryError in its place. The reader has done
# its part by then, and goes on behind the line that it refused.
REFUSED = ("stream(b'hello\\r\\n250 ok\\r\\n')", "it.next()")

# Every attribute and these methods are calls, too.
OBJECTS = {
    "lookup(550, lang='vi')": smtpcodes.lookup(550),
    "lookup(599)": smtpcodes.lookup(599),
    "lookup('5.7.26', lang='vi')": smtpcodes.lookup("5.7.26"),
    "lookup('4.9.9')": smtpcodes.lookup("4.9.9"),
    "compare(211, 251)": smtpcodes.compare(211, 251),
    "compare(550, '5.7.1', '450 4.2.1', lang='vi')": smtpcodes.compare(550, "5.7.1", "450 4.2.1"),
    "compare(211, 251).differences[0]": smtpcodes.compare(211, 251).differences[0],
    "parse(b'550-5.1.1 a\\n550 5.1.2 \\xff\\n250 x')": smtpcodes.parse(b"550-5.1.1 a\n550 5.1.2 \xff\n250 x"),
    "ReplyReader()": smtpcodes.ReplyReader(),
    "explain(b'550 5.1.1 no such user', lang='vi')": smtpcodes.explain(b"550 5.1.1 no such user", lang="vi"),
    "make_explanation(parse(b'550 no'), (lookup('5.1.1'),), None, 'a@example.org', 'vi', 'failed')": smtpcodes.explain(
        550
    ),
    "make_explanation(None, (), 'unsupported', None, 'en', 'failed')": smtpcodes.explain(550),
    "Explanations([explain(550), explain(250)])": smtpcodes.Explanations([smtpcodes.explain(550)]),
}
METHODS = [
    "__reduce__()", "__format__('>10')", "_repr_html_()", "_repr_markdown_()", "_repr_pretty_('lang', None)",
    "to_dict()",
]  # fmt: skip
SPECIAL = {"__repr__": "repr(it)", "__str__": "str(it)", "__hash__": "hash(it)", "__eq__": "it == it"}


def calls_of(given, one):
    """Its attributes, and those of the methods that it has."""
    for name in dir(one):
        if not name.startswith("_") and not callable(getattr(one, name)):
            yield given, f"it.{name}"
    for method in METHODS:
        if method.partition("(")[0] in vars(type(one)):
            yield given, f"it.{method}"
    for name, call in SPECIAL.items():
        if name in vars(type(one)):
            yield given, call


CALLS += [call for given, one in OBJECTS.items() for call in calls_of(given, one)]


def run(*arguments, cwd, text=""):
    return subprocess.run(
        [sys.executable, *arguments], input=text, cwd=cwd, env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("starve")


@pytest.fixture(scope="module")
def types_break(folder):
    """Does this Python break a type that it has no memory for? 3.13.0 does: a dict that cannot grow counts one too
    many."""
    code = "import _testcapi; d = dict.fromkeys('abcde'); _testcapi.set_nomemory(0, 1); d.setdefault('f')"
    return "SystemError" in run("-c", code, cwd=folder).stderr


@pytest.fixture(scope="module")
def found(folder):
    """What is wrong with each call, and how its process ended."""
    done = run(STARVE, text=json.dumps(CALLS), cwd=folder)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return dict(zip(CALLS, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("given, call", CALLS, ids=[f"{given} {call}".strip() for given, call in CALLS])
def test_without_memory(given, call, found, types_break):
    if call == "fresh()" and types_break:
        pytest.skip("this Python breaks types that it has no memory for")
    printed, status = found[given, call]
    assert status == 0, printed
    count, *wrong = printed.splitlines()
    last = int(count.partition(" ")[0]) - 1
    if (given, call) == REFUSED and wrong == [
        f"the call after allocation {last} had failed: Reply Reply(b'250 ok\\r\\n')"
    ]:
        wrong = []
    assert count.endswith(" allocations") and not wrong, printed
