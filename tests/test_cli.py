# SPDX-License-Identifier: MIT
"""The command line, in this process and as a command of its own."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import smtpcodes
from smtpcodes import _ask, _cli

HEARD = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR", "PYTHON_COLORS")
CLEAN = {name: value for name, value in os.environ.items() if name not in HEARD}


@pytest.fixture
def run(monkeypatch, capsys):
    """Calls main() in an environment of its own; gives status, output and errors."""

    def call(*arguments, columns=80, **environment):
        for name in HEARD:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("COLUMNS", str(columns))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        try:
            status = _cli.main(arguments)
        except SystemExit as stop:
            status = stop.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.mark.parametrize("words", [["550"], ["  550\t"], ["550\r\n"]])
def test_a_code_gives_its_page(run, words):
    status, out, err = run(*words)
    assert (status, err) == (0, "") and out.startswith("SMTP 550 Mailbox Unavailable\n")
    assert all(len(line) < 80 for line in out.splitlines())
    assert run("5.7.26")[1].startswith("SMTP 5.7.26 Multiple Authentication Checks Failed\n")


REPLIES = [
    ["550 5.1.1 No such user"], ["550", "5.1.1", "No", "such", "user"], ["550-5.1.1 No\r\n550 5.1.1 such user"],
    [" 550 5.1.1 No such user\n"], ["550", "5.1.1"],
]  # fmt: skip


@pytest.mark.parametrize("words", REPLIES)
def test_a_pasted_reply_is_explained(run, words):
    status, out, err = run(*words)
    assert (status, err) == (0, "") and out.startswith("550 5.1.1 Bad Destination Mailbox Address\n")
    assert (
        "stop mailing the recipient" in out
        and "It is final" in out
        and all(len(line) < 80 for line in out.splitlines())
    )
    data = json.loads(run(*words, "--format", "json")[1])
    assert data["codes"] == [550, "5.1.1"] and data["action"] == "suppress" and data["is_permanent"] is True


def test_several_codes_give_several_pages(run):
    status, out, _ = run("550", "421", "5.7.1")
    assert (
        status == 0
        and "SMTP 550 Mailbox Unavailable\n" in out
        and "\n\nSMTP 421 Service Not Available\n" in out
        and "\nSMTP 5.7.1 " in out
    )
    assert [json.loads(line)["code"] for line in run("550", "421", "--format", "json")[1].splitlines()] == [550, 421]


class Piped:
    """Standard input that is no terminal."""

    def __init__(self, data):
        self.buffer = io.BytesIO(data)

    def isatty(self):
        return False


@pytest.fixture
def pipe(run, monkeypatch):
    def call(data, *arguments, **environment):
        monkeypatch.setattr(sys, "stdin", Piped(data))
        return run(*arguments, **environment)

    return call


STREAM = b"550-5.7.1 a\r\n550 5.7.1 b\r\nnot a reply\n250 ok\n\n421 closing\n450"


def test_what_is_piped_is_explained_in_its_order(pipe):
    status, out, err = pipe(STREAM, "--format", "json")
    assert status == 0 and [json.loads(line)["codes"] for line in out.splitlines()] == [
        [550, "5.7.1"],
        [250],
        [421],
        [450],
    ]
    assert err == "smtpcodes: passed over 1 that are no replies, at line 3\n"
    status, out, _ = pipe(STREAM, "-", "--lang", "vi")
    assert status == 0 and out.count("Cần làm gì\n") == 4


def test_a_bounce_is_explained_from_a_pipe(pipe):
    bounce = (Path(__file__).parent / "bounces" / "two-recipients.eml").read_bytes()
    status, out, err = pipe(bounce, "--format", "json")
    assert (status, err) == (0, "") and [json.loads(line)["recipient"] for line in out.splitlines()] == [
        "ann@example.org",
        "bob@example.net",
    ]


@pytest.mark.parametrize("before", [b"\n", b" \n\r\n", b"From MAILER-DAEMON Thu Jan  1 00:00:00 2026\n", b"\nFrom x\n"])
def test_what_stands_before_a_message_does_not_hide_it(pipe, before):
    bounce = (Path(__file__).parent / "bounces" / "delivered.eml").read_bytes()
    assert pipe(before + bounce, "--format", "json") == pipe(bounce, "--format", "json")
    replies = pipe(before + b"550 no\n", "--format", "json")
    assert replies[0] == 0 and json.loads(replies[1])["codes"] == [550]


@pytest.mark.parametrize(
    "reply",
    [b"550 5.1.1 " + b"x" * size + b"250 2.0.0 OK\r\n" for size in (65_525, 65_526, 65_527, 131_062)]
    + [b"550-x\r\n" * 10_000 + b"250-y\r\n550 z\r\n", b"550-x\r\n" * 25_000 + b"550 5.1.1 x"],
    ids=lambda reply: f"{len(reply)} octets",
)
def test_however_long_a_reply_is_it_stays_one(pipe, reply):
    status, out, err = pipe(reply, "--format", "json")
    assert (status, err) == (0, "") and [json.loads(line)["codes"][0] for line in out.splitlines()] == [550]


def test_a_message_from_a_pipe_is_read_up_to_a_bound(monkeypatch):
    monkeypatch.setattr(_ask, "_LARGEST_MESSAGE", 100)
    lines = iter([b"x" * 50] * 10)
    assert len(_ask._message([b"Subject: x\n"], lines)) <= 150 and len(list(lines)) == 7


def test_nothing_to_explain_in_a_pipe(pipe):
    assert pipe(b"")[0] == 2 and pipe(b"\n\n")[0] == 2
    assert pipe(b"hello\nworld\n") == (1, "", "smtpcodes: passed over 2 that are no replies, at line 1, 2\n")
    status, out, err = pipe(b"Subject: hello\n\nno bounce\n")
    assert (status, out) == (1, "") and "no delivery status notification" in err
    assert pipe(b"x" * 200_000) == (1, "", "smtpcodes: passed over 1 that are no replies, at line 1\n")
    assert pipe(b"250-a\r\n" * 30_000)[0] in (0, 1)


def test_nothing_hostile_reaches_a_terminal(pipe):
    hostile = b"550 5.7.1 \x1b[2J\x9b31m\xe2\x80\xae<script>\x00\x07\xff\r\n"
    for style in ("text", "json", "markdown", "html"):
        out = pipe(hostile, "--format", style)[1]
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", out), style
    assert json.loads(pipe(hostile, "--format", "json")[1])["reply"]["content"].startswith("\x1b[2J")


HOSTILE_WORDS = [
    ["-x", "550 \x1b]0;title\x07 \x85\u2028\u202e"], ["--x\x1b[31m\nsmtpcodes: all is well"], ["\u3164\u034f\ufe0f"],
    ["550", "--lang", "\u3164\x9b"], ["550", "--format", "\x1b[2J"], ["compare", "\u2800", "550"],
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE_WORDS, ids=repr)
def test_nothing_hostile_reaches_a_terminal_in_a_complaint(run, words):
    status, out, err = run(*words)
    assert (status, out) == (2, "") and err.count("\n") == 2 and err.split("\n")[1].startswith("usage: ")
    assert all(char == "\n" or " " <= char <= "~" for char in err)


def test_compare(run):
    status, out, err = run("compare", "211", "251")
    assert (status, err) == (0, "") and out.split() == str(smtpcodes.compare(211, 251)).split()
    assert run("compare", "211 status", "251 moved", "250")[1].startswith("SMTP 211 System Status vs 251")
    assert run("compare", "550 5.1.1 no such user", "450-4.2.1 later")[1].startswith(
        "SMTP 550 5.1.1 Bad Destination Mailbox Address vs 450 4.2.1"
    )


# What compare makes of what is pasted: the codes at its start, and anything else as it is.
COMPARED = [
    ("550", "550"), (" 550 no such user", "550"), ("550\n", "550"), ("550-no", "550"), ("550 5.1.1 no", "550 5.1.1"),
    ("550-5.1.1", "550 5.1.1"),
    ("550 - 5.1.1;", "550 5.1.1"), ("550 5.1.1.1", "550"), ("550 5.1.1234", "550"), ("550 5.1", "550"),
    ("550 see 5.1.1", "550"), ("5.1.1", "5.1.1"),
    (" 5.7.26: no ", "5.7.26"), ("650 x", "650 x"), ("5500", "5500"), ("550x", "550x"), ("55", "55"), ("", ""),
    (" no 550 ", "no 550"), ("\u0665\u0665\u0660 x", "\u0665\u0665\u0660 x"),
]  # fmt: skip


@pytest.mark.parametrize("text, codes", COMPARED, ids=lambda value: ascii(value))
def test_the_codes_of_what_is_pasted(text, codes):
    assert _ask._compared(text) == codes


def test_list_and_search(run):
    status, out, _ = run("list")
    assert status == 0 and sum(line[:1].isdigit() for line in out.splitlines()) == len(smtpcodes.codes)
    status, out, _ = run("search", "mailbox", "full")
    assert status == 0 and "4.2.2  Mailbox Full\n" in out[:200]


def test_nothing_found_is_status_1(run):
    assert run("search", "zzzzqq") == (1, "No code fits that.\n", "")
    assert run("search", "zzzzqq", "--format", "json") == (1, "[]\n", "")
    status, out, err = run("599")
    assert (status, err) == (1, "") and out.startswith("SMTP 599 Unregistered")


@pytest.mark.parametrize("wrong, message", [
    (["abc"], "'abc' is no SMTP code"), (["no", "reply", "at", "all"], "is no SMTP reply"),
    (["compare", "550"], "two codes or more"),
    (["compare", "550", "550"], "given twice"), (["compare", "550", "x\x1b[31m"], r"'x\x1b[31m'"),
    (["list", "x"], "no words"),
    (["search"], "words to look for"), (["550", "--lang", "xx"], "only in: en, vi"),
    (["550", "--format", "xml"], "invalid choice"),
    (["--nothing"], "unrecognized arguments"), (["\udcff\udcfe\udcfd"], r"'\udcff\udcfe\udcfd'"),
    (["x" * 10**5], "..."),
])  # fmt: skip
def test_wrong_usage_is_status_2(run, wrong, message):
    status, out, err = run(*wrong)
    assert (status, out) == (2, "") and message in err and err.startswith("smtpcodes: ") and "usage: smtpcodes" in err
    assert len(err) < 500 and "\x1b" not in err


def test_formats(run):
    comparison = smtpcodes.compare(211, 251)
    assert json.loads(run("compare", "211", "251", "--format", "json")[1]) == comparison.to_dict()
    assert run("compare", "211", "251", "--format", "html")[1] == comparison._repr_html_() + "\n"
    assert run("--format", "markdown", "compare", "211", "251")[1] == comparison._repr_markdown_()
    assert json.loads(run("550", "--format=json")[1]) == smtpcodes.lookup(550).to_dict()
    assert [code["code"] for code in json.loads(run("list", "--format", "json")[1])] == [
        code.code for code in smtpcodes.codes
    ]
    assert run("list", "--format", "html")[1] == smtpcodes.codes._repr_html_() + "\n"
    assert run("list", "--format", "markdown")[1] == smtpcodes.codes._repr_markdown_()
    assert run("550", "--format", "markdown")[1] == smtpcodes.lookup(550)._repr_markdown_()
    assert json.loads(run("5.1.1", "--format=json")[1]) == smtpcodes.lookup("5.1.1").to_dict()


LOCALES = [
    ({}, "en"), ({"LANG": "vi_VN.UTF-8"}, "vi"), ({"LC_ALL": "en_US.UTF-8", "LANG": "vi_VN.UTF-8"}, "en"),
    ({"LC_MESSAGES": "vi", "LANG": "en_GB"}, "vi"), ({"LANGUAGE": "vi:en", "LANG": "en_US.UTF-8"}, "vi"),
    ({"LANGUAGE": "fr:vi", "LANG": "de_DE.UTF-8"}, "vi"), ({"LANGUAGE": "vi", "LANG": "C"}, "en"),
    ({"LANGUAGE": "vi", "LC_ALL": "C.UTF-8", "LANG": "vi_VN"}, "en"), ({"LANGUAGE": "vi", "LANG": "POSIX"}, "en"),
    ({"LANGUAGE": "vi"}, "vi"), ({"LANG": "fr_FR.UTF-8"}, "en"), ({"LANGUAGE": "::", "LANG": "vi"}, "vi"),
    ({"LC_ALL": ""}, "en"),
]  # fmt: skip


@pytest.mark.parametrize("environment, wanted", LOCALES, ids=str)
def test_the_language_of_the_environment(run, environment, wanted):
    assert _cli.language(None, environment) == wanted
    assert run("550", **environment)[1].splitlines()[0] == "SMTP 550 " + smtpcodes.lookup(550, lang=wanted).name
    assert run("550", "--lang", "en", **environment)[1].startswith("SMTP 550 Mailbox Unavailable\n")


class Terminal(io.StringIO):
    def isatty(self):
        return True


COLOURS = [
    ("auto", {}, True), ("auto", {"TERM": "dumb"}, False), ("auto", {"NO_COLOR": "1"}, False),
    ("auto", {"NO_COLOR": ""}, True),
    ("auto", {"NO_COLOR": "1", "PYTHON_COLORS": "1"}, True),
    ("auto", {"PYTHON_COLORS": "0", "FORCE_COLOR": "1"}, False),
    ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False), ("always", {"NO_COLOR": "1"}, True),
    ("never", {"FORCE_COLOR": "1"}, False),
]  # fmt: skip


@pytest.mark.parametrize("asked, environment, wanted", COLOURS, ids=str)
def test_who_decides_on_colour(asked, environment, wanted):
    assert _cli.coloured(asked, environment, Terminal()) == wanted
    assert _cli.coloured(asked, environment, io.StringIO()) == (
        wanted and (asked == "always" or "PYTHON_COLORS" in environment)
    )
    assert _cli.coloured("auto", {"FORCE_COLOR": "1"}, io.StringIO())


def test_bold_headings_and_nothing_else(run):
    plain, bold = run("550")[1], run("550", "--color", "always")[1]
    assert "\x1b" not in plain and bold.startswith("\x1b[1mSMTP 550 Mailbox Unavailable\x1b[0m\n")
    assert bold.replace("\x1b[1m", "").replace("\x1b[0m", "") == plain
    assert "\x1b" not in run("550", "--format", "json", "--color", "always")[1]


def test_help_fits_a_screen_and_shows_examples(run):
    status, out, _ = run("--help")
    lines = out.splitlines()
    assert status == 0 and len(lines) <= 24 and all(len(line) < 80 for line in lines)
    assert "smtpcodes compare 211 251" in out and "exit status" in out
    assert run("--version")[1] == f"smtpcodes {smtpcodes.__version__}\n"


def command(*arguments, cwd, **options):
    return subprocess.run(
        [sys.executable, "-m", "smtpcodes", *arguments],
        cwd=cwd,
        capture_output=True,
        timeout=60,
        check=False,
        **options,
    )


def test_as_a_module(tmp_path):
    done = command("compare", "211", "251", "--lang", "vi", cwd=tmp_path, env={**CLEAN, "PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 0 and done.stdout.decode().startswith("SMTP 211 Trạng thái hệ thống so với 251 ")


def test_a_terminal_without_the_letters_shows_their_numbers(tmp_path):
    done = command("550", "--lang", "vi", cwd=tmp_path, env={**CLEAN, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0 and rb"H\u1ed9p th\u01b0" in done.stdout


def test_a_reader_that_leaves_early_is_no_error(tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", "import sys, smtpcodes._cli as c; sys.exit(c.main(['list', '--format', 'json']))"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    writer.stdout.read(10)
    writer.stdout.close()
    assert writer.stderr.read() == b"" and writer.wait(timeout=60) == 0
    writer.stderr.close()


FULL = "smtpcodes: cannot write: No space left on device\n"
CLOSED = "smtpcodes: cannot write: standard output is closed\n"
USAGE = "smtpcodes: give a code or a reply, or one of compare, search and list\nusage: smtpcodes"
# (command line, status, how standard error begins; nothing at all where that is empty)
STREAMS = [
    ("<&-", 2, USAGE), ("- <&-", 2, USAGE), ("</dev/null", 2, USAGE), ("550 <&-", 0, ""),
    ("0>/dev/null", 1, "smtpcodes: cannot read: Bad file descriptor\n"),
    ("550 >/dev/full", 1, FULL), ("list --format json >/dev/full", 1, FULL), ("search zzzzqq >/dev/full", 1, FULL),
    ("compare 211 251 >/dev/full", 1, FULL),
    ("--help >/dev/full", 1, FULL), ("--version >/dev/full", 1, FULL), ("<replies >/dev/full", 1, FULL),
    ("--format json <many >/dev/full", 1, FULL), ("<bounce >/dev/full", 1, FULL),
    ("550 >&-", 1, CLOSED), ("--help >&-", 1, CLOSED), ("<replies >&-", 1, CLOSED),
    ("abc >&-", 2, "smtpcodes: 'abc' is no SMTP code"), ("<&- >&-", 2, USAGE),
    ("abc 2>/dev/full", 2, ""), ("abc 2>&-", 2, ""), ("550 >/dev/full 2>/dev/full", 1, ""), ("550 >&- 2>&-", 1, ""),
    ("<&- >&- 2>&-", 2, ""), ("<junk 2>/dev/full", 1, ""),
]  # fmt: skip


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no output that is always full")
@pytest.mark.parametrize("arguments, status, errors", STREAMS, ids=[row[0] for row in STREAMS])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_streams_that_are_closed_or_full(arguments, status, errors, unbuffered, tmp_path):
    (tmp_path / "replies").write_bytes(STREAM)
    (tmp_path / "many").write_bytes(b"250 ok\r\n" * 1000)
    (tmp_path / "junk").write_bytes(b"junk\n")
    (tmp_path / "bounce").write_bytes((Path(__file__).parent / "bounces" / "two-recipients.eml").read_bytes())
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m smtpcodes {arguments}', sys.executable], cwd=tmp_path, capture_output=True,
        text=True, timeout=60,
        stdin=subprocess.DEVNULL, env={**CLEAN, "PYTHONUNBUFFERED": unbuffered}, check=False,
    )  # fmt: skip
    assert done.returncode == status and done.stderr.startswith(errors) and bool(done.stderr) == bool(errors), (
        done.stderr
    )
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr and done.stderr.count("\n") <= 2


@pytest.mark.parametrize("columns", ["0", "1", "2", "5"])
def test_a_terminal_of_any_width(run, columns):
    for words in (["550"], ["550 5.1.1 no such user"], ["search", "full"], ["compare", "211", "251"]):
        assert run(*words, columns=columns)[0] == 0
