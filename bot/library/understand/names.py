"""Whom and what of the library a run of words names, in any spelling."""

from collections.abc import Callable, Sequence
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.content.model import Work
from bot.library.directory import Directory, Known
from bot.library.fold import query_words
from bot.library.understand.heard import Heard
from bot.library.understand.reading import Theme

_LONGEST_NAME: Final = 5  # words
_SHORTEST_MISSPELT: Final = 5  # letters of a name in which one slip is forgiven
_SAME: Final = 100.0  # per cent
_SAME_THEME: Final = 82.0  # per cent


class Names:
    """The names of a library; built once, then only read."""

    def __init__(self, directory: Directory, works: Sequence[Work], is_common: Callable[[str], bool]) -> None:
        self._directory = directory
        self._is_common = is_common
        self._ids: dict[str, set[str]] = {}
        self._known: dict[str, Known] = {}
        for known in directory.known:
            for name in known.entity.names:
                parts = query_words(name)
                if len(parts) == 1 and len(parts[0]) >= _SHORTEST_MISSPELT:
                    self._ids.setdefault(parts[0], set()).add(known.entity.id)
                    self._known[parts[0]] = known
        self._single = list(self._ids)
        self._themes = {
            " ".join(query_words(name)): Theme(work.id, theme, title)
            for work in works
            for theme, title in work.themes.items()
            for name in (title, theme)
        }

    def person(self, text: str) -> Known | None:
        """Return whom a text that is only a name means: any spelling, with or without its possessive."""
        words = query_words(text)
        if not words:
            return None
        found = self._directory.find(text)
        if found is None and words[0] in {"the", "a", "an"}:
            found = self._directory.find(" ".join(words[1:]))
        if found is None and words[-1].endswith("s"):
            found = self._directory.find(" ".join([*words[:-1], words[-1][:-1]]))
        found = found or self._slip_of(words)
        exact = found is not None and _likeness(" ".join(words), found) == _SAME
        # "who is the best" does not ask for Brest.
        return found if exact or not all(self._is_common(word) for word in words) else None

    def person_at(self, heard: Heard, start: int, *, to: int | None = None) -> tuple[Known, range] | None:
        """Return whom the words from ``start`` on name, and the words of the name: the run that is most like a name."""
        best: tuple[float, Known, range] | None = None
        last = min(start + _LONGEST_NAME, len(heard.tokens) if to is None else to)
        for end in range(start + 1, last + 1):
            if heard.tokens[end - 1].filler:
                continue
            said = " ".join(token.typed for token in heard.tokens[start:end])
            known = self.person(said)
            likeness = 0.0 if known is None else _likeness(said, known)
            if known is not None and (best is None or likeness >= best[0]):
                best = likeness, known, range(start, end)
        return None if best is None else (best[1], best[2])

    def person_before(self, heard: Heard, end: int) -> tuple[Known, range] | None:
        """Return whom the words right before the word ``end`` name, the longest name first."""
        for start in range(max(0, end - _LONGEST_NAME), end):
            if heard.tokens[start].filler:
                continue
            known = self.person(" ".join(token.typed for token in heard.tokens[start:end]))
            if known is not None:
                return known, range(start, end)
        return None

    def theme(self, text: str) -> Theme | None:
        """Return the theme whose title a text is, or nearly is."""
        wanted = " ".join(query_words(text))
        best = process.extractOne(wanted, list(self._themes), scorer=fuzz.ratio, score_cutoff=_SAME_THEME)
        return None if best is None else self._themes[best[0]]

    def _slip_of(self, words: list[str]) -> Known | None:
        """Return whose name a single word is a slip of: "lenim", which is too short for a share of letters to tell."""
        if len(words) != 1 or len(words[0]) < _SHORTEST_MISSPELT:
            return None
        near = process.extract(words[0], self._single, scorer=OSA.distance, score_cutoff=1, limit=None)
        ids = {each for name, _, _ in near for each in self._ids[name]}
        return self._known[near[0][0]] if len(ids) == 1 else None


def _likeness(said: str, known: Known) -> float:
    names = [" ".join(query_words(name)) for name in (*known.entity.names, *known.entity.epithets)]
    return max(fuzz.ratio(said, name) for name in names)
