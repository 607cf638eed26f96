# SPDX-License-Identifier: MIT
"""codes: the registered codes, in order."""

from __future__ import annotations

from collections.abc import Iterator

from . import _core
from ._core import ReplyCode
from ._words import Code


class Codes:
    """All registered codes, in order: iterable, and a mapping from a code to its record.

    Reply codes come first, then enhanced codes, each with the classes that its text allows. ``codes[550]``
    and ``codes["5.7.26"]`` take whatever lookup() takes, and raise KeyError where nothing is registered.
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
        if not found.registered:
            raise KeyError(code)
        return found

    def __contains__(self, code: object) -> bool:
        try:
            self[code]
        except KeyError:
            return False
        return True

    def get(self, code: object, default: object = None) -> object:
        """The record of a code, or the default where nothing is registered."""
        try:
            return self[code]
        except KeyError:
            return default

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


codes = Codes()
