"""Numbers in words: ``twenty-five``, ``nineteen oh five``, ``half a dozen``, ``third``."""

import re
from typing import Final

from bot.quiz.judging.spelling import slips

ONES: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS: Final = {
    word: number * 10
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
_IRREGULAR: Final = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twelth": 12,
}  # fmt: skip
ORDINALS: Final = (
    {f"{word}th": number for word, number in ONES.items() if f"{word}th" not in {"oneth", "twoth", "threeth"}}
    | {word.removesuffix("y") + "ieth": number for word, number in TENS.items()}
    | _IRREGULAR
)
_SLIPS: Final = {"fourty": "forty", "fiveteen": "fifteen", "fivty": "fifty", "ninty": "ninety", "oh": "zero"}
_WORDS: Final = (*ONES, *TENS, *SCALES)
_SHORTEST: Final = 4  # letters
_DOUBLED: Final = re.compile(r"(.)\1+")


def number_word(word: str) -> str:
    """Return the number word that a word is, perhaps with one slip; the word itself where it is none."""
    if word in ONES or word in TENS or word in SCALES or word in ORDINALS:
        return word
    if word in _SLIPS:
        return _SLIPS[word]
    if len(word) < _SHORTEST or word.removesuffix("s") in SCALES:
        return word
    near = [each for each in _WORDS if _squeezed(each) == _squeezed(word) or slips(word, each) == 1]
    return near[0] if len(near) == 1 else word


def split_compound(word: str) -> list[str]:
    """Return the words of a number written as one: ``twentyfive``."""
    for tens in TENS:
        rest = word.removeprefix(tens)
        if rest != word and (rest in ONES or rest in ORDINALS):
            return [tens, rest]
    return [word]


def _squeezed(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)
