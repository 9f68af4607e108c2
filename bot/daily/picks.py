"""Which quote a post carries: a shuffle by seed in which nothing repeats until all that fits was used.

A quote's place in a round follows from the seed, the number of the round and the quote's id alone, so the order
survives a restart, and a library that grew only weaves the new quotes in.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.content.dates import Calendar
from bot.content.model import Event, Quote, Run
from bot.daily.schedule import Wanted
from bot.library.library import Library, Place

_BITS: Final = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote that may be posted. ``key`` is its id in the library, ``my-life/smells-of-revolution``.

    ``days`` are the (month, day) on which something happened that its paragraphs tell, as either calendar writes them.
    ``number`` has 64 bits and follows from the key.
    """

    key: str
    place: Place
    quote: Quote
    days: frozenset[tuple[int, int]]
    number: int


@dataclass(frozen=True, slots=True)
class Pick:
    """A quote, the round it is picked in, and how many that fit are left in that round after it."""

    candidate: Candidate
    round: int
    left: int
    on_this_day: bool


class Pool:
    """Every quote of a library as a candidate; built once, then only read."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._fitting: dict[Wanted, tuple[Candidate, ...]] = {}

    @cached_property
    def by_key(self) -> dict[str, Candidate]:
        """Each candidate by its key."""
        made = (
            Candidate(
                key=(key := f"{work.id}/{quote.id}"),
                place=Place(work, chapter, (quote.run,)),
                quote=quote,
                days=_days(chapter.events, quote.run),
                number=_number(key),
            )
            for work, chapter, quote in self._library.quotes
        )
        return {each.key: each for each in made}

    def fitting(self, wanted: Wanted) -> tuple[Candidate, ...]:
        """Return the candidates that fit."""
        if wanted not in self._fitting:
            self._fitting[wanted] = tuple(
                each for each in self.by_key.values() if wanted.fits(each.place.work.id, each.quote)
            )
        return self._fitting[wanted]


def pick(
    pool: Sequence[Candidate], wanted: Wanted, *, seed: int, number: int, used: Collection[str], date: dt.date
) -> Pick | None:
    """Return the next quote of round ``number``, of which ``used`` has the keys already used; None where none fits.

    Where all were used, the next round begins, in another order, and not with the quote that ended this one.
    """
    if not pool:
        return None
    left = [each for each in pool if each.key not in used]
    if not left:
        number, left = number + 1, list(pool)
    today = [each for each in left if wanted.prefer_on_this_day and (date.month, date.day) in each.days]
    order = _number(f"{seed}:{number}")
    chosen = min(today or left, key=lambda each: _mixed(each.number ^ order))
    return Pick(chosen, number, len(left) - 1, bool(today))


def _days(events: Sequence[Event], run: Run) -> frozenset[tuple[int, int]]:
    told = [event.date for event in events if event.run.first <= run.last and run.first <= event.run.last]
    both = [date.to(calendar) for date in told for calendar in Calendar]
    return frozenset((date.month, date.day) for date in both if date.month and date.day)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _mixed(number: int) -> int:
    """Return 64 bits that follow from ``number`` but whose order does not, at a fraction of a hash's cost.

    The multipliers and shifts are those of SplitMix64 (Steele, Lea and Flood, 2014).
    """
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & _BITS
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & _BITS
    return number ^ (number >> 31)
