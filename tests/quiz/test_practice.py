"""Practice alone."""

import datetime as dt
import random
from pathlib import Path

import pytest
from games import NOON

from bot.content.loader import load
from bot.library.library import Library
from bot.quiz.bank import Bank
from bot.quiz.judging.verdict import Verdict
from bot.quiz.practice import Card, Progress, answered, next_card, progress

BANK = Bank(Library(load(Path(__file__).parents[2] / "quotes").works))
IDS = [each.id for each in BANK.candidates[:3]]
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def card(question: str, verdict: Verdict, at: dt.datetime = NOON) -> Card:
    return answered(Card(question, at), verdict, at)


def deal(*cards: Card, now: dt.datetime = NOON, last: str | None = None, new: int = 0) -> str | None:
    dealt = next_card({each.question: each for each in cards}, BANK, random.Random(1), now, last=last, new=new)
    return None if dealt is None else dealt.asked.id


def test_the_verdict_says_when_a_question_comes_again() -> None:
    right, half, wrong = (card("q", verdict).due - NOON for verdict in Verdict)
    assert wrong == MINUTE
    assert MINUTE < half < 10 * MINUTE
    assert right >= DAY


def test_each_right_answer_in_its_time_puts_the_next_further_off() -> None:
    one = card("q", Verdict.ACCEPT)
    two = answered(one, Verdict.ACCEPT, one.due)
    three = answered(two, Verdict.ACCEPT, two.due)
    assert three.due - two.due > two.due - one.due > one.due - NOON


def test_a_mistake_brings_back_what_was_learnt_after_a_minute() -> None:
    learnt = card("q", Verdict.ACCEPT)
    assert answered(learnt, Verdict.REJECT, learnt.due).due == learnt.due + MINUTE


def test_the_same_answers_give_the_same_cards_in_any_time_zone() -> None:
    there = NOON.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert card("q", Verdict.ACCEPT, there) == card("q", Verdict.ACCEPT)


def test_no_chance_moves_a_card() -> None:
    learnt = card("q", Verdict.ACCEPT)
    later = {answered(learnt, Verdict.ACCEPT, NOON + 200 * DAY).due for _ in range(20)}
    assert len(later) == 1


def test_what_is_due_comes_first_and_the_longest_due_before_the_others() -> None:
    old, older = card(IDS[0], Verdict.ACCEPT), card(IDS[1], Verdict.ACCEPT, NOON - DAY)
    assert deal(old, older, now=NOON + 30 * DAY, new=5) == IDS[1]


def test_then_comes_what_is_new_as_much_of_it_as_the_sitting_has() -> None:
    known = card(IDS[0], Verdict.REJECT)
    new = deal(known, new=1)
    assert new not in {None, IDS[0]}
    assert deal(known, new=0) == IDS[0]


def test_what_is_new_is_of_a_fact_that_has_no_card() -> None:
    by_fact = {each.fact: each for each in BANK.candidates}
    _, left = by_fact.popitem()
    cards = [Card(each.id, NOON + DAY) for each in by_fact.values()]
    dealt = next_card({each.question: each for each in cards}, BANK, random.Random(1), NOON)
    assert dealt is not None
    assert dealt.asked.fact == left.fact


def test_a_new_question_has_a_card_without_state() -> None:
    dealt = next_card({}, BANK, random.Random(1), NOON)
    assert dealt is not None
    assert dealt.card == Card(dealt.asked.id, NOON)


def test_mistakes_come_again_in_the_same_sitting_and_what_was_right_does_not() -> None:
    assert deal(card(IDS[0], Verdict.ACCEPT), card(IDS[1], Verdict.REJECT)) == IDS[1]
    assert deal(card(IDS[0], Verdict.ACCEPT)) is None


def test_the_question_asked_just_before_waits_while_there_is_another() -> None:
    first, second = card(IDS[0], Verdict.REJECT), card(IDS[1], Verdict.REJECT, NOON + MINUTE / 2)
    assert deal(first, second) == IDS[0]
    assert deal(first, second, last=IDS[0]) == IDS[1]
    assert deal(first, last=IDS[0]) == IDS[0]
    assert deal(first, second, now=NOON + MINUTE, last=IDS[0]) == IDS[1]


@pytest.mark.parametrize("new", [0, 1])
def test_a_question_that_the_works_no_longer_have_is_passed_over(new: int) -> None:
    gone = card("gone/question", Verdict.REJECT)
    assert deal(gone, now=NOON + DAY, new=new) != "gone/question"


def test_nothing_is_new_once_every_question_has_a_card() -> None:
    learnt = card("q", Verdict.ACCEPT).state
    assert deal(*(Card(each.id, NOON + DAY, learnt) for each in BANK.candidates), new=1) is None


def test_a_sitting_ends_once_every_new_question_was_answered_right() -> None:
    cards: dict[str, Card] = {}
    rng, now, last, asked = random.Random(3), NOON, None, 0
    while (dealt := next_card(cards, BANK, rng, now, last=last, new=5 - len(cards))) is not None:
        wrong_at_first = dealt.card.state == ""
        last, asked, now = dealt.asked.id, asked + 1, now + MINUTE / 6
        cards[last] = answered(dealt.card, Verdict.REJECT if wrong_at_first else Verdict.ACCEPT, now)
    assert (len(cards), asked) == (5, 10)
    assert progress(cards.values(), now).learning == 0


def test_progress_counts_what_is_learnt_being_learnt_due_and_likely_known() -> None:
    cards = [card(IDS[0], Verdict.ACCEPT), card(IDS[1], Verdict.REJECT), Card(IDS[2], NOON)]
    assert progress(cards, NOON) == Progress(learnt=1, learning=1, due=0, retention=0.5)
    later = progress(cards, NOON + 30 * DAY)
    assert later.due == 2
    assert 0 < later.retention < 0.5
    assert progress([], NOON) == Progress(0, 0, 0, 0.0)
