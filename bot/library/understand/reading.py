"""What a sentence was understood to ask for."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from bot.content.dates import MONTH_NAMES, Calendar
from bot.content.model import Difficulty
from bot.library.directory import Known
from bot.library.typed_date import TypedDate

_SHOWN: Final = 60  # characters of a query in a label


class Intent(StrEnum):
    """What is asked for, named as the command that does it."""

    SEARCH = "search"
    PASSAGE = "passage"
    RANDOM = "random"
    TODAY = "today"
    DAILY = "daily"
    WHO = "who"
    WHEN = "when"
    ON_THIS_DAY = "on-this-day"
    QUIZ_START = "quiz-start"
    QUIZ_STOP = "quiz-stop"
    BOARD = "board"
    HELP = "help"
    CHECK = "check"
    UNCLEAR = "unclear"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of a work."""

    work: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Slots:
    """What the command works on; each is None where the sentence does not say it.

    ``query``: the words to look for, to check, an event or a passage's title; of on-this-day a day that can't be, of
    who a name that fits nobody, both as typed. ``person``: who is asked for, or whose words are wanted; it may be an
    organisation or a place. ``reference``: as ``Library.at`` reads it.
    """

    query: str | None = None
    person: Known | None = None
    theme: Theme | None = None
    reference: str | None = None
    date: TypedDate | None = None
    count: int | None = None
    difficulty: Difficulty | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as it was understood; ``readings`` has the two or three likely ones of an unclear sentence."""

    intent: Intent
    slots: Slots = field(default_factory=Slots)
    readings: tuple["Reading", ...] = ()

    @property
    def sure(self) -> bool:
        """Whether to act on it."""
        return self.intent not in {Intent.UNCLEAR, Intent.NONE}

    @property
    def label(self) -> str:  # noqa: PLR0911 - one for each intent with slots
        """Say in words how the sentence was read: ``search for “clean collar”``, ``who is Lenin``."""
        slots = self.slots
        match self.intent:
            case Intent.SEARCH:
                return _joined("search" if slots.query else "quotes", _for(slots), _by(slots), _on(slots))
            case Intent.RANDOM:
                return _joined("a random quote", _by(slots), _on(slots))
            case Intent.PASSAGE:
                return _joined("open", slots.reference or _quoted(slots))
            case Intent.WHO:
                return _joined("who is", slots.person.entity.short if slots.person else _quoted(slots))
            case Intent.WHEN:
                return _joined("when was", _quoted(slots))
            case Intent.ON_THIS_DAY:
                return f"what happened on {date_as_typed(slots.date) if slots.date else slots.query or 'this day'}"
            case Intent.QUIZ_START:
                amount = f"of {slots.count} questions" if slots.count else ""
                return _joined("start a quiz", ", ".join(filter(None, [amount, slots.difficulty])), _about(slots))
            case Intent.CHECK:
                return _joined("check", _quoted(slots) or "a quote", _by(slots))
            case _:
                return _FIXED[self.intent]


_FIXED: Final = {
    Intent.TODAY: "the quote of the day",
    Intent.DAILY: "manage the daily post",
    Intent.QUIZ_STOP: "stop the quiz",
    Intent.BOARD: "show the scores",
    Intent.HELP: "help",
    Intent.UNCLEAR: "unclear",
    Intent.NONE: "nothing asked",
}


def date_as_typed(date: TypedDate) -> str:
    """Write a day as ``parse_typed_date`` reads it: ``25 October 1917 OS``, ``7 November``."""
    mark = {None: "", Calendar.JULIAN: "OS", Calendar.GREGORIAN: "NS"}[date.calendar]
    return _joined(str(date.day), MONTH_NAMES[date.month - 1], str(date.year) if date.year else "", mark)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _quoted(slots: Slots) -> str:
    if slots.query is None:
        return ""
    short = slots.query if len(slots.query) <= _SHOWN else f"{slots.query[: _SHOWN - 1]}…"
    return f"“{short}”"


def _for(slots: Slots) -> str:
    return f"for {_quoted(slots)}" if slots.query else ""


def _by(slots: Slots) -> str:
    return f"by {slots.person.entity.short}" if slots.person else ""


def _on(slots: Slots) -> str:
    return f"on the theme “{slots.theme.title}”" if slots.theme else ""


def _about(slots: Slots) -> str:
    if slots.theme:
        return _on(slots)
    return f"about {slots.person.entity.short}" if slots.person else ""
