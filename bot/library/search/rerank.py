"""The closer look: how much of a query each leading passage holds, and how closely its words stand together there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from bot.library.search.arrays import Ends, Floats, Places, Words32, ends_of, rows
from bot.library.search.evidence import Evidence
from bot.library.search.little import LITTLE
from bot.library.search.segment import Segment

_ABOUT: Final = 0.7  # what a word about a passage is worth, against one of its text
_REACH: Final = 8  # words: what stands farther apart is not together
_TOGETHER: Final = np.array([0, 3.2, 2.7, 2.2, 1.6, 1.1, 0.7, 0.4, 0.2], np.float32)  # by how far the second is behind
_TURNED: Final = 0.5  # of that, where the second stands before the first
_SKIPPED: Final = 0.7  # of that, where a word between them was not found
_FULL_SAY: Final = 3.0  # evidence from which two words' standing together counts whole
_LENGTH: Final = 0.25  # a long passage holds words by chance
_AS_NEAR: Final = 0.05  # difference in evidence between words that are as near
_NEIGHBOURS: Final = 4  # matched words after a matched word that are looked at


@dataclass(frozen=True, slots=True)
class Looked:
    """What a closer look at passages found, a row a passage; ``earned`` has a column a word of the query."""

    passages: Words32
    earned: Floats
    together: Floats
    lengths: Ends

    @property
    def scores(self) -> Floats:
        """What speaks for each passage in all."""
        held = (self.earned > 0).sum(axis=1)
        typical = max(1.0, float(np.median(self.lengths)) if len(self.lengths) else 1.0)
        length = np.log(np.maximum(self.lengths, 8) / typical).astype(np.float32)
        total: Floats = self.earned.sum(axis=1) + self.together - _LENGTH * held * length
        return total


def look(segment: Segment, evidence: Evidence, passages: Words32) -> Looked:
    """Look at ``passages``: the best match of each word of the query, and how those stand together."""
    starts, ends = segment.token_ends[passages], segment.token_ends[passages + 1]
    lengths = ends - starts
    tokens = rows(segment.tokens, starts, ends)
    at, weights = _matches(tokens, evidence)
    owners = np.repeat(np.arange(len(passages)), lengths)[at]
    first = np.cumsum(lengths) - lengths
    about = at - first[owners] >= segment.text_lengths[passages[owners]]
    weights[about] *= _ABOUT
    if evidence.little.any() and evidence.telling.any():
        weights[:, evidence.little] *= _beside_telling(at, weights[:, evidence.telling])[:, None]
    earned = np.zeros((len(passages), weights.shape[1]), np.float32)
    together = np.zeros(len(passages), np.float32)
    if len(at):
        begins = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
        earned[owners[begins]] = np.maximum.reduceat(weights, begins, axis=0)
        if weights.shape[1] > 1:
            say = np.minimum(weights / np.float32(_FULL_SAY), 1)
            say[about] = 0  # names in a list of those who are there stand side by side by chance
            together[owners[begins]] = _togetherness(at, owners, say, begins)
    return Looked(passages, earned, together, lengths)


def _matches(tokens: Words32, evidence: Evidence) -> tuple[Places, Floats]:
    """Return where the query's words stand in ``tokens``, and what each says there."""
    words, table = evidence.table
    if len(words):
        slots = np.searchsorted(words, tokens)
        slots[slots == len(words)] = 0
        matched = words[slots] == tokens
    else:
        slots = np.zeros(len(tokens), np.intp)
        matched = np.zeros(len(tokens), bool)
    begun = [(number, column) for number, column in enumerate(evidence.columns) if len(column.begun)]
    begins = [(tokens >= column.begun.start) & (tokens < column.begun.stop) for _, column in begun]
    either = matched.copy()
    for each in begins:
        either |= each
    at = np.flatnonzero(either)
    weights = np.zeros((len(at), len(evidence.columns)), np.float32)
    known = matched[at]
    weights[known] = table[slots[at[known]]]
    for (number, column), each in zip(begun, begins, strict=True):
        weights[:, number] = np.maximum(weights[:, number], each[at] * np.float32(column.begun_weight))
    return at, weights


def _beside_telling(at: Places, telling: Floats) -> npt.NDArray[np.bool_]:
    """Return whether each matched word stands beside one that tells: "all of it" says nothing by itself."""
    tells = at[telling.any(axis=1)]
    beside: npt.NDArray[np.bool_] = np.isin(at, np.concatenate((tells - 1, tells, tells + 1)))
    return beside


def _togetherness(at: Places, owners: Places, say: Floats, begins: Places) -> Floats:
    """Return for each passage how closely neighbouring words of the query stand, the best place of each pair summed.

    ``say`` is how much each match of each word has a say in it, 0 to 1.
    """
    columns = say.shape[1]
    best = np.zeros((len(at), 2 * columns - 3 if columns > 1 else 0), np.float32)
    for step in range(1, min(_NEIGHBOURS, len(at) - 1) + 1):
        gap = at[step:] - at[:-step]
        near = np.where((owners[step:] == owners[:-step]) & (gap <= _REACH), gap, 0)
        worth = _TOGETHER[near][:, None]
        if not worth.any():
            continue
        before, after = say[:-step], say[step:]
        here = best[:-step]
        pairs = here[:, : columns - 1]
        np.maximum(pairs, worth * np.minimum(before[:, :-1], after[:, 1:]), out=pairs)
        np.maximum(pairs, _TURNED * worth * np.minimum(after[:, :-1], before[:, 1:]), out=pairs)
        skips = here[:, columns - 1 :]
        np.maximum(skips, _SKIPPED * worth * np.minimum(before[:, :-2], after[:, 2:]), out=skips)
    of_passage = np.maximum.reduceat(best, begins, axis=0)
    pairs, skips = of_passage[:, : columns - 1], of_passage[:, columns - 1 :]
    # A pair over a word in between counts only where that word's own pairs are missing.
    total: Floats = pairs.sum(axis=1)
    if columns > 2:  # noqa: PLR2004 - of two words there is no third between
        total += np.maximum(skips - pairs[:, :-1] - pairs[:, 1:], 0).sum(axis=1)
    return total


def likeness(segment: Segment, words: Sequence[str], evidence: Evidence, passages: Sequence[int]) -> Floats:
    """Return how alike the words of a query are to some part of each passage, 0 to 1, little words left out of both.

    Where no word tells, all are compared.
    """
    vocabulary = segment.vocabulary.words
    left_out = LITTLE if evidence.telling.any() else frozenset[str]()
    # What looks like a slip of a little word may be one of a word that tells after all.
    asked = " ".join(word for word in words if word not in left_out)
    alike = []
    for passage in passages:
        row = segment.tokens[segment.token_ends[passage] : segment.token_ends[passage + 1]]
        text = " ".join([word for number in row.tolist() if (word := vocabulary[number]) not in left_out])
        alike.append(fuzz.partial_ratio(asked, text) / 100)
    return np.array(alike, np.float32)


def matched_words(segment: Segment, passages: Sequence[int], evidence: Evidence) -> list[tuple[int, ...]]:
    """Return which words of each passage's text match the query, by their places in it.

    Of the words that a word of the query may stand for only the nearest count; a word that says little counts only
    beside one that tells.
    """
    texts = [segment.words_of(passage) for passage in passages]
    at, weights = _matches(np.concatenate(texts), evidence)
    ends = ends_of(np.array([len(text) for text in texts], np.int64))
    cuts = np.searchsorted(at, ends).tolist()
    found = []
    for number, start in enumerate(ends[:-1].tolist()):
        here = slice(cuts[number], cuts[number + 1])
        found.append(_marked(at[here] - start, weights[here], evidence))
    return found


def _marked(at: Places, weights: Floats, evidence: Evidence) -> tuple[int, ...]:
    if not len(at):
        return ()
    nearest = (weights > 0) & (weights >= weights.max(axis=0) - _AS_NEAR)
    telling = set(at[(nearest & evidence.telling).any(axis=1)].tolist())
    every: list[int] = at[nearest.any(axis=1)].tolist()
    if not telling:
        return tuple(every)
    return tuple(word for word in every if word in telling or {word - 1, word + 1} & telling)
