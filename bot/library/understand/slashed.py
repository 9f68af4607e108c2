"""Commands typed as text, slash and all: ``/quote search clean collar``."""

from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.library.understand.reading import Intent, Reading, Slots
from bot.library.understand.request import Request, reading

_PATHS: Final = {
    "quote search": Intent.SEARCH,
    "quote random": Intent.RANDOM,
    "quote today": Intent.TODAY,
    "quote check": Intent.CHECK,
    "quote": Intent.RANDOM,
    "passage": Intent.PASSAGE,
    "who": Intent.WHO,
    "when": Intent.WHEN,
    "on this day": Intent.ON_THIS_DAY,
    "daily": Intent.DAILY,
    "quiz start": Intent.QUIZ_START,
    "quiz stop": Intent.QUIZ_STOP,
    "quiz board": Intent.BOARD,
    "quiz": Intent.QUIZ_START,
    "help": Intent.HELP,
}
_LEAST_LIKE: Final = 0.75
_LONGEST_PATH: Final = 3  # words
"""Words of a path."""


def read(request: Request) -> Reading | None:
    """Return what a sentence that begins with a slash asks for; None where it does not, or names no command."""
    heard = request.heard
    if not heard.text.lstrip().startswith("/"):
        return None
    for length in range(_LONGEST_PATH, 0, -1):
        said = " ".join(token.typed for token in heard.tokens[:length])
        best = process.extractOne(said, list(_PATHS), scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKE)
        if best is not None and len(best[0].split()) == min(length, len(heard.tokens)):
            return _with_rest(request, _PATHS[best[0]], length)
    return None


def _with_rest(request: Request, intent: Intent, start: int) -> Reading:  # noqa: PLR0911 - one for each command
    rest = request.heard.since(start)
    match intent:
        case Intent.SEARCH | Intent.CHECK | Intent.WHEN:
            return reading(intent, query=rest)
        case Intent.PASSAGE if request.place is not None:
            return Reading(intent, Slots(reference=request.place.reference))
        case Intent.PASSAGE:
            return reading(intent, query=rest)
        case Intent.WHO:
            person = request.lore.names.person(rest)
            return reading(intent, person=person, query=None if person else rest)
        case Intent.ON_THIS_DAY:
            date = request.day.dates[0] if request.day and request.day.dates else None
            return Reading(intent, Slots(date=date, query=None if date else rest or None))
        case Intent.QUIZ_START:
            count, level = request.count, request.level
            return Reading(intent, Slots(count=count[0] if count else None, difficulty=level[0] if level else None))
        case _:
            return Reading(intent)
