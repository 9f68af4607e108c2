"""The words of a segment in order, each with its root."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LAST: Final = "\U0010ffff"  # sorts after every letter


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in order of their code points; a word's number is its place among them."""

    words: Sequence[str]
    roots: Sequence[str]

    def find(self, word: str) -> int | None:
        """Return the number of ``word``; None where it is unknown."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else None

    def beginning(self, prefix: str) -> range:
        """Return the numbers of the words that begin with ``prefix``: they stand side by side."""
        return range(bisect_left(self.words, prefix), bisect_left(self.words, prefix + _LAST))
