# SPDX-License-Identifier: MIT
"""What the calls of smtpcodes cost, as ratios taken in one run.

    python benchmarks/speed.py

Needs the installed package, setuptools and a C compiler: the floor, an empty C function of one
argument, is built in the mode in which the package itself is built (the stable ABI, if that is what
the interpreter gets). Calls are timed in shuffled rounds a few milliseconds apart; the cost of the
empty loop is taken off; a figure is the median of the rounds, and so is a ratio, formed within each
round. Trust the ratios: on a shared machine the nanoseconds are worth little.
"""

import gc
import http
import importlib.util
import itertools
import os
import platform
import random
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import smtpcodes

HERE = Path(__file__).parent
UNROLL = 20
ROUNDS = 41

SETUP = """
from setuptools import Extension, setup
setup(name="floor", ext_modules=[Extension("floor", [{source!r}], define_macros={macros!r})])
"""


def build_floor(folder):
    """The floor as a module, in the build mode of smtpcodes._core."""
    abi3 = ".abi3." in Path(smtpcodes._core.__file__).name
    macros = [("Py_LIMITED_API", "0x030C0000")] if abi3 else []
    (folder / "setup.py").write_text(SETUP.format(source=str((HERE / "floor.c").resolve()), macros=macros))
    command = [sys.executable, "setup.py", "-q", "build_ext", "--inplace"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    path = next(folder.glob("floor*" + sysconfig.get_config_var("EXT_SUFFIX").rpartition(".")[2]))
    spec = importlib.util.spec_from_file_location("floor", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, "stable ABI" if abi3 else "plain API"


def timer(statement, names):
    """A function that runs the statement 20 times a loop and says how long that took."""
    arguments = "".join(f", {name}={name}" for name in names)
    body = "\n".join(["        " + statement] * UNROLL)
    source = (
        f"def run(count, clock{arguments}):\n"
        f"    start = clock()\n    for _ in count:\n{body}\n    return clock() - start\n"
    )
    scope = dict(names)
    exec(source, scope)
    return scope["run"]


def measure(statements, names, seconds=0.004):
    """{statement: [nanoseconds a run, one a round]}, the loop's own cost taken off."""
    runs = {}
    for statement in ["pass", *statements]:
        run, count = timer(statement, names), 1
        while run(itertools.repeat(None, count), time.perf_counter) < seconds / 4:
            count *= 2
        runs[statement] = (run, count * 3)
    times = {statement: [] for statement in runs}
    order = list(runs)
    gc.disable()
    for _ in range(ROUNDS):
        random.shuffle(order)
        for statement in order:
            run, count = runs[statement]
            times[statement].append(run(itertools.repeat(None, count), time.perf_counter) / (count * UNROLL) * 1e9)
    gc.enable()
    loop = statistics.median(times.pop("pass"))
    return {statement: [value - loop for value in values] for statement, values in times.items()}


def ratio(times, one, other):
    """The median over the rounds of one call's cost in terms of another's."""
    return statistics.median(a / b for a, b in zip(times[one], times[other], strict=True))


CHILD = """
import sys, time
def private():
    try:
        with open("/proc/self/smaps_rollup") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith("Private_"))
    except OSError:
        return 0
sys.path.insert(0, {path!r})
before = private()
start = time.perf_counter_ns()
import {name}
took = (time.perf_counter_ns() - start) / 1000
print(took, private() - before)
"""


def import_costs(names, rounds=21):
    """{name: (microseconds, KiB)} of an import in fresh interpreters, the least disturbed of each."""
    path = str(Path(smtpcodes.__file__).parent.parent)
    costs = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            code = CHILD.format(path=path, name=name)
            out = subprocess.run(
                [sys.executable, "-I", "-S", "-c", code], check=True, capture_output=True, text=True
            ).stdout
            costs[name].append([float(value) for value in out.split()])
    return {name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in costs.items()}


def main():
    with tempfile.TemporaryDirectory() as folder:
        floor, mode = build_floor(Path(folder))
        names = {
            "empty": floor.empty, "lookup": smtpcodes.lookup, "compare": smtpcodes.compare,
            "HTTPStatus": http.HTTPStatus,
            "code": smtpcodes.lookup(550), "comparison": smtpcodes.compare(211, 251),
            "table": {550: object(), 211: object()},
        }  # fmt: skip
        statements = [
            "empty(550)", "lookup(550)", "lookup('550')", "lookup(550, lang='vi')", "lookup(599)", "compare(211, 251)",
            "code.name",
            "code.description", "str(comparison)", "comparison._repr_html_()", "comparison.differences",
            "HTTPStatus(404)", "table[550]",
        ]  # fmt: skip
        times = measure(statements, names)
    print(
        f"smtpcodes {smtpcodes.__version__} ({mode}), {platform.python_implementation()} {platform.python_version()}, "
        f"{platform.machine()}, {os.cpu_count()} processors"
    )
    print(f"\n{'call':24}{'ns':>10}{'empty calls':>14}")
    for statement in statements:
        print(f"{statement:24}{statistics.median(times[statement]):10.1f}{ratio(times, statement, 'empty(550)'):14.2f}")
    print(f"\nHTTPStatus(404) costs {ratio(times, 'HTTPStatus(404)', 'lookup(550)'):.1f} times lookup(550)")
    costs = import_costs(["http", "smtpcodes"])
    for name, (microseconds, kibibytes) in costs.items():
        print(f"import {name:12} {microseconds:8.0f} us {kibibytes:8.0f} KiB private")
    print(f"import smtpcodes costs {costs['smtpcodes'][0] / costs['http'][0]:.2f} of import http")


if __name__ == "__main__":
    main()
