"""How many questions a sentence asks for, and how hard they are to be."""

import re
from typing import Final

from bot.content.model import Difficulty
from bot.library.understand.heard import Heard, Token

_UNITS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50}
_NUMBERS: Final = {
    **{word: number for number, word in enumerate(_UNITS, start=1)},
    **_TENS,
    "dozen": 12,
    "couple": 2,
    "hundred": 100,
}
_DIGITS: Final = re.compile(r"(\d{1,3})x?|x(\d{1,3})")
_MOST: Final = 100
_LEVELS: Final = {
    Difficulty.EASY: "easy easier easiest eazy esy simple simpler beginner beginners newbie newbies novice novices "
    "basic gentle "
    "light kids",
    Difficulty.MEDIUM: "medium meduim mid middle normal moderate average intermediate middling standard",
    Difficulty.HARD: "hard harder hardest difficult dificult diffcult tough tougher tricky expert experts advanced "
    "challenging heavy hardcore",
}
_LEVEL_OF: Final = {word: level for level, listed in _LEVELS.items() for word in listed.split()}
_NEGATIONS: Final = frozenset({"not", "nothing", "isnt", "dont"})
_REACH: Final = 3  # words within which a "not" turns a level round
_OF_TIME: Final = frozenset(
    "minute minutes min mins second seconds sec secs hour hours am pm oclock day days week".split()
)


def find_count(heard: Heard) -> tuple[int, range] | None:
    """Return the first number of 1 to 100, in digits or words, that is not one of hours or minutes."""
    at = 0
    while at < len(heard.tokens):
        number, length = _number(heard.tokens, at)
        after = heard.tokens[at + length].typed if at + length < len(heard.tokens) else ""
        # "another one", "a quiz for the one who…": the word is hardly ever a count.
        if number and heard.tokens[at].typed != "one" and after not in _OF_TIME:
            return number, range(at, at + length)
        at += max(length, 1)
    return None


def find_difficulty(heard: Heard) -> tuple[Difficulty, range] | None:
    """Return how hard it is to be; "not too hard" is medium, and so is "not so easy"."""
    for index, token in enumerate(heard.tokens):
        level = _LEVEL_OF.get(token.typed)
        if level is None:
            continue
        near = [each.typed for each in heard.tokens[max(0, index - _REACH) : index]]
        return (Difficulty.MEDIUM if _NEGATIONS.intersection(near) else level), range(index, index + 1)
    return None


def _number(tokens: tuple[Token, ...], at: int) -> tuple[int, int]:
    """Return the number that begins at a word and how many words say it; (0, 0) where none does."""
    word = tokens[at].typed
    digits = _DIGITS.fullmatch(word)
    if digits is not None:
        number = int(digits[1] or digits[2])
        return (number, 1) if 1 <= number <= _MOST else (0, 1)
    after = tokens[at + 1].typed if at + 1 < len(tokens) else ""
    if word in _TENS and after in _UNITS[:9]:
        return _TENS[word] + _NUMBERS[after], 2
    if word == "half" and "dozen" in {after, *(each.typed for each in tokens[at + 2 : at + 3])}:
        return 6, 2 if after == "dozen" else 3
    return (_NUMBERS[word], 1) if word in _NUMBERS else (0, 0)
