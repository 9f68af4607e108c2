"""Words as questions compare them: without case, accents, articles and possessives."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from bot.library.fold import folded_word, raw_words

_POSSESSIVE: Final = re.compile(r"[’']s\b")
_ARTICLES: Final = frozenset({"the", "a", "an"})
_SHARED: Final = 4  # so many words in a row in common make two texts the same place


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return the words of ``text`` as compared, without articles and possessives, one space between them."""
    return " ".join(filter(None, map(_compared, raw_words(_POSSESSIVE.sub("", text)))))


@lru_cache(maxsize=1 << 15)  # the words of a language come again: few are folded anew
def _compared(word: str) -> str:
    """Return a word as it is compared; nothing for an article."""
    folded = folded_word(word)
    return "" if folded in _ARTICLES else folded


def quoted(text: str) -> str:
    """Return words of the source on a line of their own, in quotation marks unless they bring some."""
    return f"\n{text}" if "“" in text else f"\n“{text}”"


def stands_in(names: Iterable[str], text: str) -> bool:
    """Whether one of ``names`` stands in ``text``, word for word as compared."""
    folded = f" {bare(text)} "
    return any(f" {name} " in folded for name in map(bare, names) if name)


def in_common(one: str, other: str) -> bool:
    """Whether two texts share several words in a row."""
    return not _runs(one).isdisjoint(_runs(other))


@lru_cache(maxsize=512)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Return every run of ``_SHARED`` words of a text."""
    found = bare(text).split()
    return frozenset(zip(*(found[start:] for start in range(_SHARED)), strict=False))
