"""Where words stand in the text of a work, as questions compare them; each paragraph is folded once."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from bot.content.model import Chapter, Run, Work
from bot.quiz.words import bare


class FoldedText:
    """The text of a work as compared; made when it is first looked into, then only read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def has(self, names: Iterable[str]) -> bool:
        """Whether one of ``names`` stands in the text, be it over the end of a paragraph."""
        return any(f" {name} " in self._whole for name in map(bare, names) if name)

    def paragraphs_with(self, chapter: Chapter, run: Run, names: Iterable[str]) -> Iterator[int]:
        """Yield the numbers of the paragraphs of a run in which one of ``names`` stands."""
        wanted = [f" {name} " for name in map(bare, names) if name]
        paragraphs = self._paragraphs[chapter.number]
        return (number for number in run.numbers if any(name in paragraphs[number - 1] for name in wanted))

    @cached_property
    def _paragraphs(self) -> dict[int, tuple[str, ...]]:
        """The paragraphs of each chapter, a space on either side of every word."""
        return {
            chapter.number: tuple(f" {bare(paragraph.text)} " for paragraph in chapter.paragraphs)
            for chapter in self._work.chapters
        }

    @cached_property
    def _whole(self) -> str:
        folded = (paragraph.strip() for chapter in self._paragraphs.values() for paragraph in chapter)
        return f" {' '.join(filter(None, folded))} "
