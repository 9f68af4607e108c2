"""Chapter headings as books word them: ``CHAPTER IV``, ``Chapter 4. Title``, ``XXIX. In Power``, ``PREFACE``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_LONGEST: Final = 120  # characters of a heading
_MOST_LINES: Final = 3
_ROMAN: Final = r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ONES: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NUMERAL: Final = rf"(?P<number>{_ROMAN}|[0-9]{{1,3}}|(?i:{'|'.join([*reversed(_ONES), *_ORDINALS])}))"
_CALLED: Final = re.compile(
    rf"(?i:(?:chapter|book|part|letter|lecture|section))\s+(?:(?i:the)\s+)?{_NUMERAL}(?!\w)(?P<sign>\s*[.:—–-]+)?\s*(?P<title>.*)",
    re.DOTALL,
)
_NUMBERED: Final = re.compile(rf"(?P<number>{_ROMAN})(?:\s*[.:—–-]+\s*(?P<title>.*))?", re.DOTALL)
_IN_FIGURES: Final = re.compile(r"(?P<number>[0-9]{1,3})(?:\s*[.:)—–-]+\s*(?P<title>.*))?", re.DOTALL)
_UNNUMBERED: Final = re.compile(
    r"(?i:(?:author’s |author's )?(?:preface|foreword|introduction|prologue|epilogue|afterword|conclusion|appendix))\.?"
)
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A chapter's number and what is left of its heading; ``told`` is False where the number was only counted."""

    number: int
    title: str
    told: bool


def is_heading(block: str) -> bool:
    """Whether a block of plain text is worded as the heading of a chapter."""
    text = block.strip().lstrip("\ufeff").lstrip()
    if not text or len(text) > _LONGEST or text.count("\n") >= _MOST_LINES:
        return False
    if _UNNUMBERED.fullmatch(text):
        return True
    called = _CALLED.fullmatch(text)
    if called is not None:
        # "Part I played" is a sentence: a title follows a sign or a line end, or begins with a capital.
        title, apart = called["title"], called["sign"] or "\n" in text
        return not title or bool(apart) or title[0].isupper()
    numbered = _NUMBERED.fullmatch(text)
    if numbered is None:
        return False
    # A numbered clause of a letter ends as a sentence does.
    return not numbered["title"] or (numbered["title"][0].isupper() and numbered["title"][-1] not in ".,;:")


def number_chapters(headings: Sequence[str]) -> list[Numbered]:
    """Return the number of each chapter: what its heading says, where those numbers rise, else counted from 1.

    A heading without a number (a preface) among numbered ones comes after the last, so that the others keep theirs.
    """
    read = [_read(heading) for heading in headings]
    told = [found.number for found in read if found is not None]
    if not told or any(later <= earlier for earlier, later in pairwise(told)):
        return [Numbered(number, heading, told=False) for number, heading in enumerate(headings, start=1)]
    free = max(told)
    numbered = []
    for heading, found in zip(headings, read, strict=True):
        if found is None:
            free += 1
        numbered.append(found or Numbered(free, heading, told=False))
    return numbered


def _read(heading: str) -> Numbered | None:
    match = _CALLED.fullmatch(heading) or _NUMBERED.fullmatch(heading) or _IN_FIGURES.fullmatch(heading)
    number = _value(match["number"]) if match else 0
    if match is None or not number:
        return None
    return Numbered(number, (match["title"] or "").strip() or heading, told=True)


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    for words in (_ONES, _ORDINALS):
        if numeral.casefold() in words:
            return words.index(numeral.casefold()) + 1
    digits = [_ROMAN_DIGITS[each] for each in numeral]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
