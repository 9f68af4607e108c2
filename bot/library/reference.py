"""The human name of a place in a work: ``ML 29:13``, ``my-life 29:22-24``, ``29:3-4,7``."""

import re
from dataclasses import dataclass
from typing import Final

from bot.content.model import Run

_FORM: Final = re.compile(
    r"\s*(?:(?P<work>[^\d:.,][^:]*?)[\s,]+(?:ch(?:apter|\.)?\s*)?)?(?P<chapter>\d{1,4})\s*[:.]\s*(?P<runs>\d[\d\s,;-]*)\s*",
    re.IGNORECASE,
)
_RUN: Final = re.compile(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_LONGEST: Final = 120  # characters: no reference is longer


@dataclass(frozen=True, slots=True)
class Reference:
    """A place as somebody wrote it. ``work`` is what stood before the chapter, None where nothing did."""

    work: str | None
    chapter: int
    runs: tuple[Run, ...]


def parse_reference(text: str) -> Reference | None:
    """Read a reference; None where ``text`` is not of a reference's form."""
    if len(text) > _LONGEST:
        return None
    match = _FORM.fullmatch(text.translate(_DASHES))
    if match is None:
        return None
    runs = []
    for part in re.split("[,;]", match["runs"].strip().rstrip(",;-")):
        run = _RUN.fullmatch(part)
        if run is None:
            return None
        first, last = int(run[1]), int(run[2] or run[1])
        if not 1 <= first <= last:
            return None
        runs.append(Run(first, last))
    return Reference(match["work"], int(match["chapter"]), tuple(runs))


def format_reference(work: str, chapter: int, runs: tuple[Run, ...]) -> str:
    """Write a reference: ``ML 29:22-24``."""
    return f"{work} {chapter}:{','.join(str(run) for run in runs)}"
