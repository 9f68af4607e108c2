"""What is claimed: the words, where an elision is marked in them, and who is said to say them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.content.model import EntityKind
from bot.library.directory import Directory
from bot.library.verify.wording import Word, counted_words

_ELISION: Final = re.compile(r"[\[(]?\s*(?:…|(?:\.\s?){3,})\s*[\])]?")
# Marks that a claim may have without being another: of notes, of doubt, of a fault that is the source's.
_BRACKETED: Final = re.compile(r"\[(?:\d{1,3}|sic|\?)\]", re.IGNORECASE)
_MARKDOWN: Final = re.compile(r"^[ \t]*(?:>{1,3} )+|\*+|(?<!\w)`+|`+(?!\w)|\|\||__|~~", re.MULTILINE)
_SPACES: Final = re.compile(r"(?:[^\S\n]*\n)+[^\S\n]*|[^\S\n]+")
_DASH: Final = r"(?:\s?[—―]{1,2}\s?|\s[-–~]{1,2}\s?|(?<=[.!?”\"'])[-–]{1,2}\s?)"
_OPEN, _CLOSE = '“"„«', '”"“»'
# Spaces are single and what is tried is bounded, so that a message is read in time that grows with its length.
_QUOTED: Final = re.compile(
    rf"\s*(?P<before>[^{_OPEN}]{{0,100}})[{_OPEN}](?P<body>.+)[{_CLOSE}](?P<after>[^{_OPEN}{_CLOSE}]{{0,100}})",
    re.DOTALL,
)
_SIGNED: Final = re.compile(rf"(?P<body>.+){_DASH}(?P<name>[^{_OPEN}{_CLOSE}—―\n]{{2,60}})", re.DOTALL)
_IN_BRACKETS: Final = re.compile(r"(?P<body>.+)\((?P<name>[^()]{2,60})\)[\s.]*", re.DOTALL)
_ANNOUNCED: Final = re.compile(rf"\s*(?P<name>[^:{_OPEN}\n]{{2,60}}):\s*(?P<body>.+)", re.DOTALL)
_SAYING: Final = frozenset(
    "according answered as asked by comrade exclaimed from in of once quote replied reports said saying says tells the "
    "to told with words wrote writes".split()
)
_HE: Final = frozenset({"he", "she", "they"})
_AFTER_NAME: Final = re.compile(
    r"[,(;:\[]|\s(?:in|on|to|at|quoted|as\s+(?:quoted|reported)|reported|from)\s|\s\d{4}", re.IGNORECASE
)
_PARTICLES: Final = frozenset("de der di du la le of the van von".split())
_MOST_NAMES: Final = 4


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that are said to stand in a text. ``elided`` has the words before which an elision is marked, by index."""

    text: str
    words: tuple[Word, ...]
    elided: frozenset[int]
    speaker: str | None

    @property
    def parts(self) -> list[tuple[int, int]]:
        """The runs of words between marked elisions, as ``words[first:after]``."""
        cuts = [0, *sorted(self.elided), len(self.words)]
        return list(pairwise(cuts))


def claimed(text: str, speaker: str | None = None) -> Claim:
    """Take ``text`` as what is claimed, every word of it."""
    words = tuple(counted_words(text, _BRACKETED))
    after = [sum(word.start < mark.end() for word in words) for mark in _ELISION.finditer(text)]
    return Claim(text, words, frozenset(index for index in after if 0 < index < len(words)), speaker)


def readings(text: str, directory: Directory) -> Iterator[Claim]:
    """Yield what a message may claim: all of its words, then those that it gives to somebody by name."""
    bare = _SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", _MARKDOWN.sub(" ", text)).strip()
    yield claimed(bare)
    found = _QUOTED.fullmatch(bare)
    if found:
        names = [_attributed(found[side], directory, sure=True) for side in ("before", "after")]
        if None not in names and any(found[side].strip() for side in ("before", "after")):
            yield claimed(found["body"], next((name for name in names if name), None))
        return
    for pattern in (_SIGNED, _IN_BRACKETS, _ANNOUNCED):
        found = pattern.fullmatch(bare)
        name = _attributed(found["name"], directory, sure=False) if found else None
        if found and name:
            yield claimed(found["body"], name)
            return


def _attributed(text: str, directory: Directory, *, sure: bool) -> str | None:
    """Return the name in ``as Lenin once said,``: "" where there is nothing but "he said", None where it is no name.

    Where no quote marks make it ``sure`` that a name stands there, nothing but a citation may come after it, and a name
    that nobody in the library has must look like one.
    """
    cut = text.strip(" \t\r\n.,:;-–—―~()“”\"'")
    named = _AFTER_NAME.split(cut, maxsplit=1)[0]
    if not sure and not all(map(_cites, cut[len(named) :].split())):
        return None
    kept = [word for word in named.split() if word.strip(".,:;").casefold() not in _SAYING]
    if sure and all(word.casefold() in _HE for word in kept):
        return ""
    name = " ".join(kept)
    known = directory.find(name) if name else None
    if known is not None and (sure or known.entity.kind is not EntityKind.PLACE):
        return name
    looks_so = (
        (sure or named == cut)
        and len(kept) <= _MOST_NAMES
        and all(word[0].isupper() or word in _PARTICLES for word in kept)
    )
    return name if kept and looks_so else None


def _cites(word: str) -> bool:
    """Tell whether a word may stand in a citation: part of a title, a year, "in"."""
    bare = word.strip(".,:;()[]“”\"'")
    return not bare or bare[0].isupper() or bare.isdigit() or bare.casefold() in _SAYING
