"""From the YAML of a work to its values: one function for each kind of entry in the format."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.content.dates import Calendar
from bot.content.faults import Report
from bot.content.fields import Fields
from bot.content.model import (
    AnswerKind,
    Correction,
    Dating,
    Difficulty,
    Edition,
    Entity,
    EntityKind,
    Event,
    Passage,
    Prompt,
    Proof,
    Question,
    Quote,
    Run,
    Speech,
    Work,
    WorkCalendar,
)
from bot.content.strict_yaml import Mapping


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note as its index declares it, before the text's line is looked up."""

    line_in_text: int
    mark: str
    paragraph: Run
    by: str
    line: int


@dataclass(frozen=True, slots=True)
class ChapterIndex:
    """Everything an ``NN-slug.yaml`` says, before it is checked against the text."""

    number: int
    title: str
    notes: tuple[NoteEntry, ...]
    tail: tuple[int, ...]
    tail_line: int
    corrections: tuple[Correction, ...]
    passages: tuple[Passage, ...]
    has_all_passages: bool
    speech: tuple[Speech, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    questions: tuple[Question, ...]


def parse_work(mapping: Mapping, report: Report) -> Work | None:
    """Read a ``work.yaml``; None where a field that the rest needs is faulty."""
    fields = Fields(mapping, report, "work.yaml")
    calendar = fields.entry("calendar", _calendar)
    transcription = fields.entry("transcription", lambda entry: (entry.text("origin"), entry.text("updated")))
    work = work_of(fields, report.path, calendar, transcription)
    fields.finish()
    return work if fields.whole else None


def work_of(
    fields: Fields, path: str, calendar: WorkCalendar | None, transcription: tuple[str, str] | None
) -> Work | None:
    """Read what every work says of itself; ``transcription`` is None for quotes without a text."""
    edition = fields.entry("edition", _edition)
    work = Work(
        id=fields.identifier(),
        short=fields.text("short"),
        title=fields.text("title"),
        subtitle=fields.optional_text("subtitle"),
        author=fields.identifier("author"),
        translator=fields.optional_text("translator"),
        edition=edition or Edition("", "", 1),
        language=fields.text("language"),
        transcription=transcription,
        rights=fields.text("rights"),
        calendar=calendar or WorkCalendar(Calendar.GREGORIAN, None),
        themes=dict(fields.entries("themes", lambda entry: (entry.identifier(), entry.text("title")))),
        path=path,
    )
    return work if edition is not None else None


def parse_people(mapping: Mapping, report: Report) -> tuple[Entity, ...]:
    """Read a ``people.yaml``."""
    fields = Fields(mapping, report, "people.yaml")
    found = people_of(fields)
    fields.finish()
    return found


def people_of(fields: Fields) -> tuple[Entity, ...]:
    """Read the three lists of persons, organisations and places."""
    return (
        *fields.entries("persons", _entity(EntityKind.PERSON)),
        *fields.entries("organisations", _entity(EntityKind.ORGANISATION)),
        *fields.entries("places", _entity(EntityKind.PLACE)),
    )


def parse_chapter(mapping: Mapping, report: Report, author: str) -> ChapterIndex:
    """Read an ``NN-slug.yaml``; ``author`` narrates where a passage names nobody else."""
    fields = Fields(mapping, report, "a chapter's index")
    passages = fields.entries("passages", lambda entry: _passage(entry, author))
    index = ChapterIndex(
        number=fields.number("chapter"),
        title=fields.text("title"),
        notes=fields.entries("notes", _note),
        tail=fields.numbers("tail"),
        tail_line=mapping.lines.get("tail", 1),
        corrections=fields.entries("corrections", _correction),
        passages=passages,
        has_all_passages=len(passages) == fields.count("passages"),
        speech=fields.entries("speech", _speech),
        quotes=fields.entries("quotes", _quote),
        events=fields.entries("events", _event),
        questions=fields.entries("questions", _question),
    )
    fields.finish()
    return index


def _edition(fields: Fields) -> Edition:
    return Edition(fields.text("publisher"), fields.text("place"), fields.number("year"))


def _calendar(fields: Fields) -> WorkCalendar:
    return WorkCalendar(fields.choice("name", Calendar), fields.optional_date("until", Calendar.GREGORIAN))


def _entity(kind: EntityKind) -> Callable[[Fields], Entity]:
    def parse(fields: Fields) -> Entity:
        is_person, is_organisation = kind is EntityKind.PERSON, kind is EntityKind.ORGANISATION
        name = fields.text("name")
        return Entity(
            kind=kind,
            id=fields.identifier(),
            name=name,
            short=fields.optional_text("short") or name,
            spellings=fields.texts("spellings"),
            epithets=fields.texts("epithets"),
            born=fields.optional_date("born", Calendar.GREGORIAN) if is_person else None,
            died=fields.optional_date("died", Calendar.GREGORIAN) if is_person else None,
            members=fields.identifiers("members") if is_organisation else (),
            about=fields.text("about"),
            line=fields.line,
        )

    return parse


def _note(fields: Fields) -> NoteEntry:
    return NoteEntry(fields.number("line"), fields.text("mark"), fields.run(), fields.text("by"), fields.line)


def _correction(fields: Fields) -> Correction:
    note = fields.optional_text("note")
    return Correction(
        paragraph=fields.number("in") if note is None else None,
        note=note,
        was=fields.text("was"),
        now=fields.text("now"),
        why=fields.text("why"),
        line=fields.line,
    )


def _passage(fields: Fields, author: str) -> Passage:
    return Passage(
        id=fields.identifier(),
        run=fields.run(),
        title=fields.text("title"),
        narrator=fields.optional_identifier("narrator") or author,
        speakers=fields.identifiers("speakers"),
        persons=fields.identifiers("persons"),
        places=fields.identifiers("places"),
        themes=fields.identifiers("themes"),
        context=fields.text("context"),
        replaces=fields.optional_identifier("replaces"),
        line=fields.line,
    )


def _speech(fields: Fields) -> Speech:
    return Speech(
        run=fields.run(),
        words=fields.text("words"),
        speaker=fields.identifier("speaker"),
        to=fields.optional_identifier("to"),
        reported_by=fields.optional_identifier("reported_by"),
        line=fields.line,
    )


def _quote(fields: Fields) -> Quote:
    return Quote(
        id=fields.identifier(),
        run=fields.run(),
        text=fields.text("text"),
        speaker=fields.identifier("speaker"),
        reported_by=fields.optional_identifier("reported_by"),
        themes=fields.identifiers("themes"),
        replaces=fields.optional_identifier("replaces"),
        line=fields.line,
    )


def _event(fields: Fields) -> Event:
    calendar, dated = fields.choice("calendar", Calendar), fields.choice("dated", Dating)
    return Event(
        id=fields.identifier(),
        title=fields.text("title"),
        run=fields.run(),
        date=fields.date("date", calendar),
        end=fields.optional_date("end", calendar),
        wording=fields.text("wording"),
        dated=dated,
        why=fields.text("why") if dated is Dating.INFERRED else fields.optional_text("why") or "",
        persons=fields.identifiers("persons"),
        places=fields.identifiers("places"),
        replaces=fields.optional_identifier("replaces"),
        line=fields.line,
    )


def _question(fields: Fields) -> Question:
    return Question(
        id=fields.identifier(),
        kind=fields.choice("kind", AnswerKind),
        difficulty=fields.choice("difficulty", Difficulty),
        text=fields.text("text"),
        answer=fields.text("answer"),
        entity=fields.optional_identifier("entity"),
        accepted=fields.texts("accepted"),
        prompts=fields.parts("prompt", lambda entry: Prompt(entry.text("given"), entry.text("ask"))),
        options=fields.texts("options"),
        why=fields.text("why"),
        proof=fields.parts("proof", lambda entry: Proof(entry.run(), entry.text("words"), entry.line)),
        inferred=fields.optional_text("inferred"),
        replaces=fields.optional_identifier("replaces"),
        line=fields.line,
    )
