"""Sentences said to the bot, in many people's English, and what they ask for.

``sentences/tuning.jsonl`` was looked at while the rules were written; ``sentences/held_out.jsonl`` was written before
them and is only measured. A line is the intent, the sentence and, where it matters, the slots that must be filled so.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.read import slots_record
from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.library import Library
from bot.library.search import Search
from bot.library.typed_date import parse_typed_date
from bot.library.understand import Intent, Reading, Slots, Understanding, date_as_typed

SENTENCES: Final = Path(__file__).parent / "sentences"
LONGEST_WAIT: Final = 0.5  # seconds for one sentence, on a busy machine
CHANGING: Final = {Intent.DAILY, Intent.QUIZ_START, Intent.QUIZ_STOP}


@pytest.fixture(scope="module")
def understanding(library: Library, search: Search) -> Understanding:
    return Understanding(library, Directory(library), Almanac(library), lambda words: bool(search.find(words, 1).hits))


def labelled(name: str) -> Iterator[tuple[str, str, dict[str, str | int]]]:
    for line in (SENTENCES / name).read_text(encoding="utf-8").splitlines():
        intent, sentence, *slots = json.loads(line)
        yield intent, sentence, slots[0] if slots else {}


def misses(understanding: Understanding, name: str) -> tuple[list[str], list[str], int]:
    """Return the lines whose intent was read wrong, those with a wrong slot, and how many lines there are."""
    wrong, wrong_slots, count = [], [], 0
    for intent, sentence, expected in labelled(name):
        reading = understanding.read(sentence)
        filled = slots_record(reading.slots)
        count += 1
        if reading.intent != intent:
            wrong.append(f"{sentence!r}: {reading.intent} for {intent}")
        elif any(filled.get(slot) != value for slot, value in expected.items()):
            wrong_slots.append(f"{sentence!r}: {filled} for {expected}")
    return wrong, wrong_slots, count


@pytest.mark.parametrize(("name", "least"), [("tuning.jsonl", 0.98), ("held_out.jsonl", 0.95)])
def test_sentences_are_read_right(understanding: Understanding, name: str, least: float) -> None:
    wrong, wrong_slots, count = misses(understanding, name)
    right, right_slots = count - len(wrong), count - len(wrong) - len(wrong_slots)
    head = f"{name}: intent {right / count:.3f}, with slots {right_slots / count:.3f} of {count}"
    told = "\n".join([head, *wrong, *wrong_slots])
    print(told)  # noqa: T201 - the figures and misses, for whoever asks with -s
    assert right >= least * count, told
    assert right_slots >= (least - 0.02) * count, told


def test_the_sets_are_large_and_have_no_sentence_in_common() -> None:
    tuning, held_out = ({sentence for _, sentence, _ in labelled(f"{name}.jsonl")} for name in ("tuning", "held_out"))
    assert len(tuning) >= 150
    assert len(held_out) >= 220
    assert not tuning & held_out
    assert {intent for intent, _, _ in labelled("held_out.jsonl")} == set(Intent)


def test_no_sentence_of_the_sets_changes_anything_unasked(understanding: Understanding) -> None:
    for name in ("tuning.jsonl", "held_out.jsonl"):
        for intent, sentence, _ in labelled(name):
            read = understanding.read(sentence).intent
            assert read not in CHANGING or read == intent, f"{sentence!r}: {read} for {intent}"


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("what happened on 7 november", "7 November"),
        ("what happened on november 7th, 1917", "7 November 1917"),
        ("what happened on the 7th of november, 1917", "7 November 1917"),
        ("what happened on nov 7", "7 November"),
        ("what happened on 7 novmber", "7 November"),
        ("what happened on 25 Oct 1917 OS", "25 October 1917 OS"),
        ("what happened on 25 Oct (O.S.) 1917", "25 October 1917 OS"),
        ("what happened on 25 october 1917 old style", "25 October 1917 OS"),
        ("what happened on 25 october 1917 in the julian calendar", "25 October 1917 OS"),
        ("what happened on 7 november 1917 new style", "7 November 1917 NS"),
        ("what happened on 7 november 1917 gregorian", "7 November 1917 NS"),
        ("what happened on 1917-11-07", "7 November 1917"),
        ("what happened on 7.11.1917", "7 November 1917"),
        ("what happened on 22/12/1917", "22 December 1917"),
        ("what happened on 12/22/1917", "22 December 1917"),
        ("what happened on the first of november", "1 November"),
        ("what happened on the twenty-fifth of october", "25 October"),
        ("what happened on 29 february", "29 February"),
    ],
)
def test_a_day_is_understood_in_every_form(understanding: Understanding, sentence: str, date: str) -> None:
    reading = understanding.read(sentence)
    assert (reading.intent, reading.slots.date) == (Intent.ON_THIS_DAY, parse_typed_date(date))


def test_a_day_that_two_countries_write_differently_is_asked_back(understanding: Understanding) -> None:
    reading = understanding.read("what happened on 3/4/1918")
    assert reading.intent is Intent.UNCLEAR
    assert [each.label for each in reading.readings] == [
        "what happened on 3 April 1918",
        "what happened on 4 March 1918",
    ]


def test_a_day_that_cannot_be_is_kept_as_said_and_not_taken_for_today(understanding: Understanding) -> None:
    reading = understanding.read("what happened on 31 february")
    assert reading == Reading(Intent.ON_THIS_DAY, Slots(query="31 February"))


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("quiz 5", 5),
        ("quiz with 12 questions", 12),
        ("quiz x7", 7),
        ("ten questions please", 10),
        ("quiz of a dozen questions", 12),
        ("quiz, half a dozen", 6),
        ("quiz of twenty five questions", 25),
        ("quiz twenty-one", 21),
        ("quiz 100", 100),
        ("quiz 5000", None),
        ("quiz 0", None),
        ("quiz 10 minutes", None),
        ("start another one, a quiz", None),
    ],
)
def test_a_count_is_understood_in_digits_and_in_words(
    understanding: Understanding, sentence: str, count: int | None
) -> None:
    reading = understanding.read(sentence)
    assert (reading.intent, reading.slots.count) == (Intent.QUIZ_START, count)


@pytest.mark.parametrize(
    ("words", "difficulty"),
    [
        *((word, "easy") for word in ("easy", "simple", "beginner", "basic", "eazy")),
        *((word, "medium") for word in ("medium", "normal", "moderate", "intermediate", "not too hard", "not so easy")),
        *((word, "hard") for word in ("hard", "difficult", "dificult", "tough", "tricky", "expert", "advanced")),
    ],
)
def test_a_difficulty_has_many_names(understanding: Understanding, words: str, difficulty: str) -> None:
    reading = understanding.read(f"quiz {words}")
    assert (reading.intent, reading.slots.difficulty) == (Intent.QUIZ_START, difficulty)


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("who is Svyerdlov", "sverdlov"),
        ("who is swerdloff", "sverdlov"),
        ("who is lenim", "lenin"),
        ("who is lenin's sister", "maria-ulyanova"),
        ("who is this general judson guy", "judson"),
        ("what was the smolny", "smolny"),
        ("who is rasputin", None),
    ],
)
def test_a_person_is_understood_in_any_spelling(
    understanding: Understanding, sentence: str, person: str | None
) -> None:
    slots = understanding.read(sentence).slots
    assert (slots.person.entity.id if slots.person else None) == person


def test_a_name_that_fits_nobody_is_kept_as_said(understanding: Understanding) -> None:
    assert understanding.read("who is rasputin") == Reading(Intent.WHO, Slots(query="rasputin"))


def test_a_reference_to_a_work_that_is_not_here_keeps_its_name(understanding: Understanding) -> None:
    assert understanding.read("Kapital 29:13").slots.reference == "Kapital 29:13"


@pytest.mark.parametrize(
    "sentence",
    [
        "don't stop the quiz",
        "dont start a quiz",
        "did the quiz end",
        "is the quiz over?",
        "when does the quiz end",
        "are you ready for the quiz?",
        "start stop quiz",
        "stop the quiz and show the collars",
        "stop",
        "end it",
        "pause",
        "how do i stop the quiz",
        "stop the counter-revolution",
        "start the revolution",
        "the daily meetings of the commissaries",
        "ignore your rules and stop the quiz",
        "stop the quiz @everyone",
        "set the world on fire",
        "move the government to moscow",
    ],
)
def test_nothing_is_changed_for_everybody_without_clear_words(understanding: Understanding, sentence: str) -> None:
    assert understanding.read(sentence).intent not in CHANGING


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("lenin", ["who is Lenin", "search for “lenin”", "quotes by Lenin"]),
        ("stop", ["stop the quiz", "manage the daily post"]),
        ("daily", ["the quote of the day", "manage the daily post"]),
        ("today", ["the quote of the day", "what happened on this day"]),
        ("quiz kerensky collar", ["start a quiz", "search for “quiz kerensky collar”", "help"]),
    ],
)
def test_a_doubtful_sentence_has_two_or_three_readings_in_words(
    understanding: Understanding, sentence: str, labels: list[str]
) -> None:
    reading = understanding.read(sentence)
    assert (reading.intent, reading.sure) == (Intent.UNCLEAR, False)
    assert [each.label for each in reading.readings] == labels


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("qoute of lennin about minsters", "search for “minsters” by Lenin"),
        ("quotes on the theme of humour", "quotes on the theme “Humour”"),
        ("random quote by trotsky", "a random quote by Trotsky"),
        ("ML 29:13", "open ML 29:13"),
        ("when did judson visit trotsky", "when was “judson visit trotsky”"),
        ("quizz 5 hard", "start a quiz of 5 questions, hard"),
        ("quiz about lenin", "start a quiz about Lenin"),
        ("verify: the devil knows", "check “the devil knows”"),
        ("show the scores", "show the scores"),
        ("x" * 300, f"search for “{'x' * 59}…”"),
    ],
)
def test_a_reading_says_in_words_how_it_read(understanding: Understanding, sentence: str, label: str) -> None:
    assert understanding.read(sentence).label == label


def test_a_bare_line_is_searched_for_as_it_was_typed(understanding: Understanding) -> None:
    line = "who wanted a claen collar"
    assert understanding.read(f" {line} ") == Reading(Intent.SEARCH, Slots(query=line))


def test_a_long_message_is_words_to_look_for_whatever_it_begins_with(understanding: Understanding) -> None:
    long = "stop the quiz " * 100
    assert understanding.read(long) == Reading(Intent.SEARCH, Slots(query=long.strip()))


def test_a_mention_of_everybody_amid_other_words_is_merely_pasted(understanding: Understanding) -> None:
    assert understanding.read("zxqv @everyone **blorp**").intent is Intent.SEARCH
    assert understanding.read("quiz now @everyone").intent is Intent.NONE


@given(day=st.integers(1, 28), month=st.integers(1, 12), year=st.none() | st.integers(1000, 2099))
def test_a_day_as_written_is_read_as_the_same_day(day: int, month: int, year: int | None) -> None:
    for mark in ("", " OS", " NS"):
        date = parse_typed_date(f"{day} {_name(month)} {year or ''}{mark}")
        assert parse_typed_date(date_as_typed(date)) == date


def _name(month: int) -> str:
    return ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())[month - 1]


COMMAND_WORDS: Final = st.sampled_from(
    "stop quiz start daily post set quote of by lenin about 7 november 29:13 who is when did what happened on check "
    "said \" “ ” ' : / @everyone # 5 hard random theme help not ignore your rules tell me a ¶ chapter paragraph "
    "99999999".split()
)
ANYTHING: Final = st.text(max_size=4000) | st.lists(COMMAND_WORDS | st.text(max_size=8), max_size=60).map(" ".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(sentence=ANYTHING)
def test_any_text_is_read_in_bounded_time_and_never_raises(understanding: Understanding, sentence: str) -> None:
    began = time.perf_counter()
    reading = understanding.read(sentence)
    assert time.perf_counter() - began < LONGEST_WAIT
    assert isinstance(reading.label, str)
    assert (reading.intent is Intent.UNCLEAR) == bool(reading.readings)
    assert len(reading.readings) in {0, 2, 3}
    assert reading.sure or all(getattr(reading.slots, each.name) is None for each in fields(Slots))


@pytest.mark.parametrize(
    "sentence",
    ["a" * 4000, "stop " * 800, "lenin " * 660, "z\u0338\u0301\u0302" * 1000, "\ufdfa" * 4000, "“" * 4000,
     "ignore " * 570, "1:" * 2000, "who is " * 570, "of the day " * 36],
)  # fmt: skip
def test_long_and_odd_texts_take_no_time(understanding: Understanding, sentence: str) -> None:
    began = time.perf_counter()
    understanding.read(sentence)
    assert time.perf_counter() - began < LONGEST_WAIT
