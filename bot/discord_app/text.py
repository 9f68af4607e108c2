"""Texts as Discord's Markdown: the source's words must come out as they are, and nobody's words may act."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

# Signs that act wherever they stand: emphasis, code, spoilers, masked links, and all that angle brackets enclose
# (mentions, channels, emoji, times); then bare links and emoji by name.
_ANYWHERE: Final = re.compile(r"[\\*_~`|<\[]|:(?=//)|:(?=[\w+-]*[a-z][\w+-]*:)", re.IGNORECASE)
# A backslash would not keep Discord from pinging all; a space of no width does, whatever mentions the message allows.
_EVERYONE: Final = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
# Signs that act where a line starts with them: headings, quotes, small print, lists.
_FIRST: Final = re.compile(r"^([^\S\n]*)([#>+-])", re.MULTILINE)
_COMMAND: Final = re.compile(r"\\`(/[a-z]+(?:[ -][a-z]+)*)\\`")  # as ``plain`` leaves it
_NUMBERED: Final = re.compile(r"^([^\S\n]*\d+)([.)])", re.MULTILINE)


def plain(text: str) -> str:
    """Return Markdown that shows ``text`` letter for letter: no list, no emphasis, no link, no mention."""
    escaped = _EVERYONE.sub("@\u200b", _ANYWHERE.sub(r"\\\g<0>", text))
    return _NUMBERED.sub(r"\1\\\2", _FIRST.sub(r"\1\\\2", escaped))


def advice(text: str) -> str:
    """Return ``text`` as ``plain`` does, but for the commands that it names in backticks: they stand out as code."""
    return _COMMAND.sub(r"`\1`", plain(text))


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return ``text`` as ``plain`` does, with ``text[start:end]`` in bold for each span; spans are sorted and apart."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    edges = [0, *(edge for span in joined for edge in span), len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    return "".join(f"**{plain(part)}**" if number % 2 else plain(part) for number, part in enumerate(parts))


def shortened(text: str, most: int) -> str:
    """Return ``text`` within ``most`` characters, cut at a word with an ellipsis where it is longer."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:") + "…"
