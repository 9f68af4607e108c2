"""One immutable part of an index: passages, their words in order, and for each word the passages that hold it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from bot.library.search.arrays import Ends, Masks, Words32, ends_of
from bot.library.search.deletions import Deletions, file_deletions, letter_masks
from bot.library.search.spelling import roots
from bot.library.search.tokens import Tokens, read_in
from bot.library.search.vocabulary import Vocabulary

_LOW: Final = np.uint64(0xFFFFFFFF)
_HALF: Final = np.uint64(32)

# How far a segment is when its texts are read and its words are posted, measured at 100,000 passages and more.
_READING: Final = 0.65
_POSTED: Final = 0.8

Told = Callable[[float], None]
"""Is told what share of a long work is done."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Passages numbered from 0, ready to be searched; never changed, so threads and processes may share it.

    ``tokens`` has the words of every passage, one after the other, as numbers in the vocabulary; passage ``p`` is row
    ``p`` by ``token_ends``, of which the first ``text_lengths[p]`` stand in its text, the rest are about it. Passages
    that hold word ``w`` are row ``w`` of ``postings`` by ``posting_ends``, in order. What is ``hidden`` is never found.
    """

    vocabulary: Vocabulary
    masks: Masks
    spellings: Deletions
    rootings: Deletions
    postings: Words32
    posting_ends: Ends
    tokens: Words32
    token_ends: Ends
    text_lengths: Words32
    hidden: Words32 = field(default_factory=lambda: np.zeros(0, np.uint32))

    @property
    def size(self) -> int:
        """How many passages it has."""
        return len(self.text_lengths)

    def frequency(self, word: int) -> int:
        """Return how many passages hold a word."""
        return int(self.posting_ends[word + 1] - self.posting_ends[word])

    def holding(self, word: int) -> Words32:
        """Return the passages that hold a word, in order."""
        return self.postings[self.posting_ends[word] : self.posting_ends[word + 1]]

    def words_of(self, passage: int) -> Words32:
        """Return the words of a passage's text, in order."""
        start = int(self.token_ends[passage])
        return self.tokens[start : start + int(self.text_lengths[passage])]


def build_segment(texts: Sequence[str], about: Sequence[str] = (), told: Told = lambda _: None) -> Segment:
    """Make a segment of passages; ``about[p]`` has words by which passage ``p`` may be found though it lacks them."""
    read = Tokens()
    for share in read_in(
        read, texts if not about else [each for pair in zip(texts, about, strict=True) for each in pair]
    ):
        told(_READING * share)
    words, tokens, ends = read.sorted()
    lengths = np.diff(ends)
    if about:
        ends, lengths = ends[::2], lengths[::2]
    told(_READING)
    posting_ends, postings = _postings(tokens, ends, len(words))
    told(_POSTED)
    rooted = roots(words)
    segment = Segment(
        vocabulary=Vocabulary(words, rooted),
        masks=letter_masks(words),
        spellings=file_deletions(words, 2),
        rootings=file_deletions(rooted, 1),
        postings=postings,
        posting_ends=posting_ends,
        tokens=tokens,
        token_ends=ends,
        text_lengths=lengths.astype(np.uint32),
    )
    told(1.0)
    return segment


def _postings(tokens: Words32, ends: Ends, words: int) -> tuple[Ends, Words32]:
    owners = np.repeat(np.arange(len(ends) - 1, dtype=np.uint64), np.diff(ends))
    pairs = (tokens.astype(np.uint64) << _HALF) | owners
    pairs.sort()
    if len(pairs):
        pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))]
    sizes = np.bincount((pairs >> _HALF).astype(np.int64), minlength=words)
    return ends_of(sizes), (pairs & _LOW).astype(np.uint32)
