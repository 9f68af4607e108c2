"""What of a work is indexed, and what tells its content from every other."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.content.model import Passage, Work
from bot.library.fold import words
from bot.library.library import Library, Place
from bot.library.search.little import LITTLE

_FORM: Final = "2"  # of what is indexed and how: where it changes, no index that is kept is of this content


@dataclass(frozen=True, slots=True)
class Part:
    """A work in an index: a digest of all that is indexed of it, and how many paragraphs it has there."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """What of a work is indexed: paragraph ``p`` stands at ``places[p]`` and reads ``texts[p]``.

    ``about[p]`` has more words by which it is found.
    """

    part: Part
    places: Sequence[Place]
    texts: Sequence[str]
    about: Sequence[str]


def contents_of(library: Library) -> list[Content]:
    """Return what is indexed of each work of a library that has paragraphs, in order."""
    by_work = groupby(library.places, key=lambda place: place.work.id)
    return [_content(tuple(places)) for _, places in by_work]


def parts_of(contents: Sequence[Content]) -> tuple[Part, ...]:
    """Return the parts of an index of ``contents``."""
    return tuple(content.part for content in contents)


def texts_and_about(contents: Sequence[Content]) -> tuple[list[str], list[str]]:
    """Return the texts of every paragraph of ``contents``, and what each is about."""
    texts = [text for content in contents for text in content.texts]
    return texts, [about for content in contents for about in content.about]


def text_of(place: Place) -> str:
    """Return the text of the one paragraph that is found at a place."""
    return next(place.paragraphs).text


def _content(places: Sequence[Place]) -> Content:
    work = places[0].work
    texts = [text_of(place) for place in places]
    about = list(_about(work, places))
    return Content(Part(_digest([_FORM, work.id, *texts, *about]), len(places)), places, texts, about)


def _about(work: Work, places: Iterable[Place]) -> Iterator[str]:
    """Yield the words of the title of each paragraph's passage, and of the names of those who are in it."""
    for passage, held in groupby((place.passage for place in places), key=lambda passage: passage):
        found = "" if passage is None else _told(work, passage)
        yield from (found for _ in held)


def _told(work: Work, passage: Passage) -> str:
    ids = (passage.narrator, *passage.speakers, *passage.persons, *passage.places)
    names = [name for each in ids if each in work.entities for name in work.entities[each].names]
    told = (word.folded for text in (passage.title, *names) for word in words(text))
    return " ".join(dict.fromkeys(word for word in told if word not in LITTLE))


def _digest(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        raw = text.encode()
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()[:32]
