"""Small works made of given paragraphs, for tests of what is done with any work."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.content.dates import Calendar, HistoricalDate
from bot.content.model import (
    Chapter,
    Dating,
    Edition,
    Entity,
    EntityKind,
    Event,
    Paragraph,
    Passage,
    Quote,
    Run,
    Work,
    WorkCalendar,
)


def chapter(
    *paragraphs: str,
    number: int = 1,
    passages: Sequence[Passage] = (),
    quotes: Sequence[Quote] = (),
    events: Sequence[Event] = (),
) -> Chapter:
    """Return a chapter of these paragraphs."""
    return Chapter(
        number=number,
        title="A Chapter",
        path=f"book/{number:02}.yaml",
        paragraphs=tuple(Paragraph(each, text, text) for each, text in enumerate(paragraphs, start=1)),
        notes=(),
        passages=tuple(passages),
        speech=(),
        quotes=tuple(quotes),
        events=tuple(events),
        questions=(),
    )


def work(
    *chapters: Chapter,
    work_id: str = "book",
    short: str = "B",
    title: str = "A Book",
    entities: Mapping[str, Entity] | None = None,
) -> Work:
    """Return a work of these chapters."""
    return Work(
        id=work_id,
        short=short,
        title=title,
        subtitle=None,
        author="author",
        translator=None,
        edition=Edition("The Press", "The Town", 1900),
        language="en",
        transcription=("the tests", "today"),
        rights="none needed",
        calendar=WorkCalendar(Calendar.GREGORIAN, None),
        themes={},
        path=f"{work_id}/work.yaml",
        entities=entities or {},
        chapters=chapters,
    )


def passage(first: int, last: int, title: str = "A Passage", persons: Sequence[str] = ()) -> Passage:
    """Return a passage of these paragraphs."""
    return Passage(f"from-{first}", Run(first, last), title, "author", (), tuple(persons), (), (), "Context.")


def entity(
    entity_id: str, name: str, *spellings: str, epithets: Sequence[str] = (), kind: EntityKind = EntityKind.PERSON
) -> Entity:
    """Return an entry of the people."""
    return Entity(kind, entity_id, name, name, spellings, tuple(epithets), None, None, (), "About.")


def event(title: str, date: str, end: str | None = None, calendar: Calendar = Calendar.GREGORIAN) -> Event:
    """Return an event of the first paragraph."""
    return Event(
        id=title.lower().replace(" ", "-"),
        title=title,
        run=Run(1, 1),
        date=HistoricalDate.parse(date, calendar),
        end=None if end is None else HistoricalDate.parse(end, calendar),
        wording="then",
        dated=Dating.STATED,
        why="",
        persons=(),
        places=(),
    )


_WORK = """\
{{id: {id}, short: {short}, title: The {id}, author: clerk, language: en, rights: in the public domain,
edition: {{publisher: A press, place: A town, year: 1900}},
transcription: {{origin: made for this test, updated: "2026"}}, calendar: {{name: gregorian}}, themes: []}}
"""


def write_work(library: Path, lines: Sequence[str], work_id: str = "ledger", short: str = "L") -> None:
    """Write a work of one chapter with these paragraphs, all one passage, into a library's folder."""
    folder = library / work_id
    folder.mkdir(parents=True)
    (folder / "work.yaml").write_text(_WORK.format(id=work_id, short=short), encoding="utf-8")
    people = "persons:\n  - {id: clerk, name: The Clerk, about: who kept it}\n"
    (folder / "people.yaml").write_text(people, encoding="utf-8")
    (folder / "01-one.txt").write_text("\n".join(lines), encoding="utf-8")
    index = f"chapter: 1\ntitle: One\npassages:\n  - {{id: all, in: 1-{len(lines)}, title: All, context: It}}\n"
    (folder / "01-one.yaml").write_text(index, encoding="utf-8")
