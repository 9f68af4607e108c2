"""No answer so often right that one could guess it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.quiz.question import Candidate


def balanced(candidates: Iterable[Candidate], most: int) -> Iterator[Candidate]:
    """Yield candidates in order, of one answer at most ``most``, spread over all that have it."""
    by_answer: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_answer[candidate.answer].append(candidate)
    for alike in by_answer.values():
        step = max(len(alike) / most, 1)
        yield from (alike[int(at * step)] for at in range(min(len(alike), most)))
