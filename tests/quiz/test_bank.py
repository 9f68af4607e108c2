"""What a game is drawn by."""

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.loader import load
from bot.content.model import Difficulty
from bot.library.library import Library
from bot.quiz.bank import Bank
from bot.quiz.question import Asked, QuestionKind, give_away

BANK = Bank(Library(load(Path(__file__).parents[2] / "quotes").works))
THEMES = sorted({theme for each in BANK.candidates for theme in each.themes})
FACTS = sorted({each.fact for each in BANK.candidates})


def draw(seed: int, count: int, **chosen: object) -> list[Asked]:
    return BANK.draw(random.Random(seed), count, **chosen)  # type: ignore[arg-type] # each test gives what it is about


@given(st.integers(), st.integers(0, 25))
@settings(max_examples=10, deadline=None)
def test_the_same_seed_gives_the_same_game(seed: int, count: int) -> None:
    assert draw(seed, count) == draw(seed, count)


@given(
    st.integers(),
    st.integers(0, 25),
    st.frozensets(st.sampled_from(QuestionKind), min_size=1),
    st.frozensets(st.sampled_from(Difficulty), min_size=1),
    st.frozensets(st.sampled_from(THEMES)),
)
@settings(max_examples=25, deadline=None)
def test_a_game_keeps_to_what_was_chosen_and_no_question_gives_another_away(
    seed: int,
    count: int,
    kinds: frozenset[QuestionKind],
    difficulty: frozenset[Difficulty],
    themes: frozenset[str],
) -> None:
    drawn = draw(seed, count, kinds=kinds, difficulty=difficulty, themes=themes)
    assert len(drawn) <= count
    assert len({each.id for each in drawn}) == len({each.fact for each in drawn}) == len(drawn)
    assert not any(give_away(one, other) for one, other in combinations(drawn, 2))
    themes_of = {each.id: each.themes for each in BANK.candidates}
    for asked in drawn:
        assert asked.kind in kinds
        assert asked.difficulty in difficulty
        assert not themes or themes & themes_of[asked.id]


@given(st.integers(), st.frozensets(st.sampled_from(FACTS), max_size=500))
@settings(max_examples=25, deadline=None)
def test_facts_that_were_not_asked_yet_come_first(seed: int, asked_before: frozenset[str]) -> None:
    drawn = draw(seed, 12, seen=dict.fromkeys(asked_before, 1.0))
    new = [each.fact not in asked_before for each in drawn]
    assert new == sorted(new, reverse=True)


def test_of_what_was_all_asked_the_longest_ago_comes_first() -> None:
    only = frozenset({QuestionKind.TO_WHOM})
    ids = [each.id for each in BANK.candidates if each.kind is QuestionKind.TO_WHOM]
    seen = {each: float(place) for place, each in enumerate(ids)}
    drawn = draw(1, 5, kinds=only, seen=seen)
    times = [seen[each.id] for each in drawn]
    assert times == sorted(times)
    assert times[0] == 0


def test_the_number_of_a_fact_counts_for_every_form_of_it() -> None:
    seen = {each.fact: 1.0 for each in BANK.candidates if each.kind is QuestionKind.HAND_WRITTEN}
    drawn = draw(2, 20, seen=seen)
    assert not any(each.kind in {QuestionKind.HAND_WRITTEN, QuestionKind.FREE_TEXT} for each in drawn)


@given(st.integers())
@settings(max_examples=10, deadline=None)
def test_a_game_of_fourteen_has_every_kind(seed: int) -> None:
    assert {each.kind for each in draw(seed, 14)} == set(QuestionKind)


@given(st.integers())
@settings(max_examples=10, deadline=None)
def test_who_said_it_is_not_always_the_one_who_speaks_most(seed: int) -> None:
    drawn = draw(seed, 8, kinds=frozenset({QuestionKind.WHO_SAID}))
    assert max(Counter(each.answer for each in drawn).values()) <= 3


@given(st.integers())
@settings(max_examples=10, deadline=None)
def test_the_questions_of_a_kind_come_from_as_many_passages_as_they_can(seed: int) -> None:
    drawn = draw(seed, 10, kinds=frozenset({QuestionKind.HAND_WRITTEN}))
    passages = {each.id: each.passage for each in BANK.candidates}
    assert len({passages[each.id] for each in drawn}) == 10


def test_a_list_that_is_no_game_holds_five_hundred_facts_of_eight_kinds() -> None:
    drawn = draw(7, 500, apart=False)
    assert len({each.fact for each in drawn}) == 500
    assert len({each.kind for each in drawn}) >= 8


def test_events_to_put_in_order_are_never_shown_in_their_order() -> None:
    asked = draw(3, 10, kinds=frozenset({QuestionKind.IN_ORDER}))
    assert asked
    for each in asked:
        assert each.answer != "ABCD"[: len(each.items)]
        ordered = [each.items["ABCD".index(letter)] for letter in each.answer]
        assert ordered == list(next(c.items for c in BANK.candidates if c.id == each.id))


def test_words_that_are_shown_bar_the_questions_that_they_answer() -> None:
    ids = ["complete/inspired-frenzy-frenzy", "free-text/revolution-inspired-frenzy", "altered/inspired-frenzy"]
    found = [candidate for each in ids if (candidate := BANK.find(f"my-life/{each}")) is not None]
    assert len(found) == len(ids)
    assert found[0].fact == found[1].fact != found[2].fact
    assert all(give_away(one, other) for one, other in combinations(found, 2))


def test_two_rows_to_put_in_order_have_no_two_events_in_common() -> None:
    rows = [set(each.items) for each in draw(5, 8, kinds=frozenset({QuestionKind.IN_ORDER}))]
    assert len(rows) >= 4
    assert all(len(one & other) < 2 for one, other in combinations(rows, 2))


def test_a_question_is_found_by_its_id() -> None:
    found = BANK.find("my-life/who-said/smells-of-revolution")
    assert found is not None
    assert found.answer == "Lenin"
    assert BANK.find("my-life/who-said/no-such-words") is None


def test_of_very_many_questions_the_least_seen_are_asked() -> None:
    life = load(Path(__file__).parents[2] / "quotes").works[0]
    works = [replace(life, id=f"life-{number}", short=f"L{number}") for number in range(3)]
    bank = Bank(Library(works))
    assert len(bank.candidates) > 3_000
    seen = {each.id: 1.0 for each in bank.candidates if not each.id.startswith("life-2/")}
    drawn = bank.draw(random.Random(7), 20, seen=seen)
    assert len(drawn) == 20
    assert {each.id.partition("/")[0] for each in drawn} == {"life-2"}
    assert bank.draw(random.Random(7), 20, seen=seen) == drawn
    assert {each.id.partition("/")[0] for each in bank.draw(random.Random(7), 20)} == {work.id for work in works}
    (fresh, *rest) = bank.candidates
    all_but_one = {each.id: 1.0 for each in rest} | {each.fact: 1.0 for each in rest if each.fact != fresh.fact}
    assert {bank.draw(random.Random(seed), 1, seen=all_but_one)[0].id for seed in range(10)} == {fresh.id}


def test_a_library_without_works_has_nothing_to_ask() -> None:
    assert Bank(Library(())).draw(random.Random(1), 5) == []
