"""From blocks to chapters: which headings start one, and where the white space is folded."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.content.drafting.draft import Block, Draft, DraftChapter, Reading
from bot.errors import UserError

_SPACE: Final = re.compile(r"\s+")
_STRAY_MARKS: Final = re.compile(r"[\s\ufeff]*\ufeff")  # byte order marks of files that were put together
_DEEPEST: Final = 2  # the level of heading that starts a chapter, where the source has such
_MOST_TITLES: Final = 2  # of one chapter, as "PART ONE" and "Chapter I"; more in a row are a table of contents
_BETWEEN_TITLES: Final = " – "


@dataclass(slots=True)
class _Section:
    titles: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


def outline(reading: Reading, name: str) -> Draft:
    """Split what was read into chapters; UserError where ``name``, the source, has no text."""
    blocks, stray = _without_stray_marks(reading.blocks)
    folded, blocks = _fold(blocks)
    title, blocks = _title(reading.title, blocks)
    chapters = _chapters(blocks)
    if not chapters:
        raise UserError(f"{name} has no text in it")
    changes = list(reading.changes)
    if stray:
        changes.append(f"byte order marks at the start of paragraphs were left out: {stray:,} in all")
    if folded:
        changes.append(
            f"each run of white space (line ends, tabs, no-break spaces) became one space: {folded:,} in all"
        )
    changes.append("everything else (quotation marks, accents, dashes, spelling) is as it was")
    return Draft(title, fold(reading.author), fold(reading.language), tuple(chapters), tuple(changes))


def fold(text: str) -> str:
    """Return ``text`` with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def _without_stray_marks(blocks: Iterable[Block]) -> tuple[list[Block], int]:
    stray, kept = 0, []
    for block in blocks:
        marks = _STRAY_MARKS.match(block.text)
        stray += marks[0].count("\ufeff") if marks else 0
        kept.append(Block(block.text[marks.end() :], block.level) if marks else block)
    return kept, stray


def _fold(blocks: Iterable[Block]) -> tuple[int, list[Block]]:
    folded, kept = 0, []
    for block in blocks:
        text = block.text.strip()
        if text:
            folded += sum(run != " " for run in _SPACE.findall(text))
            kept.append(Block(fold(text), block.level))
    return folded, kept


def _title(title: str, blocks: list[Block]) -> tuple[str, list[Block]]:
    """Return the work's title and the blocks without the heading that gives it.

    The only heading of the first level, above others of the second, is the title of the whole.
    """
    first = next((number for number, block in enumerate(blocks) if block.level is not None), None)
    levels = [block.level for block in blocks]
    if first is None or levels[first] != 1 or levels.count(1) > 1 or 2 not in levels:  # noqa: PLR2004 - a level
        return fold(title), blocks
    heading = blocks[first]
    has_text = first + 1 < len(blocks) and blocks[first + 1].level is None
    rest = blocks if has_text else blocks[:first] + blocks[first + 1 :]
    return fold(title) or heading.text, rest


def _chapters(blocks: Sequence[Block]) -> list[DraftChapter]:
    levels = {block.level for block in blocks if block.level is not None}
    starts = {level for level in levels if level <= _DEEPEST} or set(sorted(levels)[:1])
    sections = [_Section()]
    for block in blocks:
        if block.level not in starts:
            sections[-1].paragraphs.append(block.text)
        elif sections[-1].paragraphs:
            sections.append(_Section([block.text]))
        else:
            sections[-1].titles.append(block.text)
    return [
        DraftChapter(_BETWEEN_TITLES.join(section.titles), tuple(section.paragraphs))
        for section in _without_empty(sections)
    ]


def _without_empty(sections: list[_Section]) -> list[_Section]:
    """Turn headings that head no text, and tables of contents, into paragraphs, so that none of their words is lost."""
    kept: list[_Section] = []
    for section in sections:
        heads = 0 if not section.paragraphs else 1 if len(section.titles) > _MOST_TITLES else len(section.titles)
        spare, section.titles = (
            section.titles[: len(section.titles) - heads],
            section.titles[len(section.titles) - heads :],
        )
        if spare and not kept:
            kept.append(_Section())
        if spare:
            kept[-1].paragraphs += spare
        if section.paragraphs:
            kept.append(section)
    return kept
