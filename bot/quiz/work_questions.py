"""Every question of one work. A work never changes, so they are made once, however many banks hold it."""

from functools import cached_property

from bot.content.model import Work
from bot.quiz.kinds import KINDS
from bot.quiz.question import Candidate, QuestionKind, question_key
from bot.quiz.source import sources


class WorkQuestions:
    """The questions of a work, each kind made when it is first asked for and then kept.

    Threads may share it: what is kept is put there whole, so those that come at once make something twice at worst.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        self._sources = tuple(sources(work))
        self._made: dict[QuestionKind, tuple[Candidate, ...]] = {}

    def of_kind(self, kind: QuestionKind) -> tuple[Candidate, ...]:
        """Return every candidate of a kind."""
        if kind in self._made:
            return self._made[kind]
        # Of two that were made at once the first is kept, so that a candidate is one object for everybody.
        made = self._made.setdefault(kind, self._make(kind))
        if len(self._made) == len(QuestionKind):
            self._sources = ()  # with all that they remember of the text: there is nothing left to make
        return made

    def _make(self, kind: QuestionKind) -> tuple[Candidate, ...]:
        by_id: dict[str, Candidate] = {}
        for source in self._sources:
            for candidate in KINDS[kind](source):
                # A person described once for the work may be named in several of its chapters; the first counts.
                by_id.setdefault(candidate.id, candidate)
        return tuple(by_id.values())

    @cached_property
    def by_id(self) -> dict[str, Candidate]:
        """Every candidate by its id."""
        return {candidate.id: candidate for kind in QuestionKind for candidate in self.of_kind(kind)}

    @cached_property
    def by_key(self) -> dict[str, Candidate]:
        """Every candidate by the key that stands for its id."""
        return {question_key(question): candidate for question, candidate in self.by_id.items()}
