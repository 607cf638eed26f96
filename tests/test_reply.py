# SPDX-License-Identifier: MIT
"""parse, ReplyReader and format_reply: what real servers send, in every cut, against a slow reading of the RFC."""

import random
import threading
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reference import read

import smtpcodes
from smtpcodes import Reply, ReplyReader, SMTPCodesError, format_reply, lookup, parse

CORPUS = sorted((Path(__file__).parent / "fuzz" / "corpus" / "reply").iterdir())


def facts(reply):
    return reply.code, reply.enhanced and str(reply.enhanced), reply.lines, set(reply.problems), reply.raw


# ------------------------------------------------------------------------------------------------- parse


def test_a_reply_is_taken_apart():
    reply = parse(b"550-5.7.26 This mail has been blocked\r\n550 5.7.26 SPF did not pass\r\n")
    assert reply.code == 550 and reply.status is lookup(550) and reply.enhanced is lookup("5.7.26")
    assert reply.lines == ("This mail has been blocked", "SPF did not pass") and reply.text == "\n".join(reply.lines)
    assert reply.problems == () and isinstance(reply.raw, bytes) and reply == Reply(reply.raw)
    hello = parse(b"250-mx.example.org\r\n250-SIZE 35882577\r\n250 SMTPUTF8\r\n")
    assert hello.enhanced is None and hello.lines == ("mx.example.org", "SIZE 35882577", "SMTPUTF8")


@pytest.mark.parametrize(
    "data", ["550 5.1.1 no", b"550 5.1.1 no", bytearray(b"550 5.1.1 no"), memoryview(b"550 5.1.1 no")]
)
def test_a_reply_is_given_in_many_ways(data):
    reply = parse(data)
    assert (reply.code, str(reply.enhanced), reply.text, reply.raw) == (550, "5.1.1", "no", b"550 5.1.1 no")


def test_text_that_is_no_utf8_is_shown_by_its_octets():
    assert parse(b"550 caf\xe9\r\n").text == "caf\\xe9" and parse("550 café").text == "café"
    assert parse(b"550 caf\xe9".decode("utf-8", "surrogateescape")).raw == b"550 caf\xe9"
    assert parse("550 \ud800").text == "\\ud800"


PROBLEMS = [
    (b"250 a\n", "bare_lf", 5), (b"250\r\n", "no_space", 3), (b"250 \r\n", "no_text", 4), (b"250\ta\r\n", "tab", 3),
    (b"250 a\rb\r\n", "bare_cr", 5),
    (b"250-a\r\n550 b\r\n", "code_differs", 7), (b"550-5.1.1 a\r\n550 b\r\n", "enhanced_missing", 17),
    (b"450 5.1.1 a\r\n", "enhanced_class", 4),
    (b"550-5.1.1 a\r\n550 5.1.2 b\r\n", "enhanced_differs", 17), (b"550 5.7.1: a\r\n", "enhanced_space", 9),
    (b"571 a\r\n", "ungrammatical_code", 0),
    (b"550 \xc3\xa9\r\n", "utf8", 4), (b"550 \xe9\r\n", "not_utf8", 4), (b"550 a\x00\r\n", "control", 5),
    (b"550 " + b"x" * 600 + b"\r\n", "long_line", 512),
    (b"250-a\r\nb\r\n250 c\r\n", "no_code", 7), (b"250-a\r\n", "unfinished", 7), (b"250 a\r\n250 b\r\n", "trailing", 7),
]  # fmt: skip


@pytest.mark.parametrize("data, name, position", PROBLEMS, ids=[row[1] for row in PROBLEMS])
def test_each_tolerance_is_recorded_with_its_position(data, name, position):
    assert parse(data).problems == ((name, position),)
    assert name in smtpcodes._core.vocabulary("vi")["problems"]


def test_every_problem_is_met():
    assert {row[1] for row in PROBLEMS} == set(smtpcodes._core.vocabulary("en")["problems"])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"25",
        b"2x0 a",
        b"600 a",
        b"099 a",
        b"2500 a",
        b" 250 a",
        b"250a",
        b"\r\n250 a",
        b"-250",
        b"+25 a",
        "٢٥٠ a",
    ],
)
def test_what_is_no_reply_is_refused_with_its_position(data):
    with pytest.raises(SMTPCodesError, match=r"is no SMTP reply.*position") as caught:
        parse(data)
    assert caught.value.pos in range(4) and str(caught.value).isprintable()


def test_the_last_line_decides_on_the_code():
    assert parse(b"250-a\r\n550 b\r\n").code == 550 and parse(b"550-a\r\n250 b\r\n").code == 250


# Replies as servers send them, with whatever can go wrong in any place.
PIECE = st.sampled_from([
    b"250", b"550", b"451", b"571", b"600", b"25", b"-", b" ", b"\t", b"\r\n", b"\n", b"\r", b"5.1.1", b"4.7.1",
    b"5.1.1111", b"5.1.1.1", b"a", b"text here",
    b"\x00", b"\x1b[31m", b"\xc3\xa9", b"\xe9", b"\xf0\x9f\x98\x80", b"\x7f", b":", b"x" * 505, b"250-", b"250 ok\r\n",
    b"550-5.1.1 ",
])  # fmt: skip
STREAM = st.one_of(st.binary(max_size=60), st.lists(PIECE, max_size=14).map(b"".join))


@given(STREAM)
@example(b"250-a\r\n\xff\r\n250 5.1.1 b")
@example(b"550-\n550 5.1.1\n")
def test_parse_agrees_with_the_reference(data):
    wanted = read(data)
    if wanted is None:
        with pytest.raises(SMTPCodesError):
            parse(data)
    else:
        assert facts(parse(data)) == wanted


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_kept_corpus_agrees_too(path):
    data = path.read_bytes()
    wanted = read(data)
    assert wanted is None or facts(parse(data)) == wanted


# ------------------------------------------------------------------------------------------------ reader


def taken(reader):
    """All that a reader has: replies, and 'no reply' for each line that is none."""
    found = []
    while True:
        try:
            reply = reader.next()
        except SMTPCodesError as error:
            found.append(f"no reply, {error.pos}")
            continue
        if reply is None:
            return found
        found.append(facts(reply))


def fed(pieces, **options):
    reader, found = ReplyReader(**options), []
    for piece in pieces:
        reader.feed(piece)
        found += taken(reader)
    return found, reader.pending


@given(st.lists(STREAM, max_size=6), st.lists(st.integers(0, 200), max_size=6))
def test_any_cut_of_a_stream_gives_the_same_replies(pieces, cuts):
    stream = b"".join(pieces)
    at = sorted({min(cut, len(stream)) for cut in cuts} | {0, len(stream)})
    whole = fed([stream])
    assert fed([stream[a:b] for a, b in pairwise(at)]) == whole
    assert fed([stream[i : i + 1] for i in range(len(stream))]) == whole


def test_a_stream_is_read_to_its_end():
    rng = random.Random(7)
    replies = [b"250 ok %d\r\n" % n if n % 3 else b"250-a\r\n250-b\r\n250 c %d\r\n" % n for n in range(3000)]
    stream, reader, count = b"".join(replies), ReplyReader(), 0
    while stream:
        size = rng.randrange(1, 5000)
        reader.feed(memoryview(stream)[:size])
        stream = stream[size:]
        for reply in reader:
            assert reply.raw == replies[count]
            count += 1
    assert count == 3000 and reader.pending == 0 and reader.next() is None


def test_a_reply_over_the_limit_is_refused_whole():
    reader = ReplyReader(limit=1000)
    assert reader.limit == 1000
    reader.feed(b"250 before\r\n" + b"250-x\r\n" * 200)
    assert reader.next().text == "before"
    for _ in range(3):
        with pytest.raises(SMTPCodesError, match="more than 1000 octets") as caught:
            reader.next()
        assert caught.value.pos == 1000 and reader.pending == 1400
        reader.feed(b"")
    reader.clear()
    reader.feed(b"250 after\r\n")
    assert reader.next().text == "after" and reader.pending == 0
    reader.feed(b"250 " + b"x" * 994 + b"\r\n")
    assert len(reader.next().raw) == 1000
    reader.feed(b"250 " + b"x" * 995 + b"\r\n")
    with pytest.raises(SMTPCodesError):
        reader.next()


def test_real_replies_to_ehlo_fit_the_limit():
    hello = b"".join(b"250-EXTENSION%d with some parameters behind it\r\n" % n for n in range(500)) + b"250 HELP\r\n"
    reader = ReplyReader()
    reader.feed(hello)
    assert len(reader.next().lines) == 501


def test_a_line_that_is_no_reply_is_behind_you():
    reader = ReplyReader()
    reader.feed(b"hello\r\n250 ok\r\nHTTP/1.1 400 Bad Request\r\n")
    with pytest.raises(SMTPCodesError, match="hello"):
        reader.next()
    assert reader.next().text == "ok"
    with pytest.raises(SMTPCodesError, match="HTTP"):
        next(reader)
    assert reader.next() is None and reader.pending == 0


def test_memory_stays_flat():
    reader, piece = ReplyReader(), b"250-first line of it\r\n250 second line of it\r\n" * 1000
    for _ in range(3):
        reader.feed(piece)
        assert sum(1 for _ in reader) == 1000
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(50):
        reader.feed(piece)
        for _ in reader:
            pass
    grown, peak = (value - before for value in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    assert grown < 100_000 and peak < 10 * len(piece)


def test_a_reader_in_many_threads_loses_nothing():
    reader, got, lock = ReplyReader(), [], threading.Lock()

    def work():
        for _ in range(500):
            reader.feed(b"250 ok\r\n")
            reply = reader.next()
            if reply is not None:
                with lock:
                    got.append(reply.raw)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    got += [reply.raw for reply in reader]
    assert got == [b"250 ok\r\n"] * 2000


# ------------------------------------------------------------------------------------------------ writing

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), include_characters="\n\t"), max_size=1500)
ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126, include_characters="\n\t"), max_size=1500)
SENDABLE = [code for code in range(200, 560) if code // 10 % 10 <= 5]


@given(
    st.sampled_from(SENDABLE),
    st.integers(0, 999),
    st.integers(0, 999),
    st.booleans(),
    st.one_of(TEXT, ASCII),
    st.booleans(),
)
def test_what_is_written_is_read_back(code, subject, detail, with_enhanced, text, utf8):
    enhanced = smtpcodes.EnhancedCode(code // 100, subject, detail) if with_enhanced and code // 100 != 3 else None
    try:
        raw = format_reply(code, enhanced, text, utf8=utf8)
    except SMTPCodesError as error:
        assert error.pos is not None and (not text.isascii() or enhanced is None)
        return
    reply = parse(raw)
    assert reply.code == code and reply.enhanced == enhanced and "".join(reply.lines) == text.replace("\n", "")
    assert {name for name, _ in reply.problems} <= {"utf8", "no_text"} and reply.raw == raw
    lines = raw.split(b"\r\n")
    assert lines.pop() == b"" and all(len(line) <= 510 and b"\r" not in line and b"\n" not in line for line in lines)
    head = f"{code}".encode()
    assert [line[:4] for line in lines] == [head + b"-"] * (len(lines) - 1) + [head + b" "]
    assert enhanced is None or all(line[4:].startswith(f"{enhanced} ".encode()) for line in lines)
    if all(len(part.encode()) < 480 for part in text.split("\n")):
        assert reply.text == text


@given(st.text(max_size=40))
def test_nothing_splits_a_reply(text):
    try:
        raw = format_reply(550, "5.1.1", text, utf8=True)
    except ValueError:
        return
    reader = ReplyReader()
    reader.feed(raw)
    assert reader.next().raw == raw and reader.pending == 0


@pytest.mark.parametrize("text", ["a\r", "a\rb", "\r", "a\0b", "\x1b[31m", "\x7f", "a\r\r\n250 ok"])
def test_text_that_could_split_a_reply_is_refused(text):
    with pytest.raises(ValueError, match=r"holds no control character.*position") as caught:
        format_reply(550, "5.1.1", text)
    assert text[caught.value.pos] in "\r\0\x1b\x7f"


@pytest.mark.parametrize(
    "start",
    [" 5.1.1:", "x 5.1.1:", "no such user, 5.1.1\t", "a 5.1.1: b 4.2.2:", "x" * 505 + "5.1.1:", "é" * 252 + "x5.1.1:"],
)
def test_no_line_begins_with_a_code_by_folding(start):
    for pad in range(12):
        text = "y" * pad + start + "a" * 600
        back = parse(format_reply(250, text=text, utf8=True))
        assert back.enhanced is None and all(len(line) <= 512 for line in back.raw.splitlines(keepends=True))
        assert "".join(line for line in back.text.split("\n")) == text


def test_lines_are_numbered_and_folded():
    assert format_reply(250) == b"250 \r\n" and format_reply("550", "5.1.1") == b"550 5.1.1 \r\n"
    assert format_reply(550, lookup("5.1.1"), "no\r\nsuch user") == b"550-5.1.1 no\r\n550 5.1.1 such user\r\n"
    long = format_reply(smtpcodes.SMTPStatus.MAILBOX_UNAVAILABLE, b"5.1.1", "word " * 300)
    assert max(map(len, long.splitlines(keepends=True))) <= 512 and parse(long).text.replace("\n", "") == "word " * 300
    assert format_reply(550, text="hộp thư", utf8=True) == "550 hộp thư\r\n".encode()
    with pytest.raises(ValueError, match="SMTPUTF8"):
        format_reply(550, text="hộp thư")
    with pytest.raises(ValueError, match="give that as enhanced"):
        format_reply(550, text="5.1.1 no such user")


PIECES = [b"\xff", b"\xc3\xa9", b"\xe2\x82", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xc0\xaf", b"a", b"\\"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_a_long_text_is_decoded_as_a_short_one(pieces):
    text = b"".join(pieces)
    for times in (1, 2000 // len(text) + 1):
        one, many = parse(b"550 " + text * times), parse(b"550-" + text * times + b"\r\n550 x")
        assert one.text == (text * times).decode("utf-8", "backslashreplace") == many.lines[0]


def test_every_odd_octet_of_a_line_is_found():
    assert parse(b"550 a\x01b\xc3\xa9c\xffd\re\r\n").problems == (
        ("control", 5), ("utf8", 7), ("not_utf8", 10), ("bare_cr", 12),
    )  # fmt: skip


def test_a_text_is_cut_at_its_blank_even_if_that_comes_first():
    written = format_reply(550, text=" " + "x" * 600)
    assert written == b"550- \r\n550-" + b"x" * 506 + b"\r\n550 " + b"x" * 94 + b"\r\n"
