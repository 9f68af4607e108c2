import io
import json

import pytest

from bot.__main__ import main
from bot.cli.judge import Judge, judge_lines
from bot.content.loader import load
from bot.errors import Exit
from bot.library.library import Library
from bot.settings import read_settings


def test_answer_to_a_question_of_the_works_is_judged_with_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", "--answer", "Swerdloff", "--question", "white-guards-svyerdlov"]) == Exit.FINE
    assert capsys.readouterr().out == "accept: accepted as a spelling of Svyerdlov\n"


def test_right_answer_of_ones_own_is_judged_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", "--answer", "a general", "--expect", "Krasnov", "--kind", "person", "--json"]) == Exit.FINE
    assert json.loads(capsys.readouterr().out) == {"verdict": "prompt", "why": "which general?"}


def test_question_that_was_made_of_the_index_is_found_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", "--answer", "lenine", "--question", "my-life/to-whom/new-romance"]) == Exit.FINE
    assert capsys.readouterr().out.startswith("accept: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["judge"],
        ["judge", "--answer", "x"],
        ["judge", "--answer", "x", "--expect", "y"],
        ["judge", "--question", "white-guards-svyerdlov"],
        ["judge", "--answer", "x", "--question", "no-such"],
        ["judge", "--answer", "x", "--expect", "?!", "--kind", "text"],
    ],
)
def test_what_is_missing_is_said_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == Exit.USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("lector: ")
    assert shown.err.count("\n") == 1


def test_each_line_is_answered_by_one_and_a_malformed_one_stops_nothing() -> None:
    library = Library(load(read_settings({}).quotes).works)
    lines = [
        '{"kind": "person", "expect": "Svyerdlov", "answer": "Sverdlov"}',
        "no json",
        "",
        "[" * 100_000,
        "[1]",
        '{"kind": "animal", "expect": "a", "answer": "b"}',
        '{"kind": "text", "expect": "a", "answer": 3}',
        '{"kind": "text", "expect": "a"}',
        '{"question": "no-such", "answer": "x"}',
        '{"kind": "date", "expect": "25 October 1917", "answer": "\\ud800"}',
        '{"question": "let-down-date", "answer": "7 November NS"}',
    ]
    out = io.StringIO()
    assert judge_lines(Judge(library), lines, out) is Exit.NOTHING
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [each.get("verdict") for each in answers] == ["accept", *[None] * 8, "reject", "accept"]
    assert all(
        each["error"].startswith(f"line {number}: ") for number, each in enumerate(answers, 1) if "error" in each
    )
