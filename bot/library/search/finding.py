"""From half-remembered, misspelt words to the paragraphs of a library that hold them, or to an honest nothing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, cast

from bot.library.fold import words
from bot.library.search.contents import contents_of, parts_of, text_of, texts_and_about
from bot.library.search.hits import Found, Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.library.library import Library, Place
    from bot.library.search.contents import Content
    from bot.library.search.index import Match
    from bot.library.search.kept import Indexed, Kept
    from bot.library.search.segment import Told

log = logging.getLogger(__name__)

LARGE: Final = 2_000
"""Paragraphs from which a library is large: its index is kept, and works are added beside it."""

SURE: Final = 0.5
"""The score from which a paragraph is served as what was meant."""

_NEAREST: Final = 3  # are offered where nothing fits
_LEAST: Final = 0.0001  # is told as a score: what was found at all is not nothing
_MORE: Final = 3  # times the limit that is looked at, since a passage is served once


class Search:
    """The searchable form of a library; built once, then only read, so threads may share it.

    A large library may be searched by an index of an earlier form of it: works that it lacks are indexed beside it, and
    what it finds in works that went is left out.
    """

    def __init__(self, contents: Sequence[Content], indexed: Indexed) -> None:
        left = {content.part: content for content in contents}
        places: list[Place | None] = []
        for part in indexed.parts:
            content = left.pop(part, None)
            places += [None] * part.size if content is None else content.places
        gaps = [number for number, place in enumerate(places) if place is None]
        beside = list(left.values())
        self.whole = not gaps and not beside
        """Whether one index holds every work and nothing else: one that does not is a little slower."""
        self._indexed = indexed
        self._index = indexed.index.without(gaps) if gaps else indexed.index
        if beside:
            self._index = self._index.grown(*texts_and_about(beside))
        # What is in a gap is never found.
        self._places = cast("Sequence[Place]", (*places, *(place for content in beside for place in content.places)))

    @classmethod
    def of(cls, library: Library) -> Search:
        """Index a library."""
        return cls._anew(contents_of(library))

    @classmethod
    def opened(cls, library: Library, kept: Kept, told: Told = lambda _: None) -> Search:
        """Return the search of a library by the index that is kept of it, or of most of its works.

        Only where there is none it is made, of which ``told`` hears; a small library is indexed and nothing kept.
        """
        from bot.library.search.kept import NotKeptError  # noqa: PLC0415 - as in _anew

        contents = contents_of(library)
        if not is_large(contents):
            return cls._anew(contents)
        indexed = kept.nearest(parts_of(contents))
        if indexed is not None:
            return cls(contents, indexed)
        try:
            return cls(contents, kept.make(contents, told))
        except NotKeptError as error:
            log.warning("%s; it will be built anew at each start", error)
            return cls(contents, error.made)

    @classmethod
    def nearest(cls, library: Library, kept: Kept) -> Search | None:
        """Return the search of a library by the index that is kept of it, or of most of its works; None without one."""
        contents = contents_of(library)
        indexed = kept.nearest(parts_of(contents))
        return None if indexed is None else cls(contents, indexed)

    def grown(self, library: Library) -> Search:
        """Return the search of a library that has most works of this one: what is new is indexed beside them."""
        contents = contents_of(library)
        return Search(contents, self._indexed) if is_large(contents) else self._anew(contents)

    def find(self, query: str, limit: int = 5) -> Found:
        """Return the best ``limit`` places for ``query``, of which the first 200 characters count."""
        matches = self._one_a_passage(self._index.search(query, limit * _MORE), max(limit, _NEAREST))
        sure = [each for each in matches[:limit] if each[1].score >= SURE]
        if sure:
            return Found(query, self._hits(query, sure))
        return Found(query, (), self._hits(query, [each for each in matches[:_NEAREST] if each[1].near]))

    def finds(self, query: str) -> bool:
        """Whether anything is served for a query."""
        return bool(self.find(query, 1).hits)

    def complete(self, typed: str, limit: int = 25) -> list[Hit]:
        """Return the places for what is being typed: its last word may be unfinished, and a weak match will do."""
        matches = self._one_a_passage(self._index.complete(typed, limit * _MORE), limit)
        return list(self._hits(typed, matches, unfinished=True))

    @classmethod
    def _anew(cls, contents: Sequence[Content]) -> Search:
        # numpy takes a fifth of a second to import, for which what doesn't search need not wait.
        from bot.library.search.kept import Indexed  # noqa: PLC0415

        return cls(contents, Indexed.of(contents))

    def _one_a_passage(self, matches: Iterable[Match], limit: int) -> list[tuple[Place, Match]]:
        """Return the best match of each passage, in order, with its place."""
        best: dict[tuple[str, int, int], tuple[Place, Match]] = {}
        for match in matches:
            place = self._places[match.passage]
            first = place.passage.run.first if place.passage else place.runs[0].first
            best.setdefault((place.work.id, place.chapter.number, first), (place, match))
        return list(best.values())[:limit]

    def _hits(self, typed: str, found: Sequence[tuple[Place, Match]], *, unfinished: bool = False) -> tuple[Hit, ...]:
        matched = self._index.matched(typed, [match.passage for _, match in found], unfinished=unfinished)
        return tuple(_hit(place, match.score, at) for (place, match), at in zip(found, matched, strict=True))


def is_large(contents: Iterable[Content]) -> bool:
    """Whether the index of works is worth keeping."""
    return sum(content.part.size for content in contents) >= LARGE


def _hit(place: Place, score: float, matched: Sequence[int]) -> Hit:
    found = words(text_of(place)) if matched else []
    return Hit(place, max(round(score, 4), _LEAST), tuple((found[at].start, found[at].end) for at in matched))
