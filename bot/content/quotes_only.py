"""A small work that is one YAML file of quotes with their references, and no text to prove them."""

from dataclasses import dataclass, replace

from bot.content.faults import Report, Rule
from bot.content.fields import Fields
from bot.content.model import Chapter, Paragraph, Passage, Quote, Run, Work
from bot.content.parse import people_of, work_of
from bot.content.strict_yaml import Mapping


@dataclass(frozen=True, slots=True)
class _Entry:
    """A quote as the file has it; ``at`` is its place in the source, as its author would cite it."""

    id: str
    text: str
    at: str
    speaker: str
    reported_by: str | None
    themes: tuple[str, ...]
    context: str
    line: int


def parse_quotes(mapping: Mapping, report: Report) -> Work | None:
    """Read such a file: each quote becomes a paragraph and a passage of the work's one chapter, in their order."""
    fields = Fields(mapping, report, "a file of quotes")
    work = work_of(fields, report.path, None, None)
    people = people_of(fields)
    entries = fields.entries("quotes", _entry)
    if "quotes" not in mapping.fields:
        fields.fault(Rule.MISSING_FIELD, mapping.line, "a file of quotes lacks `quotes`", "or is it no work at all?")
    fields.finish()
    if work is None or not fields.whole:
        return None
    chapter = Chapter(
        number=1,
        title="Quotes",
        path=report.path,
        paragraphs=tuple(Paragraph(number, entry.text, entry.text) for number, entry in enumerate(entries, start=1)),
        notes=(),
        passages=tuple(_passage(entry, Run(number, number)) for number, entry in enumerate(entries, start=1)),
        speech=(),
        quotes=tuple(_quote(entry, Run(number, number)) for number, entry in enumerate(entries, start=1)),
        events=(),
        questions=(),
    )
    return replace(work, entities={each.id: each for each in people}, chapters=(chapter,))


def _entry(fields: Fields) -> _Entry:
    return _Entry(
        id=fields.identifier(),
        text=fields.text("text"),
        at=fields.text("at"),
        speaker=fields.identifier("speaker"),
        reported_by=fields.optional_identifier("reported_by"),
        themes=fields.identifiers("themes"),
        context=fields.optional_text("context") or "",
        line=fields.line,
    )


def _passage(entry: _Entry, run: Run) -> Passage:
    return Passage(
        id=entry.id,
        run=run,
        title=entry.at,
        narrator=entry.reported_by or entry.speaker,
        speakers=(entry.speaker,),
        persons=(),
        places=(),
        themes=entry.themes,
        context=entry.context,
        line=entry.line,
    )


def _quote(entry: _Entry, run: Run) -> Quote:
    return Quote(entry.id, run, entry.text, entry.speaker, entry.reported_by, entry.themes, line=entry.line)
