"""``lector judge``: whether an answer is right, and why."""

import json
import random
from collections.abc import Iterable, Mapping
from typing import Final, TextIO

from bot.content.model import AnswerKind, Question, Work
from bot.errors import Exit, UserError
from bot.library.library import Library
from bot.quiz.bank import Bank
from bot.quiz.judge import judge
from bot.quiz.judging.expected import Answers, Expected
from bot.quiz.judging.verdict import Judgement

_FORM: Final = '{"kind": …, "expect": …, "answer": …} or {"question": …, "answer": …}'


class Judge:
    """Judges answers to the library's questions, or to a right answer of one's own."""

    def __init__(self, library: Library) -> None:
        self._answers = Answers(library.works)
        self._bank = Bank(library)
        self._questions: dict[str, tuple[Work, Question]] = {}
        for place, question in library.questions:
            self._questions.setdefault(question.id, (place.work, question))

    def to_question(self, question_id: str) -> Expected:
        """Return what a question expects; UserError where there is none of that id."""
        if question_id in self._questions:
            return self._answers.of_question(*self._questions[question_id])
        candidate = self._bank.find(question_id)
        if candidate is None:
            raise UserError(f"there is no question `{question_id[:60]}`: `lector questions --json` has the ids")
        # As `lector questions` prints it without a seed.
        asked = candidate.ask(random.Random(question_id))
        return self._answers.of_asked(asked)

    def to_answer(self, right: str, kind: str) -> Expected:
        """Return what is expected where only the right answer is known; UserError where it or its kind is none."""
        try:
            answer_kind = AnswerKind(kind)
        except ValueError:
            kinds = ", ".join(AnswerKind)
            raise UserError(f"there is no kind `{kind[:30]}`: there are {kinds}") from None
        if not any(letter.isalnum() for letter in right):
            raise UserError("the right answer has no word in it")
        return self._answers.of_answer(right, answer_kind)


def judge_one(given: str, expected: Expected, out: TextIO, *, as_json: bool) -> Exit:
    """Print the verdict on one answer; whatever it is, the judge did its work."""
    judgement = judge(given, expected)
    shown = _record(judgement) if as_json else f"{judgement.verdict}: {judgement.why}"
    print(shown, file=out)
    return Exit.FINE


def judge_lines(judging: Judge, lines: Iterable[str], out: TextIO) -> Exit:
    """Answer each line with one of JSON; NOTHING where a line could not be read, which is answered with an error."""
    code = Exit.FINE
    for number, line in enumerate(lines, start=1):
        try:
            given, expected = _read(line, judging)
        except UserError as error:
            code = Exit.NOTHING
            print(json.dumps({"error": f"line {number}: {error}"}, ensure_ascii=False), file=out, flush=True)
        else:
            print(_record(judge(given, expected)), file=out, flush=True)
    return code


def _read(line: str, judging: Judge) -> tuple[str, Expected]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise UserError(f"it is no JSON: write {_FORM}") from None
    if not isinstance(asked, Mapping):
        raise UserError(f"it is no JSON object: write {_FORM}")
    if "question" in asked:
        return _text(asked, "answer"), judging.to_question(_text(asked, "question"))
    return _text(asked, "answer"), judging.to_answer(_text(asked, "expect"), _text(asked, "kind"))


def _text(asked: Mapping[str, object], key: str) -> str:
    value = asked.get(key)
    if not isinstance(value, str):
        raise UserError(f"`{key}` is missing or no text: write {_FORM}")
    return value


def _record(judgement: Judgement) -> str:
    return json.dumps({"verdict": judgement.verdict, "why": judgement.why}, ensure_ascii=False)
