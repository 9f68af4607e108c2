"""Hand-written questions as a choice of four; and in free text, where the answer is short enough to be typed."""

from collections.abc import Iterator
from typing import Final

from bot.content.model import AnswerKind, Question
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source
from bot.quiz.words import bare

_MOST_TYPED: Final = 3  # words of an answer that a player can be asked to hit upon


def hand_written(source: Source) -> Iterator[Candidate]:
    """Yield every question of the index, with its own wrong options."""
    long = _long_answers(source)
    for question in source.chapter.questions:
        yield _candidate(source, question, QuestionKind.HAND_WRITTEN, long)


def free_text(source: Source) -> Iterator[Candidate]:
    """Yield those whose answer is a name, a date, a number, or at most three words."""
    long = _long_answers(source)
    for question in source.chapter.questions:
        if question.kind is not AnswerKind.TEXT or len(bare(question.answer).split()) <= _MOST_TYPED:
            yield _candidate(source, question, QuestionKind.FREE_TEXT, long)


def _long_answers(source: Source) -> list[tuple[str, str]]:
    """Return the answers too long to be typed, as compared, each with the key of what it answers."""
    answers = [(source.fact(each), bare(each.answer)) for each in source.chapter.questions]
    return [(fact, answer) for fact, answer in answers if len(answer.split()) > _MOST_TYPED]


def _candidate(source: Source, question: Question, kind: QuestionKind, long: list[tuple[str, str]]) -> Candidate:
    first = question.proof[0].run
    return Candidate(
        id=source.key(kind, question.id),
        kind=kind,
        answer_kind=question.kind,
        difficulty=question.difficulty,
        text=question.text,
        answer=question.answer,
        wrong=question.options if kind is QuestionKind.HAND_WRITTEN else (),
        accepted=tuple(name for name in source.right(question) if name != question.answer),
        entity=question.entity,
        prompts=question.prompts,
        why=question.why,
        proof=tuple(source.evidence(each.run, each.words) for each in question.proof),
        fact=source.fact(question),
        passage=source.passage(first),
        themes=source.themes(first),
        excludes=_gives_away(source, question, long),
    )


def _gives_away(source: Source, question: Question, long: list[tuple[str, str]]) -> frozenset[str]:
    """Return the keys of the questions about the same words that this one answers, before or after it is answered."""
    told = " ".join([question.text, question.why, *(proof.words for proof in question.proof)])
    keys = [source.answered(proof.run, proof.words, told) for proof in question.proof]
    folded = f" {bare(told)} "
    quoted = (fact for fact, answer in long if f" {answer} " in folded)
    return frozenset(quoted).union(*keys) - {source.fact(question)}
