"""From a claimed quotation to a verdict on it.

Only equal words, all of them and in order, make a claim verbatim; likeness serves to find where an altered one is from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.library.citation import attribution, name_of
from bot.library.directory import Directory
from bot.library.fold import fold
from bot.library.library import Library, Place
from bot.library.verify.align import Block, Op, Weights, best_chain, difference, shared_runs
from bot.library.verify.alike import SAME_WORD, Names, is_negation
from bot.library.verify.claim import Claim, readings
from bot.library.verify.corpus import Corpus, Section, Stretch
from bot.library.verify.departures import (
    Departure,
    alterations,
    departures,
    elsewhere,
    ends_sentence,
    pieces,
    settled,
    short,
    stretch_text,
)
from bot.library.verify.speakers import Voice, is_meant, voice_of
from bot.library.verify.standing import TELLING_WORDS, Spot, standing
from bot.library.verify.verdict import Altered, Change, Ruling, Verdict

MAX_CLAIM: Final = 8000
"""The longest claim that is looked at, in characters."""

_NEAR: Final = 40  # words: what is moved no farther is in another order, and from farther it is spliced in
# So much of a claim must stand in the text, in order, for it to be called altered and not another sentence: of its
# weight, and of its words. The labelled claims of tests/library/verify_claims.tsv hold both kinds.
_LEAST_SHARED: Final = 0.6
_LEAST_EQUAL: Final = 3  # words
_BAD_ELISION: Final = Altered(Change.ELISION, "an elision joins what is not of one passage, or too little to tell")


class Verifier:
    """Every word of a library, ready to be compared; built once, then only read, so threads may share it.

    What ``before`` knows of works that are still the same is taken from there.
    """

    def __init__(self, library: Library, before: "Verifier | None" = None) -> None:
        self._corpus: Corpus = Corpus(library, None if before is None else before._corpus)  # noqa: SLF001 - one of its own kind
        self._directory = Directory(library)
        self._names = Names(library)
        self._titles = {fold(title) for work in library.works for title in (work.id, work.short, work.title)}

    def check(self, claim: str, speaker: str | None = None) -> Verdict:
        """Return whether the words of ``claim`` stand in a work, and whose they are.

        ``speaker`` is who is said to say them, in any spelling; the claim may name them itself, as in
        ``"Why not?" - Lenin``.
        """
        if len(claim) > MAX_CLAIM:
            return Verdict(Ruling.NOT_FOUND, f"too long: at most {MAX_CLAIM} characters are compared")
        read = [self._given(each, speaker) for each in readings(claim, self._directory)]
        if not any(each.words for each in read):
            return Verdict(Ruling.NOT_FOUND, "there are no words to compare")
        stands = [self._verbatim(each, spots) for each in reversed(read) if (spots := standing(self._corpus, each))]
        if stands:
            return next((each for each in stands if each.kind is Ruling.VERBATIM), stands[0])
        if len(read[-1].words) < TELLING_WORDS:
            return Verdict(Ruling.NOT_FOUND, "too short to tell: so few words may stand anywhere")
        # A second reading takes a name for whose the words are, unless the name stands in the text as well.
        judged = [each for each in map(self._altered, read) if each is not None]
        if not judged:
            return Verdict(Ruling.NOT_FOUND, "no work here has these words, or nearly these")
        return min(judged, key=lambda each: each[0])[1]

    def _given(self, claim: Claim, speaker: str | None) -> Claim:
        said_by = speaker if speaker and speaker.strip() else claim.speaker
        return replace(claim, speaker=None if said_by is None or fold(said_by) in self._titles else said_by)

    def _verbatim(self, claim: Claim, spots: Sequence[Spot]) -> Verdict:
        """Return the verdict on words that stand in the text: altered only where another is said to say them."""
        spot, voice = spots[0], voice_of(spots[0].section, spots[0].first, spots[0].last)
        wrong = self._misattributed(claim, spot.section, voice)
        if wrong:
            for other in spots[1:]:
                its_voice = voice_of(other.section, other.first, other.last)
                if not self._misattributed(claim, other.section, its_voice):
                    spot, voice, wrong = other, its_voice, ()
                    break
        section, elided = spot.section, len(spot.ops) > 1
        place = section.place(spot.first, spot.last)
        stretch = section.stretch(spot.first, spot.last)
        return Verdict(
            Ruling.ALTERED if wrong else Ruling.VERBATIM,
            place=place,
            also=_others(place, spots),
            speaker=voice.speaker,
            reported_by=voice.reported_by,
            source_text=stretch_text(stretch, spot.first, spot.last + 1),
            form=section.form,
            elided=elided,
            cut_off=_negation_before(stretch, spot.first),
            difference=pieces(spot.ops, stretch, claim),
            altered=wrong,
        )

    def _altered(self, claim: Claim) -> tuple[int, Verdict] | None:
        """Return the verdict on a claim that is near a place, and how many of its words differ; None where none is."""
        numbers = self._corpus.numbers(word.counted for word in claim.words)
        weights = Weights(self._corpus, numbers)
        blocks = shared_runs(self._corpus, numbers, weights)
        chain = best_chain(self._corpus, blocks, weights)
        if not chain:
            return None
        section = self._corpus.section(chain[0].position)
        raw = difference(self._corpus, numbers, chain)
        stretch = section.stretch(raw[0].position, raw[-1].position_after - 1)
        ops = settled(raw, stretch, claim)
        found = departures(ops, stretch, claim, self._names)
        moved = elsewhere(found, blocks)
        equal = sum(op.index_after - op.index for op in ops if op.equal)
        shared = sum(weights.of(op.index, op.index_after) for op in ops if op.equal)
        shared += sum(weights.of(each.op.index, each.op.index_after) for each in found if each.change in SAME_WORD)
        shared += sum(weights.of(block.index, block.index_after) for block in moved.values())
        if equal < _LEAST_EQUAL or shared < _LEAST_SHARED * weights.of(0, len(numbers)):
            return None
        found_in = (ops[0].position, ops[-1].position_after)
        voice = voice_of(section, found_in[0], found_in[1] - 1)
        changes = [
            *self._moved(moved.values(), section, ops),
            *alterations([left for each in found if (left := _without(each, moved))], found_in, stretch, claim),
            *self._misattributed(claim, section, voice),
        ]
        return len(numbers) - equal, Verdict(
            Ruling.ALTERED,
            place=section.place(found_in[0], found_in[1] - 1),
            speaker=voice.speaker,
            reported_by=voice.reported_by,
            source_text=stretch_text(stretch, *found_in),
            form=section.form,
            difference=pieces(ops, stretch, claim),
            altered=tuple(changes) or (_BAD_ELISION,),
        )

    def _moved(self, blocks: Iterable[Block], section: Section, ops: Sequence[Op]) -> Iterator[Altered]:
        """Yield what is said of words that stand elsewhere in the text than the rest of the claim."""
        for block in blocks:
            last = block.position_after - 1
            from_ = self._corpus.section(block.position)
            words = short(stretch_text(from_.stretch(block.position, last), block.position, last + 1))
            if from_ is section and ops[0].position - _NEAR <= block.position <= ops[-1].position_after + _NEAR:
                yield Altered(Change.ORDER, f"words stand in another order: “{words}”")
            else:
                where = from_.place(block.position, last).reference
                yield Altered(Change.SPLICE, f"two sentences are spliced: “{words}” stands in {where}")

    def _misattributed(self, claim: Claim, section: Section, voice: Voice) -> tuple[Altered, ...]:
        if claim.speaker is None:
            return ()
        known = self._directory.find(claim.speaker)
        if known is not None and is_meant(known, section.work, voice.speaker):
            return ()
        named = claim.speaker.strip() if known is None else name_of(known.work, known.entity.id)
        own = attribution(section.work, voice.speaker, voice.reported_by)
        return (Altered(Change.MISATTRIBUTION, f"a misattribution: these are words of {own}, not of {named}"),)


def _others(place: Place, spots: Sequence[Spot]) -> tuple[Place, ...]:
    """Return the other places, each once."""
    places = [spot.section.place(spot.first, spot.last) for spot in spots]
    once = {each.stable_reference: each for each in places}
    once.pop(place.stable_reference, None)
    return tuple(once.values())


def _negation_before(stretch: Stretch, position: int) -> str | None:
    """Return the "not" that stands right before a word in its sentence."""
    if position == stretch.first or ends_sentence(stretch, position - 1):
        return None
    before = stretch.word(position - 1)
    return stretch.text[before.start : before.end] if is_negation(before.counted) else None


def _without(departure: Departure, moved: Mapping[Op, Block]) -> Departure | None:
    """Return a departure without the words that stand elsewhere; None where nothing is left of it."""
    if departure.op not in moved:
        return departure
    return replace(departure, put=(), put_text="", change=None) if departure.lost else None
