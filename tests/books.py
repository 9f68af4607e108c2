"""Small works made of given paragraphs, for tests of what is done with any work."""

from collections.abc import Mapping, Sequence

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
