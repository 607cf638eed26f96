# SPDX-License-Identifier: MIT
"""What reading and explaining replies costs, as ratios taken in one run.

    python benchmarks/replies.py

Beside smtplib's getreply() reading the same octets from memory, each giving code and text, and the core alone, which
is built here as a C program if there is a compiler. Calls are timed as in speed.py: interleaved, loop cost taken off,
medians.
"""

import io
import os
import platform
import resource
import smtplib
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from speed import build_floor, measure, ratio

import smtpcodes

ROOT = Path(__file__).parent.parent
ONE_LINE = b"550 5.1.1 <user@example.org>: Recipient address rejected: User unknown\r\n"
EHLO = (
    b"".join(
        b"250-%b\r\n" % line
        for line in (
            b"mx.example.org",
            b"PIPELINING",
            b"SIZE 35882577",
            b"VRFY",
            b"ETRN",
            b"STARTTLS",
            b"ENHANCEDSTATUSCODES",
            b"8BITMIME",
            b"DSN",
        )
    )
    + b"250 SMTPUTF8\r\n"
)
MIXED = [
    ONE_LINE, EHLO, b"250 2.0.0 Ok: queued as 4F2bCw2Jz3z9vHp\r\n", b"354 End data with <CR><LF>.<CR><LF>\r\n",
    b"221 2.0.0 Bye\r\n",
    b"550-5.7.26 This mail has been blocked because the sender is unauthenticated.\r\n"
    b"550-5.7.26 The domain requires all senders to authenticate with either SPF or DKIM.\r\n"
    b"550 5.7.26 SPF [example.org] did not pass\r\n",
    b"451 4.7.1 Greylisting in action, please come back in 00:05:00\r\n", b"250 2.1.5 Ok\r\n",
]  # fmt: skip
COUNT = 500  # replies of a loop
MIB = 64
CHUNK = 65536

CORE = """
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "smtpcodes.h"
int main(int argc, char **argv)
{
    size_t len = 0, count = 0, room = (size_t)atol(argv[1]);
    char *data = malloc(room);
    struct timespec start, end;
    (void)argc;
    len = fread(data, 1, room, stdin);
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (size_t pos = 0; pos < len; count++) {
        sc_reading reading;
        memset(&reading, 0, sizeof reading);
        if (sc_reading_go(&reading, data + pos, len - pos, true, 65536) != SC_OK)
            break;
        pos += reading.reply.length;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%zu %.9f\\n", count, (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec));
    return 0;
}
"""


def with_smtplib(client, file, count):
    """Reads as many replies as there are with smtplib's own function, from memory."""
    file.seek(0)
    getreply = client.getreply
    for _ in range(count):
        getreply()


def with_parse(parse, data, count):
    """Parses as many replies, and reads what getreply() gives: the code and the text."""
    for _ in range(count):
        reply = parse(data)
        reply.code  # noqa: B018
        reply.text  # noqa: B018


def with_explain(explain, data, count):
    """Explains as many replies, and reads what a program decides by."""
    for _ in range(count):
        explanation = explain(data)
        explanation.action  # noqa: B018
        explanation.is_permanent  # noqa: B018


def client_of(data):
    """An smtplib client that reads these octets, and its file."""
    client = smtplib.SMTP()
    client.file = file = io.BytesIO(data)
    return client, file


def mixed(octets):
    """A stream of whole replies of about that size, and how many they are."""
    once = b"".join(MIXED)
    times = octets // len(once)
    return once * times, len(MIXED) * times


def core_speed(stream, folder):
    """Seconds of the core alone over the stream, the best of five; None without a compiler."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    source = folder / "core.c"
    source.write_text(CORE)
    command = [
        compiler,
        "-O3",
        "-D_POSIX_C_SOURCE=200809L",
        "-std=c11",
        f"-I{ROOT / 'csrc' / 'core'}",
        source,
        *sorted((ROOT / "csrc" / "core").glob("*.c")),
        "-o",
        folder / "core",
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    runs = [
        subprocess.run([folder / "core", str(len(stream))], input=stream, capture_output=True, check=True).stdout
        for _ in range(5)
    ]
    return min(float(run.split()[1]) for run in runs)


def python_speed(stream, wanted):
    """Seconds through a ReplyReader, an object for each reply, the best of three; and what memory grew by in KiB."""
    best, pieces = None, [stream[at : at + CHUNK] for at in range(0, len(stream), CHUNK)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        reader, count, start = smtpcodes.ReplyReader(), 0, time.perf_counter()
        for piece in pieces:
            reader.feed(piece)
            for _ in reader:
                count += 1
        took = time.perf_counter() - start
        assert count == wanted and reader.pending == 0
        best = took if best is None else min(best, took)
    return best, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def read_texts(data):
    one = smtpcodes.explain(data)
    return one.title, one.summary, one.finality, one.advice, one.next_step, one.action, one.is_permanent


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor, mode = build_floor(folder)
        line_client, line_file = client_of(ONE_LINE * COUNT)
        ehlo_client, ehlo_file = client_of(EHLO * COUNT)
        names = {
            "empty": floor.empty, "parse": smtpcodes.parse, "explain": smtpcodes.explain, "read_texts": read_texts,
            "line": ONE_LINE, "ehlo": EHLO,
            "with_smtplib": with_smtplib, "with_parse": with_parse, "with_explain": with_explain, "turns": COUNT,
            "line_client": line_client, "line_file": line_file, "ehlo_client": ehlo_client, "ehlo_file": ehlo_file,
            "format_reply": smtpcodes.format_reply,
        }  # fmt: skip
        loops = [
            "with_parse(parse, line, turns)", "with_smtplib(line_client, line_file, turns)",
            "with_parse(parse, ehlo, turns)", "with_smtplib(ehlo_client, ehlo_file, turns)",
            "with_explain(explain, line, turns)",
        ]  # fmt: skip
        statements = [
            "empty(550)", "parse(line)", "parse(ehlo)", "explain(line)", "read_texts(line)",
            "format_reply(550, '5.1.1', 'no such user')",
        ]  # fmt: skip
        times = measure(statements + loops, names)
        for loop in loops:
            times[loop] = [nanoseconds / COUNT for nanoseconds in times[loop]]
        print(
            f"smtpcodes {smtpcodes.__version__} ({mode}), "
            f"{platform.python_implementation()} {platform.python_version()}, "
            f"{platform.machine()}, {os.cpu_count()} processors"
        )
        print(f"\n{'call, or one turn of a loop':48}{'ns':>10}{'empty calls':>14}")
        for statement in statements + loops:
            cost, calls = statistics.median(times[statement]), ratio(times, statement, "empty(550)")
            print(f"{statement:48}{cost:10.1f}{calls:14.2f}")
        print("\nto get the code and the text of a reply, smtplib's getreply takes")
        for lines, ours, theirs in (("one line", loops[0], loops[1]), ("ten lines", loops[2], loops[3])):
            print(f"  {ratio(times, theirs, ours):5.1f} times as long as parse() with .code and .text, for {lines}")
        stream, count = mixed(MIB * 1024 * 1024)
        seconds, grown = python_speed(stream, count)
        print(
            f"\nReplyReader, {MIB} MiB of {count} replies in pieces of {CHUNK}: "
            f"{len(stream) / seconds / 1e6:.0f} MB/s, memory grew by {grown} KiB"
        )
        core = core_speed(stream, folder)
        if core is not None:
            print(
                f"the core alone: {len(stream) / core / 1e6:.0f} MB/s; "
                f"through Python objects it takes {seconds / core:.1f} times as long"
            )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
