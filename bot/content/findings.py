"""What a rule yields: that an entry of an index breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.content.faults import Rule
from bot.content.model import Chapter, Work


class Entry(Protocol):
    """Anything of an index that stands on a line."""

    @property
    def line(self) -> int:
        """Where it starts in its file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that ``entry`` breaks."""

    rule: Rule
    entry: Entry
    message: str
    hint: str = ""


ChapterRule = Callable[[Work, Chapter], Iterator[Finding]]
