"""The best passages of one segment for a query, in three steps that each look closer at fewer passages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.library.search.arrays import Ends, Floats
from bot.library.search.candidates import Tallies, leading
from bot.library.search.confidence import Signs, confidence
from bot.library.search.evidence import Evidence
from bot.library.search.query import Query
from bot.library.search.rerank import likeness, look
from bot.library.search.segment import Segment
from bot.library.search.standing import limits

_LEADING: Final = 64  # passages that get a closer look
_JUDGED: Final = 8  # of those, how many are compared letter by letter
_ALIKE: Final = 5.0  # what it says that the whole query is like a part of the passage
_BACKGROUND: Final = 10  # the passage of this rank has by chance what it has


@dataclass(frozen=True, slots=True)
class Ranked:
    """Passages of a segment: what speaks for each, and how likely each is what was meant (0 to 1).

    ``near`` is whether a passage holds a word of the query that tells and is more than a guess.
    """

    passages: Ends
    totals: Floats
    scores: Floats
    near: npt.NDArray[np.bool_]


def rank(
    segment: Segment, tallies: Tallies, query: Query, words: Sequence[str], evidence: Evidence, *, limit: int, of: int
) -> Ranked:
    """Return at least ``limit`` passages of a segment, if it has them, of an index of ``of`` passages; unordered.

    ``words`` are those of the query as they were read.
    """
    allowed = limits(segment, query.phrases, query.unwanted)
    passages = leading(segment, evidence, tallies, allowed, max(limit, _LEADING))
    if not len(passages):
        return Ranked(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.float32), np.zeros(0, bool))
    looked = look(segment, evidence, passages)
    best = np.argsort(-looked.scores, kind="stable")[: max(limit, _BACKGROUND)]
    earned = looked.earned[best]
    judged = best[:_JUDGED]
    whole = likeness(segment, words, evidence, passages[judged].tolist())
    alike = np.full(len(best), whole.min(), np.float32)
    alike[: len(judged)] = whole
    totals = looked.scores[best] + np.float32(_ALIKE) * alike
    counted = evidence.telling if evidence.telling.any() else np.ones(len(words), bool)
    signs = Signs(
        total=totals,
        beyond=totals - (np.sort(totals)[-_BACKGROUND] if len(totals) >= _BACKGROUND else np.float32(0)),
        covered=earned.sum(axis=1) / np.float32(evidence.possible),
        found=(earned[:, counted] > 0).mean(axis=1, dtype=np.float32),
        alike=alike,
        words=int(counted.sum()),
        guessed=not evidence.heard.any(),
        passages=of,
    )
    near: npt.NDArray[np.bool_] = np.logical_or.reduce(earned[:, evidence.heard] > 0, axis=1)
    return Ranked(passages[best].astype(np.int64), totals, confidence(signs), near)
