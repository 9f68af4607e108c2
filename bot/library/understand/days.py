"""The day that a sentence speaks of, in whatever form, and the words that say it."""

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.dates import MONTH_NAMES
from bot.errors import UserError
from bot.library.typed_date import TypedDate, parse_typed_date
from bot.library.understand.heard import Heard, Token

_ONES: Final = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS: Final = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINALS: Final = {
    **{word: day for day, word in enumerate((*_ONES, *_TEENS), start=1)},
    "twelveth": 12,
    "thirtieth": 30,
    **{f"twenty{word}": 20 + day for day, word in enumerate(_ONES, start=1)},
    "thirtyfirst": 31,
}
_MONTHS: Final = [name.lower() for name in MONTH_NAMES]
_SHORT: Final = {month[:3]: month for month in _MONTHS} | {"sept": "september"}
_LONG_MONTHS: Final = [month for month in _MONTHS if len(month) > 5]  # noqa: PLR2004 - "march" is near to other words
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR: Final = re.compile(r"1\d{3}|20\d{2}")
_NUMERIC: Final = re.compile(r"(?<!\d)(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([./-])(\d{1,2})\5(\d{4}))(?!\d)")
_LAST_MONTH: Final = 12
_BETWEEN: Final = frozenset({"of", "the", "in", "by"})
_MARKS: Final = {
    ("os",): "OS",
    ("ns",): "NS",
    ("o", "s"): "OS",
    ("n", "s"): "NS",
    ("julian",): "OS",
    ("gregorian",): "NS",
    ("old", "style"): "OS",
    ("new", "style"): "NS",
    ("julian", "calendar"): "OS",
    ("gregorian", "calendar"): "NS",
}


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A day as said. ``dates`` is empty where there is no such day, and has two where ``3/4/1918`` may be either."""

    said: str
    dates: tuple[TypedDate, ...]
    span: range


def find_day(heard: Heard) -> SpokenDay | None:
    """Return the first day that a sentence names; None where it names none, or only a month or a year."""
    return _numeric(heard) or _worded(heard)


def _numeric(heard: Heard) -> SpokenDay | None:
    match = _NUMERIC.search(heard.text)
    if match is None:
        return None
    inside = [index for index, token in enumerate(heard.tokens) if match.start() <= token.start < match.end()]
    mark, end = _mark(heard.tokens, inside[-1] + 1)
    if match[1]:
        forms = [(match[1], match[2], match[3])]
    else:
        year, first, second = match[7], match[4], match[6]
        forms = [(year, second, first)] if int(second) <= _LAST_MONTH else [(year, first, second)]
        # Only the slash is written both ways round: 3/4/1918 is in April or in March.
        if match[5] == "/" and int(second) <= _LAST_MONTH and int(first) <= _LAST_MONTH and first != second:
            forms.append((year, first, second))
    said = [f"{year}-{month}-{day} {mark}".strip() for year, month, day in forms]
    return SpokenDay(match[0], _dates(said), range(inside[0], end))


def _worded(heard: Heard) -> SpokenDay | None:
    for index, token in enumerate(heard.tokens):
        month = _month(token.typed)
        if month is None:
            continue
        before = _day_before(heard.tokens, index)
        after = _day_after(heard.tokens, index)
        if before is not None:
            day, start, end = before[0], before[1], index + 1
        elif after is not None:
            day, start, end = after[0], index, after[1]
        else:
            continue
        mark, end = _mark(heard.tokens, end)
        year, end = _year(heard.tokens, end)
        mark, end = (mark, end) if mark else _mark(heard.tokens, end)
        said = " ".join(part for part in (str(day), month.capitalize(), year, mark) if part)
        return SpokenDay(said, _dates([said]), range(start, end))
    return None


def _dates(forms: list[str]) -> tuple[TypedDate, ...]:
    found = []
    for form in forms:
        try:
            found.append(parse_typed_date(form))
        except UserError:
            continue
    return tuple(found)


def _month(word: str) -> str | None:
    if word in _SHORT or word in _MONTHS:
        return _SHORT.get(word, word)
    slips = (len(word) - 1) // 4  # none for "marsh", one for "agust", two for "ocotbre" and longer
    best = process.extractOne(word, _LONG_MONTHS, scorer=OSA.distance, score_cutoff=slips) if slips else None
    return None if best is None else best[0]


def _day_before(tokens: tuple[Token, ...], month: int) -> tuple[int, int] | None:
    at = month - 1
    while at >= 0 and tokens[at].typed in _BETWEEN:
        at -= 1
    if at < 0:
        return None
    if at and (day := _ORDINALS.get(tokens[at - 1].typed + tokens[at].typed)) is not None:
        return day, at - 1
    day = _day(tokens[at].typed)
    return None if day is None else (day, at)


def _day_after(tokens: tuple[Token, ...], month: int) -> tuple[int, int] | None:
    at = month + 1
    while at < len(tokens) and tokens[at].typed in _BETWEEN:
        at += 1
    if at >= len(tokens):
        return None
    if at + 1 < len(tokens) and (day := _ORDINALS.get(tokens[at].typed + tokens[at + 1].typed)) is not None:
        return day, at + 2
    day = _day(tokens[at].typed)
    return None if day is None else (day, at + 1)


def _day(word: str) -> int | None:
    number = _DAY.fullmatch(word)
    return int(number[1]) if number is not None else _ORDINALS.get(word)


def _year(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    while at < len(tokens) and tokens[at].typed in _BETWEEN:
        at += 1
    if at < len(tokens) and _YEAR.fullmatch(tokens[at].typed):
        return tokens[at].typed, at + 1
    return "", at


def _mark(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    start = at
    while start < len(tokens) and tokens[start].typed in _BETWEEN:
        start += 1
    for length in (2, 1):
        mark = _MARKS.get(tuple(token.typed for token in tokens[start : start + length]))
        if mark is not None:
            return mark, start + length
    return "", at
