"""Words as they are compared: case, accents, quote marks and spelling habits folded away."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

MAX_QUERY: Final = 200
"""How much of what a person typed is looked at, in characters, before and after folding."""

_MARKS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_WORD: Final = re.compile(rf"[^\W_][\w{_MARKS}]*(?:['’ʼ´`‘][^\W_][\w{_MARKS}]*)*")
_APOSTROPHES: Final = str.maketrans("", "", "'’ʼ´`‘_")
# Letters that NFKD leaves whole though readers type them as plain ones.
_LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_KEY_STEPS: Final = (
    (re.compile(r"(?<=[^\Wd])j(?=[aou])"), "i"),
    (re.compile(r"tz|cz|ts"), "c"),
    (re.compile(r"zh|dj"), "j"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph|ff"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?<=.)(?:ye|ie|je)"), "e"),
    (re.compile(r"^(?:yo|jo|io)"), "o"),
    (re.compile(r"^(?:yu|ju|iu)"), "u"),
    (re.compile(r"(?:iy|ij|ii|y)"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as compared, and where it stands there (``text[start:end]``)."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return ``text`` without case, accents and stacked marks; only for comparing, never for showing."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.casefold().translate(_LETTERS)


def words(text: str) -> list[Word]:
    """Return the words of ``text`` in order. ``people's`` is one word, ``ant-hill`` is two."""
    found = []
    for match in _WORD.finditer(text):
        folded = folded_word(match[0])
        if folded:
            found.append(Word(folded, match.start(), match.end()))
    return found


def folded(text: str) -> str:
    """Return the words of ``text`` as they are compared, one space between them."""
    return " ".join(word.folded for word in words(text))


def raw_words(text: str) -> list[str]:
    """Return the words of ``text`` as they stand there, in order; quicker than ``words`` over many texts."""
    return _WORD.findall(text)


def folded_word(raw: str) -> str:
    """Return a word as it is compared, from how it stands in a text."""
    return fold(raw).translate(_APOSTROPHES)


def query_words(text: str) -> list[str]:
    """Return the words of what a person typed: as ``words``, of the first ``MAX_QUERY`` characters, marks stripped."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", text[:MAX_QUERY]) if not _is_mark(letter))
    return [word.folded for word in words(plain[:MAX_QUERY])]


def spelling_key(word: str) -> str:
    """Return what spellings of one foreign name have in common: Svyerdlov, Sverdlov and Swerdloff share a key."""
    for pattern, replacement in _KEY_STEPS:
        word = pattern.sub(replacement, word)
    return word[:-1] + "v" if word.endswith(("of", "ef")) else word


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")
