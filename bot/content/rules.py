"""What content is held to beyond its form: each rule is a small generator of findings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from bot.content.faults import Rule
from bot.content.likeness import nearest
from bot.content.model import Chapter, Run, Work


class Entry(Protocol):
    """Anything of an index that stands on a line."""

    @property
    def line(self) -> int:
        """Where it starts in its file."""


class Placed(Entry, Protocol):
    """An entry that points at paragraphs."""

    @property
    def run(self) -> Run:
        """The paragraphs."""


class Named(Entry, Protocol):
    """An entry with an id of its own."""

    @property
    def id(self) -> str:
        """The id."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that ``entry`` breaks."""

    rule: Rule
    entry: Entry
    message: str
    hint: str = ""


ChapterRule = Callable[[Work, Chapter], Iterator[Finding]]


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
    if free and chapter.passages:
        numbers = ", ".join(str(number) for number in free)
        yield Finding(Rule.IN_NO_PASSAGE, chapter.passages[-1], f"in no passage: {numbers}", "add a passage for each")


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


CHAPTER_RULES: Final[tuple[ChapterRule, ...]] = (
    paragraphs_exist,
    passages_cover_once,
    ids_are_known,
    words_are_verbatim,
)


def _unknown(entry: Entry, named: Iterable[str | None], known: Iterable[str], where: str) -> Iterator[Finding]:
    for name in named:
        if name is not None and name not in known:
            yield Finding(Rule.UNKNOWN_ID, entry, f"`{name}` is not in {where}", "add it there, or mend the spelling")
