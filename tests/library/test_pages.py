"""A chapter cut into pages: nothing lost, nothing too long, nothing across passages."""

from itertools import pairwise

import pytest
from books import chapter, passage
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import Chapter
from bot.library.library import Library
from bot.library.pages import PAGE_CHARACTERS, Page, page_index, pages

LAW = settings(derandomize=True, deadline=None, max_examples=200)
TEXTS = (st.text(alphabet="ab .?!…”’ \u3000é", max_size=150) | st.text(max_size=60)).map(str.strip).filter(bool)


@st.composite
def chapters(draw: st.DrawFn) -> Chapter:
    texts = draw(st.lists(TEXTS, min_size=1, max_size=8))
    cuts = draw(st.sets(st.integers(1, len(texts))))
    edges = [0, *sorted(cuts)]
    return chapter(*texts, passages=[passage(first + 1, last) for first, last in pairwise(edges)])


def owners(page: Page) -> set[str | None]:
    return {page.passage.id if page.passage else None}


@given(chapters(), st.integers(1, 200))
@LAW
def test_the_pages_hold_all_of_the_text_in_order(read: Chapter, most: int) -> None:
    pieces = [piece for page in pages(read, most) for piece in page.pieces]
    assert [piece.paragraph.number for piece in pieces] == sorted(piece.paragraph.number for piece in pieces)
    for paragraph in read.paragraphs:
        here = [piece for piece in pieces if piece.paragraph == paragraph]
        gaps = [paragraph.text[before.end : after.start] for before, after in pairwise(here)]
        assert (here[0].start, here[-1].end) == (0, len(paragraph.text))
        assert all(gap == "" or gap.isspace() for gap in gaps)
        assert all(piece.text == paragraph.text[piece.start : piece.end] != "" for piece in here)


@given(chapters(), st.integers(1, 200))
@LAW
def test_no_page_is_longer_than_it_may_be(read: Chapter, most: int) -> None:
    for page in pages(read, most):
        assert sum(len(piece.text) for piece in page.pieces) <= most


@given(chapters(), st.integers(1, 200))
@LAW
def test_no_page_runs_from_one_passage_into_another(read: Chapter, most: int) -> None:
    for page in pages(read, most):
        held = {
            next((each.id for each in read.passages if piece.paragraph.number in each.run), None)
            for piece in page.pieces
        }
        assert held == owners(page)


@given(chapters(), st.integers(1, 200))
@LAW
def test_every_place_of_the_text_is_found_on_its_page(read: Chapter, most: int) -> None:
    every = pages(read, most)
    for index, page in enumerate(every):
        for piece in page.pieces:
            assert page_index(every, piece.paragraph.number, piece.start) == index
            assert page_index(every, piece.paragraph.number, piece.end - 1) == index


def test_a_place_after_the_end_is_on_the_last_page() -> None:
    every = pages(chapter("One.", "Two.", passages=[passage(1, 1), passage(2, 2)]))
    assert page_index(every, 9) == 1
    assert page_index(every, 2, 500) == 1


@pytest.mark.parametrize(
    ("text", "most", "pieces"),
    [
        ("One is here. Two is there. Three.", 28, ["One is here. Two is there.", "Three."]),
        ("He said: “Go.” She went away.", 20, ["He said: “Go.”", "She went away."]),
        ("no end of a sentence here", 12, ["no end of a", "sentence", "here"]),
        ("onewordthatislong", 6, ["onewor", "dthati", "slong"]),
    ],
)
def test_a_cut_is_at_the_end_of_a_sentence_else_of_a_word(text: str, most: int, pieces: list[str]) -> None:
    assert [piece.text for page in pages(chapter(text), most) for piece in page.pieces] == pieces


def test_a_page_that_goes_on_inside_a_paragraph_says_so() -> None:
    first, second = pages(chapter("One is here. Two is there."), 15)
    assert (first.starts_inside, second.starts_inside) == (False, True)
    assert str(second.run) == "1"


def test_each_page_of_the_shipped_chapter_fits_a_card(library: Library) -> None:
    (first, *_) = library.works
    every = pages(first.chapters[0])
    assert len(every) >= len(first.chapters[0].passages)
    assert max(sum(len(piece.text) for piece in page.pieces) for page in every) <= PAGE_CHARACTERS
