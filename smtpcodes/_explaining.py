# SPDX-License-Identifier: MIT
"""explaining: adds to an exception that passes what it means."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from ._core import Explanation, Explanations, lookup
from ._shapes import of_exception

if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Function = TypeVar("_Function", bound=Callable[..., Any])

_MOST_NOTED = 20  # recipients that a note has room for


class explaining:
    """Adds the explanation to an exception that passes, as a note, and lets it pass.

        with smtpcodes.explaining():
            server.send_message(message)

        @smtpcodes.explaining(lang="vi")
        async def deliver(message): ...

    A context manager and a decorator, for plain functions and for coroutine functions. Nothing is swallowed, and
    an exception that is none of mail's passes as it is. lang is as for lookup(), and checked at once.
    """

    def __init__(self, *, lang: str | None = None) -> None:
        self._lang = "en" if lang is None else lookup(250, lang=lang).lang

    def __enter__(self) -> explaining:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None:
            _add_note(error, self._lang)

    def __call__(self, function: _Function) -> _Function:
        from functools import wraps
        from inspect import iscoroutinefunction

        if iscoroutinefunction(function):

            @wraps(function)
            async def awaited(*args: object, **kwargs: object) -> object:
                with self:
                    return await function(*args, **kwargs)

            return cast("_Function", awaited)

        @wraps(function)
        def called(*args: object, **kwargs: object) -> object:
            with self:
                return function(*args, **kwargs)

        return cast("_Function", called)


def _add_note(error: BaseException, lang: str) -> None:
    """Adds the note, unless the exception is not about mail, or already has it. Whatever is odd about it, the exception
    itself matters more."""
    with suppress(Exception):
        note = _note(of_exception(error, lang))
        if note and note not in getattr(error, "__notes__", ()):
            error.add_note(note)


def _note(explained: Explanation | Explanations) -> str:
    from ._words import shown

    many = explained if isinstance(explained, tuple) else (explained,)
    parts = []
    for one in many[:_MOST_NOTED]:
        about = "" if one.recipient is None else f" ({shown(one.recipient)})"
        parts.append(f"{one.title}{about}\n  {one.summary}\n  {one.finality}\n  {one.advice}")
    if len(many) > _MOST_NOTED:
        parts.append(f"+{len(many) - _MOST_NOTED}")
    return "\n".join(parts)
