# SPDX-License-Identifier: MIT
"""Languages of any script, whole or with gaps: a copy of the project is built with two that nobody speaks, and does
what it promises in them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made_up import GAPPED, WHOLE, copy_project

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(
    not (ROOT / "csrc").exists() or not shutil.which("cc") or sys.platform == "win32",
    reason="needs the source tree and a compiler",
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the project with both languages, built in place."""
    folder = tmp_path_factory.mktemp("copy")
    copy_project(ROOT, folder)
    done = subprocess.run(
        [sys.executable, "setup.py", "-q", "build_ext", "--inplace"], cwd=folder, capture_output=True, text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "CFLAGS": "-O0"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


def run(copy, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_whole_one_keeps_what_is_promised_of_every_language(copy):
    """But no other language has to be whole, so that the one with gaps is left out."""
    run(
        copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_languages.py", "tests/test_displays.py",
        "tests/test_explain.py",
        "-k", "not Arab and not nothing_is_imported",
    )  # fmt: skip


def test_a_record_says_which_language_it_serves(copy):
    run(
        copy,
        "-c",
        f"""
import smtpcodes
from smtpcodes import compare, explain, lookup
whole, gapped = {WHOLE!r}, {GAPPED!r}
assert set(smtpcodes.languages) == {{"en", "vi", whole, gapped}}
TEXTS = ("name", "meaning", "description", "when_seen", "how_to_fix", "when_received", "when_to_send", "severity_name")
served = []
enhanced = [str(code) for code in smtpcodes.codes if isinstance(code, smtpcodes.EnhancedCode)]
for code in [*range(100, 600), *enhanced, "5.6.999", "4.9.9", "2.1.1"]:
    english = lookup(code)
    for lang in (whole, gapped, "vi"):
        one = lookup(code, lang=lang)
        assert one.lang in (lang, "en") and one is lookup(code, lang=lang) or not one.registered
        texts = [getattr(one, name) for name in TEXTS]
        assert all(texts), (code, lang)
        if one.lang == "en":
            assert lang == gapped and texts == [getattr(english, name) for name in TEXTS]
            assert one is english or not one.registered
            served.append(str(code))
        else:
            assert one.name != english.name and one.description != english.description, (code, lang)
assert {{"550", "220", "4.2.2", "5.2.2", "5.1.3", "5.6.999", "448"}} <= set(served)
assert not {{"250", "450", "451", "5.1.1", "5.7.1", "4.9.9"}} & set(served)
assert compare(250, 550, lang=gapped).lang == "en" and compare(250, 251, lang=gapped).lang == gapped
assert compare(452, 552, lang=gapped).lang == "en", "the note on these two is missing"
assert explain(b"550 5.1.1 no such user", lang=gapped).lang == "en"
assert explain(b"450 4.2.1 later", lang=gapped).lang == gapped
assert explain(TimeoutError(), lang=gapped).lang == gapped
for code in compare(250, 550, lang=gapped).codes: assert code.lang == "en"
""",
    )


def test_a_language_written_from_the_right_says_so(copy):
    run(
        copy,
        "-c",
        f"""
import smtpcodes
lang = {GAPPED!r}
for page in (smtpcodes.lookup(450, lang=lang), smtpcodes.compare(250, 251, lang=lang),
             smtpcodes.explain(b"450 4.2.1 x", lang=lang)):
    assert page._repr_html_().startswith('<div class="smtpc" lang="{GAPPED}" dir="rtl">')
for lang in ("en", "vi", {WHOLE!r}):
    assert "dir=" not in smtpcodes.lookup(450, lang=lang)._repr_html_()
""",
    )


def test_many_threads_that_ask_first_see_the_same_records(copy):
    run(
        copy,
        "-c",
        f"""
import threading, sys
sys.setswitchinterval(1e-6)
import smtpcodes
from smtpcodes import _words
codes, found = list(smtpcodes.codes), []
start = threading.Barrier(8)
def work():
    start.wait()
    found.append([[smtpcodes.lookup(code, lang=lang) for code in codes] + [_words.SENTENCES[lang]]
                  for lang in ("vi", {WHOLE!r}, {GAPPED!r})])
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(found) == 8
for others in found[1:]:
    for mine, theirs in zip(found[0], others):
        assert all(a is b for a, b in zip(mine, theirs))
""",
    )
