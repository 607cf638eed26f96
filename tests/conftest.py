# SPDX-License-Identifier: MIT
"""What several tests need: the facts, the pairs to compare, and a way to run a fresh interpreter."""

import csv
import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import smtpcodes

# No test is about time; pytest --hypothesis-profile=long looks further than every run should.
settings.register_profile("usual", deadline=None)
settings.register_profile("long", max_examples=3000, deadline=None)
settings.load_profile("usual")

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
def enhanced_rows():
    """The rows of the registry, each with its classes."""
    return rows_of("enhanced_status_codes.csv")


@pytest.fixture(scope="session")
def command_rows():
    """The fact rows that tie commands to codes."""
    return rows_of("command_replies.csv")


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture(scope="session")
def pairs():
    """Every pair of registered reply codes."""
    return list(
        itertools.combinations([code.code for code in smtpcodes.codes if isinstance(code, smtpcodes.ReplyCode)], 2)
    )


@pytest.fixture(scope="session")
def other_pairs():
    """Pairs of which one or both are enhanced codes: each code with every seventh other."""
    every = [code.code for code in smtpcodes.codes]
    return [(a, b) for i, a in enumerate(every) for b in every[i + 1 :: 7] if isinstance(b, str)]


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
