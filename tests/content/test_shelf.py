"""The works of a folder are read again where their files changed, and a slip takes nothing from the readers."""

import os
import shutil
from pathlib import Path
from typing import Final

import pytest

from bot.content.lock import LOCK
from bot.content.shelf import Shelf
from bot.errors import UserError

GOOD: Final = Path(__file__).parent / "good"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "library", ignore=shutil.ignore_patterns(LOCK)))


@pytest.fixture
def shelf(library: Path) -> Shelf:
    shelf = Shelf(library)
    assert shelf.read().faults == ()
    return shelf


def add(library: Path, name: str, short: str) -> None:
    """Add a work that is the ferry's under another name."""
    shutil.copytree(GOOD / "ferry", library / name)
    edit(library / name / "work.yaml", "id: ferry", f"id: {name}")
    edit(library / name / "work.yaml", "short: FB", f"short: {short}")


def edit(path: Path, was: str, now: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now), encoding="utf-8")


def look_twice(shelf: Shelf) -> None:
    """Look until a change that is complete has been read."""
    shelf.look()
    shelf.look()


def ids(shelf: Shelf) -> list[str]:
    return [work.id for work in shelf.loaded.works]


def test_where_nothing_changed_nothing_is_read(shelf: Shelf) -> None:
    assert [shelf.look() for _ in range(3)] == [None, None, None]


def test_a_work_that_comes_is_read_when_two_looks_see_it_alike(shelf: Shelf, library: Path) -> None:
    add(library, "barge", "BB")
    assert shelf.look() is None
    edit(library / "barge/work.yaml", "short: BB", "short: BG")  # it is still being written
    assert shelf.look() is None
    loaded = shelf.look()
    assert loaded is not None
    assert [(work.id, work.short) for work in loaded.works] == [("barge", "BG"), ("ferry", "FB")]
    assert shelf.look() is None


def test_only_what_changed_is_another_work_than_before(shelf: Shelf, library: Path) -> None:
    add(library, "barge", "BB")
    look_twice(shelf)
    barge, ferry = shelf.loaded.works
    edit(library / "barge/work.yaml", "short: BB", "short: BG")
    look_twice(shelf)
    assert shelf.loaded.works[0] is not barge
    assert shelf.loaded.works[1] is ferry


def test_a_work_whose_files_are_as_they_were_is_not_read_again(shelf: Shelf, library: Path) -> None:
    path = library / "ferry/work.yaml"
    before = path.stat()
    edit(path, "short: FB", "short: FX")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # so that nothing tells of the change
    add(library, "barge", "BB")
    look_twice(shelf)
    assert [(work.id, work.short) for work in shelf.loaded.works] == [("barge", "BB"), ("ferry", "FB")]


def test_a_file_that_was_written_anew_with_the_same_words_changes_nothing(shelf: Shelf, library: Path) -> None:
    (ferry,) = shelf.loaded.works
    os.utime(library / "ferry/work.yaml", (1, 1))
    shelf.look()
    loaded = shelf.look()
    assert loaded is not None
    assert loaded.works[0] is ferry


def test_a_change_of_one_letter_within_the_same_second_is_seen(shelf: Shelf, library: Path) -> None:
    before = (library / "ferry/work.yaml").stat()
    edit(library / "ferry/work.yaml", "short: FB", "short: FX")
    os.utime(library / "ferry/work.yaml", ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    look_twice(shelf)
    assert shelf.loaded.works[0].short == "FX"


def test_a_work_that_goes_is_gone(shelf: Shelf, library: Path) -> None:
    add(library, "barge", "BB")
    look_twice(shelf)
    shutil.rmtree(library / "barge")
    look_twice(shelf)
    assert ids(shelf) == ["ferry"]


def test_a_change_that_makes_faults_is_told_and_the_work_is_served_as_it_was(shelf: Shelf, library: Path) -> None:
    (ferry,) = shelf.loaded.works
    edit(library / "ferry/work.yaml", "short: FB", "short: [")
    look_twice(shelf)
    assert shelf.loaded.works == (ferry,)
    assert [fault.path for fault in shelf.loaded.faults] == ["ferry/work.yaml"]
    assert shelf.faulty == ("ferry",)


def test_what_was_served_stays_until_the_faults_are_mended(shelf: Shelf, library: Path) -> None:
    (ferry,) = shelf.loaded.works
    edit(library / "ferry/work.yaml", "short: FB", "short: [")
    look_twice(shelf)
    edit(library / "ferry/people.yaml", "name", "nam")  # another slip
    look_twice(shelf)
    assert shelf.loaded.works == (ferry,)
    edit(library / "ferry/people.yaml", "nam", "name")
    edit(library / "ferry/work.yaml", "short: [", "short: FX")
    look_twice(shelf)
    assert [work.short for work in shelf.loaded.works] == ["FX"]
    assert (shelf.loaded.faults, shelf.faulty) == ((), ())


def test_a_work_that_had_faults_from_the_start_may_change_with_them(library: Path) -> None:
    edit(library / "ferry/01-low-water.yaml", "chapter: 1", "chapter: 1\nunknown: x")
    shelf = Shelf(library)
    faults = len(shelf.read().faults)
    assert faults > 0
    edit(library / "ferry/work.yaml", "short: FB", "short: FX")
    look_twice(shelf)
    assert [work.short for work in shelf.loaded.works] == ["FX"]
    assert len(shelf.loaded.faults) == faults


def test_a_new_work_with_a_fault_is_served_without_what_is_faulty(shelf: Shelf, library: Path) -> None:
    add(library, "barge", "BB")
    edit(library / "barge/01-low-water.yaml", "chapter: 1", "chapter: 1\nunknown: x")
    look_twice(shelf)
    assert ids(shelf) == ["barge", "ferry"]
    assert shelf.faulty == ()
    assert {fault.path for fault in shelf.loaded.faults} == {"barge/01-low-water.yaml"}


def test_an_id_that_is_released_is_missed_at_once(shelf: Shelf, library: Path) -> None:
    shutil.copy(GOOD / LOCK, library / LOCK)
    look_twice(shelf)
    assert [fault.path for fault in shelf.loaded.faults] == []
    edit(library / LOCK, "passage ferry/", "passage ferry/not-")
    look_twice(shelf)
    assert {fault.path for fault in shelf.loaded.faults} == {LOCK}


def test_a_folder_that_is_one_work_is_looked_at_too(library: Path) -> None:
    shelf = Shelf(library / "ferry")
    shelf.read()
    edit(library / "ferry/work.yaml", "short: FB", "short: FX")
    assert shelf.look() is None
    shelf.look()
    assert [work.short for work in shelf.loaded.works] == ["FX"]


def test_a_folder_that_is_gone_is_an_error_and_when_it_is_back_nothing_changed(
    shelf: Shelf, library: Path, tmp_path: Path
) -> None:
    library.rename(tmp_path / "away")
    with pytest.raises(UserError, match="there is no library at"):
        shelf.look()
    assert ids(shelf) == ["ferry"]
    (tmp_path / "away").rename(library)
    assert shelf.look() is None


def test_what_is_no_file_of_a_work_is_not_looked_at(shelf: Shelf, library: Path) -> None:
    (library / "ferry/01-low-water.yaml~").write_text("a copy that an editor leaves")
    (library / ".hidden").mkdir()
    assert [shelf.look() for _ in range(2)] == [None, None]


def test_a_slip_that_hides_other_faults_takes_nothing_either(library: Path) -> None:
    edit(library / "ferry/01-low-water.yaml", "chapter: 1", "chapter: 1\nunknown: x")
    shelf = Shelf(library)
    shelf.read()
    (ferry,) = shelf.loaded.works
    edit(library / "ferry/work.yaml", "short: FB", "short: [")  # one fault, as before
    look_twice(shelf)
    assert shelf.loaded.works == (ferry,)
    assert shelf.faulty == ("ferry",)


def test_a_new_work_takes_no_name_of_one_that_is_served(shelf: Shelf, library: Path) -> None:
    (ferry,) = shelf.loaded.works
    add(library, "aaa", "FB")
    shutil.copytree(GOOD / "ferry", library / "a-copy-of-ferry")
    look_twice(shelf)
    assert shelf.loaded.works == (ferry,)
    assert {fault.path for fault in shelf.loaded.faults} == {"aaa/work.yaml", "a-copy-of-ferry/work.yaml"}


def test_a_work_that_would_take_anothers_name_is_served_as_it_was_until_one_of_them_has_another(
    shelf: Shelf, library: Path
) -> None:
    add(library, "barge", "BB")
    look_twice(shelf)
    before = shelf.loaded.works
    edit(library / "barge/work.yaml", "short: BB", "short: FB")
    look_twice(shelf)
    assert shelf.loaded.works == before
    assert shelf.faulty == ("barge",)
    assert [fault.path for fault in shelf.loaded.faults] == ["barge/work.yaml"]
    edit(library / "ferry/work.yaml", "short: FB", "short: FX")
    look_twice(shelf)
    assert [(work.id, work.short) for work in shelf.loaded.works] == [("barge", "FB"), ("ferry", "FX")]
    assert shelf.loaded.faults == ()


def test_a_folder_that_is_empty_is_told_and_what_was_read_is_the_same_when_it_is_back(
    shelf: Shelf, library: Path, tmp_path: Path
) -> None:
    (ferry,) = shelf.loaded.works
    library.rename(tmp_path / "away")
    library.mkdir()
    for _ in range(3):
        with pytest.raises(UserError, match="holds no work any more"):
            shelf.look()
    library.rmdir()
    (tmp_path / "away").rename(library)
    assert shelf.look() is None
    assert shelf.loaded.works == (ferry,)
    assert shelf.look() is None


def test_a_change_that_only_the_size_tells_is_seen(shelf: Shelf, library: Path) -> None:
    before = (library / "ferry/work.yaml").stat()
    edit(library / "ferry/work.yaml", "short: FB", "short: FBX")
    os.utime(library / "ferry/work.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))  # only its size tells
    look_twice(shelf)
    assert [work.short for work in shelf.loaded.works] == ["FBX"]
