"""The part of a long text that shows what matched: whole sentences around the densest matches."""

import re
from collections.abc import Sequence
from typing import Final

_SENTENCE: Final = re.compile(r".+?(?:[.?!…]+[”’\"')\]]*(?=\s)|$)", re.DOTALL)


def excerpt(text: str, spans: Sequence[tuple[int, int]], most: int) -> tuple[int, int]:
    """Return ``(start, end)`` of the sentences of ``text`` that hold most of ``spans`` within ``most`` characters.

    One sentence longer than ``most`` is returned whole. Without spans it is the beginning of the text.
    """
    sentences = [
        (found.start() + _indent(found[0]), found.end()) for found in _SENTENCE.finditer(text) if found[0].strip()
    ]
    if not sentences or len(text) <= most:
        return 0, len(text)
    counts = [sum(start <= span[0] < end for span in spans) for start, end in sentences]
    best, best_count = (0, 0), -1
    for first in range(len(sentences)):
        last = first
        while last + 1 < len(sentences) and sentences[last + 1][1] - sentences[first][0] <= most:
            last += 1
        count = sum(counts[first : last + 1])
        if count > best_count:
            best, best_count = (first, last), count
    first, last = best
    while first > 0 and sentences[last][1] - sentences[first - 1][0] <= most:
        first -= 1
    return sentences[first][0], sentences[last][1]


def _indent(sentence: str) -> int:
    return len(sentence) - len(sentence.lstrip())
