"""Every word of a library by its position, so that a run of words is found exactly, over paragraphs too.

Positions count the words of all sections, one after the other. Before each section and after the last stands one that
no word of a claim equals, so no run crosses from one chapter to another.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from bot.content.model import Chapter, Note, Paragraph, Run, Work
from bot.library.library import Library, Place
from bot.library.verify.wording import Word, counted, counted_words, word_pattern

UNKNOWN: Final = 0
"""The number of a word that the library doesn't have."""


class Form(Enum):
    """Which form of the text a section has."""

    SERVED = "as served"
    TRANSCRIBED = "as transcribed"
    NOTE = "a note"


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter in one of its forms, or a note. ``starts`` has the position of each text's first word."""

    work: Work
    chapter: Chapter
    form: Form
    note: Note | None
    numbers: Sequence[int]
    texts: Sequence[str]
    starts: Sequence[int]
    end: int

    def place(self, first: int, last: int) -> Place:
        """Return the paragraphs that hold the words at two positions and all between."""
        run = Run(self.numbers[self._text_at(first)], self.numbers[self._text_at(last)])
        return Place(self.work, self.chapter, (run,))

    def stretch(self, first: int, last: int) -> "Stretch":
        """Return the whole paragraphs that hold the words at two positions and all between."""
        begin, end = self._text_at(first), self._text_at(last) + 1
        words: list[Word] = []
        offset = 0
        for text in self.texts[begin:end]:
            here = text_words(self.chapter, text)
            words += [Word(each.counted, each.start + offset, each.end + offset) for each in here]
            offset += len(text) + 1
        return Stretch(" ".join(self.texts[begin:end]), words, self.starts[begin])

    def passage_bounds(self, position: int) -> tuple[int, int]:
        """Return from where to before where the passage of a word runs; its paragraph's, where it is in no passage."""
        at = self._text_at(position)
        number = self.numbers[at]
        run = next((each.run for each in self.chapter.passages if number in each.run), Run(number, number))
        first, after = bisect_left(self.numbers, run.first), bisect_right(self.numbers, run.last)
        return self.starts[first], self.starts[after] if after < len(self.starts) else self.end

    def spot(self, position: int) -> tuple[int, int]:
        """Return the number of a word's paragraph, and its index among the paragraph's words."""
        at = self._text_at(position)
        return self.numbers[at], position - self.starts[at]

    def _text_at(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs joined by one space, with their words; ``first`` is the position of the first of them."""

    text: str
    words: Sequence[Word]
    first: int

    def word(self, position: int) -> Word:
        """Return the word at a position."""
        return self.words[position - self.first]

    def between(self, position: int) -> str:
        """Return what stands between a word and the next; after the last, what ends the text and a line's end."""
        at = position - self.first
        end = self.words[at].end
        if at + 1 == len(self.words):
            return self.text[end:] + "\n"
        return self.text[end : self.words[at + 1].start]


class Corpus:
    """The words of a library; built once, then only read, so threads may share it.

    Of chapters that ``before`` has as the very same objects, the words are taken from there.
    """

    def __init__(self, library: Library, before: "Corpus | None" = None) -> None:
        # Words keep their numbers, so that what is taken over needs none anew; those of later words mean nothing here.
        self._numbers: dict[str, int] = {} if before is None else before._numbers  # noqa: SLF001 - one of its own kind
        self._tokens = array("I")
        seen: dict[str, int] = {}
        known = {} if before is None else {_key(section): section for section in before.sections}
        sections = []
        for bare in _sections(library):
            section = known.get(_key(bare))
            if before is None or section is None:
                sections.append(self._section(bare, seen))
            else:
                sections.append(self._taken(bare, section, before))
        self.sections: tuple[Section, ...] = tuple(sections)
        self._tokens.append(UNKNOWN)
        self._postings = self._posted()
        self._starts = [section.starts[0] for section in self.sections]

    def __len__(self) -> int:
        return len(self._tokens)

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Return the number of each word, UNKNOWN for those that stand nowhere."""
        numbers = (self._numbers.get(word, UNKNOWN) for word in words)
        return [number if number < len(self._postings) else UNKNOWN for number in numbers]

    def positions(self, number: int) -> Sequence[int]:
        """Return where a word stands, in order."""
        return self._postings[number]

    def at(self, first: int, after: int) -> Sequence[int]:
        """Return the numbers of the words from one position to before another."""
        return self._tokens[first:after]

    def section(self, position: int) -> Section:
        """Return the section that holds a position."""
        return self.sections[bisect_right(self._starts, position) - 1]

    def find(self, wanted: Sequence[int], first: int = 0, after: int | None = None) -> list[int]:
        """Return every position from ``first`` to before ``after`` at which exactly these words stand, all within."""
        if not wanted or UNKNOWN in wanted:
            return []
        tokens, size = self._tokens, len(wanted)
        rarest = min(range(size), key=lambda index: len(self._postings[wanted[index]]))
        run, here = array("I", wanted), self._postings[wanted[rarest]]
        low = bisect_left(here, first + rarest)
        high = len(here) if after is None else bisect_right(here, after - size + rarest)
        beside = rarest - 1 if rarest else min(1, size - 1)
        step, neighbour = beside - rarest, wanted[beside]
        # Most places fail at the neighbour already, and to look at one word is cheaper than to copy a run.
        likely = [at for at in here[low:high] if tokens[at + step] == neighbour]
        return [at - rarest for at in likely if tokens[at - rarest : at - rarest + size] == run]

    def run_around(self, claim: Sequence[int], index: int, position: int) -> tuple[int, int]:
        """Return how far, before and after, a claim goes on as the text does, from one word that they share."""
        tokens = self._tokens
        before = 0
        while before < index and claim[index - before - 1] == tokens[position - before - 1] != UNKNOWN:
            before += 1
        after, most = 1, min(len(claim) - index, len(tokens) - position)
        while after < most and claim[index + after] == tokens[position + after] != UNKNOWN:
            after += 1
        return before, after

    def _section(self, bare: "_Bare", seen: dict[str, int]) -> Section:
        self._tokens.append(UNKNOWN)
        starts = array("I")
        marks = _marks(bare.chapter)
        for text in bare.texts:
            starts.append(len(self._tokens))
            if marks is not None and marks.search(text):
                self._tokens.extend([self._number(word.counted) for word in counted_words(text, marks)])
            else:
                raw = word_pattern(text).findall(text)
                self._tokens.extend([seen.get(word) or self._raw_number(word, seen) for word in raw])
        numbers = array("I", bare.numbers)
        end = len(self._tokens)
        return Section(bare.work, bare.chapter, bare.form, bare.note, numbers, bare.texts, starts, end)

    def _taken(self, bare: "_Bare", section: Section, before: "Corpus") -> Section:
        """Take a section's words from another corpus; only its place among them is another."""
        self._tokens.append(UNKNOWN)
        shift = len(self._tokens) - section.starts[0]
        self._tokens.extend(before._tokens[section.starts[0] : section.end])  # noqa: SLF001 - one of its own kind
        starts = array("I", [start + shift for start in section.starts])
        return replace(section, work=bare.work, starts=starts, end=section.end + shift)

    def _raw_number(self, raw: str, seen: dict[str, int]) -> int:
        number = seen[raw] = self._number(counted(raw))
        return number

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers) + 1)

    def _posted(self) -> "list[array[int]]":
        """Return the positions of each word by its number; of UNKNOWN, those of the marks between sections."""
        postings = [array("I") for _ in range(len(self._numbers) + 1)]
        for position, number in enumerate(self._tokens):
            postings[number].append(position)
        return postings


def _key(section: "Section | _Bare") -> tuple[int, str, tuple[str, ...]]:
    """Return what tells a section from every other, for as long as its chapter lives."""
    return id(section.chapter), section.note.mark if section.note else "", tuple(section.texts)


@dataclass(frozen=True, slots=True)
class _Bare:
    """A section whose words are not counted yet."""

    work: Work
    chapter: Chapter
    form: Form
    numbers: Sequence[int]
    texts: Sequence[str]
    note: Note | None = None


def _sections(library: Library) -> Iterator[_Bare]:
    """Yield every chapter as served, then those whose transcription has other words, then the notes."""
    chapters = [(work, chapter) for work in library.works for chapter in work.chapters if chapter.paragraphs]
    for work, chapter in chapters:
        numbers = [paragraph.number for paragraph in chapter.paragraphs]
        yield _Bare(work, chapter, Form.SERVED, numbers, [paragraph.text for paragraph in chapter.paragraphs])
    for work, chapter in chapters:
        if any(_reads_otherwise(paragraph) for paragraph in chapter.paragraphs):
            numbers = [paragraph.number for paragraph in chapter.paragraphs]
            yield _Bare(work, chapter, Form.TRANSCRIBED, numbers, [each.source for each in chapter.paragraphs])
    for work, chapter in chapters:
        for note in chapter.notes:
            for text in dict.fromkeys((note.text, note.source)):
                yield _Bare(work, chapter, Form.NOTE, [note.paragraph], [text], note)


def _reads_otherwise(paragraph: Paragraph) -> bool:
    if not paragraph.corrected:
        return False
    source, served = counted_words(paragraph.source), counted_words(paragraph.text)
    return [word.counted for word in source] != [word.counted for word in served]


def text_words(chapter: Chapter, text: str) -> list[Word]:
    """Return the words of one of a chapter's texts, the marks of its notes left out."""
    return counted_words(text, _marks(chapter))


def _marks(chapter: Chapter) -> re.Pattern[str] | None:
    """Return what matches the marks of notes, which are no words of the text."""
    if not chapter.notes:
        return None
    return re.compile("|".join(re.escape(note.mark) for note in chapter.notes))
