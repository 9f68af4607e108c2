"""From half-remembered, misspelt words to the paragraphs of a library that hold them, or to an honest nothing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from bot.library.fold import words
from bot.library.search.hits import Found, Hit
from bot.library.search.little import LITTLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bot.content.model import Work
    from bot.library.library import Library, Place
    from bot.library.search.index import Index, Match

SURE: Final = 0.5
"""The score from which a paragraph is served as what was meant."""

_NEAREST: Final = 3  # are offered where nothing fits
_LEAST: Final = 0.0001  # is told as a score: what was found at all is not nothing
_STORED_FROM: Final = 2_000  # paragraphs: fewer are indexed sooner than a file is read
_FORM: Final = "1"  # of the words and arrays that are stored: another one is built anew
_MORE: Final = 3  # times the limit that is looked at, since a passage is served once


class Search:
    """The searchable form of a library; built once, then only read, so threads may share it.

    ``stored`` is a folder in which the index of a large library is kept; it is built anew where the works changed.
    """

    def __init__(self, library: Library, stored: Path | None = None) -> None:
        self._hold(library.places, _indexed(library.places, stored), library.works)

    def grown(self, library: Library) -> Search:
        """Return the search of a library that has more works than this one, or fewer, at once.

        What is new is indexed beside what was; built anew, the search of a large library is a little quicker.
        """
        known = set(map(id, self._works))
        new = [place for place in library.places if id(place.work) not in known]
        grown = object.__new__(Search)
        index = self._index.grown(*_texts(new)) if new else self._index
        grown._hold((*self._places, *new), index, library.works)
        return grown

    def find(self, query: str, limit: int = 5) -> Found:
        """Return the best ``limit`` places for ``query``, of which the first 200 characters count."""
        matches = self._one_a_passage(self._index.search(query, limit * _MORE), max(limit, _NEAREST))
        sure = [match for match in matches[:limit] if match.score >= SURE]
        if sure:
            return Found(query, self._hits(query, sure))
        return Found(query, (), self._hits(query, [match for match in matches[:_NEAREST] if match.near]))

    def complete(self, typed: str, limit: int = 25) -> list[Hit]:
        """Return the places for what is being typed: its last word may be unfinished, and a weak match will do."""
        matches = self._one_a_passage(self._index.complete(typed, limit * _MORE), limit)
        return list(self._hits(typed, matches, unfinished=True))

    def _hold(self, places: Sequence[Place], index: Index, works: Sequence[Work]) -> None:
        self._places = tuple(places)
        self._index = index
        self._works = tuple(works)  # keeps them, so that their ids stay theirs
        self._served = frozenset(map(id, works))

    def _one_a_passage(self, matches: Iterable[Match], limit: int) -> list[Match]:
        """Return the best match of each passage of a served work, in order."""
        seen: set[tuple[str, int, int]] = set()
        kept = []
        for match in matches:
            place = self._places[match.passage]
            first = place.passage.run.first if place.passage else place.runs[0].first
            key = (place.work.id, place.chapter.number, first)
            if key not in seen and id(place.work) in self._served:
                seen.add(key)
                kept.append(match)
        return kept[:limit]

    def _hits(self, typed: str, matches: Sequence[Match], *, unfinished: bool = False) -> tuple[Hit, ...]:
        matched = self._index.matched(typed, [match.passage for match in matches], unfinished=unfinished)
        return tuple(
            _hit(self._places[match.passage], match.score, at) for match, at in zip(matches, matched, strict=True)
        )


def _hit(place: Place, score: float, matched: Sequence[int]) -> Hit:
    found = words(_text(place)) if matched else []
    return Hit(place, max(round(score, 4), _LEAST), tuple((found[at].start, found[at].end) for at in matched))


def _indexed(places: Sequence[Place], stored: Path | None) -> Index:
    # numpy takes a fifth of a second to import, for which what doesn't search need not wait.
    from bot.library.search.index import Index  # noqa: PLC0415
    from bot.library.search.stored import DamagedError  # noqa: PLC0415

    texts, about = _texts(places)
    if stored is None or len(places) < _STORED_FROM:
        return Index.build(texts, about)
    key = _key(texts, about)
    path = stored / f"{key[:32]}.search"
    try:
        return Index.load(path, key)
    except DamagedError:
        index = Index.build(texts, about)
    try:
        index.save(path, key)
        return Index.load(path, key)
    except (OSError, DamagedError):
        return index  # a full disk costs memory, not the search


def _key(texts: Iterable[str], about: Iterable[str]) -> str:
    """Return what tells one content from every other."""
    digest = hashlib.sha256(_FORM.encode())
    for part in (*texts, *about):
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def _texts(places: Iterable[Place]) -> tuple[list[str], list[str]]:
    every = list(places)
    return [_text(place) for place in every], [_about(place) for place in every]


def _text(place: Place) -> str:
    return next(place.paragraphs).text


def _about(place: Place) -> str:
    """Return the words of the passage's title, and of the names of those who are in it."""
    passage, entities = place.passage, place.work.entities
    if passage is None:
        return ""
    ids = (passage.narrator, *passage.speakers, *passage.persons, *passage.places)
    texts = [passage.title, *(name for each in ids if each in entities for name in entities[each].names)]
    return " ".join({word.folded: None for text in texts for word in words(text) if word.folded not in LITTLE})
