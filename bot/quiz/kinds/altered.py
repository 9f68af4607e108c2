"""True to the text or altered: a quote as it stands, or with one thing in it exchanged.

Uses quotes that have a person, a place, a number or a noun with others of its kind, or something that can be turned
into its opposite. Each quote is as often true as altered.
"""

from collections.abc import Iterator
from typing import Final

from bot.content.model import AnswerKind, Difficulty, Quote
from bot.quiz.exchange import Exchange, Part, exchanges, turns
from bot.quiz.kinds.said import credited
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source
from bot.quiz.words import bare, quoted

TRUE: Final = "True to the text"
ALTERED: Final = "Altered"
_LEAST_WORDS: Final = 6
_CLOSEST: Final = 3  # of what can be put in, the likest


def altered(source: Source) -> Iterator[Candidate]:
    """Yield for each quote that can be altered one question with it as it stands and one with it altered."""
    for quote in source.chapter.quotes:
        exchange = _exchange(source, quote)
        if exchange is not None and len(bare(quote.text).split()) >= _LEAST_WORDS:
            yield _candidate(source, quote, exchange, None)
            yield _candidate(source, quote, exchange, _put(quote, exchange))


def _exchange(source: Source, quote: Quote) -> Exchange | None:
    """Return what is exchanged in a quote: a turn or a noun by choice, since a name or number is easier to see."""
    found = [*turns(quote.text), *exchanges(source, quote.run, quote.text, quote.speaker)]
    everything = source.chapter.text(quote.run)
    order = (Part.TURN, Part.NUMBER, Part.NAME, Part.NOUN)
    sound = [each for each in found if bare(each.put(quote.text, _put(quote, each))) not in bare(everything)]
    return min(sound, key=lambda each: order.index(each.part), default=None)


def _put(quote: Quote, exchange: Exchange) -> str:
    """Return what is put in: not always the first that could be, and always the same for one quote."""
    return exchange.others[len(quote.text) % min(len(exchange.others), _CLOSEST)]


def _candidate(source: Source, quote: Quote, exchange: Exchange, put: str | None) -> Candidate:
    words = quote.text if put is None else exchange.put(quote.text, put)
    slug = quote.id if put is None else f"{quote.id}-altered"
    by = credited(source.work, quote.speaker, quote.reported_by)
    stands = f"The text has “{exchange.word}”" + ("." if put is None else f", not “{put}”.")
    return Candidate(
        id=source.key(QuestionKind.ALTERED, slug),
        kind=QuestionKind.ALTERED,
        answer_kind=AnswerKind.TEXT,
        difficulty=Difficulty.HARD if exchange.part is Part.NOUN else Difficulty.MEDIUM,
        text=f"True to the text or altered? {by[:1].upper()}{by[1:]}:{quoted(words)}",
        answer=TRUE if put is None else ALTERED,
        wrong=(ALTERED if put is None else TRUE,),
        why="It stands so, word for word." if put is None else stands,
        proof=(source.evidence(quote.run, quote.text),),
        fact=source.key("wording", quote.id),
        passage=source.passage(quote.run),
        themes=frozenset(quote.themes) or source.themes(quote.run),
        excludes=source.answered(quote.run, quote.text, quote.text),
        shows=source.shown(quote.run, quote.text),
    )
