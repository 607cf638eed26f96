# SPDX-License-Identifier: MIT
"""A fuzz target for bounces, and for whatever else a text can be that explain() takes:

    pip install atheris
    python tests/fuzz/fuzz_bounce.py -max_total_time=60 -dict=tests/fuzz/bounce.dict NEW tests/bounces

Whatever the octets, explain() gives explanations or raises SMTPCodesError, and every page of theirs is free of
controls.
"""

import sys
import unicodedata

import atheris

with atheris.instrument_imports():
    from smtpcodes import _bounce, _html, _markdown, _shapes, _text, _words  # noqa: F401

from smtpcodes import Explanation, SMTPCodesError, explain

REPORT = (
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b1\n\n--b1\n"
    b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n"
)


def check(given):
    try:
        found = explain(given, lang="vi")
    except SMTPCodesError:
        return
    for one in (found,) if isinstance(found, Explanation) else found[:20]:
        for page in (str(one), one._repr_html_(), one._repr_markdown_()):
            assert not any(unicodedata.category(char)[0] == "C" for char in page.replace("\n", "")), ascii(page)
        assert one.is_permanent in (True, False) and one.action and one.to_dict()


def fuzz(data):
    check(data)
    check(REPORT + data)
    check(data.decode("utf-8", "surrogateescape"))


atheris.Setup(sys.argv, fuzz)
atheris.Fuzz()
