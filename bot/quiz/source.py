"""A chapter as the kinds of question read it: places, sentences, and what words in them give away."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.content.model import Chapter, Question, Run, Work
from bot.library.library import Place, passage_of
from bot.quiz.company import Company
from bot.quiz.folded import FoldedText
from bot.quiz.question import Evidence
from bot.quiz.words import bare, in_common, stands_in

_SENTENCE_END: Final = re.compile(r"(?<=[.?!])[”’)\"']*\s+(?=[“‘\"'(]*[A-ZÀ-Ý0-9])")


@dataclass(frozen=True)  # without slots, for what is made when it is first needed and then kept
class Source:
    """A chapter, the work it belongs to, and that work's company and folded text."""

    work: Work
    chapter: Chapter
    company: Company
    text: FoldedText

    def key(self, kind: str, entry: str) -> str:
        """Return the key of something in the library: ``my-life/event/judsons-visit``."""
        return f"{self.work.id}/{kind}/{entry}"

    def evidence(self, run: Run, proving: str) -> Evidence:
        """Return words as proof."""
        place = Place(self.work, self.chapter, (run,))
        return Evidence(place.reference, place.stable_reference, proving)

    def passage(self, run: Run) -> str:
        """Return the key of the passage in which a run starts."""
        found = passage_of(self.chapter, run.first)
        return self.key("passage", found.id if found else str(run.first))

    def themes(self, run: Run) -> frozenset[str]:
        """Return the themes of the passage in which a run starts."""
        found = passage_of(self.chapter, run.first)
        return frozenset(found.themes) if found else frozenset()

    def sentences(self, run: Run) -> Iterator[tuple[int, int, str]]:
        """Yield each sentence of a run with the number of its paragraph and its own there, counted from 1."""
        for number in run.numbers:
            text = self.chapter.paragraph(number).text
            starts = [0, *(found.end() for found in _SENTENCE_END.finditer(text))]
            for count, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), start=1):
                yield number, count, text[start:end].strip()

    def sentence_with(self, run: Run, names: Collection[str]) -> tuple[Run, str] | None:
        """Return the first sentence of a run in which one of ``names`` stands, with its place."""
        for number in self.text.paragraphs_with(self.chapter, run, names):
            here = Run(number, number)
            for _, _, sentence in self.sentences(here):
                # A name may stand in the paragraph, but over the end of a sentence.
                if stands_in(names, sentence):
                    return here, sentence
        return None

    def shown(self, run: Run, shown: str) -> frozenset[str]:
        """Return the keys of the sentences of a run that are shown, in part or whole."""
        return frozenset(
            self.key("sentence", f"{number}-{count}")
            for number, count, sentence in self.sentences(run)
            if sentence in shown or shown in sentence or in_common(sentence, shown)
        )

    def answered(self, run: Run, shown: str, told: str) -> frozenset[str]:
        """Return the keys of the hand-written questions proved by words of ``shown`` and answered by ``told``."""
        near = (question for question in self._proved_in(run) if _proved_by(question, run, shown))
        return frozenset(self.fact(question) for question in near if stands_in(self.right(question), told))

    def same_fact(self, run: Run, shown: str, answer: Iterable[str]) -> str | None:
        """Return the key of the hand-written question that asks for ``answer`` and is proved by ``shown``."""
        wanted = {bare(each) for each in answer}
        for question in self._proved_in(run):
            if _proved_by(question, run, shown) and wanted & {bare(each) for each in self.right(question)}:
                return self.fact(question)
        return None

    def fact(self, question: Question) -> str:
        """Return the key of what a hand-written question asks."""
        return self.key("question", question.id)

    def right(self, question: Question) -> tuple[str, ...]:
        """Return every answer that is right."""
        entity = self.work.entities.get(question.entity) if question.entity else None
        return tuple(dict.fromkeys((question.answer, *question.accepted, *(entity.names if entity else ()))))

    def _proved_in(self, run: Run) -> list[Question]:
        """Return the hand-written questions that have a proof in a run, in their order."""
        places = {place for number in run.numbers for place in self._proofs.get(number, ())}
        return [self.chapter.questions[place] for place in sorted(places)]

    @cached_property
    def _proofs(self) -> dict[int, list[int]]:
        """The places, among the chapter's questions, of those that each paragraph proves."""
        places: dict[int, list[int]] = defaultdict(list)
        for place, question in enumerate(self.chapter.questions):
            for proof in question.proof:
                for number in proof.run.numbers:
                    places[number].append(place)
        return dict(places)


def sources(work: Work) -> Iterator[Source]:
    """Yield every chapter of a work."""
    text = FoldedText(work)
    company = Company(work, text)
    yield from (Source(work, chapter, company, text) for chapter in work.chapters)


def _proved_by(question: Question, run: Run, shown: str) -> bool:
    return any(
        proof.run.first <= run.last
        and run.first <= proof.run.last
        and (proof.words in shown or shown in proof.words or in_common(proof.words, shown))
        for proof in question.proof
    )
