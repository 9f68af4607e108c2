"""A folder of works is read whole: what is sound is served, and what is not is told."""

import shutil
from pathlib import Path
from typing import Final

import pytest

from bot.content.loader import load
from bot.content.lock import LOCK
from bot.errors import Exit, UserError

GOOD: Final = Path(__file__).parent / "good"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "library", ignore=shutil.ignore_patterns(LOCK)))


def faults_of(library: Path) -> list[str]:
    return [str(fault) for fault in load(library).faults]


def edit(path: Path, was: str, now: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now), encoding="utf-8")


def test_a_missing_folder_is_an_error_that_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="set LECTOR_QUOTES to the folder that holds the works") as caught:
        load(tmp_path / "nowhere")
    assert caught.value.exit_code is Exit.CONFIG


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == [".:1: Q001 no folder here holds a work.yaml (a work is a folder with one)"]


def test_the_folder_of_one_work_is_a_library_of_it(library: Path) -> None:
    loaded = load(library / "ferry")
    assert [work.id for work in loaded.works] == ["ferry"]
    assert loaded.faults == ()


def test_hidden_folders_are_no_works(library: Path) -> None:
    (library / ".git").mkdir()
    (library / "_drafts").mkdir()
    assert faults_of(library) == []


@pytest.mark.parametrize(("was", "now"), [("id: ferry", "id: barge"), ("short: FB", "short: BB")])
def test_two_works_of_one_name_are_a_fault_and_the_first_is_served(library: Path, was: str, now: str) -> None:
    shutil.copytree(library / "ferry", library / "second")
    edit(library / "second/work.yaml", was, now)
    loaded = load(library)
    assert len(loaded.works) == 1
    (fault,) = loaded.faults
    assert fault.code == "Q024"
    assert "also names the work in" in fault.message


def test_two_chapters_of_one_number_are_a_fault_and_the_first_is_served(library: Path) -> None:
    shutil.copy(library / "ferry/01-low-water.txt", library / "ferry/02-again.txt")
    shutil.copy(library / "ferry/01-low-water.yaml", library / "ferry/02-again.yaml")
    loaded = load(library)
    assert [chapter.path for chapter in loaded.works[0].chapters] == ["ferry/01-low-water.yaml"]
    assert faults_of(library) == ["ferry/02-again.yaml:1: Q024 there are two chapters 1 (number them as the book does)"]


def test_a_work_without_chapters_is_a_fault(library: Path) -> None:
    for path in (library / "ferry").glob("01*"):
        path.unlink()
    assert faults_of(library) == [
        "ferry/work.yaml:1: Q001 the work has no chapter (add NN-slug.txt and its index NN-slug.yaml)"
    ]


def test_an_author_and_members_must_be_among_the_people(library: Path) -> None:
    edit(library / "ferry/work.yaml", "author: ferryman", "author: somebody")
    edit(library / "ferry/people.yaml", "members: [ferryman]", "members: [rower]")
    assert "ferry/people.yaml:21: Q030 the member `rower` is not in people.yaml" in faults_of(library)
    assert any("the author `somebody` is not among the persons" in fault for fault in faults_of(library))


def test_a_person_given_twice_is_a_fault_and_the_first_stays(library: Path) -> None:
    edit(library / "ferry/people.yaml", "  - id: daughter", "  - id: baker")
    loaded = load(library)
    assert loaded.works[0].entities["baker"].name == "The ferryman's daughter"
    assert any("Q024 `baker` is taken (by line 10)" in str(fault) for fault in loaded.faults)


def test_faults_come_in_the_order_of_their_places(library: Path) -> None:
    edit(library / "ferry/01-low-water.yaml", "speaker: baker", "speaker: bakr")
    edit(library / "ferry/people.yaml", "about: Unnamed in the edition.", "about: ''")
    found = load(library).faults
    assert list(found) == sorted(found, key=lambda fault: (fault.path, fault.line))
    assert len(found) > 2
