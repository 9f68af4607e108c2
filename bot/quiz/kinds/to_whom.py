"""To whom was it said: direct speech or a letter whose hearer the index names.

Uses speech to one person with a name, in which that person is neither named nor spoken of. Whoever else is in the scene
is no wrong option, since they may have been spoken to as well.
"""

from collections.abc import Iterator
from typing import Final

from bot.content.model import AnswerKind, Difficulty, EntityKind
from bot.library.citation import name_of
from bot.library.library import passage_of
from bot.quiz.company import Form, form, shown
from bot.quiz.kinds.said import Said, said
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source
from bot.quiz.words import bare, quoted

_OPTIONS: Final = 5
_LEAST: Final = 3
_LEAST_WORDS: Final = 2  # of words chosen as a quote; one word is addressed to anybody


def to_whom(source: Source) -> Iterator[Candidate]:
    """Yield a question for each run of words with one known hearer."""
    for each in said(source):
        candidate = _candidate(source, each, each.to) if each.to else None
        if candidate is not None:
            yield candidate


def _candidate(source: Source, words: Said, to: str) -> Candidate | None:
    work = source.work
    hearer = work.entities[to]
    if hearer.kind is not EntityKind.PERSON or form(hearer) is Form.DESCRIBED:
        return None
    if source.company.named(hearer, words.words) or len(bare(words.words).split()) < _LEAST_WORDS:
        return None
    passage = passage_of(source.chapter, words.run.first)
    there = [each for each in (*passage.speakers, *passage.persons, passage.narrator) if each != to] if passage else []
    heard = {each.speaker for each in source.chapter.speech} | {each.narrator for each in source.chapter.passages}
    others = source.company.beside(hearer, words.words, [words.speaker, *there])
    others = list(source.company.distinct(sorted(others, key=lambda each: each.id not in heard)))
    if len(others) < _LEAST:
        return None
    speaker = name_of(work, words.speaker)
    asker = speaker[:1].upper() + speaker[1:]
    return Candidate(
        id=source.key(QuestionKind.TO_WHOM, words.id),
        kind=QuestionKind.TO_WHOM,
        answer_kind=AnswerKind(hearer.kind.value),
        difficulty=Difficulty.EASY,
        text=f"To whom are these words of {_inside(asker)} addressed in {work.title}?{quoted(words.words)}",
        answer=shown(hearer),
        wrong=tuple(shown(other) for other in others[:_OPTIONS]),
        accepted=tuple(name for name in hearer.names if name != shown(hearer)),
        entity=hearer.id,
        why=f"Said by {_inside(asker)} to {_inside(hearer.name)}.",
        proof=(source.evidence(words.run, words.words),),
        fact=source.key("hearer", words.id),
        passage=source.passage(words.run),
        themes=source.themes(words.run),
        excludes=source.answered(words.run, words.words, words.words),
        shows=source.shown(words.run, words.words),
    )


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: “the boys” for “The boys”."""
    return name[:1].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name
