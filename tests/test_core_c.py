# SPDX-License-Identifier: MIT
"""The core alone: it builds with no Python in sight, passes its own tests under the sanitizers, and
those tests reach every line of it."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made_up import add_languages

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "csrc" / "core").glob("*.c"))
TESTS = sorted((ROOT / "tests" / "c").glob("*.c"))
CC = (sysconfig.get_config_var("CC") or "cc").split()[0]
STRICT = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]

pytestmark = pytest.mark.skipif(
    not CORE or sys.platform == "win32" or not shutil.which(CC),
    reason="needs the source tree and a compiler that takes GCC's options",
)


def run(*command, cwd):
    """Runs a command; what it printed, or a failure that shows it."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def builds(tmp_path, *options):
    (tmp_path / "probe.c").write_text("int main(void) { return 0; }\n")
    return subprocess.run([CC, *options, "probe.c", "-o", "probe"], cwd=tmp_path, capture_output=True).returncode == 0


def compiled(folder, core, *options):
    """Compiles the core of a tree in a folder, a file a processor; the objects."""
    sources = sorted(core.glob("*.c"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda path: run(CC, *STRICT, *options, "-c", path, "-o", path.stem + ".o", cwd=folder), sources))
    return [folder / (path.stem + ".o") for path in sources]


def link(folder, core, objects, *options):
    """Compiles the C tests into programs of a folder, a test a processor."""
    command = [CC, *STRICT, *options, f"-I{core}", *objects]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda test: run(*command, test, "-o", test.stem, cwd=folder), TESTS))


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    """The core of a copy that has two more languages, one of them with gaps."""
    csrc = tmp_path_factory.mktemp("copy") / "csrc"
    shutil.copytree(ROOT / "csrc", csrc)
    add_languages(csrc)
    return csrc / "core"


@pytest.fixture(scope="module")
def sanitized(core, tmp_path_factory):
    """A folder with the C tests, each linked with the copy's objects under the sanitizers."""
    folder = tmp_path_factory.mktemp("sanitized")
    options = ["-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
    if not builds(folder, *options):
        options = ["-g", "-O1"]  # a compiler without sanitizers still runs the tests
    link(folder, core, compiled(folder, core, *options), *options)
    return folder


@pytest.mark.parametrize("test", TESTS, ids=lambda path: path.stem)
def test_under_the_sanitizers(test, sanitized, tmp_path):
    run(sanitized / test.stem, cwd=tmp_path)


def test_core_knows_nothing_of_python():
    for path in [*CORE, *(ROOT / "csrc" / "core").glob("*.h")]:
        for header in re.findall(r'#include [<"](.+?)[>"]', path.read_text()):
            assert header in {"stdbool.h", "stddef.h", "stdint.h", "string.h"} or (
                header.startswith("../tables/") or (path.parent / header).exists()
            ), f"{path.name} includes {header}"


def test_core_keeps_no_state_and_allocates_nothing(tmp_path):
    objects = compiled(tmp_path, ROOT / "csrc" / "core", "-fno-pic")
    if not shutil.which("nm"):
        pytest.skip("nm, which lists the symbols, is not installed")
    symbols = run("nm", *objects, cwd=tmp_path)
    assert not re.findall(r" [bBdDC] (?!\.)(\w+)", symbols), "a global that can change"
    assert set(re.findall(r" U (?!sc_)(\w+)", symbols)) <= {
        "_GLOBAL_OFFSET_TABLE_", "memchr", "memcmp", "memcpy", "strcspn", "strlen", "strncmp", "strcmp", "memset",
    }  # fmt: skip


def test_every_line_is_reached(core, tmp_path):
    if not shutil.which("gcov") or not builds(tmp_path, "--coverage"):
        pytest.skip("gcov, which counts the lines, is not installed")
    objects = compiled(tmp_path, core, "-O0", "--coverage")
    link(tmp_path, core, objects, "--coverage")
    for test in TESTS:
        run(tmp_path / test.stem, cwd=tmp_path)
    counted = {}
    for path in CORE:
        for line in run("gcov", "-t", path.stem + ".gcda", cwd=tmp_path).splitlines():
            count, number, text = line.split(":", 2)
            if number.strip() != "0" and count.strip() != "-":
                place = (text, number.strip())
                counted[place] = counted.get(place, False) or "#" not in count
    missed = sorted(int(number) for (_, number), reached in counted.items() if not reached)
    assert counted and not missed, f"lines never run: {[p for p, r in counted.items() if not r]}"
