"""Practice alone: when each question comes again, by FSRS (the package ``fsrs``).

A new question that is answered right comes again after days; a mistake comes again after a minute, or at once when
nothing else is left in the sitting.
"""

import datetime as dt
import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

import fsrs

from bot.quiz.bank import Bank
from bot.quiz.judging.verdict import Verdict
from bot.quiz.question import Asked

_AGAIN: Final = dt.timedelta(minutes=1)
_RATINGS: Final = {
    Verdict.ACCEPT: fsrs.Rating.Good,
    Verdict.PROMPT: fsrs.Rating.Hard,
    Verdict.REJECT: fsrs.Rating.Again,
}


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a member and a question: ``state`` is FSRS's own, as JSON; empty before the first answer."""

    question: str
    due: dt.datetime
    state: str = ""


@dataclass(frozen=True, slots=True)
class Dealt:
    """A card and its question as it is asked this time."""

    card: Card
    asked: Asked


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a member is: cards learnt, still being learnt, due now; ``retention`` is the share likely known."""

    learnt: int
    learning: int
    due: int
    retention: float


def next_card(  # what the choice depends on, each by its name
    cards: Mapping[str, Card],
    bank: Bank,
    rng: random.Random,
    now: dt.datetime,
    *,
    last: str | None = None,
    new: int = 10,
) -> Dealt | None:
    """Return what to ask next: what is due, then what is new, then mistakes before their time; None at the end.

    ``cards`` go by question id, ``last`` is the question asked just before, which waits while there is another, and
    ``new`` how many new ones the sitting may still bring.
    """
    waiting = sorted(cards.values(), key=lambda each: (each.question == last, each.due, each.question))
    due = _first_known([each for each in waiting if each.due <= now and each.question != last], bank, rng)
    if due is not None:
        return due
    fresh = _new(cards, bank, rng, now) if new > 0 else None
    return fresh or _first_known([each for each in waiting if each.due <= now or not _is_learnt(each)], bank, rng)


def answered(card: Card, verdict: Verdict, now: dt.datetime) -> Card:
    """Return the card after an answer."""
    utc = now.astimezone(dt.UTC)
    reviewed, _ = _scheduler().review_card(_read(card), _RATINGS[verdict], utc)
    return replace(card, due=reviewed.due, state=reviewed.to_json())


def progress(cards: Collection[Card], now: dt.datetime) -> Progress:
    """Return how far a member is with the cards that were answered."""
    utc = now.astimezone(dt.UTC)
    begun = [each for each in cards if each.state]
    learnt = sum(_is_learnt(each) for each in begun)
    scheduler = _scheduler()
    known = sum(scheduler.get_card_retrievability(_read(each), utc) for each in begun if _is_learnt(each))
    return Progress(
        learnt=learnt,
        learning=len(begun) - learnt,
        due=sum(each.due <= now for each in begun),
        retention=known / len(begun) if begun else 0.0,
    )


def _scheduler() -> fsrs.Scheduler:
    """Return FSRS without its own chance; one step each, so that a card being learnt is one that was answered wrong."""
    return fsrs.Scheduler(learning_steps=(_AGAIN,), relearning_steps=(_AGAIN,), enable_fuzzing=False)


def _read(card: Card) -> fsrs.Card:
    if card.state:
        return fsrs.Card.from_json(card.state)
    # An id and a time are given, for FSRS would take both from the clock.
    return fsrs.Card(card_id=0, due=card.due.astimezone(dt.UTC))


def _is_learnt(card: Card) -> bool:
    return bool(card.state) and _read(card).state is fsrs.State.Review


def _first_known(cards: Collection[Card], bank: Bank, rng: random.Random) -> Dealt | None:
    """Return the first card whose question the works still have."""
    for card in cards:
        candidate = bank.find(card.question)
        if candidate is not None:
            return Dealt(card, candidate.ask(rng))
    return None


def _new(cards: Mapping[str, Card], bank: Bank, rng: random.Random, now: dt.datetime) -> Dealt | None:
    """Return a question without a card: of a fact without one, while there are any."""
    known = [found for each in cards if (found := bank.find(each)) is not None]
    seen = {each.fact: 1.0 for each in known} | dict.fromkeys(cards, 2.0)
    asked = next(iter(bank.draw(rng, 1, seen=seen)), None)
    return None if asked is None or asked.id in cards else Dealt(Card(asked.id, now), asked)
