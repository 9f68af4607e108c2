"""Turns a draft into the files of a work, as texts by name: nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.content.drafting.datings import find_datings
from bot.content.drafting.draft import Draft
from bot.content.drafting.ids import Ids, slug
from bot.content.drafting.index import Person, chapter_yaml, people_yaml, work_yaml
from bot.content.drafting.names import Name, find_names
from bot.content.drafting.numbering import Numbered, number_chapters
from bot.content.drafting.spoken import find_spoken
from bot.content.drafting.yaml_text import CONFIRM, GUESS, scalar
from bot.content.fields import is_identifier
from bot.errors import UserError

_LEAST_SHORT: Final = 2  # letters of a short title made of initials
_LONGEST_SHORT: Final = 20
_MOST_CHAPTERS: Final = 1_000
_MARK: Final = f": {CONFIRM}"


@dataclass(frozen=True, slots=True)
class DraftedWork:
    """The files of a work by name, and how many of each thing was found for the author to look through."""

    id: str
    files: dict[str, str]
    chapters: int
    paragraphs: int
    persons: int
    places: int
    dates: int
    spoken: int
    to_confirm: int


def draft_work(draft: Draft, source: Path, work_id: str | None, short: str | None) -> DraftedWork:
    """Return the work that ``draft``, read from ``source``, makes; UserError where it needs an id of its own."""
    draft = _titled(draft, source)
    made_id = work_id or slug(draft.title) or slug(source.stem)
    if not made_id:
        raise UserError(f"no id can be made of the title “{draft.title}”: give one with --id")
    if not is_identifier(made_id):
        raise UserError(f"`{made_id}` is no id: lower-case words joined by hyphens")
    ids = {"passage": Ids(), "person": Ids()}
    texts = [paragraph for chapter in draft.chapters for paragraph in chapter.paragraphs]
    author, people = _people(draft.author, find_names(texts), ids["person"])
    everyone = people if author is None else [author, *people]
    files = {
        "work.yaml": work_yaml(draft, made_id, short or _short(draft.title), CONFIRM if author is None else author.id),
        "people.yaml": people_yaml(author, people, draft.title),
    }
    numbered = _numbered(draft, source)
    width = len(str(max(each.number for each in numbered)))
    for chapter, number in zip(draft.chapters, numbered, strict=True):
        stem = f"{number.number:0{max(width, 2)}}-{slug(number.title) or 'chapter'}"
        shown, title = _heading(number, guessed=not chapter.title)
        files[f"{stem}.txt"] = list(chapter.paragraphs)
        files[f"{stem}.yaml"] = chapter_yaml(shown, title, chapter.paragraphs, everyone, ids)
    return DraftedWork(
        id=made_id,
        files={name: "".join(f"{line}\n" for line in lines) for name, lines in files.items()},
        chapters=len(draft.chapters),
        paragraphs=len(texts),
        persons=sum(not person.name.is_place for person in everyone),
        places=sum(person.name.is_place for person in everyone),
        dates=sum(1 for text in texts for _ in find_datings(text)),
        spoken=sum(1 for chapter in draft.chapters for _ in find_spoken(chapter.paragraphs)),
        to_confirm=sum(_to_confirm(lines) for name, lines in files.items() if name.endswith(".yaml")),
    )


def _to_confirm(lines: Sequence[str]) -> int:
    return sum(_MARK in line and not line.startswith("#") and _is_mark(line) for line in lines)


def _is_mark(line: str) -> bool:
    return line.partition(_MARK)[0].strip(" -").isidentifier()


def _titled(draft: Draft, source: Path) -> Draft:
    if draft.title:
        return draft
    words = slug(source.stem).split("-")
    while len(words) > 1 and words[0].isdigit():
        words = words[1:]
    title = " ".join(words).capitalize() or source.stem
    return Draft(title, draft.author, draft.language, draft.chapters, draft.changes)


def _short(title: str) -> str:
    initials = "".join(word[0] for word in title.split() if word[0].isupper())
    if len(initials) >= _LEAST_SHORT:
        return initials[:_LONGEST_SHORT]
    return title[:_LONGEST_SHORT].strip()


def _people(author: str, names: Sequence[Name], ids: Ids) -> tuple[Person | None, list[Person]]:
    """Give everyone an id. A likely name that is the author's, whole or its last word, is a spelling of the author."""
    if not author:
        return None, [Person(ids.make(name.name, "name"), name) for name in names]
    own = {author, author.rsplit(" ", 1)[-1]}
    found = [name for name in names if own & set(name.forms)]
    spellings = dict.fromkeys(form for name in found for form in name.forms if form != author)
    person = Person(ids.make(author, "author"), Name(author, tuple(spellings), 0, is_place=False))
    return person, [Person(ids.make(name.name, "name"), name) for name in names if name not in found]


def _numbered(draft: Draft, source: Path) -> list[Numbered]:
    """Return the chapters' numbers; one alone without a heading has its number from the file's name, `29-in-power`."""
    if len(draft.chapters) > 1 or draft.chapters[0].title:
        return number_chapters([chapter.title for chapter in draft.chapters])
    first = slug(source.stem).partition("-")[0]
    number = int(first) if first.isdigit() and 0 < int(first) < _MOST_CHAPTERS else 1
    return [Numbered(number, draft.title, told=False)]


def _heading(chapter: Numbered, *, guessed: bool) -> tuple[str, str]:
    """Return a chapter's number and title as its index has them, marked where they were guessed."""
    number = f"{chapter.number}{'' if chapter.told else GUESS}"
    if not chapter.title:
        return number, CONFIRM
    return number, f"{scalar(chapter.title)}{GUESS if guessed else ''}"
