"""What happened when: the events of the works by their day, in either calendar, and by name."""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.dates import Calendar, HistoricalDate, Precision
from bot.content.model import Event
from bot.library.fold import query_words, words
from bot.library.library import Library, Place

_SAME_EVENT: Final = 0.6  # an event with so much of what was typed in its title is meant
_WORTH_OFFERING: Final = 0.3
_SAME_WORD: Final = 0.75  # two words this alike are taken for one
_TELLING: Final = 4  # letters: shorter words, such as "the", say little
_BEGUN: Final = 3  # letters that begin a word
_LEAP_YEAR: Final = 2000  # has every day that a year can have


@dataclass(frozen=True, slots=True)
class Dated:
    """An event and where it is told."""

    event: Event
    place: Place

    @property
    def id(self) -> str:
        """The event's id in the library: ``my-life/judson-visit``."""
        return f"{self.place.work.id}/{self.event.id}"

    @property
    def when(self) -> str:
        """Its date or span as shown: ``25 Oct (OS) / 7 Nov (NS) 1917``."""
        return str(self.event.date) if self.event.end is None else f"{self.event.date} – {self.event.end}"

    @property
    def is_day(self) -> bool:
        """Whether the day it happened, or began, is known."""
        return self.event.date.precision is Precision.DAY

    def covers(self, number: int) -> bool:
        """Whether the day numbered ``number`` is within its date or span."""
        return self.event.date.first_day <= number <= (self.event.end or self.event.date).last_day


@dataclass(frozen=True, slots=True)
class OnDate:
    """What is known of one day of one year; each event is in one list.

    ``day``: it happened, began or ended then. ``around``: a longer span holds the day. ``month`` and ``year``: dated no
    closer than to the month or the year that holds it. ``nearest`` is filled where ``day`` is empty.
    """

    date: HistoricalDate
    day: tuple[Dated, ...]
    around: tuple[Dated, ...]
    month: tuple[Dated, ...]
    year: tuple[Dated, ...]
    nearest: tuple[Dated, ...]


class Almanac:
    """Every event of a library, in the order in which they happened; built once, then only read."""

    def __init__(self, library: Library) -> None:
        found = [
            Dated(event, Place(work, chapter, (event.run,)))
            for work in library.works
            for chapter in work.chapters
            for event in chapter.events
        ]
        self.events = tuple(sorted(found, key=lambda each: (each.event.date.first_day, each.event.date.last_day)))
        self._titles = [[word.folded for word in words(each.event.title)] for each in self.events]

    def on_date(self, date: HistoricalDate) -> OnDate:
        """Return what is told of a day, month and year being given in either calendar; ValueError without a day."""
        if date.precision is not Precision.DAY:
            raise ValueError(f"{date} is no day")
        number = date.first_day
        day = tuple(each for each in self.events if each.is_day and number in _edges(each.event))
        rest = [each for each in self.events if each not in day and each.covers(number)]
        spans = tuple(each for each in rest if each.event.end is not None)
        loose = [each for each in rest if each.event.end is None]
        return OnDate(
            date=date,
            day=day,
            around=spans,
            month=tuple(each for each in loose if each.event.date.precision is Precision.MONTH),
            year=tuple(each for each in loose if each.event.date.precision is Precision.YEAR),
            nearest=() if day else self._nearest(number),
        )

    def on_day(self, month: int, day: int) -> tuple[Dated, ...]:
        """Return the events of a day of any year, as either calendar writes it."""
        return tuple(each for each in self.events if each.is_day and (month, day) in _written(each.event))

    def nearest_to(self, month: int, day: int) -> tuple[Dated, ...]:
        """Return the events of the day of any year that comes nearest to one, by today's calendar."""
        wanted = HistoricalDate(Calendar.GREGORIAN, _LEAP_YEAR, month, day).first_day
        distances = {each.id: _days_apart(wanted, each.event.date) for each in self.events if each.is_day}
        least = min(distances.values(), default=None)
        return tuple(each for each in self.events if least is not None and distances.get(each.id) == least)

    def find(self, text: str) -> Dated | None:
        """Return the event that an id or a title, perhaps misspelt or in part, names; None where none does."""
        by_id = next((each for each in self.events if text.strip() in {each.id, each.event.id}), None)
        if by_id is not None:
            return by_id
        likely = self._like(text, 1, _SAME_EVENT)
        return likely[0] if likely else None

    def complete(self, typed: str, limit: int = 25) -> tuple[Dated, ...]:
        """Return the events to offer while a title is typed; the first ones where nothing is."""
        return self._like(typed, limit, _WORTH_OFFERING) if typed.strip() else self.events[:limit]

    def _like(self, text: str, limit: int, least: float) -> tuple[Dated, ...]:
        """Return the events in whose title the words of ``text`` stand, or ones spelt nearly so, best first."""
        typed = query_words(text)
        asked = [word for word in typed if len(word) >= _TELLING] or typed
        scored = [(_share(asked, title), number) for number, title in enumerate(self._titles)]
        best = sorted((-score, number) for score, number in scored if score >= least)
        return tuple(self.events[number] for _, number in best[:limit])

    def _nearest(self, number: int) -> tuple[Dated, ...]:
        """Return the events dated to the day that is nearest to the one numbered ``number``."""
        days = {each.event.date.first_day for each in self.events if each.is_day}
        nearest = min(days, key=lambda day: (abs(day - number), day), default=None)
        return tuple(each for each in self.events if each.is_day and each.event.date.first_day == nearest)


def _share(asked: list[str], title: list[str]) -> float:
    """Return how much of what was asked stands in a title, from 0 to 1; a word may be begun only or misspelt."""
    found = 0.0
    for word in asked:
        best = process.extractOne(word, title, scorer=OSA.normalized_similarity, score_cutoff=_SAME_WORD)
        begun = len(word) >= _BEGUN and any(each.startswith(word) for each in title)
        found += max(best[1] if best else 0.0, _SAME_WORD if begun else 0.0)
    return found / len(asked) if asked else 0.0


def _days_apart(wanted: int, date: HistoricalDate) -> int:
    """Return how many days of the year lie between a day of the leap year and a date, the shorter way round."""
    new = date.to(Calendar.GREGORIAN)
    apart = abs(HistoricalDate(Calendar.GREGORIAN, _LEAP_YEAR, new.month, new.day).first_day - wanted)
    return min(apart, 366 - apart)


def _edges(event: Event) -> set[int]:
    return {event.date.first_day, (event.end or event.date).last_day}


def _written(event: Event) -> set[tuple[int | None, int | None]]:
    both = [event.date.to(calendar) for calendar in Calendar]
    return {(date.month, date.day) for date in both}
