"""How words are compared."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.library.fold import words
from bot.quiz.exchange import turns
from bot.quiz.lexicon import CONTRASTS, NEGATIONS
from bot.quiz.words import bare, in_common

PIECES = ["the ", " a ", "An", " ", "’s", "'", "é", "ﬁ", "_", "x"]


@given(st.lists(st.characters() | st.sampled_from(PIECES)).map("".join))
@example("The People’s Commissar, d’Espèrey, met an a_b and A ﬁne æther o'clock.")
def test_words_are_compared_as_the_search_compares_them_but_for_articles_and_possessives(text: str) -> None:
    found = [word.folded for word in words(re.sub(r"[’']s\b", "", text))]
    assert bare(text) == " ".join(word for word in found if word not in {"a", "an", "the"})


def test_a_possessive_is_the_word_itself() -> None:
    assert bare("Lenin’s sister and Trotsky's") == "lenin sister and trotsky"


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("He went to the small town", "They went to small town houses", True),
        ("He went to the small town", "They went to small villages", False),
        ("one two three", "one two three", False),
    ],
)
def test_four_words_in_a_row_in_common_make_two_texts_the_same_place(one: str, other: str, *, shared: bool) -> None:
    assert in_common(one, other) is in_common(other, one) is shared


@pytest.mark.parametrize("turned", [*NEGATIONS, *CONTRASTS])
def test_every_word_that_can_be_turned_round_is_found_wherever_it_stands(turned: str) -> None:
    for text in (f"{turned.capitalize()} it came", f"They said it {turned.upper()}: so it came"):
        assert turned in {each.word.lower() for each in turns(text)}


def test_a_part_of_a_word_is_not_turned_round() -> None:
    assert list(turns("The strengthening of an alwaysness")) == []
    assert [each.word for each in turns("It was always a strengthening")] == ["always"]
