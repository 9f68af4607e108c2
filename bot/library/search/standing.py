"""What must stand in a passage and what must not: phrases in quote marks, and words behind a minus."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.library.search.arrays import Words32, rows
from bot.library.search.segment import Segment

_MOST_READ: Final = 20_000  # passages in which a phrase is looked for word by word


@dataclass(frozen=True, slots=True)
class Limits:
    """The only passages that may answer (None: all), and those that may not, some of them perhaps twice."""

    only: Words32 | None
    never: Words32


def limits(segment: Segment, phrases: Sequence[Sequence[str]], unwanted: Sequence[str]) -> Limits:
    """Return which passages hold every phrase, and which are hidden or hold an unwanted word or its possessive."""
    only: Words32 | None = None
    for phrase in phrases:
        standing = _holding_phrase(segment, phrase)
        only = standing if only is None else np.intersect1d(only, standing)
    forms = [form for word in unwanted for form in (word, word + "s")]
    numbers = [number for form in forms if (number := segment.vocabulary.find(form)) is not None]
    never = np.concatenate([segment.hidden, *(segment.holding(number) for number in numbers)])
    return Limits(only, never)


def _holding_phrase(segment: Segment, phrase: Sequence[str]) -> Words32:
    """Return the passages in whose text the words of ``phrase`` follow one another, in order."""
    numbers = [segment.vocabulary.find(word) for word in phrase]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return np.zeros(0, np.uint32)
    rarest_first = sorted(set(known), key=segment.frequency)
    passages = segment.holding(rarest_first[0])
    for number in rarest_first[1:]:
        holding = segment.holding(number)
        at = np.minimum(np.searchsorted(holding, passages), len(holding) - 1)
        passages = passages[holding[at] == passages]
    passages = passages[:_MOST_READ]
    starts = segment.token_ends[passages]
    lengths = segment.text_lengths[passages].astype(np.int64)
    tokens = rows(segment.tokens, starts, starts + lengths)
    owners = np.repeat(np.arange(len(passages)), lengths)
    last = len(tokens) - len(known) + 1
    if last <= 0:
        return passages[:0]
    stands = owners[:last] == owners[len(known) - 1 :]
    for offset, number in enumerate(known):
        stands &= tokens[offset : offset + last] == number
    standing: Words32 = passages[np.unique(owners[:last][stands])]
    return standing
