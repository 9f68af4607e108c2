"""Whether words that took the place of others are the same in another form, or say something else."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from bot.library.fold import fold, spelling_key, words
from bot.library.library import Library
from bot.library.verify.verdict import Change

SAME_WORD: Final = frozenset({Change.NAME, Change.SPELLING})
"""Changes after which a word is still the same one."""

_NEGATIONS: Final = frozenset("cannot neither never no nobody none nor not nothing nowhere without".split())
_MOST_AROUND_NOT: Final = 3  # words, of which one is a "not": more of them are left out for what they say
_SHORTEST_MISSPELT: Final = 4
_MISSPELT: Final = 0.75
_BRITISH: Final = (
    (re.compile(r"our"), "or"),
    (re.compile(r"(?<=[^aeiou])re$"), "er"),
    (re.compile(r"is(?=e|ing|ation)"), "iz"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"mme$"), "m"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"(.)\1"), r"\1"),
)


class Names:
    """Which words name the same person, organisation or place."""

    def __init__(self, library: Library) -> None:
        self._named: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for work in library.works:
            for entity in work.entities.values():
                for word in {word.folded for name in entity.names for word in words(name)}:
                    self._named[word].add((work.id, entity.id))

    def same(self, first: Sequence[str], second: Sequence[str]) -> bool:
        """Tell whether two runs of words can name one entity; "the" alone names none."""
        folded = [fold(word).removesuffix("'s") for word in (*first, *second)]
        telling = [word for word in folded if len(word) >= _SHORTEST_MISSPELT]
        if len(telling) < 2 or not first or not second:  # noqa: PLR2004 - one of each
            return False
        return bool(set.intersection(*(self._named.get(word, set()) for word in folded)))


def is_negation(word: str) -> bool:
    """Tell whether a word turns a sentence round: ``not``, ``never``, ``won't``."""
    return word in _NEGATIONS or word.endswith("n't")


def is_about_not(few: Sequence[str]) -> bool:
    """Tell whether words are so few that the "not" among them is what matters."""
    return 0 < len(few) <= _MOST_AROUND_NOT and any(map(is_negation, few))


def replaced(lost: Sequence[str], put: Sequence[str], names: Names) -> Change:
    """Return what it is that words took the place of others; neither may be none."""
    if sorted(lost) == sorted(put):
        return Change.ORDER
    lost_nots, put_nots = (sum(map(is_negation, run)) for run in (lost, put))
    if lost_nots != put_nots and max(len(lost), len(put)) <= _MOST_AROUND_NOT:
        return Change.LOST_NOT if lost_nots > put_nots else Change.ADDED_NOT
    if letters(lost) == letters(put):
        return Change.SPELLING
    if names.same(lost, put):
        return Change.NAME
    if len(lost) == len(put) and all(map(_alike, lost, put)):
        return Change.SPELLING
    return Change.OTHER_WORD


def _alike(first: str, second: str) -> bool:
    """Tell whether two words are one in two spellings, or one of them misspelt; an ending makes another word."""
    if first == second:
        return True
    if _plain(first) == _plain(second):
        return True
    if min(len(first), len(second)) < _SHORTEST_MISSPELT or first.startswith(second) or second.startswith(first):
        return False
    if spelling_key(fold(first)) == spelling_key(fold(second)):
        return True
    ends_meet = first[0] == second[0] and first[-1] == second[-1]
    return ends_meet and OSA.normalized_similarity(first, second) >= _MISSPELT


def _plain(word: str) -> str:
    word = fold(word)
    for pattern, replacement in _BRITISH:
        word = pattern.sub(replacement, word)
    return word


def letters(run: Sequence[str]) -> str:
    """Return the plain letters of a run of words, however they are divided."""
    return fold("".join(run)).replace("'", "")
