# SPDX-License-Identifier: MIT
"""A slow, obvious reading of a reply, written from RFC 5321 4.2 and RFC 2034 alone: what parse() must agree with."""

import re

_ENHANCED = re.compile(rb"([245])\.(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})(?![0-9A-Za-z.])")


def read(data):
    """(code, enhanced, lines, problems, raw), or None for what does not begin with a reply."""
    lines, problems, codes, details, missing, at, finished = [], [], [], [], [], 0, False
    while at < len(data) and not finished:
        end = data.find(b"\n", at)
        following = len(data) if end < 0 else end + 1
        line = data[at:following]
        text = line.removesuffix(b"\n")
        if end >= 0 and text.endswith(b"\r"):
            text = text[:-1]
        elif end >= 0:
            problems.append(("bare_lf", at + len(text)))
        if len(line) > 512:
            problems.append(("long_line", at + 512))
        match = re.match(rb"([1-5][0-9][0-9])(?:([- \t])|\Z)", text)
        if not match:
            if not codes:
                return None
            problems.append(("no_code", at))
            lines.append(text)
        else:
            code, separator = int(match[1]), match[2]
            finished = separator != b"-"
            if code < 200 or code // 10 % 10 > 5:
                problems.append(("ungrammatical_code", at))
            if separator is None:
                problems.append(("no_space", at + 3))
            if separator == b"\t":
                problems.append(("tab", at + 3))
            if codes and code != codes[0]:
                problems.append(("code_differs", at))
            codes.append(code)
            rest, offset = text[match.end() :], at + match.end()
            detail = _ENHANCED.match(rest)
            if detail:
                details.append((detail[0].decode(), offset))
                if int(detail[1]) != code // 100:
                    problems.append(("enhanced_class", offset))
                rest, offset = rest[detail.end() :], offset + detail.end()
                if rest[:1] in (b" ", b"\t"):
                    rest, offset = rest[1:], offset + 1
                elif rest:
                    problems.append(("enhanced_space", offset))
            else:
                missing.append(offset)
            if finished and not rest and separator is not None:
                problems.append(("no_text", offset))
            lines.append(rest)
        problems += _octets(text, at)
        at = following
    if not codes:
        return None
    if not finished:
        problems.append(("unfinished", len(data)))
    elif at < len(data):
        problems.append(("trailing", at))
    if details:
        problems += [("enhanced_missing", position) for position in missing]
        problems += [("enhanced_differs", position) for detail, position in details if detail != details[0][0]]
    return (
        codes[-1],
        details[0][0] if details else None,
        tuple(line.decode("utf-8", "backslashreplace") for line in lines),
        set(problems),
        data,
    )


def _octets(text, start):
    """The first octet of each kind that does not belong into a line."""
    found, at = {}, 0
    while at < len(text):
        octet, size = text[at : at + 1], 1
        if octet == b"\r":
            found.setdefault("bare_cr", start + at)
        elif octet == b"\x7f" or (octet < b" " and octet != b"\t"):
            found.setdefault("control", start + at)
        elif octet > b"\x7f":
            for size in (2, 3, 4):
                try:
                    text[at : at + size].decode("utf-8")
                except UnicodeDecodeError:
                    continue
                found.setdefault("utf8", start + at)
                break
            else:
                size = 1
                found.setdefault("not_utf8", start + at)
        at += size
    return list(found.items())
