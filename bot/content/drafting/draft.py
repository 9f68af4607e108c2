"""What is read from a source before it is written as a work."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a source that stands by itself, its white space as it was: a paragraph, or a heading of level 1-6."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class DraftChapter:
    """A chapter with its heading as it was (empty where it has none) and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A source, read. What it does not say of itself is an empty text.

    ``changes`` says, for the author, everything in which the paragraphs differ from the source.
    """

    title: str
    author: str
    language: str
    chapters: tuple[DraftChapter, ...]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of one kind of file makes of it, before chapters are told apart."""

    blocks: Iterable[Block]
    title: str = ""
    author: str = ""
    language: str = ""
    changes: tuple[str, ...] = ()
