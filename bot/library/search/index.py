"""An index of passages: searched, completed, grown by more passages, stored and loaded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, Self

import numpy as np

from bot.library.search.arrays import Ends, Words32
from bot.library.search.candidates import Tallies
from bot.library.search.evidence import Asked, Evidence, weigh
from bot.library.search.little import only_little
from bot.library.search.near import Near, near_words
from bot.library.search.query import Query, parse
from bot.library.search.ranking import rank
from bot.library.search.reading import Reader
from bot.library.search.rerank import matched_words
from bot.library.search.segment import Segment, Told, build_segment
from bot.library.search.stored import load_segment, save_segment

_SHORTEST_PHRASE: Final = 3  # words, where none of them tells: "you and me" may be looked for, "why not" may not
_CACHED: Final = 4096  # words of queries whose near words are kept


@dataclass(frozen=True, slots=True)
class Match:
    """A passage by number, how likely it is the one that was meant (0 to 1), and whether it holds a word of the query.

    A word that says little and a mere guess at a misspelt one are no ``near`` match.
    """

    passage: int
    score: float
    near: bool


class Index:
    """Passages, numbered as they were given, in one or more segments. It never changes, so threads may share it."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        self._bases = np.cumsum([0, *(segment.size for segment in segments)]).tolist()
        self._tallies = tuple(Tallies(segment.size) for segment in segments)
        # Of the segments alone, so that an index that is let go of is gone at once.
        self._near = lru_cache(_CACHED)(partial(_look_up, self._segments))
        self._reader = Reader(self._segments, self._near)

    @classmethod
    def build(cls, passages: Sequence[str], about: Sequence[str] = (), told: Told = lambda _: None) -> Self:
        """Index ``passages``; ``about[p]``, where given, has words by which passage ``p`` may be found as well."""
        return cls([build_segment(passages, about, told)])

    @classmethod
    def load(cls, path: Path, key: str = "") -> Self:
        """Map a stored index; DamagedError where the file is none, is damaged or was stored under another key."""
        return cls([load_segment(path, key)])

    def save(self, path: Path, key: str = "") -> None:
        """Store the index; ValueError where it has grown: what is stored is built in one."""
        if len(self._segments) != 1:
            raise ValueError("an index that has grown can't be stored: build it anew")
        save_segment(self._segments[0], path, key)

    def grown(self, passages: Sequence[str], about: Sequence[str] = ()) -> Self:
        """Return an index with more passages, numbered after those of this one, which it shares."""
        return type(self)([*self._segments, build_segment(passages, about)])

    def without(self, passages: Sequence[int]) -> Self:
        """Return an index that never finds ``passages``, and is this one otherwise; the numbers stay."""
        numbers = np.array(passages, np.int64)
        segments = [
            replace(segment, hidden=_between(numbers, base, segment.size))
            for segment, base in zip(self._segments, self._bases, strict=False)
        ]
        return type(self)(segments)

    def __len__(self) -> int:
        """Return how many passages it has."""
        return int(self._bases[-1])

    def search(self, typed: str, limit: int) -> list[Match]:
        """Return up to ``limit`` passages for what a person typed, best first, however weak."""
        return self._answer(parse(typed), limit)

    def complete(self, typed: str, limit: int) -> list[Match]:
        """Return up to ``limit`` passages for what is being typed: its last word may be unfinished."""
        return self._answer(parse(typed, unfinished=True), limit)

    def matched(self, typed: str, passages: Sequence[int], *, unfinished: bool = False) -> list[tuple[int, ...]]:
        """Return which words of each passage's text match a query: their places among its words, counted from 0."""
        query = parse(typed, unfinished=unfinished)
        if not query.words:
            return [()] * len(passages)
        evidence = self._weigh(query, self._reader.read(query.words, unfinished=query.unfinished))
        found: dict[int, tuple[int, ...]] = {}
        for number, base in enumerate(self._bases[:-1]):
            here = [passage for passage in passages if base <= passage < self._bases[number + 1]]
            if here:
                inside = [passage - base for passage in here]
                words = matched_words(self._segments[number], inside, evidence[number])
                found |= dict(zip(here, words, strict=True))
        return [found[passage] for passage in passages]

    def _answer(self, query: Query, limit: int) -> list[Match]:
        if not query.words:
            return []
        if only_little(query.words) and not query.unfinished:
            # Words that say little find only where they stand just so: "to be or not to be".
            if len(query.words) < _SHORTEST_PHRASE:
                return []
            query = query.as_phrase()
        words = self._reader.read(query.words, unfinished=query.unfinished)
        evidence = self._weigh(query, words)
        size = len(self)
        found = [
            rank(segment, tallies, query, words, each, limit=limit, of=size)
            for segment, tallies, each in zip(self._segments, self._tallies, evidence, strict=True)
        ]
        totals = np.concatenate([each.totals for each in found])
        best = np.argsort(-totals, kind="stable")[:limit]
        bases = zip(found, self._bases, strict=False)
        passages = np.concatenate([each.passages + base for each, base in bases])[best]
        scores = np.concatenate([each.scores for each in found])[best]
        scores = np.maximum.accumulate(scores[::-1])[::-1]  # what speaks most can't be less likely
        near = np.concatenate([each.near for each in found])[best]
        columns = (passages.tolist(), scores.tolist(), near.tolist())
        return [Match(*each) for each in zip(*columns, strict=True)]

    def _weigh(self, query: Query, words: Sequence[str]) -> list[Evidence]:
        asked = [Asked(word, self._near(word)) for word in words]
        if query.unfinished:
            begun = tuple(segment.vocabulary.beginning(words[-1]) for segment in self._segments)
            asked[-1] = Asked(words[-1], asked[-1].near, begun)
        return weigh(self._segments, asked)


def _look_up(segments: Sequence[Segment], word: str) -> tuple[Near, ...]:
    return tuple(near_words(segment, word) for segment in segments)


def _between(passages: Ends, base: int, size: int) -> Words32:
    """Return the passages of a segment, numbered from its own first."""
    here = passages[(passages >= base) & (passages < base + size)]
    return (here - base).astype(np.uint32)
