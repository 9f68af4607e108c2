"""The works behind one door: every look-up that needs no search."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from rapidfuzz import fuzz, process

from bot.content.model import Chapter, Entity, Paragraph, Passage, Question, Quote, Run, Work
from bot.errors import UserError
from bot.library.fold import fold
from bot.library.reference import Reference, format_reference, parse_reference

Offered = TypeVar("Offered")

_NAMED = 8  # works in an error
_SAME_TITLE = 80.0  # per cent: a title or id spelt this well is meant


@dataclass(frozen=True, slots=True)
class Place:
    """Paragraphs of a chapter of a work: what a reference names, once it is found."""

    work: Work
    chapter: Chapter
    runs: tuple[Run, ...]

    @property
    def reference(self) -> str:
        """The reference in its short form, ``ML 29:22-24``."""
        return format_reference(self.work.short, self.chapter.number, self.runs)

    @property
    def stable_reference(self) -> str:
        """The reference by the work's id, ``my-life 29:22-24``: the form to store."""
        return format_reference(self.work.id, self.chapter.number, self.runs)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs, in order."""
        return (self.chapter.paragraph(number) for run in self.runs for number in run.numbers)

    @property
    def passage(self) -> Passage | None:
        """The passage that holds the first paragraph; None only where the index has a fault."""
        return passage_of(self.chapter, self.runs[0].first)


def _offered(typed: str, named: Sequence[tuple[str, Offered]], limit: int) -> list[Offered]:
    """Return what to offer while its name is typed, the likest first; all where nothing is typed yet."""
    wanted = fold(typed).strip()
    scored = [(fuzz.partial_ratio(wanted, fold(name)), each) for name, each in named]
    fitting = [(score, each) for score, each in scored if not wanted or score >= _SAME_TITLE]
    return [each for _, each in sorted(fitting, key=lambda found: -found[0])][:limit]


def _named(works: Sequence[Work]) -> str:
    """Return the first few works by name, and how many more there are."""
    more = f" and {len(works) - _NAMED} more" if len(works) > _NAMED else ""
    return ", ".join(f"{work.short} ({work.title})" for work in works[:_NAMED]) + more


def passage_of(chapter: Chapter, number: int) -> Passage | None:
    """Return the passage that holds a paragraph."""
    return next((passage for passage in chapter.passages if number in passage.run), None)


class Library:
    """The works that are served. It holds no state beside them, so threads may share it."""

    def __init__(self, works: Sequence[Work]) -> None:
        self.works = tuple(works)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every paragraph of every work as a place of its own, in order."""
        return tuple(
            Place(work, chapter, (Run(paragraph.number, paragraph.number),))
            for work in self.works
            for chapter in work.chapters
            for paragraph in chapter.paragraphs
        )

    @cached_property
    def quotes(self) -> tuple[tuple[Work, Chapter, Quote], ...]:
        """Every quote with the chapter it stands in."""
        return tuple(
            (work, chapter, quote) for work in self.works for chapter in work.chapters for quote in chapter.quotes
        )

    @cached_property
    def questions(self) -> tuple[tuple[Place, Question], ...]:
        """Every question with the first place that proves it."""
        return tuple(
            (Place(work, chapter, (question.proof[0].run,)), question)
            for work in self.works
            for chapter in work.chapters
            for question in chapter.questions
        )

    def at(self, text: str) -> Place:
        """Return the place that a reference names; UserError says what is wrong with it."""
        reference = parse_reference(text)
        if reference is None:
            raise UserError(f"“{text[:60]}” is not a reference: write it like {self._example()}")
        work = self._work(reference)
        chapter = next((each for each in work.chapters if each.number == reference.chapter), None)
        if chapter is None:
            numbers = ", ".join(str(each.number) for each in work.chapters)
            raise UserError(f"{work.title} has no chapter {reference.chapter} here: it has {numbers}")
        last = max(run.last for run in reference.runs)
        if last > len(chapter.paragraphs):
            raise UserError(
                f"there is no {format_reference(work.short, chapter.number, reference.runs)}: "
                f"chapter {chapter.number} has paragraphs 1-{len(chapter.paragraphs)}"
            )
        return Place(work, chapter, reference.runs)

    def passage(self, title: str) -> Place | None:
        """Return the passage that an id or a title, perhaps misspelt, names; None where none does."""
        wanted = fold(title)
        exact = self._by_title.get(wanted) or self._by_id.get(wanted)
        if exact is not None:
            return exact
        best = process.extractOne(wanted, self._by_title.keys(), scorer=fuzz.ratio, score_cutoff=_SAME_TITLE)
        return None if best is None else self._by_title[best[0]]

    @cached_property
    def _passages(self) -> tuple[tuple[Passage, Place], ...]:
        return tuple(
            (passage, Place(work, chapter, (passage.run,)))
            for work in self.works
            for chapter in work.chapters
            for passage in chapter.passages
        )

    @cached_property
    def _by_title(self) -> dict[str, Place]:
        """The passage of each title, as compared; the first, where several have it."""
        return {fold(passage.title): place for passage, place in reversed(self._passages)}

    @cached_property
    def _by_id(self) -> dict[str, Place]:
        return {passage.id: place for passage, place in reversed(self._passages)}

    @cached_property
    def themes(self) -> dict[str, str]:
        """The title of every theme of every work, by its id."""
        return {theme: title for work in self.works for theme, title in work.themes.items()}

    def theme(self, name: str) -> str | None:
        """Return the id of the theme that an id or a title, perhaps misspelt, names; None where none does."""
        if name in self.themes:
            return name
        titles = {theme: fold(title) for theme, title in self.themes.items()}
        best = process.extractOne(fold(name), titles, scorer=fuzz.ratio, score_cutoff=_SAME_TITLE)
        return None if best is None else best[2]

    def complete_themes(self, typed: str, limit: int = 25) -> list[tuple[str, str]]:
        """Return ids and titles of the themes to offer while one is typed."""
        return _offered(typed, [(title, (theme, title)) for theme, title in self.themes.items()], limit)

    def complete_works(self, typed: str, limit: int = 25) -> list[Work]:
        """Return the works to offer while a title is typed."""
        return _offered(typed, [(f"{work.short} {work.title}", work) for work in self.works], limit)

    def any_place(self, source: random.Random) -> Place:
        """Pick a paragraph by ``source``. UserError where the library is empty."""
        if not self.places:
            raise UserError("the library is empty: LECTOR_QUOTES names a folder without works")
        return source.choice(self.places)

    def entity(self, work: Work, entity_id: str) -> Entity | None:
        """Return the person, organisation or place with an id."""
        return work.entities.get(entity_id)

    def _work(self, reference: Reference) -> Work:
        if reference.work is None:
            having = [work for work in self.works if any(each.number == reference.chapter for each in work.chapters)]
            if len(having) > 1:
                names = _named(having)
                raise UserError(f"which work? Several have a chapter {reference.chapter}: {names}")
            if having or self.works:
                return (having or self.works)[0]
            raise UserError("the library is empty: LECTOR_QUOTES names a folder without works")
        return self.work(reference.work)

    def work(self, name: str) -> Work:
        """Return the work that an id, a short or a full title names; UserError says which there are."""
        named = {fold(name): work for work in self.works for name in (work.id, work.short, work.title)}
        best = process.extractOne(fold(name), list(named), scorer=fuzz.ratio, score_cutoff=_SAME_TITLE)
        if best is None:
            raise UserError(f"no work is called “{name[:40]}”: there is {_named(self.works) or 'none'}")
        return named[best[0]]

    def _example(self) -> str:
        if not self.places:
            return "ML 29:13"
        return self.places[min(12, len(self.places) - 1)].reference
