"""The words under everything that is served, exactly."""

import pytest
from books import chapter, work

from bot.library.citation import (
    attribution,
    citation,
    correction_notes,
    name_of,
    narrated_by,
    quote_attribution,
)
from bot.library.library import Library

EDITION = "Leon Trotsky, My Life: An Attempt at an Autobiography (New York: Charles Scribner's Sons, 1930)"


@pytest.mark.parametrize(
    ("reference", "cited"),
    [
        ("ML 29:13", f"{EDITION}, ch. 29, “In Power”, ¶ 13"),
        ("ML 29:22-24", f"{EDITION}, ch. 29, “In Power”, ¶¶ 22–24"),
        ("ML 29:3-4,7", f"{EDITION}, ch. 29, “In Power”, ¶¶ 3–4, 7"),
    ],
)
def test_a_place_is_cited_in_full(library: Library, reference: str, cited: str) -> None:
    assert citation(library.at(reference)) == cited


def test_a_work_whose_author_is_in_no_index_is_cited_by_what_there_is() -> None:
    place = Library([work(chapter("One."))]).at("1:1")
    assert citation(place) == "author, A Book (The Town: The Press, 1900), ch. 1, “A Chapter”, ¶ 1"
    assert narrated_by(place) == "author"


SEDOVAS = "Sedova, in Trotsky’s My Life"


@pytest.mark.parametrize(
    ("reference", "told"), [("ML 29:22", "Trotsky"), ("ML 29:13", SEDOVAS), ("ML 29:7-11", SEDOVAS)]
)
def test_who_tells_a_passage_is_said(library: Library, reference: str, told: str) -> None:
    assert narrated_by(library.at(reference)) == told


@pytest.mark.parametrize(
    ("speaker", "reporter", "said"),
    [
        ("trotsky", None, "Trotsky"),
        ("trotsky", "trotsky", "Trotsky"),
        ("lenin", "trotsky", "Lenin, as reported by Trotsky"),
        ("maria-ulyanova", "sedova", "Maria Ulyanova, as reported by Sedova"),
    ],
)
def test_a_report_is_never_taken_for_the_speakers_own_words(
    library: Library, speaker: str, reporter: str | None, said: str
) -> None:
    assert attribution(library.works[0], speaker, reporter) == said


def test_an_id_that_is_in_no_index_stands_for_itself(library: Library) -> None:
    assert name_of(library.works[0], "nobody") == "nobody"


def test_every_quote_of_lenin_says_who_reports_it(library: Library) -> None:
    said = {quote_attribution(home, quote) for home, _, quote in library.quotes if quote.speaker == "lenin"}
    assert said == {"Lenin, as reported by Trotsky"}


QUIRIES = "¶ 42: transcribed “in quiries”, corrected to “inquiries”"
DASH = "¶ 46: transcribed “upon theory that is the imagination”, corrected to “upon theory – that is the imagination”"
SERVED = "¶ 47: transcribed “pre served”, corrected to “preserved”"


@pytest.mark.parametrize(
    ("reference", "words", "notes"),
    [
        ("ML 29:42", None, [QUIRIES]),
        ("ML 29:42", "commissioned experts to make inquiries, and dug", [QUIRIES]),
        ("ML 29:41-42", "to make inquiries", [QUIRIES]),
        ("ML 29:42", "And I helped him.", []),
        ("ML 29:13", None, []),
        ("ML 29:46-47", None, [DASH, SERVED]),
        ("ML 29:46-47", "preserved forever", [SERVED]),
    ],
)
def test_a_corrected_slip_is_told_where_it_is_shown(
    library: Library, reference: str, words: str | None, notes: list[str]
) -> None:
    assert correction_notes(library.at(reference), words) == notes
