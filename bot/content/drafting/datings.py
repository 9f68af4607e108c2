"""Finds dates as English prose words them: ``On 7 November 1917``, ``November 7``, ``the twenty-fifth of October``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.content.dates import MONTH_NAMES, Calendar, days_in_month

_TOKEN: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[.,]")
_FIGURES: Final = re.compile(r"([0-9]{1,4})(st|nd|rd|th)?")
_MONTHS: Final = (
    MONTH_NAMES,
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
)
_MONTH: Final = {name: number for names in _MONTHS for number, name in enumerate(names, start=1)} | {"Sept": 9}
_ONES: Final = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS: Final = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
)
_DAY_WORDS: Final = (
    {word: number for number, word in enumerate([*_ONES, *_TEENS], start=1)}
    | {"twentieth": 20, "thirtieth": 30, "thirty-first": 31}
    | {f"twenty-{word}": number for number, word in enumerate(_ONES, start=21)}
)
_BEFORE_YEAR: Final = frozenset("in since until till by from after before during of year to between early late".split())
_BEFORE_MONTH: Final = frozenset("in since until till by from after before during of early late last mid".split())
_YEARS: Final = range(1000, 2100)
_LEAP_YEAR: Final = 2000  # where the year is not said, 29 February may be
_LONGEST_DAY: Final = 2  # figures


class _Kind(Enum):
    DAY = auto()
    MONTH = auto()
    YEAR = auto()
    WORD = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str
    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as worded, and what of it is said: year, month, day; at least one of them."""

    wording: str
    start: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def written(self) -> str | None:
        """As the format writes it; None where the year is not said."""
        if self.year is None:
            return None
        parts = (f"{part:02}" for part in (self.month, self.day) if part is not None)
        return "-".join([f"{self.year:04}", *parts])


@dataclass(frozen=True, slots=True)
class _Found:
    """What the tokens from some place on say; ``length`` tokens long."""

    length: int
    year: int | None = None
    month: int | None = None
    day: int | None = None


def find_datings(text: str) -> Iterator[Dating]:
    """Yield the dates of ``text`` in order. The words before a date (``On``) are no part of its wording."""
    tokens = [_token(match) for match in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        found = _day_first(tokens, at) or _month_first(tokens, at) or _year_alone(tokens, at)
        if found is None:
            at += 1
            continue
        start, end = tokens[at].start, tokens[at + found.length - 1].end
        yield Dating(text[start:end], start, found.year, found.month, found.day)
        at += found.length


def _token(match: re.Match[str]) -> _Token:
    text = match[0]
    kind, value = _meaning(text)
    return _Token(kind, text, value, match.start(), match.end())


def _meaning(text: str) -> tuple[_Kind, int]:
    if text in {".", ","}:
        return _Kind.SIGN, 0
    if text in _MONTH:
        return _Kind.MONTH, _MONTH[text]
    if text.lower() in _DAY_WORDS:
        return _Kind.DAY, _DAY_WORDS[text.lower()]
    figures = _FIGURES.fullmatch(text)
    if figures is not None:
        number, is_ordinal = int(figures[1]), figures[2] is not None
        if len(figures[1]) <= _LONGEST_DAY and 1 <= number <= 31:  # noqa: PLR2004 - days of a month
            return _Kind.DAY, number
        if number in _YEARS and not is_ordinal:
            return _Kind.YEAR, number
    return _Kind.WORD, 0


def _day_first(tokens: Sequence[_Token], at: int) -> _Found | None:
    """Read ``[the] 7[th] [of] November [[,] 1917]``."""
    length = 1 if _is_word(tokens, at, "the") else 0
    if _kind(tokens, at + length) is not _Kind.DAY:
        return None
    day = tokens[at + length].value
    length += 1 + _is_word(tokens, at + length + 1, "of")
    if _kind(tokens, at + length) is not _Kind.MONTH:
        return None
    return _with_year(tokens, at, length + 1, tokens[at + length].value, day)


def _month_first(tokens: Sequence[_Token], at: int) -> _Found | None:
    """Read ``November 7[th] [[,] 1917]``, ``November [[,] 1917]``, or a month that a word before it shows to be one."""
    if _kind(tokens, at) is not _Kind.MONTH:
        return None
    month, length = tokens[at].value, 1 + _abbreviates(tokens, at)
    the = _is_word(tokens, at + length, "the")
    if _kind(tokens, at + length + the) is _Kind.DAY:
        return _with_year(tokens, at, length + the + 1, month, tokens[at + length + the].value)
    with_year = _with_year(tokens, at, length, month, None)
    if with_year is not None and with_year.year is not None:
        return with_year
    before = tokens[at - 1].text.lower() if at else ""
    return _Found(1, month=month) if before in _BEFORE_MONTH else None


def _year_alone(tokens: Sequence[_Token], at: int) -> _Found | None:
    """Read ``1905`` after a word such as ``in``, which shows it to be a year."""
    before = tokens[at - 1].text.lower() if at else ""
    if _kind(tokens, at) is not _Kind.YEAR or before not in _BEFORE_YEAR:
        return None
    return _Found(1, year=tokens[at].value)


def _with_year(tokens: Sequence[_Token], at: int, length: int, month: int, day: int | None) -> _Found | None:
    """Add a year that follows, after a comma, a full stop or ``of``; None where the month has no such day."""
    year = None
    for gap in (0, 1):
        between = tokens[at + length] if at + length < len(tokens) else None
        may_stand_between = between is not None and (between.kind is _Kind.SIGN or between.text == "of")
        if _kind(tokens, at + length + gap) is _Kind.YEAR and (not gap or may_stand_between):
            year, length = tokens[at + length + gap].value, length + gap + 1
            break
    if day is not None and day > days_in_month(year or _LEAP_YEAR, month, Calendar.JULIAN):
        return None
    return _Found(length, year, month, day)


def _abbreviates(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a full stop right after ``Nov`` is that of the abbreviation."""
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    short = len(tokens[at].text) <= len("Sept")
    return short and follows is not None and follows.text == "." and follows.start == tokens[at].end


def _kind(tokens: Sequence[_Token], at: int) -> _Kind | None:
    return tokens[at].kind if at < len(tokens) else None


def _is_word(tokens: Sequence[_Token], at: int, word: str) -> bool:
    return at < len(tokens) and tokens[at].text.lower() == word
