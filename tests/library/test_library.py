"""Look-ups that need no search: by reference, by title, by chance."""

import random

import pytest
from books import chapter, passage, work

from bot.content.model import Quote, Run
from bot.errors import UserError
from bot.library.library import Library


@pytest.fixture
def two() -> Library:
    ice, cafe = passage(1, 2, "The Ice"), passage(1, 2, "The Café, 1900")
    ferry = chapter("One.", "Two.", passages=[ice])
    barge = (chapter("One."), chapter("Three.", "Four.", number=2, passages=[cafe]))
    return Library(
        [
            work(ferry, work_id="ferry", short="FB", title="The Ferry"),
            work(*barge, work_id="barge", short="BB", title="The Barge"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("FB 1:2", "FB 1:2"),
        ("fb 1:1-2", "FB 1:1-2"),
        ("ferry 1:1", "FB 1:1"),
        ("The Ferry 1:1", "FB 1:1"),
        ("the fery 1:1", "FB 1:1"),
        ("2:1,2", "BB 2:1,2"),
    ],
)
def test_a_place_is_found_by_any_name_of_its_work(two: Library, text: str, reference: str) -> None:
    assert two.at(text).reference == reference


def test_a_place_has_a_form_to_show_and_a_form_to_store(two: Library) -> None:
    place = two.at("FB 1:1-2")
    assert (place.reference, place.stable_reference) == ("FB 1:1-2", "ferry 1:1-2")
    assert [paragraph.text for paragraph in place.paragraphs] == ["One.", "Two."]
    assert place.passage is not None
    assert place.passage.title == "The Ice"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("the ice", "“the ice” is not a reference: write it like BB 2:2"),
        ("FB 1:9", "there is no FB 1:9: chapter 1 has paragraphs 1-2"),
        ("FB 1:1-9", "there is no FB 1:1-9: chapter 1 has paragraphs 1-2"),
        ("BB 7:1", "The Barge has no chapter 7 here: it has 1, 2"),
        ("Das Kapital 1:1", "no work is called “Das Kapital”: there is FB (The Ferry), BB (The Barge)"),
        ("1:1", "which work? Several have a chapter 1: FB (The Ferry), BB (The Barge)"),
        ("9:1", "The Ferry has no chapter 9 here: it has 1"),
        ("x" * 100, f"“{'x' * 60}” is not a reference: write it like BB 2:2"),
    ],
)
def test_a_reference_to_nothing_says_what_there_is(two: Library, text: str, says: str) -> None:
    with pytest.raises(UserError) as caught:
        two.at(text)
    assert str(caught.value) == says


def test_an_empty_library_says_so() -> None:
    with pytest.raises(UserError, match="the library is empty"):
        Library([]).at("1:1")
    with pytest.raises(UserError, match="no work is called “ML”: there is none"):
        Library([]).at("ML 1:1")
    with pytest.raises(UserError, match="the library is empty"):
        Library([]).any_place(random.Random(1))


@pytest.mark.parametrize("title", ["The Café, 1900", "the cafe, 1900", "teh cafe 1900"])
def test_a_passage_is_found_by_its_title_even_misspelt(two: Library, title: str) -> None:
    place = two.passage(title)
    assert place is not None
    assert place.reference == "BB 2:1-2"


def test_a_passage_is_found_by_its_id(library: Library) -> None:
    place = library.passage("white-guards")
    assert place is not None
    assert place.reference == "ML 29:22-24"


@pytest.mark.parametrize("title", ["", "ice cream", "zxqv blorp", "1:1"])
def test_other_words_are_no_title(two: Library, title: str) -> None:
    assert two.passage(title) is None


def test_chance_picks_the_same_place_from_the_same_source_and_every_place_in_the_end(two: Library) -> None:
    assert two.any_place(random.Random(7)) == two.any_place(random.Random(7))
    source = random.Random(1)
    assert {two.any_place(source).reference for _ in range(200)} == {place.reference for place in two.places}


def test_every_quote_comes_with_its_work_and_its_chapter() -> None:
    quote = Quote("two", Run(1, 1), "Two.", "author", None, ())
    told = chapter("One. Two.", quotes=[quote])
    home = work(told)
    assert Library([home]).quotes == ((home, told, quote),)


def test_of_very_many_works_an_error_names_the_first_few() -> None:
    many = Library([work(chapter("Rope."), work_id=f"w{number}", short=f"W{number}") for number in range(60)])
    with pytest.raises(UserError, match=r"there is W0 \(A Book\), .*, W7 \(A Book\) and 52 more$"):
        many.work("zxqv")
    with pytest.raises(UserError, match=r"^which work\? .* and 52 more$"):
        many.at("1:1")
