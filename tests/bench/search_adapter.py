"""The bot's search as the shared bench plugs it in."""

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.library.search.index import Index


class Engine:
    """Answers with the numbers of passages, best first."""

    def __init__(self, index: Index | None = None) -> None:
        self._index = Index.build([]) if index is None else index

    def build(self, passages: Sequence[str]) -> None:
        """Index ``passages``."""
        self._index = Index.build(passages)

    def search(self, query: str, count: int) -> list[int]:
        """Return the best ``count`` passages for a query."""
        return [match.passage for match in self._index.search(query, count)]

    def complete(self, typed: str, count: int) -> list[int]:
        """Return the best ``count`` passages for a keystroke."""
        return [match.passage for match in self._index.complete(typed, count)]

    def save(self, path: str) -> None:
        """Store the index at ``path``."""
        self._index.save(Path(path))

    @classmethod
    def load(cls, path: str, _passages: Sequence[str]) -> "Engine":
        """Map the index stored at ``path``."""
        return cls(Index.load(Path(path)))
