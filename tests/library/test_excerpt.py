"""The part of a long text that shows what matched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.excerpt import excerpt

LAW = settings(derandomize=True, deadline=None, max_examples=300)
TEXT = "One is here. Two, the second, is there! “Three?” Four is the last of them."


@pytest.mark.parametrize(
    ("matched", "most", "shown"),
    [
        ([], 30, "One is here."),
        (["Three"], 10, "“Three?”"),
        (["second"], 30, "Two, the second, is there!"),
        (["Three", "Four"], 40, "“Three?” Four is the last of them."),
        (["One", "Four", "last"], 40, "“Three?” Four is the last of them."),
        (["Two"], 5, "Two, the second, is there!"),
        (["One"], 500, TEXT),
    ],
)
def test_the_sentences_with_most_matches_are_shown(matched: list[str], most: int, shown: str) -> None:
    spans = [(TEXT.index(word), TEXT.index(word) + len(word)) for word in matched]
    start, end = excerpt(TEXT, spans, most)
    assert TEXT[start:end] == shown


SENTENCES = st.lists(st.from_regex(r"[a-z][a-z ,“]{0,30}[.?!…]{1,3}[”’)]?", fullmatch=True), min_size=1, max_size=8)


@given(SENTENCES, st.integers(1, 120), st.data())
@LAW
def test_an_excerpt_is_of_whole_sentences_and_only_one_may_be_too_long(
    sentences: list[str], most: int, data: st.DataObject
) -> None:
    text = " ".join(sentences)
    starts = sorted(data.draw(st.lists(st.integers(0, len(text) - 1), max_size=5)))
    start, end = excerpt(text, [(each, each + 1) for each in starts], most)
    runs = {
        " ".join(sentences[first : last + 1]): last - first + 1
        for first in range(len(sentences))
        for last in range(first, len(sentences))
    }
    assert text[start:end] in runs
    assert end - start <= most or runs[text[start:end]] == 1


@given(st.text(max_size=200), st.integers(1, 120))
@LAW
def test_any_text_has_an_excerpt(text: str, most: int) -> None:
    start, end = excerpt(text, [], most)
    assert 0 <= start <= end <= len(text)


@given(st.lists(st.sampled_from(["One.", "Two is two!", "And three?"]), min_size=1, max_size=12), st.integers(12, 60))
@LAW
def test_where_something_matched_the_excerpt_shows_it(sentences: list[str], most: int) -> None:
    text = " ".join(sentences)
    for number in range(len(sentences)):
        at = len(" ".join(sentences[:number])) + (number > 0)
        start, end = excerpt(text, [(at, at + 3)], most)
        assert start <= at < at + 3 <= end
