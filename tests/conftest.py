# SPDX-License-Identifier: MIT
"""What several tests need: the facts, the pairs to compare, and a way to run a fresh interpreter."""

import csv
import itertools
import subprocess
import sys
from pathlib import Path

import pytest

import smtpcodes

FACTS = Path(__file__).parent / "facts"
LANGUAGES = smtpcodes.languages


def rows_of(name):
    with open(FACTS / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def reply_rows():
    """The fact rows by number."""
    return {int(row["code"]): row for row in rows_of("reply_codes.csv")}


@pytest.fixture(scope="session")
def command_rows():
    """The fact rows that tie commands to codes."""
    return rows_of("command_replies.csv")


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture(scope="session")
def pairs():
    """Every pair of registered codes."""
    return list(itertools.combinations([code.code for code in smtpcodes.codes], 2))


@pytest.fixture
def python(tmp_path):
    """Runs code in an interpreter of its own, away from the source tree; gives its output."""

    def run(code, *options):
        done = subprocess.run(
            [sys.executable, *options, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
