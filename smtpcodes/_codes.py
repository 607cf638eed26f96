# SPDX-License-Identifier: MIT
"""codes: the registered codes, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, overload

from . import _core
from ._core import ReplyCode
from ._words import Code

_T = TypeVar("_T")


class Codes(Mapping[Code, Code]):
    """All registered codes, in order: a mapping of each to itself.

    Reply codes come first, then enhanced codes, each with the classes that its text allows. ``codes[550]`` and
    ``codes["5.7.26"]`` take whatever lookup() takes, and raise KeyError for a code that is not listed. ``in`` asks
    for a key: 550 is one, since it equals the code, and "550" is none.
    """

    __slots__ = ()

    def __len__(self) -> int:
        return len(_core.registered)

    def __iter__(self) -> Iterator[Code]:
        return iter(_core.registered)

    def __reversed__(self) -> Iterator[Code]:
        return reversed(_core.registered)

    def __getitem__(self, code: object) -> Code:
        try:
            found: Code = _core.lookup(code)  # type: ignore[call-overload]
        except (TypeError, ValueError):
            raise KeyError(code) from None
        if found not in _LISTED:
            raise KeyError(code)
        return found

    def __contains__(self, code: object) -> bool:
        try:
            return code in _LISTED
        except TypeError:  # what cannot be hashed equals no code
            return False

    @overload
    def get(self, code: object, default: None = None) -> Code | None: ...
    @overload
    def get(self, code: object, default: _T) -> Code | _T: ...
    def get(self, code: object, default: object = None) -> object:
        """The record of a code, or the default where the code is not listed."""
        try:
            return self[code]
        except KeyError:
            return default

    def __hash__(self) -> int:
        return object.__hash__(self)

    def rows(self, *, lang: str | None = None) -> list[dict[str, object]]:
        """One flat dict a code, with the same keys in each, as pandas.DataFrame() takes them.

        Lists are joined by spaces or semicolons, so that each value is a str, an int, a bool or None.
        """
        from ._rows import flat

        return [flat(_core.lookup(code, lang=lang)) for code in self]

    def __repr__(self) -> str:
        return "smtpcodes.codes"

    def __reduce__(self) -> str:
        return "codes"

    def _ipython_key_completions_(self) -> list[object]:
        return [*map(str, self), *(int(code) for code in self if isinstance(code, ReplyCode))]

    def _repr_html_(self) -> str:
        from ._html import table

        return table(self)

    def _repr_markdown_(self) -> str:
        from ._markdown import table

        return table(self)

    def __html__(self) -> str:
        return self._repr_html_()


_LISTED = frozenset(_core.registered)

codes = Codes()
