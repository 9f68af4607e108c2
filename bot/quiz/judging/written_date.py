"""Dates as people write them in an answer: ``25 October``, ``Oct 25 1917``, ``25/10/1917``, ``7 November NS``."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from bot.content.dates import CALENDARS, Calendar
from bot.quiz.judging.numerals import ONES, ORDINALS, TENS, number_word, split_compound
from bot.quiz.judging.said import Said
from bot.quiz.judging.spelling import slips

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio yanvarya yanvar",
            "february feb februar fevrier febrero febbraio fevralya fevral",
            "march mar marz maerz mars marzo marta mart",
            "april apr avril abril aprile aprelya aprel",
            "may mai mayo maggio maya mai",
            "june jun juni juin junio giugno iyunya iyun",
            "july jul juli juillet julio luglio iyulya iyul",
            "august aug aout agosto avgusta avgust",
            "september sept sep septembre septiembre settembre sentyabrya sentyabr",
            "october oct oktober okt octobre octubre ottobre oktyabrya oktyabr",
            "november nov novembre noviembre noyabrya noyabr",
            "december dec dezember dez decembre diciembre dicembre dekabrya dekabr",
        ),
        start=1,
    )
    for name in names.split()
}
_ENGLISH: Final = tuple(name for name in _MONTHS if len(name) > 5)  # noqa: PLR2004 - shorter ones allow no slip
_SEASONS: Final = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
_STYLE: Final = re.compile(r"\b(old|new)[\s-]+style\b|\b([on])\.\s?s\.")
_ISO: Final = re.compile(r"\b(\d{4})[-/.](\d{2}(?![-/.\d])|\d{1,2}(?=[-/.]\d))(?:[-/.](\d{1,2}))?\b")
_NUMERIC: Final = re.compile(r"\b(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?\b(?![./-]\d)")
_MONTH_YEAR: Final = re.compile(r"\b(\d{1,2})[./-](\d{4})\b")
_YEARS: Final = re.compile(r"\b(\d{4})\s*(?:-|–|—|to|until|till|and)\s*(\d{4}|(?:1[3-9]|[2-9]\d))\b(?![-/.]\d)")
_SHORT_YEAR: Final = re.compile(r"['’](\d{2})\b")
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")
_ENDINGS: Final = frozenset("st nd rd th er".split())
_MOST_DAYS, _MOST_MONTHS = 31, 12
_CENTURY: Final = 100
_CENTURIES: Final = range(10, 21)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """What a date says; None for what it does not say. ``other`` is the day and month read the other way round."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: Calendar | None = None
    season: str | None = None
    other: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The dates of an answer, and what else in it matters: ``stray`` numbers belong to no date."""

    dates: tuple[WrittenDate, ...]
    stray: bool = False


def parse_written(said: Said) -> Written:
    """Read every date of an answer."""
    text = said.text.replace("may day", "1 may")
    text, calendars = _calendars(text)
    years = _YEARS.search(text)
    if years is not None and not _has_month(text):
        last = int(years[2]) if len(years[2]) > 2 else int(years[1]) // _CENTURY * _CENTURY + int(years[2])  # noqa: PLR2004 - "1917-21"
        return Written((WrittenDate(year=int(years[1])), WrittenDate(year=last)))
    found, rest = _numeric(text)
    worded, stray = _worded(rest)
    dates = [*found, *worded]
    if len(calendars) == len(dates):
        dates = [replace(date, calendar=calendar) for date, calendar in zip(dates, calendars, strict=True)]
    elif len(set(calendars)) == 1:
        dates = [replace(date, calendar=calendars[0]) for date in dates]
    return Written(tuple(dict.fromkeys(dates)), stray)


def _calendars(text: str) -> tuple[str, list[Calendar]]:
    """Take the marks of calendars out of a text."""
    text = _STYLE.sub(lambda match: f" {(match[1] or match[2])[0]}s ", text)
    found = [CALENDARS[word] for word in re.findall(r"\b(os|ns|julian|gregorian)\b", text)]
    return re.sub(r"\b(?:os|ns|julian|gregorian|calendar)\b", " ", text), found


def _numeric(text: str) -> tuple[list[WrittenDate], str]:
    found: list[WrittenDate] = []

    def iso(match: re.Match[str]) -> str:
        day = int(match[3]) if match[3] else None
        return _keep(WrittenDate(day, int(match[2]), int(match[1])), match[0])

    def numeric(match: re.Match[str]) -> str:
        first, second = int(match[1]), int(match[2])
        year = int(match[3]) if match[3] else None
        if year is not None and year < _CENTURY:
            year += 1900
        straight, turned = (first, second), (second, first)
        right = [each for each in (straight, turned) if each[0] <= _MOST_DAYS and 1 <= each[1] <= _MOST_MONTHS]
        if not right:
            return match[0]
        day, month = right[0]
        other = right[1] if len(right) > 1 and right[1] != right[0] else None
        return _keep(WrittenDate(day, month, year, other=other), match[0])

    def month_year(match: re.Match[str]) -> str:
        return _keep(WrittenDate(None, int(match[1]), int(match[2])), match[0])

    def _keep(date: WrittenDate, written: str) -> str:
        if date.month is None or not 1 <= date.month <= _MOST_MONTHS:
            return written
        found.append(date)
        return " "

    text = _ISO.sub(iso, text)
    text = _NUMERIC.sub(numeric, text)
    return found, _MONTH_YEAR.sub(month_year, text)


def _worded(text: str) -> tuple[list[WrittenDate], bool]:
    """Read dates in words; every day, month, year or season that stands twice begins another date."""
    days: list[int] = []
    months: list[int] = []
    years: list[int] = [1900 + int(short) for short in _SHORT_YEAR.findall(text)]
    text = _SHORT_YEAR.sub(" ", text)
    seasons: list[str] = []
    stray = False
    words = [part for word in _WORD.findall(text) for part in split_compound(word)]
    at = 0
    while at < len(words):
        word = words[at]
        year, length = _year(words, at)
        if year is not None:
            years.append(year)
        elif (day := _day(words, at)) is not None:
            days.append(day[0])
            length = day[1]
        elif word in _SEASONS:
            seasons.append(_SEASONS[word])
        elif (month := _month(word)) is not None:
            months.append(month)
        elif word.isdigit():
            stray = True
        at += length
    return _joined(days, months, years, seasons), stray


def _joined(days: list[int], months: list[int], years: list[int], seasons: list[str]) -> list[WrittenDate]:
    count = max(len(days), len(months), len(years), len(seasons))
    shared = [values * count if len(values) == 1 else values for values in (days, months, years)]
    named = seasons * count if len(seasons) == 1 else seasons
    found = []
    for at in range(count):
        day, month, year = (values[at] if at < len(values) else None for values in shared)
        found.append(WrittenDate(day, month, year, season=named[at] if at < len(named) else None))
    return found


def _year(words: list[str], at: int) -> tuple[int | None, int]:
    """Return the year at a word and how many words it takes: ``1905``, ``nineteen hundred and five``."""
    word = words[at]
    if word.isdigit():
        return (int(word), 1) if len(word) == 4 else (None, 1)  # noqa: PLR2004 - a year has four digits
    century = ONES.get(word, 0)
    if century not in _CENTURIES or at + 1 >= len(words):
        return None, 1
    after = at + 1
    while after < len(words) - 1 and words[after] in {"hundred", "and", "oh", "o"}:
        after += 1
    tens = TENS.get(words[after])
    if tens is not None:
        one = ONES.get(words[after + 1]) if after + 1 < len(words) else None
        return century * _CENTURY + tens + (one or 0), after + (2 if one else 1) - at
    one = ONES.get(words[after])
    if one is not None:
        return century * _CENTURY + one, after + 1 - at
    return (century * _CENTURY, after + 1 - at) if words[after] == "hundred" else (None, 1)


def _day(words: list[str], at: int) -> tuple[int, int] | None:
    """Return the day at a word and how many words it takes; None where there is none."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word.isdigit():
        day, length = int(word), 2 if following in _ENDINGS else 1
    elif word in TENS and (following in ORDINALS or following in ONES):
        day, length = TENS[word] + (ORDINALS.get(following) or ONES.get(following, 0)), 2
    else:
        day, length = ORDINALS.get(word) or ONES.get(word, 0), 1
    return (day, length) if 1 <= day <= _MOST_DAYS else None


def _has_month(text: str) -> bool:
    return any(_month(word) is not None for word in _WORD.findall(text))


@lru_cache(maxsize=2048)
def _month(word: str) -> int | None:
    if word in _MONTHS:
        return _MONTHS[word]
    if number_word(word) in ORDINALS:
        return None
    near = [name for name in _ENGLISH if slips(word, name) is not None]
    return _MONTHS[min(near, key=lambda name: (slips(word, name) or 0, name))] if near else None
