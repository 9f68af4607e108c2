"""What a right answer is, made ready to judge by: from a question of a work, or from an answer and its kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.content.model import AnswerKind, Entity, Question, Work
from bot.quiz.judging.dated import date_rule, days_of
from bot.quiz.judging.name_forms import is_firm
from bot.quiz.judging.name_index import NameIndex
from bot.quiz.judging.named import NAME_KINDS, name_rule
from bot.quiz.judging.numbers import number_rule
from bot.quiz.judging.orders import OrderRule
from bot.quiz.judging.said import Said, bare, read
from bot.quiz.judging.sought import Sought, sought_as_asked, sought_by
from bot.quiz.judging.texts import text_rule
from bot.quiz.judging.verdict import Judgement
from bot.quiz.question import Asked


class Rule(Protocol):
    """How answers of one kind are judged, once they were read and are none of the written ones."""

    def judge(self, said: Said) -> Judgement:
        """Judge an answer."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The right answer. ``right`` and ``wrong`` are the bare words of written answers; ``prompts`` what to ask back."""

    kind: AnswerKind
    answer: str
    right: frozenset[str]
    wrong: frozenset[str]
    prompts: tuple[tuple[str, str], ...]
    rule: Rule


class Answers:
    """Makes ready what is judged by; knows every name and date of the works, and is built once for them."""

    def __init__(self, works: Sequence[Work]) -> None:
        entities = [entity for work in works for entity in work.entities.values()]
        self._works = {work.id: work for work in works}
        self._index = NameIndex.of_entities(entities)
        self._days = days_of(event for work in works for chapter in work.chapters for event in chapter.events)
        self._by_name: dict[tuple[str, str], Entity] = {}
        for entity in entities:
            for name in (*entity.names, *filter(is_firm, entity.epithets)):
                self._by_name.setdefault((entity.kind.value, _bare(name)), entity)

    def of_question(self, work: Work, question: Question) -> Expected:
        """Return what a question expects: its answers, and every name of the entity that it is."""
        return self._expected(sought_by(work, question))

    def of_asked(self, asked: Asked) -> Expected:
        """Return what a question expects as it was asked, whatever made it; its work may be gone by now."""
        work = self._works.get(asked.id.partition("/")[0])
        expected = self._expected(sought_as_asked(work, asked))
        if not asked.items:
            return expected
        # An "A" is no article here, so written answers are left to the rule too.
        return replace(expected, right=frozenset(), rule=OrderRule(asked.answer.lower()))

    def of_answer(self, answer: str, kind: AnswerKind) -> Expected:
        """Return what is expected where only the answer is known; a name of the works' index stands for the entity."""
        return self._expected(Sought(kind, (answer,), self._by_name.get((kind.value, _bare(answer)))))

    def _expected(self, sought: Sought) -> Expected:
        names = (*sought.forms, *(sought.entity.names if sought.entity else ()))
        right = frozenset(_bare(name) for name in names) - {""}
        return Expected(
            sought.kind,
            sought.answer,
            right,
            frozenset(_bare(option) for option in sought.options) - right,
            tuple((_bare(given), ask) for given, ask in sought.prompts),
            self._rule(sought),
        )

    def _rule(self, sought: Sought) -> Rule:
        """Return the rule for the answer's kind; that for free text where it is no date or number after all."""
        rule: Rule | None = None
        if sought.kind in NAME_KINDS:
            rule = name_rule(sought, self._index)
        elif sought.kind is AnswerKind.DATE:
            rule = date_rule(sought, self._days)
        elif sought.kind is AnswerKind.NUMBER:
            rule = number_rule(sought)
        return rule or text_rule(sought)


def _bare(text: str) -> str:
    return bare(read(text).tokens)
