"""Words that say little, as "the" does; a small library can't tell by counting."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

LITTLE: Final = frozenset(
    "a about all am an and any are as at be been but by did do does for from had has have having he her him his how i "
    "if in into is it its me my no not of on or our out over said say says she so some such than that the their them "
    "then there these they this those to up us was we were what when where which who whom whose why will with would "
    "you your".split()
)
# A slip in a word of two letters makes another word, as "eat" of "at".
_LONGER: Final = tuple(sorted(word for word in LITTLE if len(word) > 2))  # noqa: PLR2004


def slipped_little(word: str) -> bool:
    """Return whether a word is one that says little, with a letter lost, doubled or out of turn: "wil", "teh"."""
    near = process.extract(word, _LONGER, scorer=OSA.distance, score_cutoff=1, limit=None)
    return any(apart and (len(each) != len(word) or sorted(each) == sorted(word)) for each, apart, _ in near)


def only_little(words: Sequence[str]) -> bool:
    """Return whether none of ``words`` tells."""
    return all(word in LITTLE for word in words)
