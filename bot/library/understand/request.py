"""A sentence with all that was found in it, and what its rules may look things up in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.content.model import Difficulty
from bot.library.almanac import Almanac
from bot.library.directory import Known
from bot.library.understand.days import SpokenDay
from bot.library.understand.heard import Heard, Token
from bot.library.understand.lexicon import Sense
from bot.library.understand.names import Names
from bot.library.understand.places import SpokenPlace
from bot.library.understand.reading import Intent, Reading, Slots, Theme

_ASKING_VERBS: Final = frozenset({"is", "was", "did", "does", "has", "are", "were"})


@dataclass(frozen=True, slots=True)
class Lore:
    """What the rules may ask: whom a name means, which event a title names, whether the library has such words."""

    names: Names
    almanac: Almanac
    fits: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence, and the day, place, number and difficulty it names, each with its words."""

    heard: Heard
    lore: Lore
    day: SpokenDay | None
    place: SpokenPlace | None
    count: tuple[int, range] | None
    level: tuple[Difficulty, range] | None

    def left(self, *explained: Sense, besides: tuple[range, ...] = ()) -> list[Token]:
        """Return the words that neither these senses nor the number and the difficulty account for."""
        spans = [each[1] for each in (self.count, self.level) if each is not None]
        return self.heard.left(*explained, besides=[*spans, *besides])

    @property
    def asks(self) -> bool:
        """Whether it asks about something rather than for it, or denies: such a sentence must not stop anything."""
        return self.asks_plainly or self.heard.has(Sense.NOT)

    @property
    def asks_plainly(self) -> bool:
        """Whether it asks about something rather than for it."""
        first = self.heard.tokens[self.heard.lead] if self.heard.lead < len(self.heard.tokens) else None
        questions = {Sense.HOW, Sense.WHY, Sense.WHEN, Sense.WHERE, Sense.WHAT}
        return first is not None and (bool(first.senses & questions) or first.word in _ASKING_VERBS)


def reading(
    intent: Intent, *, query: str | None = None, person: Known | None = None, theme: Theme | None = None
) -> Reading:
    """Return a sure reading with the slots that most commands have; empty words are no query."""
    return Reading(intent, Slots(query=query or None, person=person, theme=theme))


def unclear(*readings: Reading) -> Reading:
    """Return what is to be asked back: which of these was meant."""
    return Reading(Intent.UNCLEAR, readings=readings)
