"""What a person typed, taken apart: words to find, phrases that must stand so, and words that must not occur."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from bot.library.fold import MAX_QUERY, query_words

_MOST_WORDS: Final = 32
_PHRASE: Final = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
_UNWANTED: Final = re.compile(r"(?:(?<=\s)|^)[-−–](\w[^\s]*)")


@dataclass(frozen=True, slots=True)
class Query:
    """``words`` are looked for, those of ``phrases`` among them; ``unfinished`` is whether the last is being typed."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[str, ...] = ()
    unfinished: bool = False

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    def as_phrase(self) -> "Query":
        """Return the query with all of its words as one phrase."""
        return replace(self, phrases=(*self.phrases, self.words))


def parse(typed: str, *, unfinished: bool = False) -> Query:
    """Take a query apart: ``"..."`` is a phrase, ``-word`` is not wanted; the first 200 characters count.

    One word in quote marks is no phrase: people quote a word that they are not sure of.
    """
    text = typed[:MAX_QUERY]
    quoted = (tuple(query_words(found[1])) for found in _PHRASE.finditer(text))
    phrases = tuple(phrase for phrase in quoted if len(phrase) > 1)
    unwanted = [word for found in _UNWANTED.finditer(text) for word in query_words(found[1])]
    words = tuple(query_words(_UNWANTED.sub(" ", text)))[:_MOST_WORDS]
    last = unfinished and bool(words) and _goes_on(text)
    return Query(words, phrases, tuple(unwanted), last)


def _goes_on(text: str) -> bool:
    """Return whether the last character belongs to a word, so that typing may go on with it."""
    return unicodedata.category(text[-1])[0] in "LMN"
