"""``ids.lock``: every id that was released, with a digest of what it means, so that none vanishes or changes unseen."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

from bot.content.faults import Report, Rule
from bot.content.model import Work

LOCK: Final = "ids.lock"
_HEADER: Final = (
    "# Ids are for ever. `lector check --lock` adds new ones; a line goes only where an entry `replaces` its id.\n"
)
_COLUMNS: Final = 3
_DIGEST: Final = 12  # hexadecimal digits

Key = tuple[str, str]
"""A kind of entry and its id in the library: ``("quote", "my-life/smells-of-revolution")``."""


def meanings(works: Sequence[Work]) -> dict[Key, str]:
    """Return a digest of what each id means: a quote its words and speaker, a passage its paragraphs, and so on."""
    return {key: _digest(meaning) for work in works for key, meaning in _meanings(work)}


def replaced(works: Sequence[Work]) -> set[Key]:
    """Return the ids that an entry of the library says it replaces."""
    return {
        (kind, f"{work.id}/{entry.replaces}")
        for work in works
        for chapter in work.chapters
        for kind, entry in chapter.named
        if entry.replaces
    }


def format_lock(locked: dict[Key, str]) -> str:
    """Return the text of an ``ids.lock``."""
    return _HEADER + "".join(f"{kind} {name} {digest}\n" for (kind, name), digest in sorted(locked.items()))


def check_lock(works: Sequence[Work], text: str, report: Report) -> None:
    """Record each released id that is gone, means something else, or was never locked."""
    locked, lines = _read(text, report)
    now, gone_rightly = meanings(works), replaced(works)
    for key, digest in locked.items():
        kind, name = key
        if key not in now:
            if key not in gone_rightly:
                hint = "an id is for ever: give what takes its place `replaces`"
                report.add(Rule.ID_VANISHED, lines[key], f"the {kind} `{name}` is gone, or has a fault", hint)
        elif now[key] != digest:
            hint = "give it a new id that `replaces` the old one, or, for a mere correction, take its line out and lock"
            report.add(Rule.ID_CHANGED, lines[key], f"the {kind} `{name}` means something else", hint)
    for kind, name in sorted(now.keys() - locked.keys()):
        report.add(Rule.ID_NOT_LOCKED, 1, f"the {kind} `{name}` is new", "run `lector check --lock`")


def relock(works: Sequence[Work], text: str) -> str:
    """Return the lock with every new id added and the replaced ones taken out; the others stay as they were."""
    locked, _ = _read(text, Report(LOCK, []))
    gone = replaced(works)
    return format_lock(meanings(works) | {key: digest for key, digest in locked.items() if key not in gone})


def _read(text: str, report: Report) -> tuple[dict[Key, str], dict[Key, int]]:
    locked: dict[Key, str] = {}
    lines: dict[Key, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.split()
        if not parts or parts[0].startswith("#"):
            continue
        if len(parts) != _COLUMNS:
            report.add(Rule.LOCK_UNREADABLE, number, f"`{line[:60]}` is not `kind work/id digest`")
            continue
        locked[parts[0], parts[1]], lines[parts[0], parts[1]] = parts[2], number
    return locked, lines


def _meanings(work: Work) -> Iterator[tuple[Key, str]]:
    for entity in work.entities.values():
        yield (entity.kind.value, f"{work.id}/{entity.id}"), entity.name
    for chapter in work.chapters:
        where = f"{chapter.number}:"
        for passage in chapter.passages:
            yield ("passage", f"{work.id}/{passage.id}"), f"{where}{passage.run}"
        for quote in chapter.quotes:
            yield ("quote", f"{work.id}/{quote.id}"), f"{quote.text}|{quote.speaker}"
        for event in chapter.events:
            yield ("event", f"{work.id}/{event.id}"), f"{event.date}|{where}{event.run}"
        for question in chapter.questions:
            yield ("question", f"{work.id}/{question.id}"), f"{question.kind}|{question.answer}"


def _digest(meaning: str) -> str:
    return hashlib.sha256(meaning.encode()).hexdigest()[:_DIGEST]
