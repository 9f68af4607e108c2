"""Groups paragraphs into draft passages of a card's length, named from their first words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.content.model import Run

_ENOUGH: Final = 1_500  # characters of a passage: what a card shows is read at one sitting
_MOST: Final = 2_400
_TITLE_WORDS: Final = 7
_TITLE_LENGTH: Final = 60  # characters


@dataclass(frozen=True, slots=True)
class DraftPassage:
    """A run of paragraphs and a title from its first words."""

    run: Run
    title: str


def group(paragraphs: Sequence[str]) -> Iterator[DraftPassage]:
    """Yield passages that hold every paragraph once; only one paragraph alone may be longer than the most."""
    for first, last in _joined([len(paragraph) for paragraph in paragraphs]):
        yield DraftPassage(Run(first, last), first_words(paragraphs[first - 1]))


def first_words(paragraph: str) -> str:
    """Return the first words of a paragraph, without the signs around them."""
    words = paragraph[: 4 * _TITLE_LENGTH].split()[:_TITLE_WORDS]
    while len(words) > 1 and len(" ".join(words)) > _TITLE_LENGTH:
        words.pop()
    title = " ".join(words)[:_TITLE_LENGTH].strip()
    return title.strip(" “”„«»\"‘’'([—–-,;:.") or title


def _joined(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    first, total = 1, 0
    for number, length in enumerate(lengths, start=1):
        if total and total + length > _MOST:
            runs.append((first, number - 1))
            first, total = number, 0
        total += length
        if total >= _ENOUGH:
            runs.append((first, number))
            first, total = number + 1, 0
    if total:
        runs.append((first, len(lengths)))
    if len(runs) > 1 and sum(lengths[runs[-2][0] - 1 :]) <= _MOST:
        runs[-2:] = [(runs[-2][0], runs[-1][1])]
    yield from runs
