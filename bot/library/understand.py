"""What a sentence said to the bot asks for. Misspelt command words are understood; the rest is words to search for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.library.fold import query_words
from bot.library.reference import parse_reference


class Intent(StrEnum):
    """What is asked for, named as the command that does it."""

    SEARCH = "search"
    PASSAGE = "passage"
    RANDOM = "random"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as it was understood. ``words`` is what the command works on; empty for random and help."""

    intent: Intent
    words: str = ""


_COMMANDS: Final = {
    "search": Intent.SEARCH,
    "find": Intent.SEARCH,
    "quote": Intent.SEARCH,
    "passage": Intent.PASSAGE,
    "paragraph": Intent.PASSAGE,
    "show": Intent.PASSAGE,
    "random": Intent.RANDOM,
    "help": Intent.HELP,
    "commands": Intent.HELP,
}
_LEAST_LIKE: Final = 0.7  # of a command word, as OSA likeness: "qoute" has 0.8, "rnadm" 0.67 of "random"
_SHORTEST_MISSPELT: Final = 4  # letters: "fine" must not be read as "find"
_FILLER: Final = frozenset("a an the me give please pls another one some any".split())


def understand(sentence: str) -> Reading:
    """Return what ``sentence``, without the mention of the bot, asks for."""
    text = sentence.strip().lstrip("/").strip()
    rest = text
    asked: list[Intent] = []
    while (head := _head(rest)) is not None:
        intent = _command(head[0])
        if intent is None and head[0] not in _FILLER:
            break
        asked += [intent] if intent is not None else []
        rest = head[1]
    if parse_reference(rest) is not None:
        return Reading(Intent.PASSAGE, rest)
    if not asked:
        return Reading(Intent.SEARCH, text) if query_words(text) else Reading(Intent.HELP)
    if not query_words(rest):
        wants_help = Intent.HELP in asked
        return Reading(Intent.HELP if wants_help else Intent.RANDOM)
    if Intent.PASSAGE in asked:
        return Reading(Intent.PASSAGE, rest)
    # "help us, comrade" and "random violence" are words to look for, not commands.
    return Reading(Intent.SEARCH, rest if asked[0] is Intent.SEARCH else text)


def _head(text: str) -> tuple[str, str] | None:
    first, _, rest = text.strip().partition(" ")
    folded = query_words(first)
    return ("".join(folded), rest) if folded else None


def _command(word: str) -> Intent | None:
    if word in _COMMANDS:
        return _COMMANDS[word]
    if len(word) < _SHORTEST_MISSPELT:
        return None
    likely = [command for command in _COMMANDS if len(command) > _SHORTEST_MISSPELT or command == "help"]
    best = process.extractOne(word, likely, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKE)
    return None if best is None else _COMMANDS[best[0]]
