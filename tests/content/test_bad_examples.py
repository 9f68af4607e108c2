"""Every rule has an example in ``bad/`` that breaks it, laid over the work in ``good/``, with the faults it has.

A new example: a folder ``CODE_slug`` with the files that differ from ``good/`` and ``expected.txt``, the lines that
``lector check`` prints of it. What can't be kept as a file in every checkout is made here, by ``MADE``.
"""

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Final

import pytest

from bot.cli.check import check
from bot.content.faults import Rule
from bot.content.files import MAX_BYTES
from bot.content.loader import load
from bot.content.lock import LOCK
from bot.errors import Exit

HERE: Final = Path(__file__).parent
GOOD: Final = HERE / "good"
BAD: Final = HERE / "bad"
EXPECTED: Final = "expected.txt"
SECOND: Final = "ferry/02-high-water.txt"
WORDS: Final = "In April the water rose over the lower road.\n“Row for the church tower,” said the baker.\n"


def _bytes(content: bytes) -> Callable[[Path], None]:
    def make(library: Path) -> None:
        (library / SECOND).write_bytes(content)

    return make


def _too_large(library: Path) -> None:
    with (library / SECOND).open("wb") as file:
        file.truncate(MAX_BYTES + 1)


def _link_out(library: Path) -> None:
    outside = library.parent / "elsewhere.txt"
    outside.write_text(WORDS, encoding="utf-8")
    (library / SECOND).symlink_to(outside)


MADE: Final = {
    Rule.NOT_UTF8: _bytes(WORDS.encode() + b"Caf\xe9\n"),
    Rule.BYTE_ORDER_MARK: _bytes(b"\xef\xbb\xbf" + WORDS.encode()),
    Rule.LINE_ENDING: _bytes(WORDS.replace(".\n", ".\r\n").encode()),
    Rule.TOO_LARGE: _too_large,
    Rule.OUTSIDE_FOLDER: _link_out,
}


def _name(rule: Rule) -> str:
    return f"{rule.value}_{rule.slug}"


def _library(rule: Rule, folder: Path) -> Path:
    """Lay an example over the good work; its lock stays out unless the example brings one."""
    library = folder / "library"
    shutil.copytree(GOOD, library, ignore=shutil.ignore_patterns(LOCK))
    shutil.copytree(BAD / _name(rule), library, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    if rule in MADE:
        MADE[rule](library)
    return library


def test_the_good_work_has_no_fault_and_uses_every_list_of_the_format() -> None:
    loaded = load(GOOD)
    assert [str(fault) for fault in loaded.faults] == []
    (work,) = loaded.works
    (chapter,) = work.chapters
    kinds = {entity.kind for entity in work.entities.values()}
    assert len(kinds) == 3
    lists = (chapter.notes, chapter.passages, chapter.speech, chapter.quotes, chapter.events, chapter.questions)
    assert all(lists)
    assert any(paragraph.corrected for paragraph in chapter.paragraphs)


def test_no_rule_lacks_an_example_and_no_example_lacks_a_rule() -> None:
    examples = {folder.name for folder in BAD.iterdir() if folder.is_dir()}
    assert examples == {_name(rule) for rule in Rule}


@pytest.mark.parametrize("rule", list(Rule), ids=_name)
def test_each_example_has_exactly_the_faults_expected_of_it(rule: Rule, tmp_path: Path) -> None:
    out = io.StringIO()
    code = check(load(_library(rule, tmp_path)), out, as_json=False)
    *faults, _ = out.getvalue().splitlines()
    assert faults == (BAD / _name(rule) / EXPECTED).read_text(encoding="utf-8").splitlines()
    assert code is Exit.NOTHING


@pytest.mark.parametrize("rule", list(Rule), ids=_name)
def test_each_example_is_found_by_its_own_rule(rule: Rule, tmp_path: Path) -> None:
    assert rule.value in {fault.code for fault in load(_library(rule, tmp_path)).faults}


@pytest.mark.parametrize("rule", [rule for rule in Rule if not _name(rule).startswith(("Q00", "Q06"))], ids=_name)
def test_a_faulty_second_chapter_leaves_the_first_as_it_was(rule: Rule, tmp_path: Path) -> None:
    (work,) = load(_library(rule, tmp_path)).works
    assert work.chapters[0] == load(GOOD).works[0].chapters[0]


def test_links_in_a_circle_are_a_fault(tmp_path: Path) -> None:
    library = _library(Rule.OUTSIDE_FOLDER, tmp_path)
    (library / SECOND).unlink()
    (library / SECOND).symlink_to(library / SECOND)
    assert [fault.code for fault in load(library).faults] == [Rule.OUTSIDE_FOLDER.value]


def test_a_pipe_in_place_of_a_text_is_a_fault_and_is_not_waited_for(tmp_path: Path) -> None:
    library = _library(Rule.OUTSIDE_FOLDER, tmp_path)
    (library / SECOND).unlink()
    os.mkfifo(library / SECOND)
    # Whoever does wait for it is let go, so that this test fails rather than hangs.
    Thread(target=(library / SECOND).write_bytes, args=(b"In April.",), daemon=True).start()
    assert [(fault.code, fault.message) for fault in load(library).faults] == [("Q001", "this is not a file")]


def test_a_note_must_be_marked_in_its_paragraph_by_someone_known(tmp_path: Path) -> None:
    library = _library(Rule.OUTSIDE_FOLDER, tmp_path)
    (library / SECOND).unlink()
    (library / SECOND).write_text(WORDS + "1. A note.\n2. Another.\n", encoding="utf-8")
    index = library / "ferry/02-high-water.yaml"
    notes = '\nnotes:\n  - {line: 3, mark: "[1]", in: 2, by: somebody}\n  - {line: 4, mark: "[2]", in: 5, by: baker}\n'
    index.write_text(index.read_text(encoding="utf-8") + notes, encoding="utf-8")
    assert [str(fault) for fault in load(library).faults] == [
        "ferry/02-high-water.yaml:11: Q030 `somebody` is not in people.yaml (add it there, or mend the spelling)",
        "ferry/02-high-water.yaml:11: Q035 not in paragraph 2: the mark `[1]` (name the paragraph that carries it)",
        "ferry/02-high-water.yaml:12: Q031 there is no paragraph 5 (the chapter has 2)",
    ]


def test_a_chapter_without_passages_is_a_fault(tmp_path: Path) -> None:
    library = _library(Rule.IN_NO_PASSAGE, tmp_path)
    (library / "ferry/02-high-water.yaml").write_text("chapter: 2\ntitle: High Water\n", encoding="utf-8")
    assert [str(fault) for fault in load(library).faults] == [
        "ferry/02-high-water.yaml:1: Q033 in no passage: 1-4 (add passages that hold them)"
    ]
