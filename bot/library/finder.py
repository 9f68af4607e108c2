"""Finding as people ask for it: by words, by filters such as ``speaker:lenin``, by names that the text has not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.dates import Calendar, HistoricalDate
from bot.errors import UserError
from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.fold import query_words
from bot.library.library import Library, Place
from bot.library.search import Found, Hit, Search

_FILTER: Final = re.compile(r"(?<!\S)(\w{3,10}):\s?(?:[\"“]([^\"”]{1,80})[\"”]|(\S{1,80}))")
_LOOKED_AT: Final = 60  # hits that filters choose from
_NAMED: Final = 0.6  # the score of a passage that is found by a name alone


class Filter(StrEnum):
    """What a filter looks at; the name may have a slip in it."""

    SPEAKER = "speaker"
    PERSON = "person"
    THEME = "theme"
    WORK = "work"
    BEFORE = "before"
    AFTER = "after"


Fits = Callable[[Place], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, taken apart: the words to look for, and what a place must fit."""

    words: str
    filters: tuple[Fits, ...]

    def fits(self, place: Place) -> bool:
        """Whether a place fits every filter."""
        return all(each(place) for each in self.filters)


class Finder:
    """What finds passages; built once, then only read, so threads may share it."""

    def __init__(self, library: Library, search: Search, directory: Directory, almanac: Almanac) -> None:
        self._library = library
        self._search = search
        self._directory = directory
        self._almanac = almanac

    def find(self, typed: str, limit: int = 5) -> Found:
        """Return the best ``limit`` places. UserError where a filter names nothing that there is."""
        asked = self.parse(typed)
        if not asked.filters:
            found = self._search.find(typed, limit)
            return found if found.hits else self._by_name(found, limit)
        if not query_words(asked.words):
            return Found(typed, tuple(Hit(place, 1.0, ()) for place in self._passages() if asked.fits(place))[:limit])
        found = self._search.find(asked.words, _LOOKED_AT)
        hits = tuple(hit for hit in found.hits if asked.fits(hit.place))
        near = tuple(hit for hit in found.nearest if asked.fits(hit.place))
        return Found(typed, hits[:limit], () if hits else near)

    def parse(self, typed: str) -> Asked:
        """Take filters out of what was typed. UserError where one names nothing that there is."""
        filters: list[Fits] = []

        def take(match: re.Match[str]) -> str:
            kind = _kind(match[1])
            if kind is None:
                return match[0]
            filters.append(self._filter(kind, match[2] or match[3]))
            return " "

        words = _FILTER.sub(take, typed)
        return Asked(" ".join(words.split()), tuple(filters))

    def _filter(self, kind: Filter, value: str) -> Fits:
        match kind:
            case Filter.SPEAKER | Filter.PERSON:
                known = self._directory.find(value)
                if known is None:
                    raise UserError(f"{kind}: I know nobody called “{value}”")
                who = known.entity.id
                return _speaks(who) if kind is Filter.SPEAKER else _concerns(who)
            case Filter.THEME:
                theme = self._library.theme(value)
                if theme is None:
                    raise UserError(f"theme: there is no theme “{value}”")
                return lambda place: place.passage is not None and theme in place.passage.themes
            case Filter.WORK:
                work = self._library.work(value)
                return lambda place: place.work is work
            case _:
                return self._dated(kind, value)

    def _dated(self, kind: Filter, value: str) -> Fits:
        try:
            day = HistoricalDate.parse(value, Calendar.GREGORIAN)
        except ValueError as error:
            raise UserError(f"{kind}: {error}") from error
        first, last = day.first_day, day.last_day

        def fits(place: Place) -> bool:
            told = [each.event for each in self._almanac.events if _tells(place, each.place)]
            if kind is Filter.BEFORE:
                return any(event.date.first_day < first for event in told)
            return any((event.end or event.date).last_day > last for event in told)

        return fits

    def _by_name(self, found: Found, limit: int) -> Found:
        """Return the passages of whom the words name, where no passage has the words themselves."""
        known = self._directory.find(found.query)
        if known is None:
            return found
        hits = tuple(Hit(place, _NAMED, ()) for place in self._directory.passages(known)[:limit])
        return Found(found.query, hits) if hits else found

    def _passages(self) -> Iterator[Place]:
        for work in self._library.works:
            for chapter in work.chapters:
                for passage in chapter.passages:
                    yield Place(work, chapter, (passage.run,))


def _kind(name: str) -> Filter | None:
    best = process.extractOne(name.lower(), list(Filter), scorer=OSA.distance, score_cutoff=1)
    return None if best is None else Filter(best[0])


def _speaks(who: str) -> Fits:
    return lambda place: place.passage is not None and who in {place.passage.narrator, *place.passage.speakers}


def _concerns(who: str) -> Fits:
    def fits(place: Place) -> bool:
        passage = place.passage
        return passage is not None and who in {
            passage.narrator,
            *passage.speakers,
            *passage.persons,
            *passage.places,
        }

    return fits


def _tells(place: Place, event: Place) -> bool:
    passage = place.passage
    run = passage.run if passage else place.runs[0]
    same = place.work.id == event.work.id and place.chapter.number == event.chapter.number
    return same and run.first <= event.runs[0].last and event.runs[0].first <= run.last
