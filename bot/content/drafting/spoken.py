"""Finds runs in quotation marks: likely speech, or words cited, also where they go on over several paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_MARKS: Final = re.compile(r"[“”„«»\"]")
_CLOSES: Final = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_LONGEST: Final = 40  # paragraphs: a quotation not closed by then was never closed
_LEAST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words between quotation marks, without these, in the paragraphs ``first`` to ``last`` (from 1)."""

    first: int
    last: int
    words: str

    @property
    def is_likely(self) -> bool:
        """Whether it is more than a word or two set apart, such as “unconscious”."""
        return len(self.words.split()) >= _LEAST_WORDS


@dataclass(slots=True)
class _Open:
    mark: str
    number: int
    parts: list[str]
    start: int


def find_spoken(paragraphs: Sequence[str]) -> Iterator[Spoken]:
    """Yield the runs in order of where they end. A run that is never closed is left out."""
    opened: _Open | None = None
    for number, paragraph in enumerate(paragraphs, start=1):
        if opened is not None:
            opened = _continued(opened, paragraph, number)
        for mark in _MARKS.finditer(paragraph):
            if opened is None:
                if mark[0] in _CLOSES and _may_open(paragraph, mark.start(), mark[0]):
                    opened = _Open(mark[0], number, [], mark.end())
            elif mark[0] in _CLOSES[opened.mark] and mark.start() > 0:  # at 0 it is the opening mark again
                words = " ".join([*opened.parts, paragraph[opened.start : mark.start()]]).strip()
                if words:
                    yield Spoken(opened.number, number, words)
                opened = None
        if opened is not None:
            opened.parts.append(paragraph[opened.start :])


def _continued(opened: _Open, paragraph: str, number: int) -> _Open | None:
    """Carry a run on into a paragraph that begins with its mark again, as books do; else it was never closed."""
    if not paragraph.startswith(opened.mark) or number - opened.number >= _LONGEST:
        return None
    opened.start = 0
    return opened


def _may_open(paragraph: str, at: int, mark: str) -> bool:
    """Whether a mark that is the same on both sides stands where a quotation can begin."""
    return mark != '"' or at == 0 or not (paragraph[at - 1].isalnum() or paragraph[at - 1] in ".,;:!?")
