"""When two spellings are one word: by sound for names out of other alphabets, by a slip of the finger for the rest."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from bot.library.fold import spelling_key

_CYRILLIC: Final = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэі", "abvgdeziiklmnoprstufyei", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}
)
_SOUND_STEPS: Final = (
    (re.compile(r"(?<![tc])c(?=[aoulrtnwvsmdbpf]|$)"), "k"),
    (re.compile(r"ts?ch"), "ch"),
    (re.compile(r"sch"), "sh"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"ae"), "e"),
    (re.compile(r"aja"), "aya"),
    (re.compile(r"gue?$"), "g"),
    (re.compile(r"(?<=[nl])e$"), ""),  # as the French write Lénine and Staline
)
_ENDINGS: Final = ((re.compile(r"i?ef$"), "ev"), (re.compile(r"i?ev$"), "ev"), (re.compile(r"(?<=e)i$"), ""))
_NEGATING: Final = ("un", "in", "im", "non", "anti", "counter", "dis", "ir", "il")
_SHORT: Final = 5  # letters: up to so many, another letter makes another word (Lenin and Levin)


def latin(folded: str) -> str:
    """Return folded text with Cyrillic letters in Latin ones."""
    return folded.translate(_CYRILLIC)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """Return what spellings of one foreign name share: Kameneff and Kamenew, Boukharine and Bukharin."""
    for pattern, replacement in _SOUND_STEPS:
        word = pattern.sub(replacement, word)
    word = spelling_key(word)
    for pattern, replacement in _ENDINGS:
        word = pattern.sub(replacement, word)
    return word


def slips_allowed(length: int) -> int:
    """Return how many slips a word of ``length`` letters may have and still be meant."""
    if length < 4:  # noqa: PLR2004 - in three letters every slip makes another word
        return 0
    return 1 if length < 10 else 2 if length < 14 else 3  # noqa: PLR2004 - the thresholds are this function


def slips(given: str, right: str) -> int | None:
    """Return how many slips make ``right`` into ``given``; None where they are different words.

    The first letter is rarely a slip, in a short word no letter stands for another, numbers have no slips, and
    ``unconscious`` is no slip for ``conscious``.
    """
    if given == right:
        return 0
    if not given or not right or given[0] != right[0] or not given.isalpha():
        return None
    allowed = slips_allowed(min(len(right), len(given) + 1))
    distance = OSA.distance(given, right, score_cutoff=allowed)
    if distance > allowed or opposed(given, right):
        return None
    swapped = len(given) == len(right) and sorted(given) == sorted(right)
    if len(right) <= _SHORT and len(given) == len(right) and not swapped:
        return None
    # A last "a" tells a woman's name from a man's: Ulyanova and Ulyanov.
    return None if given in {right + "a", right.removesuffix("a")} else distance


def opposed(one: str, other: str) -> bool:
    """Return whether one of two words denies the other by a prefix."""
    short, long = sorted((one, other), key=len)
    return any(long == prefix + short for prefix in _NEGATING)
