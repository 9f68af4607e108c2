"""Against memorising."""

import datetime as dt
import random
from pathlib import Path

from games import NOON

from bot.content.loader import load
from bot.library.library import Library
from bot.quiz.bank import Bank
from bot.quiz.question import QuestionKind
from bot.quiz.seen import Seen, staleness

QUOTES = Path(__file__).parents[2] / "quotes"


def days_ago(days: float, question: str = "q", fact: str = "f") -> Seen:
    return Seen(question, fact, NOON - dt.timedelta(days=days))


def test_what_was_never_seen_is_not_in_it() -> None:
    assert staleness([], NOON) == {}


def test_what_was_seen_lately_or_often_stands_back_further() -> None:
    lately = staleness([days_ago(1)], NOON)["q"]
    assert lately > staleness([days_ago(40)], NOON)["q"] > 0
    assert staleness([days_ago(1), days_ago(2)], NOON)["q"] > lately


def test_another_form_of_a_fact_stands_back_less_than_the_form_that_was_seen() -> None:
    found = staleness([days_ago(0)], NOON)
    assert found["q"] > found["f"] > 0


def test_what_was_seen_long_ago_is_as_new() -> None:
    assert staleness([days_ago(150)], NOON) == {}


def test_what_was_seen_on_one_day_stands_back_equally_so_that_chance_decides() -> None:
    found = staleness([days_ago(1, "a", "x"), days_ago(1.4, "b", "y")], NOON)
    assert found["a"] == found["b"]


def test_a_game_that_server_and_member_both_have_counts_once() -> None:
    assert staleness([days_ago(1), days_ago(1)], NOON) == staleness([days_ago(1)], NOON)


def test_a_clock_that_was_ahead_does_no_harm() -> None:
    assert staleness([days_ago(-9000)], NOON) == staleness([days_ago(0)], NOON)


def test_games_repeat_nothing_until_all_was_asked_and_then_the_oldest_first() -> None:
    bank = Bank(Library(load(QUOTES).works))
    kinds = frozenset({QuestionKind.TO_WHOM})
    facts = {each.fact for each in bank.of_kind(QuestionKind.TO_WHOM)}
    records: list[Seen] = []
    rng = random.Random(5)
    for day in range(len(facts)):
        at = NOON + dt.timedelta(days=30 * day)
        (asked,) = bank.draw(rng, 1, kinds=kinds, seen=staleness(records, at))
        assert asked.fact not in {each.fact for each in records if at - each.at < dt.timedelta(days=60)}
        records.append(Seen(asked.id, asked.fact, at))
