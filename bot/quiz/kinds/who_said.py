"""Who said it: words of the work, and four who speak in it or are spoken of.

Uses quotes and speeches in which neither the speaker nor anyone else gives the answer away: the speaker is not named in
their own words, and what the narrator tells is asked only where it names nobody, or every option would be ruled out.
"""

from collections.abc import Iterator
from typing import Final

from bot.content.model import AnswerKind, Difficulty, Entity, EntityKind
from bot.library.citation import name_of
from bot.library.library import passage_of
from bot.quiz.company import Form, form, shown
from bot.quiz.kinds.balance import balanced
from bot.quiz.kinds.said import Said, credited, said
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source
from bot.quiz.words import quoted

_OPTIONS: Final = 6
"""How many others are options at most; those least spoken of would be no temptation."""

_MOST_OF_ONE_SPEAKER: Final = 16
_LEAST: Final = 3


def who_said(source: Source) -> Iterator[Candidate]:
    """Yield a question for each run of words whose speaker can be asked for."""
    # Speech before narration: where an answer has too many questions, it is the dialogue that is kept.
    words = sorted(said(source), key=lambda each: each.to is None)
    candidates = (candidate for each in words if (candidate := _candidate(source, each)) is not None)
    yield from balanced(candidates, _MOST_OF_ONE_SPEAKER)


def _candidate(source: Source, words: Said) -> Candidate | None:
    work = source.work
    speaker = work.entities[words.speaker]
    if (
        form(speaker) is Form.DESCRIBED
        or source.company.named(speaker, words.words)
        or (speaker.id == work.author and words.to is None and _names_anyone(words, source))
    ):
        return None
    reporters = [words.reported_by] if words.reported_by and words.reported_by != work.author else []
    others = _ranked(source, words, source.company.beside(speaker, words.words, reporters))
    if len(others) < _LEAST:
        return None
    fact = source.same_fact(words.run, words.words, speaker.names)
    return Candidate(
        id=source.key(QuestionKind.WHO_SAID, words.id),
        kind=QuestionKind.WHO_SAID,
        answer_kind=AnswerKind.PERSON,
        difficulty=Difficulty.EASY if words.to is not None else Difficulty.MEDIUM,
        text=f"Whose words are these in {work.title}?{quoted(words.words)}",
        answer=shown(speaker),
        wrong=tuple(shown(other) for other in others[:_OPTIONS]),
        accepted=tuple(name for name in speaker.names if name != shown(speaker)),
        entity=speaker.id,
        why=_why(source, words),
        proof=(source.evidence(words.run, words.words),),
        fact=fact or source.key("speaker", words.id),
        passage=source.passage(words.run),
        themes=source.themes(words.run),
        excludes=source.answered(words.run, words.words, words.words) - {fact or ""},
        shows=source.shown(words.run, words.words),
    )


def _why(source: Source, words: Said) -> str:
    if words.reported_by is None and words.to is None:
        return f"{name_of(source.work, words.speaker)} tells it in so many words."
    told = credited(source.work, words.speaker, words.reported_by or source.work.author)
    return f"{told}, to {name_of(source.work, words.to)}." if words.to else f"{told}."


def _names_anyone(words: Said, source: Source) -> bool:
    people = (each for each in source.work.entities.values() if each.kind is EntityKind.PERSON)
    return any(source.company.named(person, words.words) for person in people)


def _ranked(source: Source, words: Said, others: list[Entity]) -> list[Entity]:
    """Return those of the same passage first, for they were there, and then those who speak elsewhere."""
    passage = passage_of(source.chapter, words.run.first)
    there = {passage.narrator, *passage.speakers, *passage.persons} if passage else set()
    heard = {each.speaker for each in source.chapter.speech} | {each.narrator for each in source.chapter.passages}
    return list(source.company.distinct(sorted(others, key=lambda each: (each.id not in there, each.id not in heard))))
