"""For each kind, over everything it can ask: the answer follows from the indexed text, and no wrong option does."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from bot.content.dates import MONTHS, Calendar, HistoricalDate
from bot.content.loader import load
from bot.content.model import Chapter, Entity, Event, Work
from bot.library.library import Library, passage_of
from bot.library.reference import parse_reference
from bot.quiz.bank import Bank
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.words import bare, stands_in

ROOT = Path(__file__).parents[2]
WORKS = {work.id: work for folder in (ROOT / "quotes", ROOT / "tests/content/good") for work in load(folder).works}
BANK = Bank(Library(tuple(WORKS.values())))


def of_kind(kind: QuestionKind) -> list[Candidate]:
    found = [each for each in BANK.candidates if each.kind is kind]
    assert found, f"there is no {kind} to test"
    return found


def work_of(candidate: Candidate) -> Work:
    return WORKS[candidate.id.split("/")[0]]


def chapter_of(candidate: Candidate) -> Chapter:
    reference = parse_reference(candidate.proof[0].stable_reference)
    assert reference is not None
    return next(each for each in work_of(candidate).chapters if each.number == reference.chapter)


def words_of(candidate: Candidate) -> str:
    """The words that are shown, on the last line of the question, without the marks that were put around them."""
    words = candidate.text.split("\n")[-1]
    return words if "“" in words[1:] or not words.startswith("“") else words[1:-1]


def whole_text(candidate: Candidate) -> str:
    return " ".join(paragraph.text for paragraph in chapter_of(candidate).paragraphs)


def called(candidate: Candidate, name: str) -> list[Entity]:
    """The entities of the work that an option can mean."""
    return [
        each for each in work_of(candidate).entities.values() if bare(name) in {bare(known) for known in each.names}
    ]


def event_of(candidate: Candidate, title: str) -> Event:
    return next(each for each in chapter_of(candidate).events if each.title == title)


def span(event: Event) -> tuple[int, int]:
    return event.date.first_day, (event.end or event.date).last_day


def test_a_question_is_proved_by_words_that_stand_where_it_says() -> None:
    for candidate in BANK.candidates:
        assert candidate.proof, candidate.id
        for proof in candidate.proof:
            reference = parse_reference(proof.stable_reference)
            assert reference is not None, candidate.id
            assert any(proof.words in chapter_of(candidate).text(run) for run in reference.runs), candidate.id


def test_a_question_has_one_right_option_and_no_two_alike() -> None:
    for candidate in BANK.candidates:
        right = {bare(each) for each in (candidate.answer, *candidate.accepted)}
        wrong = [bare(each) for each in candidate.wrong]
        assert right.isdisjoint(wrong), candidate.id
        assert len(set(wrong)) == len(wrong), candidate.id
        assert len(wrong) >= 3 or not wrong or candidate.kind is QuestionKind.ALTERED, candidate.id


def test_no_two_questions_have_one_id() -> None:
    assert max(Counter(each.id for each in BANK.candidates).values()) == 1


def test_every_kind_can_be_asked_of_the_shipped_work() -> None:
    assert {each.kind for each in BANK.candidates if work_of(each).id == "my-life"} == set(QuestionKind)


@pytest.mark.parametrize("kind", [QuestionKind.HAND_WRITTEN, QuestionKind.FREE_TEXT])
def test_a_hand_written_question_is_asked_as_it_is_written(kind: QuestionKind) -> None:
    for candidate in of_kind(kind):
        question = next(each for each in chapter_of(candidate).questions if candidate.id.endswith(f"/{each.id}"))
        assert (candidate.text, candidate.answer) == (question.text, question.answer)
        assert candidate.wrong == (question.options if kind is QuestionKind.HAND_WRITTEN else ())


def test_who_said_it_is_the_speaker_of_the_index_whom_the_words_do_not_name() -> None:
    for candidate in of_kind(QuestionKind.WHO_SAID):
        words, chapter = words_of(candidate), chapter_of(candidate)
        speakers = {each.speaker for each in chapter.quotes if each.text == words}
        speakers |= {each.speaker for each in chapter.speech if words in each.words}
        assert speakers == {candidate.entity}
        assert candidate.entity in {each.id for each in called(candidate, candidate.answer)}
        assert not stands_in(work_of(candidate).entities[candidate.entity or ""].names, words)
        for option in candidate.wrong:
            assert speakers.isdisjoint(each.id for each in called(candidate, option))
            assert not stands_in((option,), words)


def test_to_whom_it_was_said_is_the_hearer_and_no_option_was_there() -> None:
    for candidate in of_kind(QuestionKind.TO_WHOM):
        words, chapter = words_of(candidate), chapter_of(candidate)
        speech = next(each for each in chapter.speech if words in each.words)
        passage = passage_of(chapter, speech.run.first)
        assert speech.to == candidate.entity
        assert passage is not None
        there = {*passage.speakers, *passage.persons, speech.speaker}
        for option in candidate.wrong:
            assert there.isdisjoint(each.id for each in called(candidate, option))


def test_only_the_answer_completes_a_quote_to_words_of_the_text() -> None:
    for candidate in of_kind(QuestionKind.COMPLETE):
        text = whole_text(candidate)
        begun, ended = words_of(candidate).split("_____")
        assert begun + candidate.answer + ended in text
        assert not stands_in((candidate.answer,), begun + "_" + ended)
        for option in candidate.wrong:
            assert begun + option + ended not in text


def test_beside_a_name_that_is_left_out_stand_three_to_six_others() -> None:
    names = [each for each in of_kind(QuestionKind.COMPLETE) if each.entity is not None]
    assert {len(each.wrong) for each in names} <= {3, 4, 5, 6}
    assert max(len(each.wrong) for each in names) > 3


def test_what_is_called_true_stands_in_the_text_and_what_is_called_altered_does_not() -> None:
    answers = Counter(candidate.answer for candidate in of_kind(QuestionKind.ALTERED))
    for candidate in of_kind(QuestionKind.ALTERED):
        assert (words_of(candidate) in whole_text(candidate)) is (candidate.answer == "True to the text"), candidate.id
    assert len(set(answers.values())) == 1


def test_when_it_was_is_the_date_of_the_index_and_no_option_has_a_day_in_common_with_it() -> None:
    for candidate in of_kind(QuestionKind.WHEN):
        event = next(each for each in chapter_of(candidate).events if candidate.id.endswith(f"/{each.id}"))
        first, last = span(event)
        answer = date_of(candidate.answer, event)
        assert (answer.first_day, answer.last_day) == (first, last)
        for option in candidate.wrong:
            other = date_of(option, event)
            assert other.precision is answer.precision
            assert other.last_day < first or last < other.first_day


def test_every_day_and_month_that_is_an_option_says_which_calendar_it_is_in() -> None:
    for candidate in of_kind(QuestionKind.WHEN):
        for option in (candidate.answer, *candidate.wrong):
            assert re.fullmatch(r"\d{4}", option) or "(OS)" in option or "(NS)" in option


def date_of(written: str, event: Event) -> HistoricalDate:
    """Read a date as it is shown, by its Old Style where both are given; a year alone by the event's calendar."""
    day = re.match(r"(\d+) (\w+)(?: (\d{4}))? \((OS|NS)\)(?: / .* (\d{4}))?", written)
    if day is not None:
        return HistoricalDate(_calendar(day[4]), int(day[3] or day[5]), MONTHS.index(day[2]) + 1, int(day[1]))
    month = re.fullmatch(r"(\w+) (\d{4}) \((OS|NS)\)", written)
    if month is not None:
        return HistoricalDate(_calendar(month[3]), int(month[2]), MONTHS.index(month[1]) + 1)
    return HistoricalDate(event.date.calendar, int(written))


def _calendar(mark: str) -> Calendar:
    return Calendar.JULIAN if mark == "OS" else Calendar.GREGORIAN


def test_what_came_first_or_last_did_so_however_closely_the_others_are_dated() -> None:
    for candidate in of_kind(QuestionKind.WHICH_FIRST):
        first, last = span(event_of(candidate, candidate.answer))
        for option in candidate.wrong:
            other_first, other_last = span(event_of(candidate, option))
            assert last < other_first if "first" in candidate.text else other_last < first


def test_events_to_put_in_order_have_one_order_only() -> None:
    for candidate in of_kind(QuestionKind.IN_ORDER):
        spans = [span(event_of(candidate, item)) for item in candidate.items]
        assert len(spans) in {3, 4}
        assert all(before[1] < after[0] for before, after in pairwise(spans))


def test_who_it_was_is_the_one_described_whom_the_proof_names() -> None:
    for candidate in of_kind(QuestionKind.WHO_WAS):
        entity = work_of(candidate).entities[candidate.entity or ""]
        assert candidate.text.endswith(entity.about)
        assert stands_in((*entity.names, *entity.epithets), candidate.proof[0].words)
        assert not stands_in(entity.names, entity.about)
        for option in candidate.wrong:
            assert all(other.about != entity.about and other.kind is entity.kind for other in called(candidate, option))


def test_where_it_was_is_a_place_of_the_event_that_the_proof_names_and_no_option_is() -> None:
    for candidate in of_kind(QuestionKind.WHERE):
        event = next(each for each in chapter_of(candidate).events if f"/{each.id}-{candidate.entity}" in candidate.id)
        place = work_of(candidate).entities[candidate.entity or ""]
        assert place.id in event.places
        assert stands_in(place.names, candidate.proof[-1].words)
        assert not stands_in(place.names, candidate.text)
        for option in candidate.wrong:
            assert set(event.places).isdisjoint(each.id for each in called(candidate, option))


def choices() -> Iterator[tuple[list[int], int]]:
    for candidate in BANK.candidates:
        asked = candidate.ask(random.Random(candidate.id))
        if len(asked.options) == 4:
            yield sorted(len(option) for option in asked.options), len(asked.answer)


def test_the_right_option_is_no_more_often_the_longest_or_shortest_than_chance_has_it() -> None:
    lengths = list(choices())
    longest = sum(answer == others[-1] > others[-2] for others, answer in lengths) / len(lengths)
    shortest = sum(answer == others[0] < others[1] for others, answer in lengths) / len(lengths)
    assert longest < 0.3
    assert shortest < 0.3
