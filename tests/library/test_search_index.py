"""An index of passages: what must stand in them, growth, the stored form, and many threads at once."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.search.index import Index
from bot.library.search.stored import DamagedError

PASSAGES = (
    "The revolution smells of power, said the minister.",
    "A clean collar is what the minister wanted.",
    "The white guards may kill you and me.",
    "Nobody wanted the collar, and it was not clean.",
    "To be or not to be, that was no question for the guards.",
)
LAW = settings(derandomize=True, deadline=None, max_examples=150)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(PASSAGES)


def found(index: Index, typed: str) -> list[int]:
    return [match.passage for match in index.search(typed, 5)]


def test_a_phrase_must_stand_as_it_is_quoted(index: Index) -> None:
    assert sorted(found(index, "clean collar"))[:2] == [1, 3]
    assert found(index, '"clean collar"') == [1]
    assert found(index, '"collar clean"') == []
    assert found(index, '"clean colar"') == []


def test_two_phrases_must_both_stand(index: Index) -> None:
    assert found(index, '"the minister" "clean collar"') == [1]
    assert found(index, '"the guards" "clean collar"') == []


def test_a_passage_with_a_word_that_is_not_wanted_is_left_out(index: Index) -> None:
    assert found(index, "collar -nobody") == [1]
    assert found(index, "guards -question -kill") == []


def test_words_that_say_little_are_found_as_a_phrase_only(index: Index) -> None:
    assert found(index, "to be or not to be") == [4]
    assert found(index, "be to not or") == []


def test_a_phrase_of_words_that_stand_everywhere_is_found_where_it_stands() -> None:
    everywhere = [f"The night was as it was, and so it went with number {number}." for number in range(300)]
    index = Index.build([*everywhere, "So it was that they went."])
    assert found(index, '"so it was that"') == [300]
    assert found(index, '"so it was that" -they') == []


def test_words_about_a_passage_find_it_and_mark_nothing() -> None:
    index = Index.build(["He smiled.", "He frowned."], ["lenin", "stalin"])
    assert found(index, "stalin frowned")[0] == 1
    assert index.matched("stalin", [1]) == [()]


def test_matched_words_are_told_by_their_places(index: Index) -> None:
    assert index.matched("claen collars", [1, 3]) == [(1, 2), (3, 8)]


def test_an_unfinished_word_is_completed(index: Index) -> None:
    assert [match.passage for match in index.complete("white gua", 1)] == [2]
    assert [match.passage for match in index.complete("rev", 1)] == [0]


def test_more_passages_are_found_at_once_beside_those_before(index: Index) -> None:
    grown = index.grown(["The bicycle stood in the corridor.", "Another clean collar."])
    assert len(grown) == 7
    assert found(grown, "bicycel corridor")[0] == 5
    assert found(grown, "white guards kill")[0] == 2
    assert {1, 6} <= set(found(grown, "clean collar"))
    assert grown.matched("corridor clean", [5, 1]) == [(5,), (1,)]
    assert found(index, "bicycle") == []


def test_an_index_without_passages_finds_nothing() -> None:
    assert Index.build([]).search("lenin", 5) == []
    assert Index.build([""]).search("lenin", 5) == []
    assert Index.build([]).grown(["Lenin."]).search("lenin", 5)[0].passage == 0


def test_what_is_loaded_answers_as_what_was_stored(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path / "deep" / "index", "key")
    loaded = Index.load(tmp_path / "deep" / "index", "key")
    for typed in ("clean colar", "wite gards", '"you and me"', "revo lution"):
        assert loaded.search(typed, 5) == index.search(typed, 5)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["index"]


def test_storing_again_leaves_who_reads_the_old_one_undisturbed(index: Index, tmp_path: Path) -> None:
    path = tmp_path / "index"
    index.save(path)
    old = Index.load(path)
    Index.build(["Something else altogether."]).save(path)
    assert found(old, "clean collar") == found(index, "clean collar")
    assert found(Index.load(path), "somehting else") == [0]


@pytest.mark.parametrize("at", [0, 20, 60, 200, -1])
def test_a_damaged_file_is_noticed(index: Index, tmp_path: Path, at: int) -> None:
    path = tmp_path / "index"
    index.save(path)
    raw = bytearray(path.read_bytes())
    raw[at] ^= 0x55
    path.write_bytes(raw)
    if at != -1:  # the last byte only fills up
        with pytest.raises(DamagedError):
            Index.load(path)


@given(st.data())
@LAW
def test_a_file_with_any_byte_changed_is_noticed_or_answers_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "changed"
    index = Index.build(PASSAGES)
    index.save(path)
    raw = bytearray(path.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(raw)
    try:
        loaded = Index.load(path)
    except DamagedError:
        return
    assert loaded.search("clean collar", 5) == index.search("clean collar", 5)


@pytest.mark.parametrize("content", [b"", b"lector", b"lector search 1\n", b"SQLite format 3\0" * 100])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "index"
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        Index.load(path)


def test_a_file_that_is_missing_cut_short_or_of_another_content_is_refused(index: Index, tmp_path: Path) -> None:
    path = tmp_path / "index"
    with pytest.raises(DamagedError):
        Index.load(path)
    index.save(path, "one content")
    with pytest.raises(DamagedError, match="another content"):
        Index.load(path, "another content")
    path.write_bytes(path.read_bytes()[:-64])
    with pytest.raises(DamagedError, match="cut short"):
        Index.load(path, "one content")


def test_an_index_that_has_grown_is_not_stored(index: Index, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="build it anew"):
        index.grown(["More."]).save(tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_threads_that_search_at_once_get_the_answers_of_one() -> None:
    chance = random.Random(7)
    vocabulary = ["".join(chance.choices("abcdefgh", k=6)) for _ in range(300)]
    passages = [" ".join(chance.choices(vocabulary, k=12)) for _ in range(400)]
    queries = [" ".join(chance.choices(vocabulary, k=4)) for _ in range(150)]
    alone = [Index.build(passages).search(query, 5) for query in queries]
    shared = Index.build(passages)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: shared.search(query, 5), queries)) == alone


@given(st.text(max_size=4000))
@LAW
def test_any_text_up_to_4000_characters_is_answered(index: Index, typed: str) -> None:
    for matches in (index.search(typed, 5), index.complete(typed, 5)):
        assert all(0 <= match.score <= 1 for match in matches)
        assert len(index.matched(typed, [match.passage for match in matches])) == len(matches)


@given(st.lists(st.text(max_size=80), max_size=6), st.text(max_size=60))
@LAW
def test_any_passages_can_be_indexed_and_asked(passages: list[str], typed: str) -> None:
    index = Index.build(passages)
    assert all(match.passage < len(passages) for match in index.search(typed, 5))


def test_what_is_left_out_of_an_index_is_never_found(index: Index) -> None:
    grown = index.grown(["The bicycle stood in the corridor.", "Another clean collar."]).without([1, 6])
    assert found(grown, "clean collar")[0] == 3
    assert {1, 6}.isdisjoint(found(grown, "clean collar"))
    assert found(grown, '"clean collar"') == []
    assert found(grown, "bicycel corridor")[0] == 5
    assert [match.passage for match in grown.complete("clean col", 5)] == [3]
    assert 1 in found(index, "clean collar")
