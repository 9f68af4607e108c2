"""Plain text: paragraphs between blank lines, or one a line; headings by how they are worded."""

import re
from collections.abc import Iterator
from typing import Final

from bot.content.drafting.draft import Block, Reading
from bot.content.drafting.numbering import is_heading

_LONG_LINE: Final = 120  # characters: hard-wrapped lines are shorter
_LONG_SHARE: Final = 0.2  # of the text, in long lines: above it, a line is a paragraph
_SPLIT_WORD: Final = re.compile(r"\w-\n\w")


def read_plain(text: str) -> Reading:
    """Return the blocks of ``text`` (Unix line ends)."""
    if one_a_line(text):
        return Reading(
            _lines(text), changes=("each line was taken as a paragraph, since most of the text is in long lines",)
        )
    changes = ["paragraphs were taken to end at blank lines; the lines within one were joined by a space"]
    split = len(_SPLIT_WORD.findall(text))
    if split:
        changes.append(f"hyphens at line ends were kept, {split:,} in all: look for words split in two")
    return Reading(_between_blanks(text), changes=tuple(changes))


def one_a_line(text: str) -> bool:
    """Whether a line is a paragraph: whether much of the text is in lines longer than one would wrap by hand."""
    in_long_lines = sum(len(line) for line in text.split("\n") if len(line) > _LONG_LINE)
    return in_long_lines > _LONG_SHARE * len(text)


def _lines(text: str) -> Iterator[Block]:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.strip():
            alone = not "".join(lines[number - 1 : number] + lines[number + 1 : number + 2]).strip()
            yield Block(line, 1 if alone and is_heading(line) else None)


def _between_blanks(text: str) -> Iterator[Block]:
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield Block("\n".join(block), 1 if is_heading("\n".join(block)) else None)
            block = []
