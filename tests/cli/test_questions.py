"""``lector questions``."""

import io
import json
from pathlib import Path
from typing import Any

from bot.cli.questions import questions
from bot.content.loader import load
from bot.errors import Exit
from bot.library.library import Library
from bot.quiz.question import QuestionKind

LIBRARY = Library(load(Path(__file__).parents[2] / "quotes").works)
FIELDS = ["id", "kind", "difficulty", "text", "options", "answer", "accepted", "why", "proof"]


def printed(
    *, kind: QuestionKind | None = None, seed: int | None = None, count: int | None = None
) -> list[dict[str, Any]]:
    out = io.StringIO()
    assert questions(LIBRARY, out, kind=kind, seed=seed, count=count, as_json=True) is Exit.FINE
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_five_hundred_different_questions_of_eight_kinds_are_printed_each_with_its_proof() -> None:
    found = printed(seed=4, count=500)
    assert len({each["id"] for each in found}) == 500
    assert len({each["text"] + str(each["answer"]) for each in found}) >= 490
    assert len({each["kind"] for each in found}) >= 8
    assert all(each["proof"] and list(each) == FIELDS for each in found)
    assert all(each["answer"] in each["options"] for each in found if each["options"])


def test_every_hand_written_question_can_be_printed() -> None:
    ids = [f"my-life/hand-written/{question.id}" for _, question in LIBRARY.questions]
    assert [each["id"] for each in printed(kind=QuestionKind.HAND_WRITTEN)] == ids


def test_the_same_seed_prints_the_same_questions() -> None:
    def whens(seed: int) -> list[dict[str, Any]]:
        return printed(kind=QuestionKind.WHEN, seed=seed)

    assert whens(9) == whens(9)
    assert whens(9) != whens(10)


def test_a_library_without_questions_prints_nothing_and_says_so() -> None:
    out = io.StringIO()
    assert questions(Library(()), out, kind=None, seed=None, count=None, as_json=False) is Exit.NOTHING
    assert out.getvalue() == ""


def test_for_people_a_question_is_printed_with_letters_the_answer_and_its_proof() -> None:
    out = io.StringIO()
    questions(LIBRARY, out, kind=QuestionKind.WHO_SAID, seed=1, count=1, as_json=False)
    assert all(f"\n  {letter}  " in out.getvalue() for letter in "ABCD")
    assert "[ML 29:" in out.getvalue()
