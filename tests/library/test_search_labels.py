"""What a choice shows of a hit."""

import pytest
from books import chapter, work

from bot.library.library import Library
from bot.library.search import Hit, Search, label, shown_name

TEXT = (
    "At the end of the corridor the secretary smiled, and looked at her clean collar, and at the white bicycle there."
)


@pytest.fixture(scope="module")
def hit() -> Hit:
    (only,) = Search.of(Library([work(chapter(TEXT))])).find("claen collar").hits
    return only


@pytest.mark.parametrize("most", [30, 40, 60, 80, 100])
def test_a_label_shows_the_matched_words_within_its_room_after_the_reference(hit: Hit, most: int) -> None:
    shown = label(hit, most)
    assert len(shown) <= most
    assert shown.startswith("B 1:1")
    assert ("clean collar" in shown) is (most >= 30)


def test_words_are_cut_whole(hit: Hit) -> None:
    words = label(hit, 60).partition("“")[2].strip("…”").split()
    assert set(words) <= set(TEXT.split())


def test_without_matched_words_or_room_the_name_alone_is_shown(hit: Hit) -> None:
    assert label(Hit(hit.place, 0.5, ())) == shown_name(hit.place)
    assert label(hit, 12) == shown_name(hit.place)
    assert label(hit, 3) == "B…"
