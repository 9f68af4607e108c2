"""A game as text, and back: with its questions as they were asked, so that it needs no work to go on."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from bot.quiz.game.state import Session

_FORM: Final = 1


def to_json(session: Session) -> str:
    """Return a session as one line of JSON."""
    return json.dumps([_FORM, _plain(session)], separators=(",", ":"))


def from_json(text: str) -> Session:
    """Return the session that ``to_json`` made the text of; ValueError where it is none, or of another release."""
    try:
        form, stored = json.loads(text)
        if form != _FORM:
            raise ValueError(f"a game stored in form {form}, not {_FORM}")
        loaded = _reader(Session)(stored)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("no stored game") from error
    if not isinstance(loaded, Session):
        raise TypeError("the reader of a session makes sessions")
    return loaded


def _plain(value: Any) -> object:
    """Return a value as what JSON has: a dataclass as the list of its fields, a set sorted, a time in ISO 8601."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return [_plain(getattr(value, name)) for name in value.__dataclass_fields__]
    return value


@cache
def _reader(of: Any) -> Callable[[Any], Any]:
    """Return what makes a value of a type out of what ``_plain`` made of it."""
    origin, inner = get_origin(of), get_args(of)
    if origin in {Union, UnionType}:
        some = _reader(next(each for each in inner if each is not NoneType))
        return lambda stored: None if stored is None else some(stored)
    if origin in {tuple, frozenset}:
        each_of = _reader(inner[0])
        return lambda stored: origin(each_of(each) for each in stored)
    if is_dataclass(of) and isinstance(of, type):
        hints = get_type_hints(of)
        readers = [_reader(hints[name]) for name in of.__dataclass_fields__]
        return lambda stored: of(*(read(each) for read, each in zip(readers, stored, strict=True)))
    if of is dt.datetime:
        return dt.datetime.fromisoformat
    return of if issubclass(of, Enum) else lambda stored: stored
