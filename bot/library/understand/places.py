"""The place of a work that a sentence names: ``ML 29:13``, or "chapter 29, paragraph 13"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from bot.content.model import Work
from bot.library.fold import query_words
from bot.library.reference import parse_reference
from bot.library.understand.heard import Heard, Token

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_RUNS: Final = r"\d{1,6}(?:\s?-\s?\d{1,6})?(?:\s?,\s?\d{1,6}(?:-\d{1,6})?(?![\d:]))*"
_SHORT: Final = re.compile(rf"(?<![\d:.])(\d{{1,4}})\s?:\s?({_RUNS})(?![\d:])")
_CHAPTER: Final = r"ch(?:ap(?:i?ter)?)?s?\.?\s*(\d{1,4})"
_PARAGRAPH: Final = r"(?:par(?:a(?:gra(?:f|ph))?)?s?\.?|¶+)\s*(\d{1,6}(?:\s?-\s?\d{1,6})?)"
_LONG: Final = re.compile(rf"\b{_CHAPTER}[\s,;]*(?:and\s|the\s)?\s*{_PARAGRAPH}", re.IGNORECASE)
_REVERSED: Final = re.compile(rf"{_PARAGRAPH}[\s,]*(?:of|in|from)?\s*(?:the\s)?{_CHAPTER}", re.IGNORECASE)
_LONGEST_TITLE: Final = 4  # words of a work's name before a reference
_SAME_TITLE: Final = 85.0


@dataclass(frozen=True, slots=True)
class SpokenPlace:
    """A reference in its plain form and the words that say it. ``work`` is whether it names its work."""

    reference: str
    span: range
    work: bool


class Places:
    """Finds references in sentences; built once, then only read."""

    def __init__(self, works: Sequence[Work]) -> None:
        names = (name for work in works for name in (work.id, work.short, work.title))
        self._chapters = frozenset(chapter.number for work in works for chapter in work.chapters)
        self._names = [" ".join(query_words(name)) for name in names]

    def find(self, heard: Heard) -> SpokenPlace | None:
        """Return the first reference of a sentence."""
        text = heard.text.translate(_DASHES)
        alone = parse_reference(text)
        if alone is not None and alone.chapter in self._chapters and (alone.work is None or self._is_title(alone.work)):
            reference = f"{alone.work or ''} {alone.chapter}:{','.join(str(run) for run in alone.runs)}".strip()
            return SpokenPlace(reference, range(len(heard.tokens)), work=alone.work is not None)
        for form, chapter, runs in ((_SHORT, 1, 2), (_LONG, 1, 2), (_REVERSED, 2, 1)):
            match = form.search(text)
            if match is None:
                continue
            inside = [index for index, token in enumerate(heard.tokens) if match.start() <= token.start < match.end()]
            numbers = f"{match[chapter]}:{''.join(match[runs].split())}"
            if not inside or parse_reference(numbers) is None:
                continue
            start, title = self._title(heard, inside[0])
            return SpokenPlace(f"{title} {numbers}".strip(), range(start, inside[-1] + 1), bool(title))
        return None

    def _title(self, heard: Heard, end: int) -> tuple[int, str]:
        """Return where the name of the work before the word ``end`` begins, and the name, empty where there is none."""
        for start in range(max(0, end - _LONGEST_TITLE), end):
            said = " ".join(token.typed for token in heard.tokens[start:end])
            if self._is_title(said):
                return start, heard.since(start, end)
        # A work that is not here: the reference keeps its name, so that no other work is opened in its place.
        start = end
        while start > max(0, end - _LONGEST_TITLE) and _may_be_title(heard.tokens[start - 1]):
            start -= 1
        return start, heard.since(start, end)

    def _is_title(self, said: str) -> bool:
        wanted = " ".join(query_words(said))
        return process.extractOne(wanted, self._names, scorer=fuzz.ratio, score_cutoff=_SAME_TITLE) is not None


def _may_be_title(token: Token) -> bool:
    return not (token.filler or token.senses or token.typed[:1].isdigit())
