"""From half-remembered, misspelt words to the paragraphs that hold them, or to an honest nothing.

A word of the query is matched with every word of the library that is near it in spelling, or that is another spelling
of the same foreign name; rare words weigh more than frequent ones. What a paragraph earns is set against what a
paragraph with all of the words would earn, and the leading ones are judged again by how closely the words stand
together and by the likeness of the whole. Words that say little, as "the" does, count only beside one that tells, so
that "to be or not to be" finds no paragraph merely for its small words.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.library.fold import Word, query_words, spelling_key, words
from bot.library.library import Library, Place

_MOST_WORDS: Final = 32  # of a query
# The score from which a paragraph is served as what was meant: between what half-remembered lines of the library
# score and what lines of other books do; tests/library/test_search.py holds both sets.
_SURE: Final = 0.42
_KEY_MATCH: Final = 0.92  # likeness of two spellings with one key
_PREFIX_MATCH: Final = 0.9  # likeness of a word with the word that its typing has begun
_ABOUT_MATCH: Final = 0.8  # what a word of the title or a name of somebody there is worth, against one of the text
_SHARPNESS: Final = 1.5  # a near word earns its likeness to this power
_RERANKED: Final = 24
# A small library can't tell by counting that these say little.
_LITTLE: Final = frozenset(
    "a about all am an and any are as at be been but by did do does for from had has have he her him his how i if "
    "in into is it its me my no not of on or our out said say says she so some that the their them then there "
    "these they this to up us was we were what when where which who whom whose why will with would you your".split()
)
_LITTLE_WEIGHT: Final = 0.25
_SHORT: Final = 2  # letters: a slip in so short a word makes another word, as "eat" of "at"
_SHORTEST_PHRASE: Final = 3  # words, where none of them tells: "you and me" may be looked for, "why not" may not
_COVERED, _CLOSE, _ALIKE = 0.4, 0.4, 0.2  # shares of the score; they add up to 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph, how well it fits (0 to 1), and the matched words as ``text[start:end]`` of its served text."""

    place: Place
    score: float
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query, best first. Where nothing fits ``hits`` is empty, and ``nearest`` has up to three."""

    query: str
    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a word of the query may be: the library's words by likeness, and how much finding one is worth.

    ``telling`` is whether it says more than "the" does.
    """

    likeness: dict[str, float]
    weight: float
    telling: bool


class Search:
    """The searchable form of a library; built once, then only read, so threads may share it."""

    def __init__(self, library: Library) -> None:
        self._places = library.places
        self._words = [words(_text(place)) for place in self._places]
        self._folded = [" ".join(word.folded for word in found) for found in self._words]
        self._postings: dict[str, dict[int, list[int]]] = defaultdict(dict)
        for number, found in enumerate(self._words):
            for position, word in enumerate(found):
                self._postings[word.folded].setdefault(number, []).append(position)
        for number, place in enumerate(self._places):
            for about in _about(place):
                self._postings[about].setdefault(number, [])
        self._vocabulary = sorted(self._postings)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for known in self._vocabulary:
            self._by_key[spelling_key(known)].append(known)

    def find(self, query: str, limit: int = 5) -> Found:
        """Return the best ``limit`` places for ``query``, of which the first 200 characters count."""
        asked = query_words(query)[:_MOST_WORDS]
        ranked = self._ranked([self._meant(word) for word in asked], " ".join(asked))
        hits = tuple(hit for hit in ranked[:limit] if hit.score >= _SURE)
        return Found(query, hits, () if hits else tuple(hit for hit in ranked[:3] if hit.score))

    def complete(self, typed: str, limit: int = 25) -> list[Hit]:
        """Return the places for what is being typed: its last word may be unfinished, and a weak match will do."""
        asked = query_words(typed)[:_MOST_WORDS]
        if not asked:
            return []
        meant = [self._meant(word) for word in asked[:-1]]
        meant.append(self._meant(asked[-1], unfinished=not typed[-1:].isspace()))
        return self._ranked(meant, " ".join(asked))[:limit]

    def _meant(self, word: str, *, unfinished: bool = False) -> _Meant:
        likeness: dict[str, float] = {}
        near = process.extract(word, self._vocabulary, scorer=OSA.distance, score_cutoff=_slips(len(word)), limit=None)
        for candidate, distance, _ in near:
            likeness[candidate] = 1 - distance / max(len(word), len(candidate))
        if len(word) > 3:  # noqa: PLR2004 - shorter words share keys by chance
            for candidate in self._by_key.get(spelling_key(word), ()):
                likeness[candidate] = max(likeness.get(candidate, 0), _KEY_MATCH)
        if unfinished:
            for candidate in self._vocabulary:
                if candidate.startswith(word):
                    likeness[candidate] = max(likeness.get(candidate, 0), _PREFIX_MATCH)
        if word in self._postings:
            likeness[word] = 1.0
        best = max(likeness.values(), default=0.0)
        # A guess at one of several words is worth what the rarest of them is, or many bad guesses would cost nothing.
        fewest = min((len(self._postings[each]) for each, like in likeness.items() if like == best), default=0)
        weight = self._rarity(fewest)
        if word in _LITTLE or (word not in self._postings and _slipped_little(word)):
            return _Meant(likeness, min(weight, _LITTLE_WEIGHT), telling=False)
        return _Meant(likeness, weight, telling=True)

    def _rarity(self, places: int) -> float:
        """Return the weight of a word that stands in so many places: near 0 for "the", most for a rare one."""
        return math.log((len(self._places) + 1) / (max(places, 1) + 0.5))

    def _ranked(self, meant: list[_Meant], asked: str) -> list[Hit]:
        earned: Counter[int] = Counter()
        for each in meant:
            best: dict[int, float] = {}
            for word, likeness in each.likeness.items():
                for number, positions in self._postings[word].items():
                    best[number] = max(best.get(number, 0), likeness if positions else likeness * _ABOUT_MATCH)
            for number, likeness in best.items():
                earned[number] += each.weight * likeness**_SHARPNESS
        leading = sorted(earned, key=lambda number: (-earned[number], number))[:_RERANKED]
        hits = [self._judged(number, meant, asked) for number in leading]
        return _one_a_passage(sorted(hits, key=lambda hit: -hit.score))

    def _judged(self, number: int, meant: list[_Meant], asked: str) -> Hit:
        matched = self._positions(number, meant)
        covered = self._covered(number, meant, matched, asked)
        close = _closeness([at for at, each in zip(matched, meant, strict=True) if at or each.telling])
        alike = fuzz.partial_ratio(asked, self._folded[number]) / 100
        score = _COVERED * covered + _CLOSE * close * covered + _ALIKE * alike * covered
        found: list[Word] = self._words[number]
        marked = sorted({position for positions in matched for position in positions})
        return Hit(self._places[number], round(score, 4), tuple((found[at].start, found[at].end) for at in marked))

    def _covered(self, number: int, meant: list[_Meant], matched: list[list[int]], asked: str) -> float:
        """Return how much of what the query is worth a place has, 0 to 1.

        Where no word of the query tells, the place has all of it, as a phrase, or none.
        """
        if not any(each.telling for each in meant):
            return float(len(meant) >= _SHORTEST_PHRASE and f" {asked} " in f" {self._folded[number]} ")
        earning = (each for each, at in zip(meant, matched, strict=True) if at or each.telling)
        earned = sum(each.weight * math.pow(self._likeness(number, each), _SHARPNESS) for each in earning)
        return earned / sum(each.weight for each in meant)

    def _likeness(self, number: int, meant: _Meant) -> float:
        here = ((like, self._postings[word].get(number)) for word, like in meant.likeness.items())
        return max((like if at else like * _ABOUT_MATCH for like, at in here if at is not None), default=0.0)

    def _positions(self, number: int, meant: list[_Meant]) -> list[list[int]]:
        """Return where the words of the query stand in a place; those that say little only beside one that tells."""
        every = []
        for each in meant:
            here = {word: like for word, like in each.likeness.items() if self._postings[word].get(number)}
            best = max(here.values(), default=0)
            every.append(
                sorted(at for word, like in here.items() if like == best for at in self._postings[word][number])
            )
        telling = {at for positions, each in zip(every, meant, strict=True) if each.telling for at in positions}
        anchors = telling or {at for positions in every for at in positions}
        return [
            positions if each.telling else [at for at in positions if {at - 1, at + 1} & anchors]
            for positions, each in zip(every, meant, strict=True)
        ]


def shown_name(place: Place) -> str:
    """Return what a list shows of a place: ``ML 29:13 · The clean collars``."""
    return f"{place.reference} · {place.passage.title}" if place.passage else place.reference


def _one_a_passage(hits: list[Hit]) -> list[Hit]:
    """Return the best hit of each passage, in order."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for hit in hits:
        first = hit.place.passage.run.first if hit.place.passage else hit.place.runs[0].first
        key = (hit.place.work.id, hit.place.chapter.number, first)
        if key not in seen:
            seen.add(key)
            kept.append(hit)
    return kept


def _text(place: Place) -> str:
    return next(place.paragraphs).text


def _about(place: Place) -> set[str]:
    """Return the words of the passage's title, and of the names of those who are in it."""
    passage, entities = place.passage, place.work.entities
    if passage is None:
        return set()
    ids = (passage.narrator, *passage.speakers, *passage.persons, *passage.places)
    texts = [passage.title, *(name for each in ids if each in entities for name in entities[each].names)]
    return {word.folded for text in texts for word in words(text)} - _LITTLE


def _slips(length: int) -> int:
    """Return how many slips of the keyboard a word of ``length`` letters is allowed."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 10 else 3  # noqa: PLR2004 - the table itself


def _slipped_little(word: str) -> bool:
    """Whether a word is one that says little, with a letter lost, doubled or out of turn: "wil", "teh"."""
    near = [each for each in _LITTLE if len(each) > _SHORT and OSA.distance(word, each, score_cutoff=1) == 1]
    return any(len(each) != len(word) or sorted(each) == sorted(word) for each in near)


def _closeness(matched: list[list[int]]) -> float:
    """Return 1 where each word of the query stands right after the one before, falling to 0 as they drift apart.

    Of one word nothing can be said: 0.5.
    """
    if len(matched) == 1:
        return 0.5
    pairs = [(here, after) for here, after in pairwise(matched) if here and after]
    if not pairs:
        return 0.0
    total = 0.0
    for here, after in pairs:
        gap = min(abs(second - first - 1) for first in here for second in after)
        total += 1 / (1 + gap / 2)
    return total / (len(matched) - 1)
