"""Which words were meant where the spaces stand wrong: two words run together, or one word broken in two.

A reading is preferred where it is likelier: the chance of a word is how many passages hold it or a word near it, each
slip and each wrong space at its price.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from bot.library.search.near import Near
from bot.library.search.segment import Segment

Nearby = Callable[[str], tuple[Near, ...]]
"""Looks a word up in each segment."""

_SLIP: Final = 4.0  # of the logarithm of the odds
_WRONG_SPACE: Final = 1.5
_WRONG_SPACE_OF_SLOPPY: Final = 8.0  # where every other word is misspelt, so that this one will be as well
_NEIGHBOURS: Final = 4.0  # two words that stand side by side are likelier together than by chance
_FROM_NOWHERE: Final = 1e-7
_SHORTEST_PART: Final = 3  # letters of a part of a run-together word that is known as it stands
_SHORTEST_NEAR_PART: Final = 4  # and of one that holds a slip
_SHORTEST_BROKEN: Final = 6  # letters of a word that may have been broken in two
_ODD: Final = 1.2  # slips from which a word is suspected to be something else
_MOST_SPLITS: Final = 4  # places at which a slip is looked for beside the space


class Reader:
    """Reads the words of a query in the light of what the segments hold."""

    def __init__(self, segments: Sequence[Segment], nearby: Nearby) -> None:
        self._segments = segments
        self._nearby = nearby
        self._passages = max(1, sum(segment.size for segment in segments))

    def read(self, words: Sequence[str], *, unfinished: bool = False) -> list[str]:
        """Return the words that were meant; the last is left alone where it is ``unfinished``."""
        closed = list(words[:-1] if unfinished else words)
        misspelt = [self._fewest_slips(word) > 0 for word in closed]
        price = _WRONG_SPACE + (_WRONG_SPACE_OF_SLOPPY - _WRONG_SPACE) * _share_of_others(misspelt)
        joined = self._join(closed, price)
        parted = [part for word in joined for part in self._part(word, price)]
        return [*parted, *words[len(closed) :]]

    def _join(self, words: list[str], price: float) -> list[str]:
        odd = [self._is_odd(word) for word in words]
        best, at = 0.0, -1
        for number, (one, other) in enumerate(pairwise(words)):
            whole = one + other
            if len(whole) < _SHORTEST_BROKEN or not (odd[number] or odd[number + 1] or self._knows(whole)):
                continue
            if self._is_odd(whole):
                continue
            gain = self._chance(whole) - price - self._chance(one) - self._chance(other) - _NEIGHBOURS
            if gain > best:
                best, at = gain, number
        return words if at < 0 else [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]

    def _part(self, word: str, price: float) -> tuple[str, ...]:
        if len(word) < 2 * _SHORTEST_PART or not self._is_odd(word):
            return (word,)
        parts: tuple[str, ...] = (word,)
        best = self._chance(word)
        for one, other in self._splits(word):
            if self._is_odd(one) or self._is_odd(other):
                continue
            chance = self._chance(one) + self._chance(other) + _NEIGHBOURS - price
            if chance > best:
                best, parts = chance, (one, other)
        return parts

    def _splits(self, word: str) -> list[tuple[str, str]]:
        """Return the ways to part a word in two of which both are known; where there is none, in which one is."""
        known, half_known = [], []
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            one, other = word[:at], word[at:]
            knows = self._knows(one), self._knows(other)
            if all(knows):
                known.append((one, other))
            elif any(knows) and min(len(one), len(other)) >= _SHORTEST_NEAR_PART:
                half_known.append((len(one) if knows[0] else len(other), one, other))
        longest_first = sorted(half_known, reverse=True)[:_MOST_SPLITS]
        return known + [(one, other) for _, one, other in longest_first]

    def _knows(self, word: str) -> bool:
        return any(segment.vocabulary.find(word) is not None for segment in self._segments)

    def _is_odd(self, word: str) -> bool:
        return self._fewest_slips(word) > _ODD

    def _fewest_slips(self, word: str) -> float:
        return min((float(near.slips.min()) for near in self._nearby(word) if len(near.slips)), default=math.inf)

    def _chance(self, word: str) -> float:
        """Return the logarithm of the share of passages that hold ``word``, or a word for which it may stand."""
        holding = 0.0
        for segment, near in zip(self._segments, self._nearby(word), strict=True):
            frequencies = segment.posting_ends[near.words + 1] - segment.posting_ends[near.words]
            holding += float(np.dot(frequencies, np.exp(-_SLIP * near.slips)))
        return math.log(min(1.0, holding / self._passages) + _FROM_NOWHERE)


def _share_of_others(misspelt: list[bool]) -> float:
    """Return how many of the words beside a misspelt one are misspelt as well, 0 to 1."""
    return max(0, sum(misspelt) - 1) / max(1, len(misspelt) - 1)
