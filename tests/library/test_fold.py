"""Words as they are compared."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.fold import MAX_QUERY, fold, query_words, spelling_key, words

LAW = settings(derandomize=True, deadline=None, max_examples=300)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("LENIN", "lenin"),
        ("Clémenceau", "clemenceau"),
        ("Cle\u0301menceau", "clemenceau"),
        ("Dzierżyński", "dzierzynski"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("æsthetics", "aesthetics"),
        ("Paléologue", "paleologue"),
        ("ﬁnd", "find"),
        ("Ｌｅｎｉｎ", "lenin"),
        ("İstanbul ı", "istanbul i"),
        ("", ""),
    ],
)
def test_case_accents_and_joined_letters_are_folded_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
@LAW
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("People’s Commissaries", ["peoples", "commissaries"]),
        ("people's people`s peopleʼs", ["peoples"] * 3),
        ("ant-hill", ["ant", "hill"]),
        ("‘people’s commissaries’", ["peoples", "commissaries"]),
        ("L.D. and I", ["l", "d", "and", "i"]),
        ("snake_case __all__", ["snakecase", "all"]),
        ("29:13, 1917", ["29", "13", "1917"]),
        ("“Es schwindelt,” he …", ["es", "schwindelt", "he"]),
        ("Cle\u0301menceau’s", ["clemenceaus"]),
        ("Ленин, 列宁", ["ленин", "列宁"]),
        ("🎉 … – @ #", []),
        ("", []),
    ],
)
def test_the_words_of_a_text(text: str, found: list[str]) -> None:
    assert [word.folded for word in words(text)] == found


def test_a_word_knows_where_it_stands() -> None:
    text = "“Cle\u0301menceau’s” tower, æther."
    assert [text[word.start : word.end] for word in words(text)] == ["Cle\u0301menceau’s", "tower", "æther"]


@given(st.text() | st.text(alphabet="aé’'`-_ \u0301\u0335“.ß😀", max_size=40))
@LAW
def test_words_index_the_text_that_they_were_found_in(text: str) -> None:
    found = words(text)
    assert all(word.folded for word in found)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for word in found:
        assert [again.folded for again in words(text[word.start : word.end])] == [word.folded]


def test_stacked_marks_are_stripped_from_a_query() -> None:
    zalgo = "".join(letter + "\u0335\u0321\u0310\u0489" * 5 for letter in "lenin")
    assert query_words(zalgo) == ["lenin"]


def test_a_query_is_bounded_before_and_after_its_signs_are_spelt_out() -> None:
    grown = unicodedata.normalize("NFKC", "\ufdfa")
    assert len(grown) > 10  # one sign that stands for a sentence
    assert sum(len(word) for word in query_words("\ufdfa" * 4000)) <= MAX_QUERY
    assert query_words("a" * MAX_QUERY + " lenin") == ["a" * MAX_QUERY]


@given(st.text(max_size=400))
@LAW
def test_no_query_has_more_letters_than_its_bound_allows(text: str) -> None:
    # A letter may still be spelt out as a few plain ones, as "ß" is.
    assert sum(len(word) for word in query_words(text)) <= 4 * MAX_QUERY


@pytest.mark.parametrize(
    "spellings",
    [
        ["Svyerdlov", "Sverdlov", "Swerdloff", "Swerdlow", "Sverdlow", "Sverdloff"],
        ["Dzerzhinsky", "Dzerjinski", "Dzerzhinskii", "Dzerzhinskij", "Dzerjinsky"],
        ["Tzyurupa", "Tsyurupa", "Tsiurupa", "Czyurupa", "Tsjurupa"],
        ["Joffe", "Ioffe", "Yoffe"],
        ["Clémenceau", "Clemenceau"],
        ["Krupskaya", "Krupskaia", "Krupskaja"],
        ["Kerensky", "Kerenskii", "Kerenskij", "Kerenski"],
        ["Krasnov", "Krasnoff", "Krasnow"],
        ["Lunacharsky", "Lunacharskii", "Lunacharski"],
        ["Bukharin", "Buharin"],
        ["Trotsky", "Trotzky", "Trotzki", "Trotskii"],
        ["Zinoviev", "Zinovyev", "Zinovieff"],
        ["Kamenev", "Kameneff", "Kamenew"],
        ["Sofia", "Sophia"],
    ],
)
def test_the_spellings_of_one_name_share_a_key(spellings: list[str]) -> None:
    assert len({spelling_key(fold(each)) for each in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kamenev", "Kerensky"),
        ("Lenin", "Lunin"),
        ("Krasnov", "Krasin"),
        ("Left", "Right"),
        ("Sverdlov", "Serov"),
        ("Joffe", "Jaffa"),
        ("Petrograd", "Petersburg"),
        ("Stalin", "Stolypin"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert spelling_key(fold(one)) != spelling_key(fold(other))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
@LAW
def test_every_word_has_a_key(word: str) -> None:
    assert spelling_key(word)
