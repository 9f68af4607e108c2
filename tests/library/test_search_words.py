"""The words that a typed word may stand for: deletions, roots, and wrong spaces."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.library.search.deletions import deletions_of, file_deletions, letter_mask, letter_masks
from bot.library.search.little import slipped_little
from bot.library.search.near import near_words
from bot.library.search.reading import Reader
from bot.library.search.segment import build_segment
from bot.library.search.spelling import roots

LAW = settings(derandomize=True, deadline=None, max_examples=200)
WORDS = st.text(string.ascii_lowercase + "éż1", min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
@LAW
def test_words_within_two_slips_share_a_deletion(vocabulary: list[str], data: st.DataObject) -> None:
    filed = file_deletions(vocabulary, 2)
    meant = data.draw(st.sampled_from(vocabulary))
    word = data.draw(slipped(meant, deletions_of(len(meant))))
    if OSA.distance(word, meant) <= deletions_of(len(meant)):
        assert vocabulary.index(meant) in filed.sharing(word, 2).tolist()


def slipped(word: str, most: int) -> st.SearchStrategy[str]:
    def slip(seed: int) -> str:
        chance, letters = random.Random(seed), list(word)
        for _ in range(most):
            at = chance.randrange(len(letters) + 1)
            letters[at : at + chance.randint(0, 1)] = chance.choices(string.ascii_lowercase, k=chance.randint(0, 1))
        return "".join(letters)

    return st.integers(0, 10**6).map(slip)


def test_a_vocabulary_without_words_shares_nothing() -> None:
    assert file_deletions([], 2).sharing("word", 2).tolist() == []
    assert file_deletions(["word"], 2).sharing("", 2).tolist() == []


@given(st.lists(WORDS, min_size=1, max_size=20))
@LAW
def test_the_mask_of_one_word_is_that_of_many(vocabulary: list[str]) -> None:
    assert letter_masks(vocabulary).tolist() == [int(letter_mask(word)) for word in vocabulary]


@pytest.mark.parametrize(
    "spellings",
    [
        "svyerdlov sverdlov swerdlow",
        "trotsky trotskii trotzky trotski",
        "tzyurupa tsiurupa tsyurupa",
        "lunacharsky lunacharskii lunatcharsky",
        "bukharin bucharin",
        "kerensky kerenskii kerenski",
        "proudhon prudhon",
        "unite united uniting",
        "minister ministers",
    ],
)
def test_spellings_and_forms_of_one_word_share_a_root(spellings: str) -> None:
    assert len(set(roots(spellings.split()))) == 1


def test_different_names_keep_different_roots() -> None:
    names = "lenin stalin trotsky kamenev zinoviev sverdlov joffe".split()
    assert len(set(roots(names))) == len(names)


def test_a_known_word_may_still_be_a_slip_for_another() -> None:
    segment = build_segment(["the form of a farm"])
    near = near_words(segment, "form")
    found = {segment.vocabulary.words[number]: slips for number, slips in zip(near.words, near.slips, strict=True)}
    assert found["form"] == 0
    assert found["farm"] > 1


@pytest.mark.parametrize("word", ["wil", "teh", "wiht"])
def test_a_word_that_says_little_is_known_though_misspelt(word: str) -> None:
    assert slipped_little(word)


@pytest.mark.parametrize("word", ["lenin", "eat", "bread"])
def test_a_word_that_tells_is_none_that_says_little(word: str) -> None:
    assert not slipped_little(word)


@pytest.fixture(scope="module")
def reader() -> Reader:
    segment = build_segment(
        ["the revolution smells of power", "a clean collar for the minister", "the white guards kill ministers"] * 9
    )
    return Reader([segment], lambda word: (near_words(segment, word),))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cleancollar minister", "clean collar minister"),
        ("clean collarminister", "clean collar minister"),
        ("revo lution smells", "revolution smells"),
        ("whiteguarsd kill", "white guarsd kill"),
        ("clean collar", "clean collar"),
        ("", ""),
    ],
)
def test_words_with_a_wrong_space_are_read_as_they_were_meant(reader: Reader, typed: str, meant: str) -> None:
    assert reader.read(typed.split()) == meant.split()


def test_the_word_that_is_being_typed_is_left_alone(reader: Reader) -> None:
    assert reader.read(["clean", "collarmin"], unfinished=True) == ["clean", "collarmin"]
