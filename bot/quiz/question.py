"""A question as it can be asked, and as it is asked once chance has chosen its options and their order."""

import hashlib
import random
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.content.model import AnswerKind, Difficulty, Prompt

LETTERS: Final = "ABCD"
_WRONG_OPTIONS: Final = 3


class QuestionKind(StrEnum):
    """The games that can be made of a work; the first two are hand-written, the others come out of its index."""

    HAND_WRITTEN = "hand-written"
    FREE_TEXT = "free-text"
    WHO_SAID = "who-said"
    TO_WHOM = "to-whom"
    COMPLETE = "complete"
    WHICH_FIRST = "which-first"
    IN_ORDER = "in-order"
    WHEN = "when"
    WHO_WAS = "who-was"
    WHERE = "where"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that prove an answer: their place as shown (``ML 29:13``) and as stored (``my-life 29:13``)."""

    reference: str
    stable_reference: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked.

    ``options`` are four for a choice, two where it is yes or no, none where the answer is typed or ``items`` are to be
    put in order; ``answer`` is then the letters of the items, such as ``CADB``. ``fact`` is the key of what is asked,
    ``excludes`` has the keys of facts that the question tells, ``shows`` those of the sentences, and of the pairs of
    events, that it shows.
    """

    id: str
    kind: QuestionKind
    answer_kind: AnswerKind
    difficulty: Difficulty
    text: str
    options: tuple[str, ...]
    items: tuple[str, ...]
    answer: str
    accepted: tuple[str, ...]
    entity: str | None
    prompts: tuple[Prompt, ...]
    why: str
    proof: tuple[Evidence, ...]
    fact: str
    excludes: frozenset[str]
    shows: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that can be asked: ``wrong`` has every wrong option that suits it, ``items`` stand in their order.

    ``passage`` and ``themes`` are those of the place that proves it; they are what a game is varied by.
    """

    id: str
    kind: QuestionKind
    answer_kind: AnswerKind
    difficulty: Difficulty
    text: str
    answer: str
    why: str
    proof: tuple[Evidence, ...]
    fact: str
    passage: str
    themes: frozenset[str]
    wrong: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    entity: str | None = None
    prompts: tuple[Prompt, ...] = ()
    excludes: frozenset[str] = frozenset()
    shows: frozenset[str] = frozenset()

    def ask(self, rng: random.Random) -> Asked:
        """Choose the wrong options and the order of what is shown."""
        text, answer, accepted = self.text, self.answer, self.accepted
        options = [self.answer, *rng.sample(self.wrong, min(_WRONG_OPTIONS, len(self.wrong)))] if self.wrong else []
        rng.shuffle(options)
        items = self._mixed(rng)
        if items:
            letters = LETTERS[: len(items)]
            text = "\n".join([text, *(f"{letter}: {item}" for letter, item in zip(letters, items, strict=True))])
            answer = "".join(letters[items.index(item)] for item in self.items)
            accepted = (" ".join(answer), ", ".join(answer))
        return Asked(
            id=self.id,
            kind=self.kind,
            answer_kind=self.answer_kind,
            difficulty=self.difficulty,
            text=text,
            options=tuple(options),
            items=items,
            answer=answer,
            accepted=accepted,
            entity=self.entity,
            prompts=self.prompts,
            why=self.why,
            proof=self.proof,
            fact=self.fact,
            excludes=self.excludes,
            shows=self.shows,
        )

    def _mixed(self, rng: random.Random) -> tuple[str, ...]:
        """Return the items in any order but the right one."""
        mixed = list(self.items)
        rng.shuffle(mixed)
        if tuple(mixed) == self.items:
            mixed = mixed[1:] + mixed[:1]
        return tuple(mixed)


def give_away(one: Asked | Candidate, other: Asked | Candidate) -> bool:
    """Whether two are not for one game: they ask for one fact, one tells what the other asks, or they show one text."""
    return (
        one.fact == other.fact
        or one.fact in other.excludes
        or other.fact in one.excludes
        or not one.shows.isdisjoint(other.shows)
    )


def question_key(question: str) -> str:
    """Return 16 digits that stand for a question's id, which may be longer than a button can carry."""
    return hashlib.blake2b(question.encode(), digest_size=8).hexdigest()
