"""What a kind leaves out, shown by the shipped work with one thing changed."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bot.content.dates import Calendar, HistoricalDate
from bot.content.loader import load
from bot.content.model import Chapter, Dating, Event, Quote, Run, Work
from bot.library.library import Library
from bot.quiz.bank import Bank
from bot.quiz.question import Candidate, QuestionKind

WORK = load(Path(__file__).parents[2] / "quotes").works[0]
CHAPTER = WORK.chapters[0]
NOVEMBER = HistoricalDate(Calendar.JULIAN, 1917, 11, 1)


def asked_of(work: Work, kind: QuestionKind) -> dict[str, Candidate]:
    return {each.id.split("/")[-1]: each for each in Bank(Library([work])).of_kind(kind)}


def with_chapter(chapter: Chapter) -> Work:
    return replace(WORK, chapters=(chapter,))


def with_quotes(*quotes: Quote) -> Work:
    return with_chapter(replace(CHAPTER, quotes=quotes))


def with_events(*events: Event) -> Work:
    return with_chapter(replace(CHAPTER, events=events))


def described(ids: Iterable[str], about: str) -> Work:
    changed = {each: replace(WORK.entities[each], about=about) for each in ids}
    return replace(WORK, entities={**WORK.entities, **changed})


def event(name: str, date: HistoricalDate, title: str, end: HistoricalDate | None = None) -> Event:
    told = CHAPTER.paragraph(29).text.split(".")[0]
    return Event(name, title, Run(29, 29), date, end, told, Dating.STATED, "", (), ("petrograd",))


def test_words_in_which_the_speaker_names_himself_are_not_asked_for() -> None:
    text = "But the fact remains that Lenin only mentioned Svyerdlov and Bukharin. He did not think of any others."
    named = Quote("named", Run(25, 25), text, "lenin", "trotsky", ())
    assert "named" not in asked_of(with_quotes(named), QuestionKind.WHO_SAID)
    assert "named" in asked_of(with_quotes(replace(named, speaker="niessel")), QuestionKind.WHO_SAID)


def test_what_the_author_tells_is_asked_for_only_where_it_names_nobody() -> None:
    found = asked_of(WORK, QuestionKind.WHO_SAID)
    assert "inspired-frenzy" in found or "deep-well" in found
    assert "eye-like-a-microscope" not in found


def test_a_description_that_fits_two_is_not_asked_for() -> None:
    about = "A revolutionary of the first hour, who wrote much and slept little in those days."
    assert "bukharin" in asked_of(described(["bukharin"], about), QuestionKind.WHO_WAS)
    assert "bukharin" not in asked_of(described(["bukharin", "sverdlov"], about), QuestionKind.WHO_WAS)


def test_a_description_that_sounds_like_the_name_is_not_asked_for() -> None:
    assert "paleologue" not in asked_of(WORK, QuestionKind.WHO_WAS)


def test_an_event_whose_title_tells_its_date_is_not_asked_for() -> None:
    told = event("told", NOVEMBER, "The November meeting")
    assert "told" not in asked_of(with_events(told), QuestionKind.WHEN)
    assert "told" in asked_of(with_events(replace(told, title="The meeting")), QuestionKind.WHEN)


def test_an_event_of_the_same_day_is_neither_before_nor_after() -> None:
    days = [event(f"day-{day}", replace(NOVEMBER, day=day), f"What happened on day {day}") for day in (1, 5, 9)]
    same = event("same", NOVEMBER, "What happened that day too")
    assert "first-day-1" not in asked_of(with_events(*days, same), QuestionKind.WHICH_FIRST)
    later = replace(same, date=replace(NOVEMBER, day=12))
    assert "first-day-1" in asked_of(with_events(*days, later), QuestionKind.WHICH_FIRST)


def test_a_span_that_overlaps_is_not_put_in_order() -> None:
    days = [event(f"day-{day}", replace(NOVEMBER, day=day), f"What happened on day {day}") for day in (1, 5, 9)]
    span = event("span", replace(NOVEMBER, day=3), "A long siege", end=replace(NOVEMBER, day=6))
    found = asked_of(with_events(*days, span), QuestionKind.IN_ORDER)
    assert found == {}


def test_one_day_in_either_calendar_is_one_day() -> None:
    old = event("old", NOVEMBER, "The meeting")
    new = event("new", NOVEMBER.to(Calendar.GREGORIAN), "The same meeting")
    days = [event(f"day-{day}", replace(NOVEMBER, day=day), f"What happened on day {day}") for day in (5, 9)]
    assert "first-old" not in asked_of(with_events(old, new, *days), QuestionKind.WHICH_FIRST)


def test_a_place_described_by_another_is_no_wrong_option_beside_it() -> None:
    march = asked_of(WORK, QuestionKind.WHERE)["kerensky-krasnov-raid-petrograd"]
    assert WORK.entities["tsarskoye-selo"].about.startswith("Town south of Petrograd")
    assert "Moscow" in march.wrong
    assert "Tsarskoye Selo" not in march.wrong


def test_a_man_is_no_option_beside_a_woman_who_is_described() -> None:
    assert asked_of(WORK, QuestionKind.WHO_WAS)["sedova"].wrong == ()


def test_a_group_is_no_option_beside_its_member() -> None:
    for candidate in asked_of(WORK, QuestionKind.TO_WHOM).values():
        assert "The boys" not in candidate.wrong
