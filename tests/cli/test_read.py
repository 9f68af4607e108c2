"""``lector read``: what it prints and what it ends with."""

import io
import json

import pytest

from bot.cli.read import read
from bot.content.loader import load
from bot.errors import Exit
from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.library import Library
from bot.library.understand import Understanding
from bot.settings import shipped_quotes


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    library = Library(load(shipped_quotes()).works)
    return Understanding(library, Directory(library), Almanac(library), lambda _: False)


def printed(understanding: Understanding, *sentences: str, as_json: bool) -> tuple[list[str], Exit]:
    out = io.StringIO()
    code = read(understanding, sentences, out, as_json=as_json)
    return out.getvalue().splitlines(), code


def test_json_has_the_intent_the_filled_slots_and_whether_it_is_sure(understanding: Understanding) -> None:
    sentences = (
        "qoute of lennin about minsters",
        "quizz 5 hard",
        "25 oct 1917 OS",
        "quotes on the theme of humour",
        "sverdlov",
    )
    lines, code = printed(understanding, *sentences, as_json=True)
    assert [json.loads(line) for line in lines] == [
        {"intent": "search", "slots": {"query": "minsters", "person": "lenin"}, "sure": True},
        {"intent": "quiz-start", "slots": {"count": 5, "difficulty": "hard"}, "sure": True},
        {"intent": "on-this-day", "slots": {"date": "25 October 1917 OS"}, "sure": True},
        {"intent": "search", "slots": {"theme": "humour"}, "sure": True},
        {"intent": "unclear", "slots": {}, "sure": False},
    ]
    assert code is Exit.FINE


def test_a_person_reads_the_label_and_the_likely_readings(understanding: Understanding) -> None:
    lines, _ = printed(understanding, "who is swerdlow", "stop", as_json=False)
    assert lines == [
        "who: who is Sverdlov",
        "unclear",
        "  perhaps quiz-stop: stop the quiz",
        "  perhaps daily: manage the daily post",
    ]


def test_a_sentence_that_asks_for_nothing_ends_with_nothing(understanding: Understanding) -> None:
    assert printed(understanding, "quiz", "", as_json=False) == (["quiz-start: start a quiz", "none"], Exit.NOTHING)
