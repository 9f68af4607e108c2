"""What content is held to beyond its form: each rule is a small generator of findings."""

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from bot.content.dates import Calendar, Precision
from bot.content.faults import Rule
from bot.content.findings import ChapterRule, Entry, Finding
from bot.content.likeness import nearest
from bot.content.model import Chapter, Run, Work
from bot.content.question_rules import QUESTION_RULES


class Placed(Entry, Protocol):
    """An entry that points at paragraphs."""

    @property
    def run(self) -> Run:
        """The paragraphs."""


def paragraphs_exist(_: Work, chapter: Chapter) -> Iterator[Finding]:
    """Whatever an entry points at is there."""
    last = len(chapter.paragraphs)
    placed: tuple[Placed, ...] = (*chapter.passages, *chapter.speech, *chapter.quotes, *chapter.events)
    runs: list[tuple[Entry, Run]] = [(entry, entry.run) for entry in placed]
    runs += [(question, proof.run) for question in chapter.questions for proof in question.proof]
    for entry, run in runs:
        if run.last > last:
            yield Finding(Rule.NO_SUCH_PARAGRAPH, entry, f"there is no paragraph {run.last}", f"the chapter has {last}")


def passages_cover_once(_: Work, chapter: Chapter) -> Iterator[Finding]:
    """Every paragraph is in exactly one passage."""
    owner: dict[int, str] = {}
    for passage in chapter.passages:
        taken = [number for number in passage.run.numbers if number in owner]
        if taken:
            message = f"passage `{passage.id}` takes paragraph {taken[0]}, which `{owner[taken[0]]}` has"
            yield Finding(Rule.PASSAGES_OVERLAP, passage, message)
            continue
        owner.update(dict.fromkeys(passage.run.numbers, passage.id))
    free = [paragraph.number for paragraph in chapter.paragraphs if paragraph.number not in owner]
    if free:
        entry: Entry = chapter.passages[-1] if chapter.passages else chapter
        yield Finding(Rule.IN_NO_PASSAGE, entry, f"in no passage: {_runs(free)}", "add passages that hold them")


def notes_are_where_they_say(work: Work, chapter: Chapter) -> Iterator[Finding]:
    """A note's mark stands in its paragraph, and who wrote the note is known."""
    for note in chapter.notes:
        yield from _unknown(note, (note.by,), work.entities, "people.yaml")
        if note.paragraph > len(chapter.paragraphs):
            message = f"there is no paragraph {note.paragraph}"
            yield Finding(Rule.NO_SUCH_PARAGRAPH, note, message, f"the chapter has {len(chapter.paragraphs)}")
        elif note.mark not in chapter.paragraph(note.paragraph).text:
            message = f"not in paragraph {note.paragraph}: the mark `{note.mark}`"
            yield Finding(Rule.NOT_IN_TEXT, note, message, "name the paragraph that carries it")


def ids_are_known(work: Work, chapter: Chapter) -> Iterator[Finding]:
    """Every id that an entry names is in ``people.yaml`` or among the work's themes."""
    people, themes = work.entities, work.themes
    for passage in chapter.passages:
        named = (passage.narrator, *passage.speakers, *passage.persons, *passage.places)
        yield from _unknown(passage, named, people, "people.yaml")
        yield from _unknown(passage, passage.themes, themes, "the themes of work.yaml")
    for speech in chapter.speech:
        yield from _unknown(speech, (speech.speaker, speech.to, speech.reported_by), people, "people.yaml")
    for quote in chapter.quotes:
        yield from _unknown(quote, (quote.speaker, quote.reported_by), people, "people.yaml")
        yield from _unknown(quote, quote.themes, themes, "the themes of work.yaml")
    for event in chapter.events:
        yield from _unknown(event, (*event.persons, *event.places), people, "people.yaml")
    for question in chapter.questions:
        yield from _unknown(question, (question.entity,), people, "people.yaml")


def words_are_verbatim(_: Work, chapter: Chapter) -> Iterator[Finding]:
    """Words given as the text's stand there, after the corrections, in the paragraphs named."""
    claims: list[tuple[Entry, Run, str]] = [(speech, speech.run, speech.words) for speech in chapter.speech]
    claims += [(quote, quote.run, quote.text) for quote in chapter.quotes]
    claims += [(event, event.run, event.wording) for event in chapter.events]
    claims += [(question, proof.run, proof.words) for question in chapter.questions for proof in question.proof]
    for entry, run, words in claims:
        if run.last <= len(chapter.paragraphs) and words not in chapter.text(run):
            message = f"not in paragraph {run}: `{words}`"
            yield Finding(Rule.NOT_IN_TEXT, entry, message, nearest(words, chapter.paragraphs))


def quotes_agree_with_speech(work: Work, chapter: Chapter) -> Iterator[Finding]:
    """A quote is of whoever speaks there: the speaker of the speech that it lies in, else the narrator."""
    for quote in chapter.quotes:
        passage = next((each for each in chapter.passages if quote.run.first in each.run), None)
        if passage is None:
            continue
        around = [each for each in chapter.speech if _overlap(each.run, quote.run) and quote.text in each.words]
        if around:
            speech = min(around, key=lambda each: len(each.words))
            speaker, reporter = speech.speaker, speech.reported_by or passage.narrator
        else:
            speaker, reporter = passage.narrator, work.author
        if (quote.speaker, quote.reported_by or quote.speaker) != (speaker, reporter):
            message = f"`{quote.id}` is given as {_said(quote.speaker, quote.reported_by or quote.speaker)}"
            right = f"by `speech` and `narrator` it is {_said(speaker, reporter)}: mend the quote or those"
            yield Finding(Rule.SPEAKER_CONTRADICTED, quote, message, right)


def events_keep_to_the_calendar(work: Work, chapter: Chapter) -> Iterator[Finding]:
    """A day is dated in the calendar that the work has for it, and an event does not end before it starts."""
    until = work.calendar.until
    for event in chapter.events:
        if event.end is not None and event.end.last_day < event.date.first_day:
            yield Finding(Rule.ENDS_BEFORE_START, event, f"`{event.id}` ends on {event.end}, before {event.date}")
        if work.calendar.name is Calendar.GREGORIAN or until is None:
            right = work.calendar.name
        else:
            right = Calendar.JULIAN if event.date.last_day <= until.last_day else Calendar.GREGORIAN
        if event.date.precision is Precision.DAY and event.date.calendar is not right:
            message = f"`{event.id}`, {event.date}, is dated in the {event.date.calendar} calendar"
            yield Finding(Rule.OUT_OF_CALENDAR, event, message, f"the work dates it in the {right} one")


CHAPTER_RULES: Final[tuple[ChapterRule, ...]] = (
    paragraphs_exist,
    passages_cover_once,
    notes_are_where_they_say,
    ids_are_known,
    words_are_verbatim,
    quotes_agree_with_speech,
    events_keep_to_the_calendar,
    *QUESTION_RULES,
)


def _runs(numbers: list[int]) -> str:
    """Return ascending numbers as runs: ``1, 5-7``."""
    held = set(numbers)
    starts = [number for number in numbers if number - 1 not in held]
    ends = [number for number in numbers if number + 1 not in held]
    return ", ".join(str(Run(first, last)) for first, last in zip(starts, ends, strict=True))


def _said(speaker: str, reporter: str) -> str:
    return f"`{speaker}`" if speaker == reporter else f"`{speaker}`, reported by `{reporter}`"


def _overlap(one: Run, other: Run) -> bool:
    return one.first <= other.last and other.first <= one.last


def _unknown(entry: Entry, named: Iterable[str | None], known: Iterable[str], where: str) -> Iterator[Finding]:
    for name in named:
        if name is not None and name not in known:
            yield Finding(Rule.UNKNOWN_ID, entry, f"`{name}` is not in {where}", "add it there, or mend the spelling")
