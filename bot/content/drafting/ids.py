"""Ids made from words: lower case, without accents, joined by hyphens, each given once."""

import re
import unicodedata
from typing import Final

MAX_ID: Final = 40
"""Characters of a drafted id: it leaves room for a number, and for the author to add a word, within the format's 48."""

_WORD: Final = re.compile(r"[a-z0-9]+")
_APOSTROPHES: Final = re.compile(r"['’‘]")


def slug(text: str) -> str:
    """Return an id of the words of ``text``; empty where none is in Latin letters or figures."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text[: 4 * MAX_ID]))
    words = _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)).lower())
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:MAX_ID]
        if len(longer) > MAX_ID:
            break
        made = longer
    return made


class Ids:
    """Gives each id once: a second ``smolny`` is ``smolny-2``."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def make(self, text: str, otherwise: str) -> str:
        """Return an id of the words of ``text``, or of ``otherwise`` where those make none."""
        wanted = slug(text) or otherwise
        made = wanted
        while made in self._given:
            self._given[wanted] += 1
            made = f"{wanted}-{self._given[wanted]}"
        self._given[made] = 1
        return made
