"""Where the words of a claim stand: all of them, in order, and none between unless an elision is marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.library.verify.align import Op
from bot.library.verify.alike import is_about_not
from bot.library.verify.claim import Claim
from bot.library.verify.corpus import Corpus, Form, Section
from bot.library.verify.departures import ends_sentence
from bot.library.verify.wording import counted_words

TELLING_WORDS: Final = 3
"""So many words can be looked for, whatever they are."""

_LONG_WORD, _LONG_ENOUGH = 5, 10  # letters: of each word, and together, of fewer words that can be looked for
_LEAST_PART: Final = 2  # words before, between and after marked elisions
_MOST_PLACES: Final = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a claim stands. ``ops`` are all equal, but for what is left out where the claim marks an elision."""

    section: Section
    ops: tuple[Op, ...]

    @property
    def first(self) -> int:
        """The position of its first word."""
        return self.ops[0].position

    @property
    def last(self) -> int:
        """The position of its last word."""
        return self.ops[-1].position_after - 1


def standing(corpus: Corpus, claim: Claim) -> list[Spot]:
    """Return where a claim stands verbatim, up to 50 places; with elisions only where it stands no other way."""
    numbers = corpus.numbers(word.counted for word in claim.words)
    size = len(numbers)
    at = corpus.find(numbers)
    if at:
        spots = [Spot(corpus.section(each), (Op(True, each, each + size, 0, size),)) for each in at]
        return spots[:_MOST_PLACES] if size >= TELLING_WORDS or _tells(claim, spots) else _whole(claim, spots)
    if not claim.elided or min(after - first for first, after in claim.parts) < _LEAST_PART:
        return []
    return list(_elided(corpus, numbers, claim.parts))


def _tells(claim: Claim, spots: Sequence[Spot]) -> bool:
    """Tell whether so few words are rare enough to be a quotation: long ones that stand together in one place only."""
    lengths = [len(word.counted) for word in claim.words]
    alone = sum(spot.section.form is not Form.TRANSCRIBED for spot in spots) <= 1
    return alone and min(lengths) >= _LONG_WORD and sum(lengths) >= _LONG_ENOUGH


def _whole(claim: Claim, spots: Sequence[Spot]) -> list[Spot]:
    """Return the spots that are whole sentences, or all that the index has of one who speaks."""
    return [spot for spot in spots[:_MOST_PLACES] if _is_sentence(spot) or _is_all_said(claim, spot)]


def _is_sentence(spot: Spot) -> bool:
    stretch = spot.section.stretch(spot.first, spot.last)
    begins = spot.first == stretch.first or ends_sentence(stretch, spot.first - 1)
    return begins and ends_sentence(stretch, spot.last)


def _is_all_said(claim: Claim, spot: Spot) -> bool:
    words = [word.counted for word in claim.words]
    if sum(map(len, words)) < _LONG_ENOUGH:
        return False
    number, _ = spot.section.spot(spot.first)
    said = [speech.words for speech in spot.section.chapter.speech if number in speech.run]
    return any([word.counted for word in counted_words(each)] == words for each in said)


def _elided(corpus: Corpus, numbers: Sequence[int], parts: Sequence[tuple[int, int]]) -> Iterator[Spot]:
    """Yield where the parts stand in order within one passage, in as few words as there they can."""
    runs = [numbers[first:after] for first, after in parts]
    rarest = min((corpus.find(run) for run in runs), key=len)
    seen: set[int] = set()
    for position in rarest:
        section = corpus.section(position)
        low, high = section.passage_bounds(position)
        if low in seen:
            continue
        seen.add(low)
        starts = _in_order(corpus, runs, low, high)
        if starts is not None:
            ops = tuple(_left_out(starts, parts))
            if not any(is_about_not(_words(section, op)) for op in ops if not op.equal):
                yield Spot(section, ops)
        if len(seen) == _MOST_PLACES:
            return


def _in_order(corpus: Corpus, runs: Sequence[Sequence[int]], low: int, high: int) -> list[int] | None:
    """Return where each run starts, each after the one before and as near to the one after as can be."""
    ends = low
    for run in runs:
        here = corpus.find(run, ends, high)
        if not here:
            return None
        ends = here[0] + len(run)
    starts = [ends - len(runs[-1])]
    for run in reversed(runs[:-1]):
        starts.append(corpus.find(run, low, starts[-1])[-1])
    return starts[::-1]


def _left_out(starts: Sequence[int], parts: Sequence[tuple[int, int]]) -> Iterator[Op]:
    placed = [
        Op(True, start, start + after - first, first, after)
        for start, (first, after) in zip(starts, parts, strict=True)
    ]
    for op, following in pairwise(placed):
        yield op
        if following.position > op.position_after:
            yield Op(False, op.position_after, following.position, op.index_after, following.index)
    yield placed[-1]


def _words(section: Section, op: Op) -> list[str]:
    stretch = section.stretch(op.position, op.position_after - 1)
    return [stretch.word(position).counted for position in range(op.position, op.position_after)]
