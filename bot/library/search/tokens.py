"""The words of texts, fast: a spelling is folded once, however often it occurs."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from bot.library.fold import folded_word, raw_words
from bot.library.search.arrays import Ends, Words32, ends_of

_TOLD_EVERY: Final = 2_000  # texts: how far it is
_WIDEST: Final = 60  # characters of a word that count: the rest of an address tells nobody anything


class Tokens:
    """Takes texts in; holds their words as numbers in the order of first sight, and where each text ends."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._spellings = _Spellings(self._numbers)
        self._flat = array("I")
        self._lengths: list[int] = []

    def add(self, text: str) -> None:
        """Take in one text."""
        found = raw_words(text)
        self._flat.extend(map(self._spellings.__getitem__, found))
        self._lengths.append(len(found))

    def sorted(self) -> tuple[list[str], Words32, Ends]:
        """Return the vocabulary in order, the texts' words as numbers in it, and the texts' ends."""
        words = sorted(self._numbers)
        rank = np.zeros(len(words), np.uint32)
        rank[[self._numbers[word] for word in words]] = np.arange(len(words), dtype=np.uint32)
        flat = np.frombuffer(self._flat, np.uint32) if self._flat else np.zeros(0, np.uint32)
        return words, rank[flat], ends_of(np.array(self._lengths, np.int64))


def read_in(tokens: Tokens, texts: Sequence[str]) -> Iterator[float]:
    """Take in ``texts``; yield the share of them that is done, now and then."""
    for number, text in enumerate(texts):
        tokens.add(text)
        if not number % _TOLD_EVERY:
            yield number / len(texts)


class _Spellings(dict[str, int]):
    """From a word as it stands in a text to the number of its folded form."""

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, raw: str) -> int:
        number = self._numbers.setdefault(folded_word(raw)[:_WIDEST], len(self._numbers))
        self[raw] = number
        return number
