"""The labelled sets of answers, the judge's verdicts on them, and what plain likeness makes of the same answers."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from bot.content.loader import load
from bot.content.model import AnswerKind, Question, Work
from bot.library.fold import fold
from bot.quiz.judge import judge
from bot.quiz.judging.expected import Answers, Expected
from bot.quiz.judging.verdict import Verdict

QUOTES = Path(__file__).parents[1] / "quotes"
MEASURED = Path(__file__).parent / "quiz" / "judge_cases.tsv"
TUNED_ON = Path(__file__).parent / "quiz" / "judge_tuning.tsv"
_MARKED = {"{empty}": "", "{long}": "Lenin " * 667}


@dataclass(frozen=True, slots=True)
class Case:
    """An answer that somebody might give, and what a judge of good sense says of it."""

    kind: AnswerKind
    right: str
    given: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Rates:
    """How many answers were judged as labelled, and how many of each wrong way; ``misses`` names them."""

    cases: int
    right: int
    wrongly_accepted: int
    wrongly_refused: int
    not_to_accept: int
    to_accept: int
    misses: tuple[str, ...]

    @property
    def accuracy(self) -> float:
        return self.right / self.cases

    @property
    def wrong_acceptance(self) -> float:
        return self.wrongly_accepted / self.not_to_accept

    @property
    def wrong_rejection(self) -> float:
        return self.wrongly_refused / self.to_accept


class Labelled:
    """The shipped works, what their questions expect, and the cases of a file made ready."""

    def __init__(self) -> None:
        self.works = load(QUOTES).works
        self.answers = Answers(self.works)
        self.questions: dict[str, tuple[Work, Question]] = {
            question.id: (work, question)
            for work in self.works
            for chapter in work.chapters
            for question in chapter.questions
        }

    def expected(self, case: Case) -> Expected:
        """Return what is expected where a case was given."""
        if case.right.startswith("@"):
            return self.answers.of_question(*self.questions[case.right[1:]])
        return self.answers.of_answer(case.right, case.kind)

    def ready(self, path: Path) -> list[tuple[Case, Expected]]:
        """Return the cases of a file, each with what is expected."""
        made: dict[tuple[str, AnswerKind], Expected] = {}
        cases = read_cases(path)
        for case in cases:
            if (case.right, case.kind) not in made:
                made[case.right, case.kind] = self.expected(case)
        return [(case, made[case.right, case.kind]) for case in cases]


def read_cases(path: Path) -> list[Case]:
    """Read a labelled set: kind, right answer or @question, answer given, verdict, divided by tabs."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return [
        Case(AnswerKind(kind), right, _MARKED.get(given, given), Verdict(verdict))
        for kind, right, given, verdict in rows
    ]


def rates(ready: Sequence[tuple[Case, Expected]]) -> Rates:
    """Judge every case. A wrong acceptance is of an answer not to be accepted, a wrong rejection of one to be."""
    judged = [(case, judge(case.given, expected)) for case, expected in ready]
    counted = Counter((case.verdict, judgement.verdict) for case, judgement in judged)
    misses = tuple(
        f"{case.right}: {case.given!r} is {judgement.verdict} ({judgement.why}), not {case.verdict}"
        for case, judgement in judged
        if case.verdict is not judgement.verdict
    )
    return _rates(counted, misses)


def plain_rates(ready: Sequence[tuple[Case, Expected]], scorer: Callable[[str, str], float], over: float) -> Rates:
    """Accept what is likelier than ``over`` per cent of any right answer, folded alike, and reject the rest."""
    counted: Counter[tuple[Verdict, Verdict]] = Counter()
    for case, expected in ready:
        given = fold(case.given)
        like = any(scorer(given, fold(right)) > over for right in {expected.answer, *expected.right})
        counted[case.verdict, Verdict.ACCEPT if like else Verdict.REJECT] += 1
    return _rates(counted, ())


def table(ready: Sequence[tuple[Case, Expected]]) -> Iterable[str]:
    """Yield the lines of a table of the judge beside plain likeness."""
    yield "| judged by | as labelled | wrong acceptance | wrong rejection |"
    yield "|---|---|---|---|"
    plain = {
        "fuzz.ratio > 88": plain_rates(ready, fuzz.ratio, 88),
        "WRatio > 90": plain_rates(ready, fuzz.WRatio, 90),
        "token_set_ratio > 90": plain_rates(ready, fuzz.token_set_ratio, 90),
    }
    for name, each in {"the judge": rates(ready), **plain}.items():
        yield f"| {name} | {each.accuracy:.2%} | {each.wrong_acceptance:.2%} | {each.wrong_rejection:.2%} |"


def _rates(counted: Counter[tuple[Verdict, Verdict]], misses: tuple[str, ...]) -> Rates:
    accept = Verdict.ACCEPT
    return Rates(
        cases=counted.total(),
        right=sum(count for (label, verdict), count in counted.items() if label is verdict),
        wrongly_accepted=sum(count for (label, verdict), count in counted.items() if verdict is accept is not label),
        wrongly_refused=counted[accept, Verdict.REJECT],
        not_to_accept=sum(count for (label, _), count in counted.items() if label is not accept),
        to_accept=sum(count for (label, _), count in counted.items() if label is accept),
        misses=misses,
    )
