"""What a search answers with."""

from dataclasses import dataclass

from bot.library.library import Place


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph, how well it fits (0 to 1), and the matched words as ``text[start:end]`` of its served text."""

    place: Place
    score: float
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query, best first. Where nothing fits ``hits`` is empty, and ``nearest`` has up to three."""

    query: str
    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...] = ()


def shown_name(place: Place) -> str:
    """Return what a list shows of a place: ``ML 29:13 · The clean collars``."""
    return f"{place.reference} · {place.passage.title}" if place.passage else place.reference
