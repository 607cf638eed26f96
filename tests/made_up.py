# SPDX-License-Identifier: MIT
"""Two languages that nobody speaks, made from the English: one whole, in ideographs without blanks, and one that is
written from right to left and has gaps. A copy of the project that has them shows what is presumed of a language."""

import re
import shutil
import zlib

WHOLE, GAPPED = "qaa-Hani", "qab-Arab"
# What is left out of the second: a code with a text missing, codes and a subject with all of them missing, a note.
GAPS = {
    "replies.def": [("MAILBOX_UNAVAILABLE", "how_to_fix"), ("SERVICE_READY", None)],
    "enhanced.def": [("MAILBOX_FULL", None), ("BAD_DESTINATION_SYNTAX", "when_seen")],
    "subjects.def": [("CONTENT_MEDIA", None)],
    "severities.def": [("TRANSIENT_NEGATIVE", None)],
    "pairs.def": [("ROOM_LATER_OR_NEVER", None)],
}

# What is the same in every language: places, codes, numbers, documents, and the words of the protocol.
_KEPT = re.compile(r"\{\w+\}|\\.|[A-Z0-9][A-Z0-9./-]*(?![a-z])|\bSMTP\b|x")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’_-]*")


def _ideographs(word):
    number = zlib.crc32(word.lower().encode())
    return chr(0x4E00 + number % 20000) + chr(0x4E00 + number // 20000 % 20000)


def _arabic(word):
    number, letters = zlib.crc32(word.lower().encode()), ""
    for _ in range(5):
        number, letter = divmod(number, 26)
        letters += chr(0x628 + letter if letter < 19 else 0x641 + letter - 19)
    return letters


def _translated(text, word, marks):
    parts, at = [], 0
    for kept in _KEPT.finditer(text):
        parts.append(_words(text[at : kept.start()], word, marks))
        parts.append(kept[0])
        at = kept.end()
    return "".join([*parts, _words(text[at:], word, marks)])


def _words(text, word, marks):
    return _WORD.sub(lambda match: word(match[0]), text).translate(marks)


_HANI = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "：", "(": "（", ")": "）"})
_ARAB = str.maketrans({",": "،", "?": "؟", ";": "؛"})


def _in_ideographs(text):
    text = re.sub(r"\.(?![0-9A-Za-z{])", "。", _translated(text, _ideographs, _HANI))
    return re.sub(r"(?<![!-~]) +| +(?![!-~])", "", text)  # but between codes, as in "450 4.7.0"


def _in_arabic(text):
    return _translated(text, _arabic, _ARAB)


def _file(text, translate):
    """A .def file with every string in it translated but those that stand in its comments."""
    head, separator, body = text.partition("*/")
    return head + separator + re.sub(r'"((?:[^"\\]|\\.)*)"', lambda match: f'"{translate(match[1])}"', body)


def _without(text, keyword, field):
    """The same without a row, or without one field of a row."""
    row = re.search(rf"^(?:TEXT|NOTE)\({keyword},.*?\"\)\n", text, re.MULTILINE | re.DOTALL)
    if field is None:
        return text[: row.start()] + text[row.end() :]
    shorter = re.sub(rf"^ +{field}, \".*?\"(,\n|\)\n)", "", row[0], count=1, flags=re.MULTILINE | re.DOTALL)
    return text[: row.start()] + shorter + text[row.end() :]


def add_languages(csrc):
    """Adds both to a copy of csrc."""
    for tag, translate in ((WHOLE, _in_ideographs), (GAPPED, _in_arabic)):
        folder = tag.replace("-", "_").lower()
        (csrc / "text" / folder).mkdir()
        for path in (csrc / "text" / "en").glob("*.def"):
            text = _file(path.read_text(encoding="utf-8"), translate)
            for keyword, field in GAPS.get(path.name, ()) if tag == GAPPED else ():
                text = _without(text, keyword, field)
            (csrc / "text" / folder / path.name).write_text(text, encoding="utf-8")
        whole = "#define SC_LANGUAGE_IS_WHOLE\n" if tag == WHOLE else ""
        source = f'#define SC_LANGUAGE_FOLDER {folder}\n{whole}#include "text_language.h"\n'
        (csrc / "core" / f"text_{folder}.c").write_text(source)
        with open(csrc / "tables" / "languages.def", "a", encoding="utf-8") as table:
            table.write(f'LANGUAGE({folder}, "{tag}")\n')


def copy_project(root, folder):
    """A copy of the project that has both languages, and no extension yet."""
    for name in ("csrc", "smtpcodes", "tests"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("*.so", "__pycache__", "corpus"))
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, folder)
    add_languages(folder / "csrc")
