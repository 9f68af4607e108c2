"""Filters beside the words, and names that the text has in another form."""

import pytest

from bot.content.loader import load
from bot.errors import UserError
from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.finder import Finder
from bot.library.library import Library
from bot.library.search import Search
from bot.settings import shipped_quotes


@pytest.fixture(scope="module")
def finder() -> Finder:
    library = Library(load(shipped_quotes()).works)
    return Finder(library, Search.of(library), Directory(library), Almanac(library))


def _found(finder: Finder, typed: str, limit: int = 5) -> list[str]:
    return [hit.place.reference for hit in finder.find(typed, limit).hits]


def test_without_filters_it_is_the_search(finder: Finder) -> None:
    assert _found(finder, "eifel tower good maners", 1) == ["ML 29:50"]


@pytest.mark.parametrize(
    "typed", ["speaker:svyerdlov europe", "speker:sverdlov  europe", 'speaker:"Yakov Sverdlov" europe']
)
def test_a_speaker_narrows_it_in_any_spelling_and_with_a_slip_in_the_filters_name(finder: Finder, typed: str) -> None:
    assert _found(finder, typed)[0] == "ML 29:37"


def test_filters_alone_list_what_fits(finder: Finder) -> None:
    hits = finder.find("speaker:judson", 50).hits
    assert [hit.place.reference for hit in hits] == ["ML 29:51"]
    sedova = finder.find("speaker:sedova", 50).hits
    assert all(6 <= hit.place.runs[0].first <= 13 for hit in sedova)


def test_a_person_and_a_date_narrow_it_together(finder: Finder) -> None:
    assert "ML 29:51" in _found(finder, "person:judson after:1917-11-30", 50)
    assert _found(finder, "person:judson after:1918-12", 50) == []
    assert "ML 29:51" in _found(finder, "person:judson before:1918", 50)


def test_a_work_is_chosen_by_its_name(finder: Finder) -> None:
    assert _found(finder, "work:ML eifel tower good maners", 1) == ["ML 29:50"]


@pytest.mark.parametrize(("name", "reference"), [("saint petersburg", "ML 29:14"), ("sovnarkom", "ML 29:15-20")])
def test_a_name_finds_passages_that_have_it_under_another_word(finder: Finder, name: str, reference: str) -> None:
    assert reference in _found(finder, name, 20)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("speaker:napoleon words", "speaker: I know nobody called “napoleon”"),
        ("theme:blorp words", "theme: there is no theme “blorp”"),
        ("before:soon words", "before: `soon` is not YYYY, YYYY-MM or YYYY-MM-DD"),
    ],
)
def test_a_filter_that_names_nothing_is_told_so(finder: Finder, typed: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        finder.find(typed)


def test_a_colon_that_is_no_filter_is_a_word_like_others(finder: Finder) -> None:
    assert finder.parse("lenin wrote: bravo").filters == ()
