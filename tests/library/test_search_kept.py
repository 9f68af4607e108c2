"""A large library: its index is kept, serves works that changed, and is shared by processes."""

import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.managers import SyncManager
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from books import chapter, passage, work

from bot.content.model import Work
from bot.library.library import Library
from bot.library.search import Search
from bot.library.search.contents import contents_of, parts_of
from bot.library.search.finding import LARGE
from bot.library.search.kept import Kept

TIDES = [f"On day {number} the river rose and fell." for number in range(LARGE)]
RIVER = work(chapter(*TIDES, "The ferry sank in the ice."), work_id="river", short="R")
BICYCLE = work(chapter("The bicycle stood in the corridor."), work_id="bicycle", short="B")
COLLAR = work(chapter("He wanted a clean collar."), work_id="collar", short="C")


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "search")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search"


def found(search: Search, query: str) -> list[str]:
    return [hit.place.reference for hit in search.find(query).hits]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "lock")


def built_in(kept: Kept, *works: Work) -> bool:
    """Open the search of these works; whether an index was built for it."""
    told: list[float] = []
    Search.opened(Library(works), kept, told.append)
    return bool(told)


def test_an_index_is_built_once_and_then_read(kept: Kept, folder: Path) -> None:
    assert built_in(kept, RIVER, BICYCLE)
    assert not built_in(kept, RIVER, BICYCLE)
    assert len(files(folder)) == 1
    search = Search.opened(Library([RIVER, BICYCLE]), kept)
    assert search.whole
    assert found(search, "bicycel coridor") == ["B 1:1"]


def test_how_far_it_is_only_grows_and_ends_at_the_whole(kept: Kept) -> None:
    told: list[float] = []
    Search.opened(Library([RIVER]), kept, told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_a_small_library_keeps_nothing(kept: Kept, folder: Path) -> None:
    assert Search.opened(Library([BICYCLE]), kept).whole
    assert not folder.exists()


def test_a_damaged_index_is_built_anew(kept: Kept, folder: Path) -> None:
    built_in(kept, RIVER)
    (name,) = files(folder)
    stored = (folder / name).read_bytes()
    # A file that is mapped is never written into, only replaced.
    (folder / "damaged").write_bytes(stored[:1000])
    (folder / "damaged").replace(folder / name)
    assert built_in(kept, RIVER)
    assert (folder / name).read_bytes() == stored


def test_where_nothing_can_be_kept_a_large_library_is_searched_and_the_log_says_why(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("in the way")
    search = Search.opened(Library([RIVER, BICYCLE]), Kept(in_the_way))
    assert found(search, "bicycel") == ["B 1:1"]
    (line,) = caplog.messages
    assert line.startswith(f"the index can't be kept in {in_the_way}: ")


def test_works_that_came_while_nobody_served_are_found_by_the_index_of_before(kept: Kept) -> None:
    built_in(kept, RIVER)
    assert not built_in(kept, BICYCLE, RIVER, COLLAR)
    search = Search.opened(Library([BICYCLE, RIVER, COLLAR]), kept)
    assert not search.whole
    assert found(search, "bicycel corridor") == ["B 1:1"]
    assert found(search, "claen colar") == ["C 1:1"]
    assert found(search, "ferry ice") == [f"R 1:{LARGE + 1}"]


def test_works_that_went_are_found_no_more(kept: Kept) -> None:
    built_in(kept, BICYCLE, RIVER, COLLAR)
    assert not built_in(kept, RIVER)
    search = Search.opened(Library([RIVER]), kept)
    assert not search.whole
    assert found(search, "bicycle corridor") == []
    assert search.find("bicycle corridor").nearest == ()
    assert search.complete("bicyc") == []
    assert found(search, "ferry ice") == [f"R 1:{LARGE + 1}"]


def test_a_work_that_changed_is_found_by_its_new_words_alone(kept: Kept) -> None:
    built_in(kept, RIVER, BICYCLE)
    changed = work(chapter("The bicycle stood in the kitchen."), work_id="bicycle", short="B")
    search = Search.opened(Library([RIVER, changed]), kept)
    assert found(search, "bicycle kitchen") == ["B 1:1"]
    assert next(search.find("bicycle stood").hits[0].place.paragraphs).text == "The bicycle stood in the kitchen."
    assert found(search, "corridor") == []


def test_what_a_passage_is_about_is_part_of_its_content(kept: Kept) -> None:
    named, renamed = (
        work(chapter("He smiled.", passages=[passage(1, 1, title)]), work_id="smile", short="S")
        for title in ("The Grandmaster", "The Organist")
    )
    built_in(kept, RIVER, named)
    search = Search.opened(Library([RIVER, renamed]), kept)
    assert found(search, "organist smiled") == ["S 1:1"]
    assert found(search, "grandmaster") == []


def test_where_a_paragraph_ends_is_part_of_its_content() -> None:
    ends = [work(chapter("The ferry", "sank.")), work(chapter("The ferrys", "ank."))]
    assert len({parts_of(contents_of(Library([each]))) for each in ends}) == 2


def test_as_many_are_offered_beside_a_work_that_changed_whole(kept: Kept) -> None:
    built_in(kept, RIVER)
    changed = work(chapter(*TIDES, "The ferry sank in the snow."), work_id="river", short="R")
    aside = work(chapter(*[f"Line {number}." for number in range(4 * LARGE)]), work_id="aside", short="A")
    built_in(kept, aside, RIVER)
    search = Search.opened(Library([aside, changed]), kept)
    assert not search.whole
    assert len(search.complete("river rose")) == len(Search.of(Library([aside, changed])).complete("river rose")) == 25
    assert found(search, "ferry snow")[0] == f"R 1:{LARGE + 1}"


def test_two_works_of_the_same_words_are_two(kept: Kept) -> None:
    twin = work(chapter("The bicycle stood in the corridor."), work_id="twin", short="T")
    built_in(kept, BICYCLE, RIVER)
    search = Search.opened(Library([BICYCLE, RIVER, twin]), kept)
    assert sorted(found(search, "bicycel corridor")) == ["B 1:1", "T 1:1"]


def test_an_index_of_which_most_went_or_that_lacks_much_serves_nothing(kept: Kept) -> None:
    other = work(chapter(*[f"Line {number} of the ledger." for number in range(LARGE)]), work_id="ledger", short="L")
    built_in(kept, RIVER)
    assert built_in(kept, RIVER, other)
    assert built_in(kept, other)


def test_the_nearest_of_several_serves(kept: Kept) -> None:
    built_in(kept, RIVER)
    kept.make(contents_of(Library([RIVER, BICYCLE])))
    nearest = kept.nearest(parts_of(contents_of(Library([RIVER, BICYCLE, COLLAR]))))
    assert nearest is not None
    assert nearest.parts == parts_of(contents_of(Library([RIVER, BICYCLE])))


def test_a_search_grows_and_shrinks_with_its_library() -> None:
    search = Search.of(Library([RIVER]))
    grown = search.grown(Library([BICYCLE, RIVER]))
    assert found(grown, "bicycel corridor") == ["B 1:1"]
    assert found(grown, "ferry ice") == [f"R 1:{LARGE + 1}"]
    assert not grown.whole
    assert found(search, "bicycle") == []
    left = grown.grown(Library([RIVER]))
    assert left.whole
    assert found(left, "bicycle") == []


def test_a_small_search_grows_whole() -> None:
    grown = Search.of(Library([BICYCLE])).grown(Library([BICYCLE, COLLAR]))
    assert grown.whole
    assert found(grown, "claen colar") == ["C 1:1"]


def test_only_the_last_few_indexes_stay_and_nothing_half_written(kept: Kept, folder: Path) -> None:
    built_in(kept, RIVER)
    (first,) = files(folder)
    (folder / "half.search.part").write_bytes(b"half")
    for number in range(1, 5):
        os.utime(folder / first, (2_000_000_000, 2_000_000_000))  # it is the one used last
        kept.make(
            contents_of(Library([RIVER, work(chapter(f"Word{number}."), work_id=f"w{number}", short=f"W{number}")]))
        )
    assert len(files(folder)) == 3
    assert first in files(folder)
    assert all(name.endswith(".search") for name in files(folder))


def test_what_was_just_made_stays_though_a_clock_that_went_back_makes_it_look_the_oldest(
    kept: Kept, folder: Path
) -> None:
    for number in range(3):
        another = work(chapter(f"Word{number}."), work_id=f"w{number}", short=f"W{number}")
        kept.make(contents_of(Library([RIVER, another])))
    for name in files(folder):
        os.utime(folder / name, (4_000_000_000, 4_000_000_000))
    made = kept.make(contents_of(Library([RIVER])))
    assert kept.has(made.parts)
    assert len(files(folder)) == 3


def test_to_use_an_index_makes_it_the_last_used(kept: Kept, folder: Path) -> None:
    built_in(kept, RIVER)
    (name,) = files(folder)
    os.utime(folder / name, (1, 1))
    built_in(kept, RIVER)
    assert (folder / name).stat().st_mtime > 1


def test_an_index_may_be_read_by_every_user(kept: Kept, folder: Path) -> None:
    built_in(kept, RIVER)
    (name,) = files(folder)
    assert (folder / name).stat().st_mode & 0o777 == 0o644


def test_a_file_that_goes_while_the_folder_is_looked_at_is_as_if_it_had_not_been_there(tmp_path: Path) -> None:
    gone = tmp_path / "search" / "gone.search"
    gone.parent.mkdir()
    gone.symlink_to(tmp_path / "nowhere")  # it is listed, but nothing can be told of it
    assert built_in(Kept(gone.parent), RIVER)
    assert not built_in(Kept(gone.parent), RIVER)


def test_who_reads_an_index_that_is_removed_goes_on(kept: Kept, folder: Path) -> None:
    search = Search.opened(Library([RIVER, BICYCLE]), kept)
    for path in folder.iterdir():
        path.unlink()
    assert found(search, "bicycel corridor") == ["B 1:1"]


@pytest.fixture
def manager() -> Iterator[SyncManager]:
    with multiprocessing.get_context("spawn").Manager() as each:
        yield each


def open_together(folder: Path, barrier: Barrier) -> tuple[list[float], list[str], list[str]]:
    """Open a search at the same instant as other processes; return what was told, what is mapped, and what is found."""
    barrier.wait(30)
    told: list[float] = []
    search = Search.opened(Library([RIVER, BICYCLE]), Kept(folder), told.append)
    maps = Path("/proc/self/maps")
    mapped = (
        [line.split("/")[-1] for line in maps.read_text().splitlines() if ".search" in line] if maps.exists() else []
    )
    barrier.wait(30)
    return told, mapped, found(search, "bicycel coridor")


def test_of_several_processes_one_builds_and_all_map_what_it_built(folder: Path, manager: SyncManager) -> None:
    count = 3
    barrier = manager.Barrier(count)
    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as pool:
        outcomes = list(pool.map(open_together, [folder] * count, [barrier] * count))
    assert sorted(bool(told) for told, _, _ in outcomes) == [False, False, True]
    assert [hits for _, _, hits in outcomes] == [["B 1:1"]] * count
    (name,) = files(folder)
    if sys.platform == "linux":
        assert [mapped for _, mapped, _ in outcomes] == [[name]] * count
