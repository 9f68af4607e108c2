"""What a work is, once its files are read: values that refer to paragraphs by number and to people by id.

``line`` is where an entry stands in its file, for faults; it takes no part in comparisons.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.content.dates import Calendar, HistoricalDate


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Paragraphs ``first`` to ``last`` of a chapter, both counted in; numbers start at 1."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last:
            raise ValueError(f"{self.first}-{self.last} is no run of paragraphs")

    def __contains__(self, number: int) -> bool:
        return self.first <= number <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def numbers(self) -> range:
        """The paragraphs' numbers."""
        return range(self.first, self.last + 1)


class EntityKind(StrEnum):
    """What an entry of ``people.yaml`` is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class AnswerKind(StrEnum):
    """What the answer to a question is."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


class Difficulty(StrEnum):
    """How closely one must have read to answer."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Dating(StrEnum):
    """Whether the text states a date or it follows from something else."""

    STATED = "stated"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, an organisation or a place, with every name that people use."""

    kind: EntityKind
    id: str
    name: str
    short: str
    spellings: tuple[str, ...]
    epithets: tuple[str, ...]
    born: HistoricalDate | None
    died: HistoricalDate | None
    members: tuple[str, ...]
    about: str
    line: int = field(compare=False, default=0)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, the epithets left out."""
        return tuple(dict.fromkeys((self.name, self.short, *self.spellings)))


@dataclass(frozen=True, slots=True)
class Correction:
    """A slip of the transcription: where ``was`` stands in the file, ``now`` is served and the card says so.

    It is in the paragraph ``paragraph``, or in the note with the mark ``note``.
    """

    paragraph: int | None
    note: str | None
    was: str
    now: str
    why: str
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was made: its words are ``text[start:end]`` of the served text."""

    correction: Correction
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: ``source`` as transcribed, ``text`` as served; ``corrected`` has where in ``text`` they differ."""

    number: int
    source: str
    text: str
    corrected: tuple["Corrected", ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the edition: its mark in the text, the paragraph that carries it, and whose note it is."""

    mark: str
    paragraph: int
    by: str
    source: str
    text: str
    line_in_text: int
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of paragraphs that reads as one thing."""

    id: str
    run: Run
    title: str
    narrator: str
    speakers: tuple[str, ...]
    persons: tuple[str, ...]
    places: tuple[str, ...]
    themes: tuple[str, ...]
    context: str
    replaces: str | None = None
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Speech:
    """A run of direct speech, or of words cited from a letter or a book. ``reported_by`` is None for the narrator."""

    run: Run
    words: str
    speaker: str
    to: str | None
    reported_by: str | None
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Quote:
    """A short run of words that stands alone."""

    id: str
    run: Run
    text: str
    speaker: str
    reported_by: str | None
    themes: tuple[str, ...]
    replaces: str | None = None
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Event:
    """Something told or alluded to, with its date as told and how the date is known."""

    id: str
    title: str
    run: Run
    date: HistoricalDate
    end: HistoricalDate | None
    wording: str
    dated: Dating
    why: str
    persons: tuple[str, ...]
    places: tuple[str, ...]
    replaces: str | None = None
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Prompt:
    """An answer that is right but not enough, and what to ask back."""

    given: str
    ask: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Words of the text that prove an answer."""

    run: Run
    words: str
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask, with its answer, what is also right, three wrong options, the reason and the proof."""

    id: str
    kind: AnswerKind
    difficulty: Difficulty
    text: str
    answer: str
    entity: str | None
    accepted: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    options: tuple[str, ...]
    why: str
    proof: tuple[Proof, ...]
    inferred: str | None
    replaces: str | None = None
    line: int = field(compare=False, default=0)


class Named(Protocol):
    """An entry with an id of its own."""

    @property
    def id(self) -> str:
        """The id, unique in the work among entries of its kind."""

    @property
    def replaces(self) -> str | None:
        """The id of the entry whose place it took."""

    @property
    def line(self) -> int:
        """Where it starts in its file."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter's text and its index. ``path`` is the index's, relative to the library."""

    number: int
    title: str
    path: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    passages: tuple[Passage, ...]
    speech: tuple[Speech, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    questions: tuple[Question, ...]

    @property
    def line(self) -> int:
        """Where a fault of the whole index is shown."""
        return 1

    @property
    def named(self) -> Iterator[tuple[str, "Named"]]:
        """Every entry that has an id, with its kind."""
        kinds: dict[str, tuple[Named, ...]] = {
            "passage": self.passages,
            "quote": self.quotes,
            "event": self.events,
            "question": self.questions,
        }
        return ((kind, entry) for kind, entries in kinds.items() for entry in entries)

    def paragraph(self, number: int) -> Paragraph:
        """Return a paragraph by its number; IndexError where there is none."""
        if not 1 <= number <= len(self.paragraphs):
            raise IndexError(f"chapter {self.number} has no paragraph {number}")
        return self.paragraphs[number - 1]

    def text(self, run: Run) -> str:
        """Return the served text of a run, its paragraphs joined by one space."""
        return " ".join(self.paragraph(number).text for number in run.numbers)


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition that was transcribed."""

    publisher: str
    place: str
    year: int


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The calendar in which a work dates events; ``until`` is the last day of a Julian one, None for ever."""

    name: Calendar
    until: HistoricalDate | None


@dataclass(frozen=True, slots=True)
class Work:
    """One source. ``path`` is its ``work.yaml``, relative to the library.

    ``transcription`` has who transcribed the text and its date as given there; None where the work is quotes only,
    which no text proves.
    """

    id: str
    short: str
    title: str
    subtitle: str | None
    author: str
    translator: str | None
    edition: Edition
    language: str
    transcription: tuple[str, str] | None
    rights: str
    calendar: WorkCalendar
    themes: Mapping[str, str]
    path: str
    entities: Mapping[str, Entity] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()
