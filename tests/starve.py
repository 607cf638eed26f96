# SPDX-License-Identifier: MIT
"""Makes calls over and over, each time with another of their allocations failing. Reads pairs from standard input
as JSON: expressions for what is given, made anew before each run and with memory for everything, and for the call, in
which that is `it`. Writes for each pair what was not right, and how its process ended.
"""

import _imp
import _testcapi
import faulthandler
import gc
import importlib.util
import json
import os
import sys
import tracemalloc
from array import array
from collections import Counter
from itertools import pairwise
from types import SimpleNamespace

from smtpcodes import _core

ROUNDS = 5  # what leaks grows in each of them, what the interpreter keeps for later only in the first few


def fresh():
    """A module of its own, as an import makes it, without the search for its file."""
    module = _imp.create_dynamic(SPEC)
    _imp.exec_dynamic(module)
    return module


def stream(octets):
    """A reader that was fed."""
    reader = _core.ReplyReader()
    reader.feed(octets)
    return reader


SPEC = importlib.util.find_spec("smtpcodes._core")

# The cache of what types have keeps names alive.
clear_caches = getattr(sys, "_clear_internal_caches", None) or sys._clear_type_cache

# What is done in Python is another matter, and some Pythons lose what it raises: functions in C stand for it.
for name in ("_html", "_markdown", "_rows", "_text", "_shapes"):
    sys.modules[f"smtpcodes.{name}"] = SimpleNamespace(page=repr, pretty=getattr, to_dict=repr, explain_shape=divmod)


# The call stands in the function that catches what it raises: where an exception leaves a function for want of
# memory, some Pythons lose it. So that the exception finds a frame, sys._getframe() makes one before.
OUTCOME = """
def outcome(it, fail_from=None, fail_to=0):
    \"""What the call gives and raises, and whether the first failure was still to come when it was done.\"""
    result = error = None
    unharmed = False
    sys._getframe()
    if fail_from is not None:
        set_nomemory(fail_from, fail_to)
    try:
        result = {call}
    except BaseException as caught:
        error = caught
    try:
        bytes(1000)
    except MemoryError:
        unharmed = True
    remove_mem_hooks()
    if error is not None:
        error.__traceback__ = error.__context__ = None  # which hold the frame, and it the error
    return result, error, unharmed
"""


def shown(result, error):
    """A value or an exception in a form that can be compared."""
    if error is not None:
        return f"{type(error).__name__}: {error} {getattr(error, 'pos', '')}"
    if isinstance(result, _core.ReplyReader):
        return f"{type(result).__name__} {result.limit} {result.pending}"
    if isinstance(result, type(sys)):
        return (
            f"{sorted(vars(result))} {len(result.registered)} {result.lookup(550)} {result.lookup('5.1.1', lang='vi')}"
        )
    return f"{type(result).__name__} {result!r}"


def check(given, outcome, expected, wrong, at, fail_to):
    """One run, and the same call once more, with memory."""
    it = given()
    result, error, unharmed = outcome(it, at, fail_to)
    if not (isinstance(error, MemoryError) or shown(result, error) == expected):
        wrong[f"allocation {at}{'' if fail_to else ' and all after it'}: {shown(result, error)}"] += 1
    result, error, _ = outcome(it if isinstance(error, MemoryError) else given())
    if shown(result, error) != expected:
        wrong[f"the call after allocation {at} had failed: {shown(result, error)}"] += 1
    return unharmed


def count_leaks(given, outcome, runs, wrong):
    """What grows with each of several rounds. Beside memory that is the references to what all share, since a
    leak of those costs none."""
    shared = [_core, _core.lookup(550), ValueError, type(None), bytes, tuple]
    shared += [value for value in vars(_core).values() if isinstance(value, type)]
    seen = [array("Q", bytes(8 * ROUNDS)) for _ in range(len(shared) + 1)]  # or what is noted would grow, too
    tracemalloc.start()
    for round in range(ROUNDS):
        for at in range(runs):
            outcome(given(), at, at + 1)
            if at % 50 == 49:
                gc.collect()
        gc.collect()
        clear_caches()
        seen[-1][round] = tracemalloc.get_traced_memory()[0]
        for one, counts in zip(shared, seen, strict=False):
            counts[round] = sys.getrefcount(one)
    for what, counts in zip([*map(repr, shared), "memory"], seen, strict=True):
        if all(before < after for before, after in pairwise(counts[ROUNDS // 2 :])):
            wrong[f"{what} leaks: {list(counts)}"] += 1


def starve(given_text, call_text):
    """Prints how often a call asks for memory, then a line for each way in which it goes wrong without."""
    gc.disable()  # or it would run whenever it likes
    names = {**vars(_core), **vars(_testcapi), "fresh": fresh, "stream": stream, "sys": sys}
    exec(OUTCOME.format(call=call_text), names)
    given, outcome = eval(f"lambda: {given_text or None}", names), names["outcome"]
    wrong = Counter()
    for _ in range(3):  # caches fill
        expected = shown(*outcome(given())[:2])
    runs = 0
    while not check(given, outcome, expected, wrong, runs, runs + 1):
        runs += 1
        if runs % 50 == 0:
            gc.collect()
    for at in range(runs):
        check(given, outcome, expected, wrong, at, 0)
        if at % 50 == 49:
            gc.collect()
    count_leaks(given, outcome, runs, wrong)
    print(f"{runs} allocations", *wrong, sep="\n")


def apart(function, *arguments):
    """What a function prints and how it ends, in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        os.close(writing)
        function(*arguments)
        sys.exit()
    os.close(writing)
    with open(reading, encoding="utf-8", errors="replace") as file:
        printed = file.read()
    return printed, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    faulthandler.enable()
    gc.freeze()
    json.dump([apart(starve, given, call) for given, call in json.load(sys.stdin)], sys.stdout)
