"""The pool of everything that can be asked of a library, and games drawn from it."""

import heapq
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import product
from typing import Final

from bot.content.model import Difficulty
from bot.library.library import Library
from bot.quiz.question import Asked, Candidate, QuestionKind, give_away
from bot.quiz.work_questions import WorkQuestions

_SHARE: Final = {QuestionKind.HAND_WRITTEN: 3, QuestionKind.FREE_TEXT: 2}
"""How often a kind is drawn against the others' once: hand-written questions are the most various."""

_NEVER: Final = float("-inf")
_LOOKED_AT: Final = 2_000  # questions at least, of which a game is drawn
_LOOKED_AT_A_QUESTION: Final = 40


class Bank:
    """Every question of a library, made when it is first needed and then kept.

    ``before`` is the bank of an earlier library: what it made of works that this one has too, the very same objects, is
    kept. Threads may share a bank.
    """

    def __init__(self, library: Library, before: "Bank | None" = None) -> None:
        # By identity, for to compare two works is to compare their texts.
        made = {} if before is None else {id(each.work): each for each in before.works}
        self.works: tuple[WorkQuestions, ...] = tuple(
            made.get(id(work)) or WorkQuestions(work) for work in library.works
        )
        """The questions of each work."""
        self._by_work = {each.work.id: each for each in self.works}
        self._of_kind: dict[QuestionKind, tuple[Candidate, ...]] = {}

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every candidate, kind by kind, in the order of the works."""
        # They are made work by work, for a work lets go of its folded text once all is made of it.
        for work, kind in product(self.works, QuestionKind):
            work.of_kind(kind)
        return tuple(candidate for kind in QuestionKind for candidate in self.of_kind(kind))

    def of_kind(self, kind: QuestionKind) -> tuple[Candidate, ...]:
        """Return every candidate of a kind, in the order of the works."""
        if kind not in self._of_kind:
            self._of_kind[kind] = tuple(candidate for work in self.works for candidate in work.of_kind(kind))
        return self._of_kind[kind]

    def prepare(self, ended: Callable[[], bool] = lambda: False) -> None:
        """Make every question now, so that nobody who asks for one waits for it; stop between works once ``ended``."""
        for work in self.works:
            if ended():
                return
            _ = work.by_key
        _ = self.candidates, self._by_key

    def find(self, question: str) -> Candidate | None:
        """Return the candidate with an id."""
        work = self._by_work.get(question.partition("/")[0])
        return None if work is None else work.by_id.get(question)

    def by_key(self, key: str) -> Candidate | None:
        """Return the candidate for whose id a key stands."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> dict[str, Candidate]:
        return {key: candidate for work in self.works for key, candidate in work.by_key.items()}

    def draw(
        self,
        rng: random.Random,
        count: int,
        *,
        kinds: Collection[QuestionKind] = frozenset(QuestionKind),
        difficulty: Collection[Difficulty] = frozenset(Difficulty),
        themes: Collection[str] = (),
        seen: Mapping[str, float] | None = None,
        apart: bool = True,
    ) -> list[Asked]:
        """Return up to ``count`` questions, fewer where there are no more; the same for the same ``rng``.

        No two are of one fact, and none gives another away unless ``apart`` is off, as for a list that is not a game.
        ``themes`` are ids, none for any. ``seen`` has, for ids and facts that were asked, a number that grows with how
        often or how lately; what it does not name comes first, then the smallest number. Of very many the least seen
        are looked at.
        """
        pool = [
            each
            for kind in QuestionKind
            if kind in kinds
            for each in self.of_kind(kind)
            if each.difficulty in difficulty and (not themes or not each.themes.isdisjoint(themes))
        ]
        staleness = {each.id: _staleness(each, seen or {}) for each in pool}
        most = max(_LOOKED_AT, _LOOKED_AT_A_QUESTION * count)
        if len(pool) > most:
            pool = heapq.nsmallest(most, pool, key=lambda each: (staleness[each.id], rng.random()))
        return _Game(pool, staleness, apart=apart).draw(rng, count)


class _Game:
    """One draw: what is still open, and what was drawn."""

    def __init__(self, pool: list[Candidate], staleness: Mapping[str, float], *, apart: bool) -> None:
        self._open = pool
        self._apart = apart
        self._staleness = staleness
        self._kinds: Counter[QuestionKind] = Counter()
        self._passages: Counter[str] = Counter()
        self._answers: Counter[tuple[QuestionKind, str]] = Counter()

    def draw(self, rng: random.Random, count: int) -> list[Asked]:
        drawn: list[Asked] = []
        while self._open and len(drawn) < count:
            chosen = self._choose(rng)
            self._kinds[chosen.kind] += 1
            self._passages[chosen.passage] += 1
            self._answers[chosen.kind, chosen.answer] += 1
            self._open = [each for each in self._open if not self._bars(each, chosen)]
            drawn.append(chosen.ask(rng))
        return drawn

    def _choose(self, rng: random.Random) -> Candidate:
        """Choose among the least seen: a kind that is due, an answer not yet given, a passage not yet used."""
        least = min(self._staleness[each.id] for each in self._open)
        fresh = [each for each in self._open if self._staleness[each.id] == least]
        due = _least(fresh, lambda each: self._kinds[each.kind] / _SHARE.get(each.kind, 1))
        kind = rng.choice(sorted({each.kind for each in due}))
        of_kind = [each for each in due if each.kind is kind]
        new = _least(of_kind, lambda each: self._answers[kind, each.answer])
        spread = _least(new, lambda each: self._passages[each.passage])
        answer = rng.choice(sorted({each.answer for each in spread}))
        return rng.choice([each for each in spread if each.answer == answer])

    def _bars(self, one: Candidate, drawn: Candidate) -> bool:
        return give_away(one, drawn) if self._apart else one.fact == drawn.fact


def _staleness(candidate: Candidate, seen: Mapping[str, float]) -> float:
    """Return how often or how lately a question, or another about its fact, was asked; what was not is least."""
    return max(seen.get(candidate.id, _NEVER), seen.get(candidate.fact, _NEVER))


def _least(candidates: Iterable[Candidate], measure: Callable[[Candidate], float]) -> list[Candidate]:
    measured = [(measure(each), each) for each in candidates]
    least = min(number for number, _ in measured)
    return [each for number, each in measured if number == least]
