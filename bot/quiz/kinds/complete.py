"""Complete the quote: a name, a number or a noun is left out.

Uses quotes of which enough is left to know them by. What is left out carries the meaning: a person, a place, a number,
or a noun for which there are others of its kind.
"""

from collections.abc import Iterator
from typing import Final

from bot.content.model import Difficulty, EntityKind, Quote
from bot.quiz.exchange import Exchange, Part, exchanges
from bot.quiz.kinds.balance import balanced
from bot.quiz.kinds.said import credited
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source
from bot.quiz.words import bare, quoted

_BLANK: Final = "_____"
_MOST_OF_ONE_WORD: Final = 4
_LEAST_WORDS: Final = 6
_DIFFICULTY: Final = {
    Part.NAME: Difficulty.EASY,
    Part.NUMBER: Difficulty.MEDIUM,
    Part.NOUN: Difficulty.MEDIUM,
    Part.TURN: Difficulty.HARD,
}


def complete(source: Source) -> Iterator[Candidate]:
    """Yield a question for each word of a quote that can be left out."""
    blanks = (
        _candidate(source, quote, each)
        for quote in source.chapter.quotes
        if len(bare(quote.text).split()) >= _LEAST_WORDS
        for each in exchanges(source, quote.run, quote.text, quote.speaker)
    )
    yield from balanced(blanks, _MOST_OF_ONE_WORD)


def _candidate(source: Source, quote: Quote, blank: Exchange) -> Candidate:
    entity = blank.entity
    by = credited(source.work, quote.speaker, quote.reported_by)
    names = (blank.word, *(entity.names if entity and entity.kind is not EntityKind.ORGANISATION else ()))
    asked_there = source.same_fact(quote.run, quote.text, (blank.word, *(entity.names if entity else ())))
    slug = "-".join([quote.id, *bare(blank.word).split()])
    return Candidate(
        id=source.key(QuestionKind.COMPLETE, slug),
        kind=QuestionKind.COMPLETE,
        answer_kind=blank.answer_kind,
        difficulty=_DIFFICULTY[blank.part],
        text=f"Complete the words of {by}:{quoted(blank.put(quote.text, _BLANK))}",
        answer=blank.word,
        wrong=blank.others,
        accepted=tuple(name for name in dict.fromkeys(names) if name != blank.word),
        entity=entity.id if entity else None,
        why=f"“{quote.text}”",
        proof=(source.evidence(quote.run, quote.text),),
        fact=asked_there or source.key("word", slug),
        passage=source.passage(quote.run),
        themes=frozenset(quote.themes) or source.themes(quote.run),
        excludes=source.answered(quote.run, quote.text, quote.text) - {asked_there or ""},
        shows=source.shown(quote.run, quote.text),
    )
