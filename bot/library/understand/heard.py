"""A sentence taken apart: its words with what each may mean, and the runs of words that name something."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.library.fold import words
from bot.library.understand.lexicon import Lexicon, Sense

LONGEST: Final = 400
"""Characters of a sentence that are read for a command; whoever writes more gives words to look for."""

_QUOTED: Final = re.compile(r"[“\"„«](.+?)[”\"“»]|(?<!\w)['‘](.+)['’](?!\w)|:\s*(\S.*)", re.DOTALL)
_QUOTATION: Final = " \n\t\"“”'‘’"
_MARKS: Final = " \t\n\r\f\v.,;:!?…-–—_*~`'\"“”‘’«»„()[]<>|/"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: as typed (folded), put right, where it stands, and what it may mean."""

    typed: str
    word: str
    start: int
    end: int
    senses: frozenset[Sense]
    filler: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence and its words. Indexes and ranges are of words; a range is that of words that are accounted for."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def plain(self) -> str:
        """The words, put right, between single spaces, with one before and after: for looking for a phrase."""
        return f" {' '.join(token.word for token in self.tokens)} "

    @property
    def quoted(self) -> str | None:
        """What stands in quotation marks or after a colon; None where nothing does."""
        match = _QUOTED.search(self.text)
        return None if match is None else next(group for group in match.groups() if group).strip(_QUOTATION)

    def says(self, *phrases: str) -> bool:
        """Whether one of the phrases stands in the sentence, as whole words."""
        plain = self.plain
        return any(f" {phrase} " in plain for phrase in phrases)

    def has(self, *senses: Sense) -> bool:
        """Whether a word has one of the senses."""
        return any(token.senses.intersection(senses) for token in self.tokens)

    def where(self, *senses: Sense, start: int = 0) -> int | None:
        """Return the first word from ``start`` on with one of the senses."""
        found = (index for index in range(start, len(self.tokens)) if self.tokens[index].senses.intersection(senses))
        return next(found, None)

    def opens_with(self, *senses: Sense) -> bool:
        """Whether the first word that is not mere politeness has one of the senses."""
        return self.lead < len(self.tokens) and bool(self.tokens[self.lead].senses.intersection(senses))

    @property
    def lead(self) -> int:
        """The index of the first word that is not mere politeness."""
        found = (index for index, token in enumerate(self.tokens) if Sense.POLITE not in token.senses)
        return next(found, len(self.tokens))

    def left(self, *explained: Sense, besides: Iterable[range] = ()) -> list[Token]:
        """Return the words that say something and are neither of these senses nor in these ranges."""
        used = {index for each in besides for index in each}
        return [
            token
            for index, token in enumerate(self.tokens)
            if not token.filler and not token.senses.intersection(explained) and index not in used
        ]

    def since(self, start: int, end: int | None = None) -> str:
        """Return what was typed from a word on, up to the word ``end``, without marks and politeness around it."""
        stop = len(self.tokens) if end is None else end
        while stop > start and Sense.POLITE in self.tokens[stop - 1].senses:
            stop -= 1
        if start >= stop:
            return ""
        return self.text[self.tokens[start].start : self.tokens[stop - 1].end].strip(_MARKS)


def hear(sentence: str, lexicon: Lexicon) -> Heard:
    """Take a sentence apart, of which the first ``LONGEST`` characters are looked at."""
    text = sentence[:LONGEST]
    tokens = []
    for found in words(text):
        word = lexicon.corrected(found.folded)
        tokens.append(Token(found.folded, word, found.start, found.end, lexicon.senses(word), lexicon.is_filler(word)))
    return Heard(text, tuple(tokens))
