"""Words as they count in a quotation: case, quote marks, spacing, hyphens and punctuation don't; all else does.

This is stricter than ``bot.library.fold``, which is for finding: there ``we're`` is ``were``, and an accent is nothing.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_APOSTROPHES: Final = "'’‘‛ʼʹ′´`＇"
# Soft hyphens, joiners and marks of direction: a copy of a page may have them, and no reader sees them.
_INVISIBLE: Final = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
# Signs that are read aloud, so that 5 % is not 5.
_SIGNS: Final = "%‰&+=°§$£€¥¢₽₴"
_NOT_READ: Final = re.compile(f"[{_INVISIBLE}]")
_ONE_APOSTROPHE: Final = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as it counts, and where it stands there (``text[start:end]``)."""

    counted: str
    start: int
    end: int


def counted_words(text: str, but: re.Pattern[str] | None = None) -> list[Word]:
    """Return the words of ``text`` in order, without what ``but`` matches with the sign on either side: ``[1]``."""
    return [
        Word(counted(match[0]), match.start(), match.end())
        for match in word_pattern(text).finditer(text)
        if but is None or not but.fullmatch(text, max(match.start() - 1, 0), match.end() + 1)
    ]


def word_pattern(text: str) -> re.Pattern[str]:
    """Return what matches the words of ``text``, each as a whole."""
    if text.isascii():
        return _pattern("")
    marks = sorted(each for each in set(text) if each >= "\u0300" and unicodedata.category(each).startswith("M"))
    return _pattern("".join(marks))


def counted(word: str) -> str:
    """Return a word as it counts: one case, one kind of apostrophe, one form of each letter with its accents."""
    if word.isascii() and word.isalpha():
        return word.lower()
    plain = _NOT_READ.sub("", word.translate(_ONE_APOSTROPHE))
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
    return plain.strip("'") or plain


@lru_cache(maxsize=64)
def _pattern(marks: str) -> re.Pattern[str]:
    """Return the pattern for texts with these combining marks, which Python counts neither as letters nor as space."""
    letters = rf"[^\W_]+(?:[{_INVISIBLE}{re.escape(marks)}][^\W_]*)*"
    number = r"\d+(?:[.,]\d+)+(?![^\W_])"
    minus = r"(?<!\S)[-−](?=\d)"
    return re.compile(rf"{number}|{letters}(?:[{_APOSTROPHES}]{letters})*|{minus}|[{re.escape(_SIGNS)}]")
