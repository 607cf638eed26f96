# SPDX-License-Identifier: MIT
"""The magics, in a real IPython."""

import atexit
from pathlib import Path

import pytest

import smtpcodes
from smtpcodes import Comparison, Explanation, ReplyCode

interactive = pytest.importorskip("IPython.terminal.interactiveshell")
completer = pytest.importorskip("IPython.core.completer")


@pytest.fixture
def shell(tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    shell = interactive.TerminalInteractiveShell()
    shell.run_line_magic("load_ext", "smtpcodes")
    shell.display_formatter.active_types = shell.display_formatter.format_types  # all that a notebook shows
    yield shell
    atexit.unregister(shell.atexit_operations)
    shell.atexit_operations()


def test_the_line_magic_gives_what_is_asked_for(shell):
    def smtp(line):
        return shell.run_line_magic("smtp", line)

    assert smtp("550") is smtpcodes.lookup(550) and smtp("5.7.26") is smtpcodes.lookup("5.7.26")
    assert isinstance(smtp("compare 211 251"), Comparison) and smtp("compare 211 251 --lang vi").lang == "vi"
    assert smtp("550 5.1.1 user's mailbox is unknown").action == "suppress"
    assert smtp('"550 5.1.1 no such user"').action == "suppress"
    assert smtp("search mailbox full")[0].keyword == "MAILBOX_FULL" and smtp("list") is smtpcodes.codes
    assert smtp("--lang vi 550").lang == "vi" and smtp("550 421") == [550, 421]


CELLS = [
    ("550 5.1.1 no such user\n", "suppress"), ("550-5.7.26 blocked\n550 5.7.26 by policy\n", "fix_identity"),
    ("\n  421 4.7.28 slow down", "slow_down"),
]  # fmt: skip


@pytest.mark.parametrize("cell, action", CELLS)
def test_the_cell_magic_explains_what_was_pasted(shell, cell, action):
    one = shell.run_cell_magic("smtp", "--lang vi", cell)
    assert isinstance(one, Explanation) and one.action == action and one.lang == "vi" and one.reply.problems == ()


def test_several_replies_or_a_bounce_in_a_cell(shell):
    many = shell.run_cell_magic("smtp", "", "250 ok\n550 5.1.1 no\n")
    assert [one.action for one in many] == ["none", "suppress"] and many._repr_html_().count('<div class="smtpc"') == 2
    assert many._repr_markdown_().count("## ") >= 2
    bounce = (Path(__file__).parent / "bounces" / "two-recipients.eml").read_text()
    assert [one.recipient for one in shell.run_cell_magic("smtp", "", bounce)] == ["ann@example.org", "bob@example.net"]
    with pytest.raises(smtpcodes.SMTPCodesError, match="neither a reply nor a bounce"):
        smtpcodes._ipython.smtp("", "hello\n")


def test_wrong_lines_say_what_is_wrong():
    from smtpcodes._ipython import smtp

    for line, kind in [
        ("", ValueError),
        ("compare 550", ValueError),
        ("550 --lang xx", LookupError),
        ("550 --lang", LookupError),
        ("search", ValueError),
    ]:
        with pytest.raises(kind):
            smtp(line)


def test_results_show_themselves(shell):
    shell.run_cell(
        "result = smtpcodes = __import__('smtpcodes').explain("
        "{'a@example.org': (550, b'5.1.1 no'), 'b@example.org': (450, b'4.2.0 later')})"
    )
    plain, _ = shell.display_formatter.format(shell.user_ns["result"])
    assert plain["text/plain"].count("What to Do") == 2 and "text/html" in plain and "text/markdown" in plain
    nested, _ = shell.display_formatter.format([shell.user_ns["result"]])
    assert nested["text/plain"].startswith("[(<Explanation: 550 5.1.1 for 'a@example.org'")
    assert shell.display_formatter.format(smtpcodes.explain({}))[0]["text/plain"] == "()"


def completions(shell, line):
    with completer.provisionalcompleter():
        return {found.text for found in shell.Completer.completions(line, len(line))}


def test_tab_completes_codes_and_words(shell):
    shell.user_ns["codes"] = smtpcodes.codes
    assert any(found.startswith("5.7.26") for found in completions(shell, 'codes["5.7.2'))
    assert "5.7.26" in completions(shell, "%smtp 5.7.2") and "compare" in completions(shell, "%smtp comp")


def test_unloading_takes_the_magics_away(shell):
    shell.run_line_magic("unload_ext", "smtpcodes")
    assert "smtp" not in shell.magics_manager.magics["line"] and "smtp" not in shell.magics_manager.magics["cell"]


def test_importing_registers_nothing(python):
    python(
        "import sys, smtpcodes; smtpcodes.lookup(550); "
        "assert 'IPython' not in sys.modules and 'smtpcodes._ipython' not in sys.modules"
    )


def test_a_single_code_is_a_code(shell):
    assert isinstance(shell.run_line_magic("smtp", "599"), ReplyCode)
