# SPDX-License-Identifier: MIT
"""search: codes ranked by how well their names and texts match some words."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import NamedTuple

from . import _core
from ._words import TEXTS, ByLanguage, Code

# Where a word is found tells how much a code is about it.
_WEIGHTS = {"name": 8.0, "keyword": 6.0, "meaning": 4.0, **dict(zip(TEXTS, (3.0, 1.5, 1.0, 0.5, 0.5), strict=True))}
# Of two codes that match as well, the one that a reader can rely on comes first.
_STANDINGS = {"standard": 1.0, "extension": 0.9, "obsolete": 0.25, "nonstandard": 0.5}
_PREFIX = 0.5  # worth of a word that only begins like the one sought
_NEAR = 2.0  # worth of several words that stand together
_GAP = 2  # words that may stand between those
_LONGEST = 1000  # characters of a query that are read

_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|\w+")  # numbers joined by dots are one word


class _Entry(NamedTuple):
    code: Code
    texts: list[list[str]]
    weights: dict[str, float]


def _words(text: str) -> list[str]:
    """The words of a text, without case and marks, so that 'hop thu' finds 'hộp thư'."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("_", " "))
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def _read(lang: str) -> tuple[list[_Entry], dict[str, float]]:
    """Each code with its words and their weights, and how rare each word is."""
    entries = []
    for registered in _core.registered:
        code = _core.lookup(registered, lang=lang)
        texts = [_words(getattr(code, field)) for field in _WEIGHTS]
        weights: dict[str, float] = {}
        for words, weight in zip(texts, _WEIGHTS.values(), strict=True):
            for word in set(words):
                weights[word] = weights.get(word, 0.0) + weight
        entries.append(_Entry(code, texts, weights))
    counts: dict[str, int] = {}
    for entry in entries:
        for word in entry.weights:
            counts[word] = counts.get(word, 0) + 1
    return entries, {word: math.log(1 + len(entries) / count) for word, count in counts.items()}


_INDEXES = ByLanguage(_read)


def search(text: str, *, lang: str | None = None) -> list[Code]:
    """The registered codes that fit some words, the best first; [] where nothing fits.

    A word matches whole, or as the beginning of a word at a discount; "55" and "5.7" match the codes
    that begin with them. lang is as for lookup(): the words are sought in that language's texts, and the
    codes come back in it.

    Raises TypeError if text is no str, and LookupError for a language that there are no texts in.
    """
    if not isinstance(text, str):
        raise TypeError(f"search() takes a str, not {type(text).__name__}")
    tag = _core.lookup(250, lang=lang).lang
    entries, rarity = _INDEXES[tag]
    wanted = list(dict.fromkeys(_words(text[:_LONGEST])))
    ranked = []
    for at, entry in enumerate(entries):
        scores = [_score(word, entry, rarity) for word in wanted]
        hits = sum(score > 0 for score in scores)
        if hits:
            # Codes that have all of the words come before those that have the rarest of them.
            score = sum(scores) * (hits / len(wanted)) ** 2 * _STANDINGS[str(entry.code.standing)]
            if hits > 1 and any(_together(wanted, words) for words in entry.texts):
                score *= _NEAR
            ranked.append((-score, at))
    return [entries[at].code for _, at in sorted(ranked)]


def _score(word: str, entry: _Entry, rarity: dict[str, float]) -> float:
    if word[0].isdigit() and len(word) <= 11 and _begins(str(entry.code), word):
        return 100.0
    if word in entry.weights:
        return entry.weights[word] * rarity[word]
    if len(word) < 3:
        return 0.0
    return _PREFIX * max(
        (weight * rarity[known] for known, weight in entry.weights.items() if known.startswith(word)),
        default=0.0,
    )


def _begins(code: str, digits: str) -> bool:
    """Is that the code, or its first digits or numbers? "55" begins 550, "5.7" begins 5.7.26 but not 5.71.1."""
    return code == digits or code.startswith(f"{digits}." if "." in code else digits)


def _together(wanted: list[str], words: list[str]) -> bool:
    """Do all the words sought stand close to one another?"""
    span = len(wanted) + _GAP
    sought = set(wanted)
    return any(word in sought and sought <= set(words[at : at + span]) for at, word in enumerate(words))
