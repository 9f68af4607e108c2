"""A small work that is one file of quotes."""

from pathlib import Path

import pytest

from bot.content.loader import load
from bot.library.citation import citation, quote_attribution, transcription
from bot.library.library import Library

LETTERS = """\
id: letters
short: LT
title: Letters from the Quay
author: clerk
edition: {publisher: The River Press, place: Lower Landing, year: 1901}
language: en
rights: Written for the tests of this project; MIT.
persons:
  - {id: clerk, name: The clerk of the quay, short: The clerk, about: who wrote the letters}
  - {id: pilot, name: The pilot, about: of whom he writes}
quotes:
  - id: the-wind-has-turned
    at: letter 3, p. 12
    text: The wind has turned, and nobody on the quay has noticed.
    speaker: clerk
  - id: a-quiet-river
    at: letter 5, p. 20
    text: A quiet river is a river that is thinking.
    speaker: pilot
    reported_by: clerk
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letters.yaml").write_text(LETTERS, encoding="utf-8")
    return tmp_path


def test_its_quotes_are_served_with_the_place_that_the_author_gave(folder: Path) -> None:
    loaded = load(folder)
    assert loaded.faults == ()
    place = Library(loaded.works).at("LT 1:2")
    assert [paragraph.text for paragraph in place.paragraphs] == ["A quiet river is a river that is thinking."]
    assert citation(place) == (
        "The clerk of the quay, Letters from the Quay (Lower Landing: The River Press, 1901), letter 5, p. 20"
    )
    assert quote_attribution(place.work, place.chapter.quotes[1]) == "The pilot, as reported by The clerk"


def test_it_says_that_no_text_proves_it(folder: Path) -> None:
    (work,) = load(folder).works
    assert transcription(work) == "Not checked against a text: this work is quotes only"


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("speaker: clerk", "speaker: nobody", "Q030 `nobody` is not in people.yaml"),
        ("author: clerk", "author: nobody", "Q030 the author `nobody` is not among the persons"),
        ("id: a-quiet-river", "id: the-wind-has-turned", "Q024 the passage id `the-wind-has-turned` is taken"),
        ("quotes:\n", "sayings:\n", "Q021 a file of quotes lacks `quotes`"),
        ("    at: letter 5, p. 20\n", "", "Q021 an entry of `quotes` lacks `at`"),
        ("language: en\n", "", "Q021 a file of quotes lacks `language`"),
        ("language: en\n", "language: en\nchapter: 1\n", "Q020 a file of quotes has no field `chapter`"),
    ],
)
def test_what_is_wrong_with_it_is_said(folder: Path, right: str, wrong: str, fault: str) -> None:
    assert right in LETTERS
    (folder / "letters.yaml").write_text(LETTERS.replace(right, wrong, 1), encoding="utf-8")
    assert any(fault in str(each) for each in load(folder).faults)
