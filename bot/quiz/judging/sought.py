"""What a right answer is sought for, as far as it is known when an answer to it is judged."""

from dataclasses import dataclass

from bot.content.model import AnswerKind, Entity, Question, Work
from bot.quiz.question import Asked


@dataclass(frozen=True, slots=True)
class Sought:
    """A right answer with all that is known about it; ``forms`` has it first, then what is also right.

    ``text`` is the question's, empty where only the answer is known; ``entity`` is who or what the answer is.
    """

    kind: AnswerKind
    forms: tuple[str, ...]
    entity: Entity | None = None
    work: Work | None = None
    text: str = ""
    options: tuple[str, ...] = ()
    prompts: tuple[tuple[str, str], ...] = ()

    @property
    def answer(self) -> str:
        """The right answer as shown."""
        return self.forms[0]


def sought_by(work: Work, question: Question) -> Sought:
    """Return what a question of a work asks."""
    return Sought(
        question.kind,
        (question.answer, *question.accepted),
        work.entities.get(question.entity) if question.entity else None,
        work,
        question.text,
        question.options,
        tuple((each.given, each.ask) for each in question.prompts),
    )


def sought_as_asked(work: Work | None, asked: Asked) -> Sought:
    """Return what is sought by a question as it was asked, whatever made it."""
    return Sought(
        asked.answer_kind,
        (asked.answer, *asked.accepted),
        work.entities.get(asked.entity) if work and asked.entity else None,
        work,
        asked.text,
        tuple(option for option in asked.options if option != asked.answer),
        tuple((each.given, each.ask) for each in asked.prompts),
    )
