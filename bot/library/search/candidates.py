"""The passages worth a closer look: those for which the telling words of a query say most."""

import threading
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from bot.library.search.arrays import Floats, Words32
from bot.library.search.evidence import Evidence
from bot.library.search.segment import Segment
from bot.library.search.standing import Limits

_BUDGET: Final = 60_000  # passages counted up for a query, telling words first
_TIMES: Final = 4  # that a leading passage may stand in the rows of the query's words
_BINS: Final = 1024


@dataclass(frozen=True, slots=True)
class Tallies:
    """Room to add up what speaks for each passage, kept between queries, one a thread."""

    size: int
    _local: threading.local = field(default_factory=threading.local)

    def clear(self) -> Floats:
        """Return this thread's tally, all zeros; whoever uses it leaves it so."""
        tally: Floats | None = getattr(self._local, "tally", None)
        if tally is None:
            tally = self._local.tally = np.zeros(self.size, np.float32)
        return tally


def leading(segment: Segment, evidence: Evidence, tallies: Tallies, allowed: Limits, count: int) -> Words32:
    """Return up to ``count`` of the allowed passages, those for which the query's rarer words say most; unordered."""
    rows, weights = _telling_rows(segment, evidence)
    begun = _begun_rows(segment, evidence, _BUDGET - sum(map(len, rows)))
    passages = np.concatenate([np.zeros(0, np.uint32), *rows, *(row for row, _ in begun)])
    tally = tallies.clear()
    lengths = [len(row) for row in rows]
    np.add.at(tally, passages[: sum(lengths)], np.repeat(np.array(weights, np.float32), lengths))
    for row, weight in begun:
        tally[row] += np.float32(weight)  # once for a passage, however many words that begin so it holds
    tally[allowed.never] = 0
    if allowed.only is not None:
        only = allowed.only[~np.isin(allowed.only, allowed.never)]
        said = tally[only]
        tally[passages] = 0
        return _foremost(only, said, count)
    said = tally[passages]
    tally[passages] = 0
    if len(allowed.never):
        kept = np.flatnonzero(said)
        passages, said = passages[kept], said[kept]
    return _foremost(passages, said, count)


def _foremost(passages: Words32, said: Floats, count: int) -> Words32:
    """Return about ``count`` of ``passages`` for which most is said; a passage may stand there several times.

    By a histogram, because so many say the same that selection algorithms are slow.
    """
    several = count * _TIMES
    if len(passages) > several:
        bins = (said * np.float32((_BINS - 1) / max(float(said.max()), 1e-9))).astype(np.intp)
        above = np.cumsum(np.bincount(bins, minlength=_BINS)[::-1])[::-1]  # how many are in a bin or above it
        lowest = int(np.searchsorted(-above, -several, side="right"))
        best = np.flatnonzero(bins >= lowest)
        if len(best) < several and lowest:
            best = np.concatenate((best, np.flatnonzero(bins == lowest - 1)[: several - len(best)]))
        passages, said = passages[best], said[best]
    chosen, where = np.unique(passages, return_index=True)
    if len(chosen) > count:
        chosen = chosen[np.argsort(-said[where], kind="stable")[:count]]
    return chosen


def _telling_rows(segment: Segment, evidence: Evidence) -> tuple[list[Words32], list[float]]:
    """Return the rows of postings to add up, with the weight of each, until the budget is spent."""
    words = np.concatenate([column.words for column in evidence.columns])
    weights = np.concatenate([column.weights for column in evidence.columns])
    starts, ends = segment.posting_ends[words], segment.posting_ends[words + 1]
    order = np.argsort(-weights, kind="stable")
    spent = np.cumsum(ends[order] - starts[order])
    taken = order[: max(1, int(np.searchsorted(spent, _BUDGET, side="right")))] if len(order) else order
    rows = [
        segment.postings[start:end] for start, end in zip(starts[taken].tolist(), ends[taken].tolist(), strict=True)
    ]
    earned = weights[taken].tolist()
    return rows, earned


def _begun_rows(segment: Segment, evidence: Evidence, budget: int) -> list[tuple[Words32, float]]:
    """Return the passages that hold a word which begins as typed, where they are few enough or nothing else tells."""
    found = []
    for column in evidence.columns:
        if len(column.begun) and column.begun_weight:
            start = int(segment.posting_ends[column.begun.start])
            end = int(segment.posting_ends[column.begun.stop])
            if end - start <= budget or not any(len(each.words) for each in evidence.columns):
                found.append((segment.postings[start : min(end, start + _BUDGET)], column.begun_weight))
    return found
