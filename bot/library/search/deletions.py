"""Words near in spelling, found without comparing with every word: two words that differ by little share a deletion.

A word is filed under the hash of itself and of what is left when one or two of its letters are taken out. Whatever is
within two slips of it (a letter left out, put in, replaced, or two exchanged) shares one of these. The hash is a
polynomial, so every deletion of every word of one length is computed in a few array operations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.library.search.arrays import Ends, Masks, Places, Words32, ends_of, rows

_LONGEST: Final = 24  # letters of a word that count
_BASE: Final = 0x9E3779B97F4A7C15  # odd, so that it has an inverse
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_FEWEST_BITS: Final = 6
_LETTER: Final = np.uint64(31)
_HALF: Final = np.uint64(32)
_ONE: Final = np.uint64(1)
_FIRST: Final = np.ones(1, bool)


@dataclass(frozen=True, slots=True)
class Deletions:
    """Numbers of words by the hash of their deletions: bucket ``b`` is row ``b`` of ``numbers``."""

    ends: Ends
    numbers: Words32

    def sharing(self, word: str, most: int) -> Words32:
        """Return the numbers of the words that share a deletion of at most ``most`` letters with ``word``, and more.

        Hashes collide, so the caller compares.
        """
        if not word:
            return self.numbers[:0]
        codes = np.array([ord(letter) + 1 for letter in word[:_LONGEST]], np.uint64)
        buckets = _buckets(_terms(len(codes), most) @ codes, (len(self.ends) - 2).bit_length())
        found = np.sort(rows(self.numbers, self.ends[buckets], self.ends[buckets + 1]))
        return found[np.concatenate((_FIRST, found[1:] != found[:-1]))] if len(found) else found


def file_deletions(words: Sequence[str], most: int) -> Deletions:
    """File ``words`` under their deletions of at most ``most`` letters; short words under fewer."""
    parts: list[Masks] = []
    owners: list[Words32] = []
    for length, numbers in _by_length(words).items():
        codes = _codes([words[number][:length] for number in numbers])
        hashes = _hashes(codes, min(most, deletions_of(length)))
        parts.append(hashes.ravel())
        owners.append(np.repeat(np.array(numbers, np.uint32), hashes.shape[1]))
    count = sum(len(part) for part in parts)
    bits = max(_FEWEST_BITS, (count // 2).bit_length())
    if not count:
        return Deletions(np.zeros((1 << bits) + 1, np.int64), np.zeros(0, np.uint32))
    buckets = _buckets(np.concatenate(parts), bits).astype(np.uint64)
    filed = (buckets << _HALF) | np.concatenate(owners)
    filed.sort()
    filed = filed[np.concatenate(([True], filed[1:] != filed[:-1]))]
    sizes = np.bincount((filed >> _HALF).astype(np.int64), minlength=1 << bits)
    return Deletions(ends_of(sizes), filed.astype(np.uint32))


def deletions_of(length: int) -> int:
    """Return how many letters a word of ``length`` letters may lose and still be told from others."""
    return 0 if length < 3 else 1 if length < 5 else 2  # noqa: PLR2004 - the table itself


def letter_masks(words: Sequence[str]) -> Masks:
    """Return which letters stand in each word, once (32 bits) and twice (32 bits); an edit changes at most two bits."""
    masks = np.zeros(len(words), np.uint64)
    for length, numbers in _by_length(words).items():
        codes = _codes([words[number][:length] for number in numbers])
        masks[numbers] = _masks(codes)
    return masks


def letter_mask(word: str) -> np.uint64:
    """Return the mask of one word, as ``letter_masks`` does of many."""
    once = twice = 0
    for letter in word[:_LONGEST]:
        bit = 1 << (ord(letter) & 31)
        twice |= once & bit
        once |= bit
    return np.uint64(once | twice << 32)


def _masks(codes: Masks) -> Masks:
    once = np.zeros(len(codes), np.uint64)
    twice = once.copy()
    for column in range(codes.shape[1]):
        bit = _ONE << (codes[:, column] & _LETTER)
        twice |= once & bit
        once |= bit
    return once | (twice << _HALF)


def _by_length(words: Sequence[str]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, word in enumerate(words):
        if word:
            found.setdefault(min(len(word), _LONGEST), []).append(number)
    return found


def _codes(words: Sequence[str]) -> Masks:
    """Return the code points of words of one length, a row a word."""
    length = len(words[0])
    return np.array(words, f"U{length}").view(np.uint32).reshape(len(words), length).astype(np.uint64)


def _buckets(hashes: Masks, bits: int) -> Places:
    return ((hashes * _MIX) >> np.uint64(64 - bits)).astype(np.intp)


@lru_cache(maxsize=64)
def _powers(length: int) -> Masks:
    return np.array([pow(_BASE, power, 1 << 64) for power in range(length)], np.uint64)


@lru_cache(maxsize=64)
def _pairs(length: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    first, second = np.triu_indices(length, 1)
    return first, second


@lru_cache(maxsize=128)
def _terms(length: int, most: int) -> Masks:
    """Return the factors of each letter in each hash of a word of ``length`` letters, a row a hash, as ``_hashes``."""
    return np.stack([_hashes(row[None, :] - _ONE, most)[0] for row in np.eye(length, dtype=np.uint64)], axis=1)


def _hashes(codes: Masks, most: int) -> Masks:
    """Return the hashes of each row with up to ``most`` letters taken out, a row a word.

    With ``s[k]`` the sum of the first ``k`` letters' terms, what is left without letter ``i`` is ``s[i]`` and the rest
    moved down by one power: ``(s[n] - s[i + 1]) / base``.
    """
    count, length = codes.shape
    sums = np.zeros((count, length + 1), np.uint64)
    np.cumsum((codes + _ONE) * _powers(length), axis=1, out=sums[:, 1:])
    whole = sums[:, -1:]
    found = [whole]
    if most > 0:
        found.append(sums[:, :-1] + (whole - sums[:, 1:]) * np.uint64(_INVERSE))
    if most > 1:
        first, second = _pairs(length)
        between = (sums[:, second] - sums[:, first + 1]) * np.uint64(_INVERSE)
        after = (whole - sums[:, second + 1]) * np.uint64(_INVERSE * _INVERSE % (1 << 64))
        found.append(sums[:, first] + between + after)
    return np.concatenate(found, axis=1)
