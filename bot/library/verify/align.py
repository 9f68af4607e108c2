"""Where a claim comes nearest to the text, and what differs there, word by word.

Runs of words that the claim and the text share are found from the claim's rarest words; the best of them that follow
each other in both are the anchors, and RapidFuzz aligns what stands between two anchors.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from typing import Final

from rapidfuzz.distance import Indel

from bot.library.verify.corpus import UNKNOWN, Corpus

_MOST_SEEDS: Final = 4_000  # positions of the claim's rarest words that are looked at
_MOST_BLOCKS: Final = 120
_FARTHEST: Final = 80  # words of the text left out between two anchors, where they are of two passages
_PER_GAP, _PER_WORD = 0.6, 0.015  # what a gap between anchors costs, in words
_SLACK: Final = 2  # words of the text more than the claim has beyond its last anchor
_Step = tuple[bool, int, int, int, int]  # equal; from and to in the text; from and to in the claim
_MOST_REPLACED_AT_AN_END: Final = 2  # words: more of them before or after the text's own are words added


@dataclass(frozen=True, slots=True)
class Block:
    """A run of words that stands both in the claim, from ``index``, and in the text, from ``position``."""

    index: int
    position: int
    size: int

    @property
    def index_after(self) -> int:
        """The index after its last word in the claim."""
        return self.index + self.size

    @property
    def position_after(self) -> int:
        """The position after its last word in the text."""
        return self.position + self.size


@dataclass(frozen=True, slots=True)
class Op:
    """A step from the text to the claim: both runs are equal words, or the first became the second."""

    equal: bool
    position: int
    position_after: int
    index: int
    index_after: int


class Weights:
    """How much each word of a claim tells, from 0 to 1: 1 for one that the library doesn't have."""

    def __init__(self, corpus: Corpus, claim: Sequence[int]) -> None:
        most = math.log(len(corpus) + 2)
        each = (
            1.0 if number == UNKNOWN else max(0.1, 1 - math.log(len(corpus.positions(number)) + 1) / most)
            for number in claim
        )
        self._sums = list(accumulate(each, initial=0.0))

    def of(self, index: int, after: int) -> float:
        """Return the weight of a run of the claim's words."""
        return self._sums[after] - self._sums[index]


def shared_runs(corpus: Corpus, claim: Sequence[int], weights: Weights) -> list[Block]:
    """Return the runs of words that claim and text share, the weightiest first."""
    known = [index for index, number in enumerate(claim) if number != UNKNOWN]
    left, seeds = _MOST_SEEDS, []
    for index in sorted(known, key=lambda index: (len(corpus.positions(claim[index])), index)):
        here = corpus.positions(claim[index])[:left]
        seeds.append((index, here))
        left -= len(here)
    covered: dict[int, int] = {}
    found = []
    for index, here in sorted(seeds, key=lambda seed: seed[0]):
        for position in here:
            diagonal = position - index
            if covered.get(diagonal, -1) > index:
                continue
            before, after = corpus.run_around(claim, index, position)
            covered[diagonal] = index + after
            found.append(Block(index - before, position - before, before + after))
    found.sort(key=lambda block: (-weights.of(block.index, block.index_after), block.position))
    return found[:_MOST_BLOCKS]


def best_chain(corpus: Corpus, blocks: Sequence[Block], weights: Weights) -> list[Block]:
    """Return the blocks that follow each other in claim and text and say most together, in order."""
    ordered = sorted(blocks, key=lambda block: (block.position, block.index))
    reach = [_reach(corpus, block) for block in ordered]
    best: list[tuple[float, Block, int | None]] = []
    for number, block in enumerate(ordered):
        earned: tuple[float, Block, int | None] = (weights.of(block.index, block.index_after), block, None)
        for earlier in range(number):
            score, before, _ = best[earlier]
            rest = _rest_after(before, block)
            if rest is None or rest.position >= reach[earlier]:
                continue
            together = score + weights.of(rest.index, rest.index_after) - _cost(before, rest)
            if together > earned[0]:
                earned = (together, rest, earlier)
        best.append(earned)
    if not best:
        return []
    at: int | None = max(range(len(best)), key=lambda number: (best[number][0], -number))
    chain = []
    while at is not None:
        _, block, at = best[at]
        chain.append(block)
    return chain[::-1]


def difference(corpus: Corpus, claim: Sequence[int], chain: Sequence[Block]) -> list[Op]:
    """Return the steps from the text to the claim, over the whole claim; ``chain`` must not be empty."""
    first, last = chain[0], chain[-1]
    ops = _before(corpus, claim, first)
    for block, following in zip_longest(chain, chain[1:]):
        ops.append(Op(True, block.position, block.position_after, block.index, block.index_after))
        if following is not None:
            gap = (block.position_after, following.position, block.index_after, following.index)
            ops += _aligned(corpus, claim, *gap)
    return _merged([*ops, *_after(corpus, claim, last)])


def _rest_after(before: Block, block: Block) -> Block | None:
    """Return what of a block comes after another in claim and text; None where nothing does."""
    shared = max(before.index_after - block.index, before.position_after - block.position, 0)
    if shared >= block.size:
        return None
    return Block(block.index + shared, block.position + shared, block.size - shared)


def _reach(corpus: Corpus, block: Block) -> int:
    """Return before which position the next block must start: in the passage, or not far from it in the chapter."""
    section = corpus.section(block.position)
    _, passage_end = section.passage_bounds(block.position_after - 1)
    return max(passage_end, min(section.end, block.position_after + _FARTHEST))


def _cost(before: Block, block: Block) -> float:
    left_out, put_in = block.position - before.position_after, block.index - before.index_after
    return _PER_GAP + _PER_WORD * (left_out + put_in) if left_out or put_in else 0.0


def _aligned(
    corpus: Corpus, claim: Sequence[int], position: int, position_after: int, index: int, index_after: int
) -> list[Op]:
    """Return the steps between two anchors."""
    text = corpus.at(position, position_after)
    return [
        Op(equal, position + first, position + last, index + begin, index + end)
        for equal, first, last, begin, end in _steps(text, claim[index:index_after])
    ]


def _before(corpus: Corpus, claim: Sequence[int], first: Block) -> list[Op]:
    """Return the steps for the words of the claim before its first anchor."""
    low = max(corpus.section(first.position).starts[0], first.position - first.index - _SLACK)
    steps = _outward(corpus.at(low, first.position)[::-1], claim[: first.index][::-1])
    return [
        Op(equal, first.position - last, first.position - begin, first.index - end, first.index - start)
        for equal, begin, last, start, end in reversed(steps)
    ]


def _after(corpus: Corpus, claim: Sequence[int], last: Block) -> list[Op]:
    """Return the steps for the words of the claim after its last anchor."""
    high = min(corpus.section(last.position).end, last.position_after + len(claim) - last.index_after + _SLACK)
    text, index = corpus.at(last.position_after, high), last.index_after
    return [
        Op(equal, last.position_after + begin, last.position_after + end, index + start, index + after)
        for equal, begin, end, start, after in _outward(text, claim[index:])
    ]


def _steps(text: Sequence[int], said: Sequence[int]) -> list[_Step]:
    # A word that the library doesn't have equals nothing, not even the mark between two sections.
    opcodes = Indel.opcodes(list(text), [-1 if number == UNKNOWN else number for number in said])
    return [(each.tag == "equal", each.src_start, each.src_end, each.dest_start, each.dest_end) for each in opcodes]


def _outward(text: Sequence[int], said: Sequence[int]) -> list[_Step]:
    """Return the steps away from an anchor, where the text goes on and on but the claim ends.

    Equal words count as long as no more than twice as many differ before them. Of what is left of the claim, one or
    two words took the place of the text's, and more are added.
    """
    kept: list[_Step] = []
    end, after = 0, 0
    for step in _steps(text, said):
        equal, begin, last, start, stop = step
        if not equal:
            continue
        if max(begin - end, start - after) > 2 * (last - begin):
            break
        if (begin, start) != (end, after):
            kept.append((False, end, begin, after, start))
        kept.append(step)
        end, after = last, stop
    left = len(said) - after
    if left:
        replaced = left if left <= _MOST_REPLACED_AT_AN_END else 0
        kept.append((False, end, min(end + replaced, len(text)), after, len(said)))
    return kept


def _merged(ops: Sequence[Op]) -> list[Op]:
    """Join neighbouring steps of one kind, and leave out those of no words."""
    merged: list[Op] = []
    for op in ops:
        if op.position == op.position_after and op.index == op.index_after:
            continue
        if merged and merged[-1].equal == op.equal:
            before = merged.pop()
            op = Op(op.equal, before.position, op.position_after, before.index, op.index_after)  # noqa: PLW2901
        merged.append(op)
    return merged
