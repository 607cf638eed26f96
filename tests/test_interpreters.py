# SPDX-License-Identifier: MIT
"""The module in interpreters of every kind: fresh, several, many threads, ending, and counted."""

import sys
import threading

import pytest

import smtpcodes


def test_a_fresh_import_gives_fresh_objects(python):
    python(
        """
import gc, sys, weakref
import smtpcodes, smtpcodes._core as one
first = one.lookup(550)
del sys.modules["smtpcodes._core"]
import smtpcodes._core as two
assert two is not one and two.ReplyCode is not one.ReplyCode and two.lookup(550) is not first
assert two.lookup(550) is two.lookup(550) and one.lookup(550) is first
assert type(first) is not type(two.lookup(550))
gone = weakref.ref(two.ReplyCode)
del two, sys.modules["smtpcodes._core"], smtpcodes._core
gc.collect()
assert gone() is None
"""
    )


def test_import_brings_no_other_module(python):
    brought = python(
        """
import sys
before = set(sys.modules)
import smtpcodes
print(*sorted(set(sys.modules) - before))
""",
        "-I",
    )
    assert brought.split() == ["smtpcodes", "smtpcodes._core"]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="3.11 knows no interpreters with a lock of their own")
def test_interpreters_with_locks_of_their_own(python):
    python(
        """
import threading
try:
    import _interpreters
    create = _interpreters.create
    run = lambda interpreter, code: _interpreters.run_string(interpreter, code)
    destroy = _interpreters.destroy
except ImportError:
    import _xxsubinterpreters as _interpreters
    create = lambda: _interpreters.create(isolated=True)
    run, destroy = _interpreters.run_string, _interpreters.destroy
import smtpcodes
code = '''
import smtpcodes
for _ in range(200):
    assert smtpcodes.lookup(550) is smtpcodes.lookup("550")
    assert "System Status" in str(smtpcodes.compare(211, 251))
    assert smtpcodes.compare(211, 251, lang="vi").title.startswith("SMTP 211")
    assert smtpcodes.explain(b"550 5.1.1 no").codes == (550, smtpcodes.lookup("5.1.1"))
'''
failed = []
def work():
    for _ in range(3):
        interpreter = create()
        try:
            trouble = run(interpreter, code)
            if trouble is not None:
                failed.append(trouble)
        except Exception as error:
            failed.append(error)
        destroy(interpreter)
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert not failed, failed
assert smtpcodes.lookup(550).name == "Mailbox Unavailable"
"""
    )


def test_threads_see_the_same_records():
    wrong = []

    def work():
        for number in (*range(100, 600), *range(100, 600)):
            code = smtpcodes.lookup(number)
            other = 599 if number != 599 else 598
            if code.code != number or smtpcodes.compare(number, other, lang="vi").codes != (number, other):
                wrong.append(number)
            if code.registered and smtpcodes.lookup(str(number)) is not code:
                wrong.append(number)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_objects_live_to_the_end_and_beyond(python):
    # Module globals, a cycle, an object whose __del__ calls in, and a slotted one the collector does not see.
    python(
        """
import sys, smtpcodes
kept = [smtpcodes.lookup(550), smtpcodes.lookup(599), smtpcodes.compare(211, 251),
        smtpcodes.compare(211, 251).differences, smtpcodes.lookup("5.1.1"), smtpcodes.parse(b"550 5.1.1 no"),
        smtpcodes.ReplyReader(), smtpcodes.explain(b"550 5.1.1 no")]
sys.modules["elsewhere"] = kept
smtpcodes._core.cycle = kept
class Late:
    def __init__(self):
        self.self, self.lookup, self.compare, self.code = self, smtpcodes.lookup, smtpcodes.compare, kept[0]
    def __del__(self):
        for call in (lambda: self.lookup(550).name, lambda: self.compare(211, 251).differences,
                     lambda: self.code.confused_with, lambda: kept[5].status, lambda: kept[5].enhanced,
                     lambda: kept[5].text, lambda: kept[7].action, lambda: kept[4].basic,
                     lambda: kept[6].feed(b"250 ok\\r\\n"), lambda: kept[6].next(), lambda: smtpcodes.parse(b"250 ok"),
                     lambda: str(self.compare(211, 251)), lambda: self.lookup("x"), lambda: type(self.code)(421).retry):
            try: call()
            except Exception: pass
class Last:
    __slots__ = ("lookup", "compare", "code")
    def __del__(self): Late.__del__(self)
late = Late()
last = Last(); last.lookup, last.compare, last.code = smtpcodes.lookup, smtpcodes.compare, kept[0]
builtins = __import__("builtins"); builtins.keep_smtpcodes = (late, last)
smtpcodes._core.last = last
"""
    )


def test_calls_leave_nothing_behind(python):
    python(
        """
import gc, sys, smtpcodes
def work():
    for number in (550, 599, 211):
        code = smtpcodes.lookup(number, lang="vi")
        for name in dir(code):
            if not name.startswith("_"): getattr(code, name)
        repr(code), str(code), hash(code), code.__reduce__(), code == 550, code._repr_html_(), code._repr_markdown_()
        code.to_dict()
    comparison = smtpcodes.compare(211, 251, 599)
    for name in dir(comparison):
        if not name.startswith("_"): getattr(comparison, name)
    repr(comparison), str(comparison), hash(comparison), comparison.__reduce__(), comparison == comparison
    comparison._repr_html_(), comparison.to_dict()
    for difference in comparison.differences:
        repr(difference), str(difference), hash(difference), difference == difference, difference.__reduce__()
    smtpcodes.Comparison((211, 251, "5.1.1")); smtpcodes.Difference("a", (), "b"); smtpcodes.ReplyCode("550")
    smtpcodes._core.vocabulary("vi")
    for written in ("5.7.26", "4.1.1", "5.9.9"):
        code = smtpcodes.lookup(written, lang="vi")
        for name in dir(code):
            if not name.startswith("_"): getattr(code, name)
        repr(code), hash(code), code.__reduce__(), code == code, code < code, code.to_dict(), code._repr_html_()
    smtpcodes.EnhancedCode(5, 1, 1); str(smtpcodes.compare("550 5.1.1", "450 4.2.1"))
    smtpcodes.compare(550, "5.7.1").differences
    reply = smtpcodes.parse(b"550-5.1.1 a\\n550 5.1.2 \\xff\\n250 x")
    for name in dir(reply):
        if not name.startswith("_"): getattr(reply, name)
    repr(reply), hash(reply), reply == reply, reply.__reduce__()
    smtpcodes.parse("250 ok").raw, smtpcodes.parse(bytearray(b"250 ok")).text
    reader = smtpcodes.ReplyReader(limit=600)
    reader.feed(b"250 a\\r\\nhello\\r\\n250-b\\r\\n" + b"250-x\\r\\n" * 200)
    for _ in range(4):
        try: reader.next()
        except ValueError: pass
    reader.clear(), reader.pending, reader.limit, list(reader)
    smtpcodes.format_reply(550, "5.1.1", "word " * 500)
    for wrong in (lambda: smtpcodes.parse(b"x"), lambda: smtpcodes.format_reply(550, "4.1.1"),
                  lambda: smtpcodes.format_reply(550, text="\\r")):
        try: wrong()
        except ValueError: pass
for _ in range(20): work()
gc.collect()
before = sys.getallocatedblocks()
for _ in range(1000): work()
gc.collect()
after = sys.getallocatedblocks()
# The interpreter's own caches grow a little; whatever we dropped would grow by one a round at least.
assert after - before < 900, (before, after)
"""
    )
