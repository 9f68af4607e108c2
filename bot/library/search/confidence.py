"""How likely a passage is what was meant, from what speaks for it: calibrated on true and on foreign queries."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.library.search.arrays import Floats


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of matches of one query.

    ``total`` is the evidence in all, ``beyond`` what of it is beyond the passages that have it by chance, ``covered``
    and ``found`` the shares of what the query could say and of its words, ``alike`` the likeness of the whole.
    ``guessed`` is whether every word of the query is a mere guess.
    """

    total: Floats
    beyond: Floats
    covered: Floats
    found: Floats
    alike: Floats
    words: int
    guessed: bool
    passages: int


# A logistic regression of true queries (half-remembered lines of libraries of 65 to a million passages, right at the
# first place) against foreign ones (lines of other books, and nonsense); tests/bench/refusals.py measures it.
_BIAS: Final = -17.25
_BEYOND: Final = 0.16
_COVERED: Final = 9.93
_FOUND: Final = 2.99
_ALIKE: Final = 4.81
_WORDS: Final = 1.8
_A_WORD: Final = 0.36
_GUESSED: Final = -3.0  # shared by the words: a word of no language is near to some word, given enough words


def confidence(signs: Signs) -> Floats:
    """Return the chance, 0 to 1, that passages with these signs are what was meant."""
    beyond_chance = signs.total - np.float32(math.log(max(2, signs.passages)))
    odds = (
        _BIAS
        + _BEYOND * signs.beyond
        + _COVERED * signs.covered
        + _FOUND * signs.found
        + _ALIKE * signs.alike
        + _WORDS * math.log(signs.words)
        + _A_WORD * beyond_chance / signs.words
        + _GUESSED * signs.guessed / signs.words
    )
    chance: Floats = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return chance
