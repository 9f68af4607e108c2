"""What finding a word in a passage says for the passage: how much likelier the typed word is there than anywhere.

A typed word is taken as a vocabulary word that went through a noisy channel: each slip costs a factor. Its evidence for
a passage with vocabulary word ``v`` is ``log(P(typed | v) / P(typed anywhere))``, the latter the sum over every near
word by how many passages hold it. So a rare word that happens to be near weighs little where a frequent one is as near,
and a known word that may be a slip for another counts for both.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.library.search.arrays import Floats, Words32
from bot.library.search.little import LITTLE, slipped_little
from bot.library.search.near import Near
from bot.library.search.segment import Segment

_SLIP: Final = 4.6  # how much of the logarithm of the odds a slip costs where the words are mostly known
_SLIP_OF_SLOPPY: Final = 3.2  # and where none is
_FROM_NOWHERE: Final = 2e-6  # the share of typed words that stand for nothing near
_BEGUN: Final = 0.7  # slips: the typed word is the beginning of a longer one
_UNHEARD_OF: Final = 6.0  # what a word that is near nothing could have said
_LITTLE_SAYS: Final = 1.75  # at most
_PERHAPS: Final = 0.4  # what a word says where a word that says little was as likely meant
_NO_GUESS: Final = 1.4  # slips, or the word is guessed
_SMALL: Final = 100  # passages without the word that a library is thought to have beside, since it is a mere sample
_LONGEST_LITTLE: Final = 7  # letters
_LONG: Final = 4  # letters of the words that tell how sloppily a query is typed


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of a query as it was looked up in each segment; ``begun`` has the words that begin with it, if any may."""

    word: str
    near: tuple[Near, ...]
    begun: tuple[range, ...] = ()

    @property
    def known(self) -> bool:
        """Whether some segment has the word itself, or words that begin with it."""
        return self.within(0)

    def within(self, slips: float) -> bool:
        """Return whether some segment has a word within so many slips, or words that begin as typed."""
        return any(len(near.slips) and near.slips.min() <= slips for near in self.near) or any(map(len, self.begun))

    @property
    def says_little(self) -> bool:
        """Whether it is a word like "the", or one such misspelt."""
        return self.word in LITTLE or (
            len(self.word) < _LONGEST_LITTLE and not self.known and slipped_little(self.word)
        )


@dataclass(frozen=True, slots=True)
class Column:
    """What one word of a query says in one segment: the words that count, in order, and the evidence of each."""

    words: Words32
    weights: Floats
    begun: range
    begun_weight: float


@dataclass(frozen=True)
class Evidence:
    """What a query says in one segment, a column a word of it.

    ``most[i]`` is the most that word ``i`` can say, ``telling[i]`` whether it says more than "the" does, ``heard[i]``
    whether it does so and is more than a guess, and ``little[i]`` whether it is a word like "the" itself, well spelt.
    """

    columns: tuple[Column, ...]
    most: Floats
    telling: npt.NDArray[np.bool_]
    heard: npt.NDArray[np.bool_]
    little: npt.NDArray[np.bool_]

    @property
    def possible(self) -> float:
        """How much the query could say if every word of it were found; a word near nothing would say something."""
        unheard_of = np.where(self.telling, np.float32(_UNHEARD_OF), np.float32(0))
        return max(1e-6, float(np.where(self.most > 0, self.most, unheard_of).sum()))

    @cached_property
    def table(self) -> tuple[Words32, Floats]:
        """Every word that counts, in order, and its weights, a column a word of the query."""
        words = np.unique(np.concatenate([column.words for column in self.columns]))
        weights = np.zeros((len(words), len(self.columns)), np.float32)
        for number, column in enumerate(self.columns):
            weights[np.searchsorted(words, column.words), number] = column.weights
        return words, weights


def weigh(segments: Sequence[Segment], asked: Sequence[Asked]) -> list[Evidence]:
    """Return the evidence of the words of a query for each segment; frequencies are counted over all of them."""
    slip = _cost_of_a_slip(asked)
    passages = _SMALL + sum(segment.size for segment in segments)
    weighed = [_weigh_word(segments, each, slip, passages) for each in asked]
    most = np.array([top for _, top in weighed], np.float32)
    telling = np.array([not each.says_little for each in asked], bool)
    little = np.array([each.word in LITTLE for each in asked], bool)
    heard = telling & np.array([each.within(_NO_GUESS) for each in asked], bool)
    return [
        Evidence(tuple(columns[number] for columns, _ in weighed), most, telling, heard, little)
        for number in range(len(segments))
    ]


def _cost_of_a_slip(asked: Sequence[Asked]) -> float:
    longer = [each for each in asked if len(each.word) >= _LONG]
    unknown = sum(not each.known for each in longer) / max(1, len(longer))
    return _SLIP + (_SLIP_OF_SLOPPY - _SLIP) * unknown


def _weigh_word(
    segments: Sequence[Segment], asked: Asked, slip: float, passages: int
) -> tuple[tuple[Column, ...], float]:
    expected = _FROM_NOWHERE * passages
    begun_cost = slip * _BEGUN
    logs = []
    for number, (segment, near) in enumerate(zip(segments, asked.near, strict=True)):
        frequencies = (segment.posting_ends[near.words + 1] - segment.posting_ends[near.words]).astype(np.float32)
        log = -slip * near.slips
        logs.append(log)
        expected += float(np.dot(frequencies, np.exp(log)))
        if asked.begun and len(asked.begun[number]):
            begun = asked.begun[number]
            holding = segment.posting_ends[begun.stop] - segment.posting_ends[begun.start]
            expected += min(float(holding), segment.size) * math.exp(-begun_cost)
    anywhere = math.log(min(1.0, expected / passages))
    if asked.says_little:
        anywhere = max(anywhere, -_LITTLE_SAYS)
    slipped = asked.says_little and asked.word not in LITTLE
    columns = []
    for number, (near, log) in enumerate(zip(asked.near, logs, strict=True)):
        weights = _perhaps(log) if slipped else log - np.float32(anywhere)
        kept = weights > 0
        begun = asked.begun[number] if asked.begun else range(0)
        columns.append(Column(near.words[kept], weights[kept], begun, max(0.0, -begun_cost - anywhere)))
    top = max((float(column.weights.max()) for column in columns if len(column.weights)), default=0.0)
    if any(len(column.begun) for column in columns):
        top = max(top, *(column.begun_weight for column in columns))
    return tuple(columns), top


def _perhaps(log: Floats) -> Floats:
    """Return what the words say for which a slip of a little word may stand as well, from the chance of each.

    Any passage holds little words, so such a word proves nothing; it only prefers one of passages that are as likely.
    """
    weights: Floats = np.float32(_PERHAPS) * np.exp(log - log.max(initial=-np.inf))
    return weights
