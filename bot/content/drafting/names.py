"""Finds likely names: runs of capitalised words that recur and don't only begin sentences."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"(?:[A-Z]\.)+(?![a-z])|[^\W\d_]+(?:[-’'][^\W\d_]+)*|[.?!:…“”„«»\"‘(]")
_ENDS: Final = frozenset('.?!:…“„«"‘(')  # after these a capital may be only that of a beginning
_POSSESSIVE: Final = re.compile(r"[’']s$")
_TITLES: Final = frozenset(
    "Mr Mrs Miss Dr Messrs St Gen Col Capt Prof Rev General Colonel Captain Comrade Count Prince Princess Professor "
    "Sir Lord Lady King Queen Emperor President Minister Doctor".split()
)
_NO_NAMES: Final = frozenset(
    "I January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday God".split()
)
_BEFORE_PLACES: Final = frozenset("in at near into through outside around across".split())
_TO_AND_FROM: Final = frozenset("to from for".split())  # before places, but before persons too
_PLACE_SHARE: Final = 0.5
_LEAST: Final = 2  # times
_MOST_WORDS: Final = 5
_MOST_PERSONS: Final = 40
_MOST_PLACES: Final = 20


@dataclass(frozen=True, slots=True)
class Name:
    """A likely name, its other forms in the text (``Lenin`` for ``Vladimir Lenin``), and how often it stands there."""

    name: str
    spellings: tuple[str, ...]
    count: int
    is_place: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of it."""
        return (self.name, *self.spellings)


@dataclass(slots=True)
class _Seen:
    """How often a run stands in the text, within sentences, after ``in`` or the like, and after ``to`` or ``from``."""

    times: int = 0
    within: int = 0
    placed: int = 0
    reached: int = 0


def find_names(paragraphs: Iterable[str]) -> list[Name]:
    """Return the likely names, the most frequent first: at most 40 of persons and 20 of places."""
    tokens = [list(_TOKEN.finditer(paragraph)) for paragraph in paragraphs]
    words = Counter(match[0] for line in tokens for match in line)
    seen: dict[str, _Seen] = {}
    for line in tokens:
        for run, starts_sentence, before in _runs(line, words):
            entry = seen.setdefault(run, _Seen())
            entry.times += 1
            entry.within += not starts_sentence
            entry.placed += before in _BEFORE_PLACES
            entry.reached += before in _TO_AND_FROM
    likely = {run: entry for run, entry in seen.items() if _is_likely(run, entry, words)}
    names = sorted(_joined(likely), key=lambda each: (-each.count, each.name))
    persons = [name for name in names if not name.is_place][:_MOST_PERSONS]
    return persons + [name for name in names if name.is_place][:_MOST_PLACES]


def forms_in(names: Sequence[Name]) -> re.Pattern[str]:
    """Return what finds any form of ``names`` as whole words, the longest first."""
    forms = sorted({form for name in names for form in name.forms}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)" if forms else r"(?!)")


def _runs(line: list[re.Match[str]], words: Counter[str]) -> Iterator[tuple[str, bool, str]]:
    """Yield each run of capitalised words, whether it begins a sentence, and the word before it (past a ``the``)."""
    begins, before, at = True, "", 0
    while at < len(line):
        if not line[at][0][0].isupper():
            begins = line[at][0] in _ENDS or (begins and line[at][0] == "”")
            before = before if line[at][0] == "the" else line[at][0]
            at += 1
            continue
        run = _run_from(line, at)
        at += len(run)
        if run[-1] in _TITLES and at < len(line) and line[at][0] == ".":
            at += 1  # the full stop of "Mr." ends no sentence
            run = run[:-1]
        kept = list(run)
        while kept and (kept[0] in _TITLES or (begins and words[kept[0].lower()])):
            kept = kept[1:]
        if kept:
            yield " ".join([*kept[:-1], _POSSESSIVE.sub("", kept[-1])]), begins and kept == run, before
        begins, before = False, ""


def _run_from(line: list[re.Match[str]], at: int) -> list[str]:
    run = [line[at][0]]
    for last, match in zip(line[at:], line[at + 1 :], strict=False):
        apart = match.start() - last.end() != 1 or match.string[last.end()] != " "
        if apart or not match[0][0].isupper() or _POSSESSIVE.search(last[0]) or len(run) == _MOST_WORDS:
            break
        run.append(match[0])
    return run


def _is_likely(run: str, entry: _Seen, words: Counter[str]) -> bool:
    if entry.times < _LEAST or not entry.within or run in _NO_NAMES or len(run) <= 1:
        return False
    if " " not in run and (words[run.lower()] >= entry.times or (run.isupper() and "." not in run)):
        return False
    return not run.endswith("I")


def _joined(likely: dict[str, _Seen]) -> Iterator[Name]:
    """Join a last name to the one longer name that ends in it; where two do, it stays by itself."""
    longer: dict[str, list[str]] = {}
    for run in likely:
        if " " in run:
            longer.setdefault(run.rsplit(" ", 1)[1], []).append(run)
    short_of = {forms[0]: last for last, forms in longer.items() if len(forms) == 1 and last in likely}
    for run, entry in likely.items():
        if run in short_of.values():
            continue
        short = short_of.get(run)
        parts = [entry] if short is None else [entry, likely[short]]
        count = sum(part.times for part in parts)
        placed, reached = sum(part.placed for part in parts), sum(part.reached for part in parts)
        is_place = placed > 0 and placed + reached >= _PLACE_SHARE * count
        yield Name(run, () if short is None else (short,), count, is_place)
