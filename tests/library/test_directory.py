"""Any spelling finds the one who is meant, and no other."""

import pytest
from books import chapter, entity, passage, work
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import EntityKind
from bot.library.directory import Directory, named_at
from bot.library.library import Library


@pytest.fixture(scope="module")
def directory(library: Library) -> Directory:
    return Directory(library)


def found(directory: Directory, name: str) -> str | None:
    known = directory.find(name)
    return None if known is None else known.entity.id


def test_every_name_and_spelling_of_the_index_finds_its_own(library: Library, directory: Directory) -> None:
    wrong = [
        (name, each.id, found(directory, name))
        for each in library.works[0].entities.values()
        for name in (*each.names, *each.epithets, each.id)
        if found(directory, name) != each.id
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("sverdloff", "sverdlov"),
        ("Yakov Svyerdlov", "sverdlov"),
        ("DZIERŻYŃSKI", "dzerzhinsky"),
        ("dzierzynski", "dzerzhinsky"),
        ("Dzerjinski", "dzerzhinsky"),
        ("Dzerzhinky", "dzerzhinsky"),
        ("tsiurupa", "tsyurupa"),
        ("ioffe", "joffe"),
        ("clemenceau", "clemenceau"),
        ("Georges Clémenceau", "clemenceau"),
        ("krupskaja", "krupskaya"),
        ("lenins sister", "maria-ulyanova"),
        ("Trotsky's wife", "sedova"),
        ("lunacharski", "lunacharsky"),
        ("the czar", "nicholas-ii"),
        ("council of peoples commissars", "sovnarkom"),
        ("saint petersburg", "petrograd"),
        ("zinovief", "zinoviev"),
        ("bukharn", "bukharin"),
        ("white-guards", "white-guards"),
        ("  Lenin  ", "lenin"),
    ],
)
def test_a_person_is_found_as_people_write_the_name(directory: Directory, name: str, person: str) -> None:
    assert found(directory, name) == person


@pytest.mark.parametrize(
    "name",
    ["", " ", "zxqv blorp", "Napoleon", "Lunin", "Mao", "Queen Victoria", "🎉", "@everyone", "x" * 4000, "the", "of"],
)
def test_other_names_find_nobody(directory: Directory, name: str) -> None:
    assert found(directory, name) is None


def test_a_name_that_is_as_near_to_two_finds_neither() -> None:
    people = {"anna": entity("anna", "Marina"), "olga": entity("olga", "Karina")}
    directory = Directory(Library([work(chapter("One."), entities=people)]))
    assert found(directory, "Marina") == "anna"
    assert found(directory, "Tarina") is None


def test_a_spelling_whose_sound_two_share_finds_neither() -> None:
    people = {"one": entity("one", "Krasnov"), "other": entity("other", "Krasnow")}
    directory = Directory(Library([work(chapter("One."), entities=people)]))
    assert found(directory, "Krasnoff") is None
    assert found(directory, "Krasnow") == "other"


def test_what_is_typed_is_completed_from_any_word_of_any_name(directory: Directory) -> None:
    assert directory.complete("lun")[0].entity.id == "lunacharsky"
    assert directory.complete("svy")[0].entity.id == "sverdlov"
    assert "clemenceau" in {known.entity.id for known in directory.complete("georges cl")}
    assert directory.complete("dzerjin")[0].entity.id == "dzerzhinsky"


def test_completion_keeps_to_the_kinds_asked_for(directory: Directory) -> None:
    places = directory.complete("", frozenset({EntityKind.PLACE}), limit=5)
    assert {known.entity.kind for known in places} == {EntityKind.PLACE}
    assert len(places) == 5
    assert directory.complete("lenin", frozenset({EntityKind.PLACE})) != []
    kinds = {known.entity.kind for known in directory.complete("lenin", frozenset({EntityKind.PLACE}))}
    assert kinds == {EntityKind.PLACE}


def test_nobody_is_offered_twice_and_at_most_twenty_five(directory: Directory) -> None:
    for typed in ("", "s", "the", "trotsky"):
        offered = [known.entity.id for known in directory.complete(typed)]
        assert len(offered) == len(set(offered)) <= 25


@given(st.text(max_size=60))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_any_text_is_looked_up_without_harm(directory: Directory, typed: str) -> None:
    known = directory.find(typed)
    assert known is None or known in directory.known
    assert len(directory.complete(typed)) <= 25


def test_the_passages_of_someone_are_those_that_name_them_or_that_they_tell(
    library: Library, directory: Directory
) -> None:
    sedova = directory.find("Natalia Sedova")
    assert sedova is not None
    references = [place.reference for place in directory.passages(sedova)]
    assert "ML 29:13" in references
    assert "ML 29:22-24" not in references
    for place in directory.passages(sedova):
        assert place.passage is not None
        told = {place.passage.narrator, *place.passage.speakers, *place.passage.persons}
        assert "sedova" in told


def test_the_quotes_of_someone_are_their_own_words(directory: Directory) -> None:
    lenin = directory.find("Lenin")
    assert lenin is not None
    quotes = directory.quotes(lenin)
    assert len(quotes) > 5
    assert {quote.speaker for _, quote in quotes} == {"lenin"}
    assert all(quote.text in " ".join(each.text for each in place.paragraphs) for place, quote in quotes)


def test_those_who_speak_in_a_passage_come_first(library: Library) -> None:
    named = [known.entity.id for known in named_at(library.at("ML 29:22"))]
    assert named[:2] == ["lenin", "trotsky"]
    assert set(named) == {"lenin", "trotsky", "sverdlov", "bukharin", "white-guards"}


def test_a_place_in_no_passage_names_nobody() -> None:
    library = Library([work(chapter("One.", "Two.", passages=[passage(1, 1)]))])
    assert named_at(library.at("1:2")) == ()
