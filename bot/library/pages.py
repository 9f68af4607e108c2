"""A chapter cut into pages that fit a card: at the ends of passages, paragraphs and sentences, in that order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.content.model import Chapter, Paragraph, Passage, Run
from bot.library.library import passage_of

PAGE_CHARACTERS: Final = 2400
"""The most of the source's text on one page; the rest of a message's 4,000 is for titles and the citation."""

_SENTENCE_END: Final = re.compile(r"(?<=[.?!…])[”’\"']?\s+|(?<=[.?!…][”’])\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """``paragraph.text[start:end]``, shown on a page."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.paragraph.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a passage. ``passage`` is None only where the index has a fault."""

    passage: Passage | None
    pieces: tuple[Piece, ...]

    @property
    def run(self) -> Run:
        """The paragraphs of which the page shows something."""
        return Run(self.pieces[0].paragraph.number, self.pieces[-1].paragraph.number)

    @property
    def starts_inside(self) -> bool:
        """Whether the page goes on with a paragraph that the page before began."""
        return self.pieces[0].start > 0


def pages(chapter: Chapter, most: int = PAGE_CHARACTERS) -> tuple[Page, ...]:
    """Return the chapter's pages, in order; together they hold each character of its text that is no space at a cut."""
    found: list[Page] = []
    held: list[Piece] = []
    passage: Passage | None = None
    for paragraph in chapter.paragraphs:
        owner = passage_of(chapter, paragraph.number)
        for piece in _pieces(paragraph, most):
            full = sum(len(each.text) for each in held) + len(piece.text) > most
            if held and (owner is not passage or full):
                found.append(Page(passage, tuple(held)))
                held = []
            passage = owner
            held.append(piece)
    if held:
        found.append(Page(passage, tuple(held)))
    return tuple(found)


def page_index(chapter_pages: tuple[Page, ...], paragraph: int, character: int = 0) -> int:
    """Return which page shows ``paragraph`` from ``character`` on; the last one where the chapter ends before that."""
    for index, page in enumerate(chapter_pages):
        for piece in page.pieces:
            if piece.paragraph.number == paragraph and piece.start <= character < max(piece.end, 1):
                return index
    return len(chapter_pages) - 1


def _pieces(paragraph: Paragraph, most: int) -> Iterator[Piece]:
    start, text = 0, paragraph.text
    while len(text) - start > most:
        end = _cut(text, start, most)
        yield Piece(paragraph, start, end)
        start = end + len(text[end:]) - len(text[end:].lstrip())
    yield Piece(paragraph, start, len(text))


def _cut(text: str, start: int, most: int) -> int:
    """Return where to cut: at the last end of a sentence within ``most``, else at a space, else there."""
    window = text[start : start + most]
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    if ends:
        return start + len(window[: ends[-1]].rstrip())
    space = window.rfind(" ")
    return start + (space if space > 0 else most)
