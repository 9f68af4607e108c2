"""``ids.lock``: ids are for ever."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.content.faults import Fault, Report
from bot.content.loader import load
from bot.content.lock import LOCK, check_lock, format_lock, meanings, relock
from bot.content.model import Chapter, Work

GOOD: Final = Path(__file__).parent / "good"
LOCKED: Final = (GOOD / LOCK).read_text(encoding="utf-8")


def good() -> Work:
    (work,) = load(GOOD).works
    return work


def with_chapter(work: Work, chapter: Chapter) -> Work:
    return replace(work, chapters=(chapter,))


def faults_of(work: Work, lock: str = LOCKED) -> list[str]:
    faults: list[Fault] = []
    check_lock([work], lock, Report(LOCK, faults))
    return [f"{fault.code} {fault.message}" for fault in faults]


def test_the_lock_of_the_good_work_is_what_its_entries_mean() -> None:
    assert format_lock(meanings([good()])) == LOCKED
    assert faults_of(good()) == []


def test_an_id_that_is_gone_is_missed_until_another_replaces_it() -> None:
    work = good()
    (chapter,) = work.chapters
    first, second = chapter.quotes
    gone = with_chapter(work, replace(chapter, quotes=(second,)))
    assert faults_of(gone) == ["Q060 the quote `ferry/flour-for-two-days` is gone, or has a fault"]
    renewed = with_chapter(work, replace(chapter, quotes=(second, replace(first, id="two-days", replaces=first.id))))
    assert faults_of(renewed) == ["Q062 the quote `ferry/two-days` is new"]


def test_other_words_a_speaker_or_paragraphs_are_another_meaning() -> None:
    work = good()
    (chapter,) = work.chapters
    first, second = chapter.quotes
    quotes = (replace(first, text="The town"), replace(second, speaker="ferryman"))
    changed = with_chapter(work, replace(chapter, quotes=quotes))
    assert faults_of(changed) == [
        "Q061 the quote `ferry/father-walked-ahead` means something else",
        "Q061 the quote `ferry/flour-for-two-days` means something else",
    ]


def test_other_themes_or_lines_are_the_same_meaning() -> None:
    work = good()
    (chapter,) = work.chapters
    quotes = tuple(replace(quote, themes=(), line=1) for quote in chapter.quotes)
    assert faults_of(with_chapter(work, replace(chapter, quotes=quotes))) == []


def test_locking_adds_what_is_new_takes_out_what_was_replaced_and_keeps_the_rest() -> None:
    work = good()
    (chapter,) = work.chapters
    first, second = chapter.quotes
    renewed = with_chapter(work, replace(chapter, quotes=(second, replace(first, id="two-days", replaces=first.id))))
    after = relock([renewed], LOCKED + "quote other/vanished 0123456789ab\n")
    assert set(LOCKED.splitlines()) - set(after.splitlines()) == {"quote ferry/flour-for-two-days 266c25870216"}
    assert set(after.splitlines()) - set(LOCKED.splitlines()) == {
        "quote ferry/two-days 266c25870216",
        "quote other/vanished 0123456789ab",
    }
    assert relock([renewed], after) == after


def test_an_unreadable_line_is_told_and_the_others_count() -> None:
    faults: list[Fault] = []
    check_lock([good()], LOCKED + "\n<<<<<<< ours\n# a comment\n", Report(LOCK, faults))
    assert [(fault.line, fault.code) for fault in faults] == [(19, "Q063")]
