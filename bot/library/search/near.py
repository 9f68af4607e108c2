"""The words of a segment that a typed word may stand for, and how many slips of the pen lie between them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.library.search.arrays import Floats, Places, Words32
from bot.library.search.deletions import letter_mask
from bot.library.search.keyboard import weight_of_slip
from bot.library.search.little import LITTLE
from bot.library.search.segment import Segment
from bot.library.search.spelling import roots

_SHORTEST: Final = 3  # letters: a shorter word is taken as it stands
_TWO_SLIPS: Final = 4  # letters from which an unknown word may hold two slips
_FIRST_LETTER: Final = 0.35  # slips: people rarely err in the first letter
_OTHER_FORM: Final = 1.0  # slips: the same root with another ending, or in another spelling
_ROOT_SLIP: Final = 1.15
_FORM_DISTANCE: Final = 0.1  # slips a letter in which two forms differ
_FARTHEST_FORM: Final = 6


@dataclass(frozen=True, slots=True)
class Near:
    """Words by number, in order, and the slips that lead from each to what was typed (0: it is the word)."""

    words: Words32
    slips: Floats


def near_words(segment: Segment, word: str) -> Near:
    """Return the words of ``segment`` near ``word``: within one slip where it is known, within two where it is not."""
    known = segment.vocabulary.find(word)
    if len(word) < _SHORTEST:
        found = [] if known is None else [known]
        return Near(np.array(found, np.uint32), np.zeros(len(found), np.float32))
    most = 1 if known is not None or len(word) < _TWO_SLIPS else 2
    by_spelling = _by_spelling(segment, word, most)
    by_root = _by_root(segment, word, 0 if known is not None else 1)
    return _together(by_spelling, by_root)


def _by_spelling(segment: Segment, word: str, most: int) -> Near:
    words = segment.spellings.sharing(word, most)
    words = words[np.bitwise_count(segment.masks[words] ^ letter_mask(word)) <= 2 * most]
    vocabulary = segment.vocabulary.words
    spelt = [vocabulary[number] for number in words.tolist()]
    if not spelt:
        return Near(words, np.zeros(0, np.float32))
    slips = process.cdist([word], spelt, scorer=OSA.distance, score_cutoff=most, dtype=np.float32)[0]
    within = slips <= most
    for at in np.flatnonzero(slips == 1).tolist():
        slips[at] = weight_of_slip(word, spelt[at])
    slips += _other_beginnings(word, spelt)
    # Who types a word that tells hardly means one like "in".
    telling = np.array([other not in LITTLE or other == word for other in spelt], bool)
    kept = within & telling
    return Near(words[kept], slips[kept])


def _by_root(segment: Segment, word: str, most: int) -> Near:
    root = roots([word])[0]
    if len(root) < _SHORTEST:
        return Near(np.zeros(0, np.uint32), np.zeros(0, np.float32))
    words = segment.rootings.sharing(root, most)
    numbers = words.tolist()
    if not numbers:
        return Near(words, np.zeros(0, np.float32))
    rooted = [segment.vocabulary.roots[number] for number in numbers]
    spelt = [segment.vocabulary.words[number] for number in numbers]
    apart = process.cdist([root], rooted, scorer=OSA.distance, score_cutoff=most, dtype=np.float32)[0]
    letters = process.cdist([word], spelt, scorer=OSA.distance, score_cutoff=_FARTHEST_FORM, dtype=np.float32)[0]
    kept = (apart <= most) & (letters <= _FARTHEST_FORM)
    slips = _OTHER_FORM + _ROOT_SLIP * apart + _FORM_DISTANCE * letters + _other_beginnings(word, spelt)
    return Near(words[kept], slips[kept])


def _other_beginnings(word: str, others: list[str]) -> Floats:
    first = word[0]
    return np.array([_FIRST_LETTER * (other[0] != first) for other in others], np.float32)


def _together(one: Near, other: Near) -> Near:
    words = np.concatenate((one.words, other.words))
    slips = np.concatenate((one.slips, other.slips))
    order: Places = np.lexsort((slips, words))
    words, slips = words[order], slips[order]
    if len(words) > 1:
        first = np.concatenate(([True], words[1:] != words[:-1]))
        words, slips = words[first], slips[first]
    return Near(words, slips)
