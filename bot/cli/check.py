"""``lector check``: every fault of a library at once."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from bot.content.faults import Rule
from bot.content.loader import Loaded
from bot.content.lock import LOCK, relock
from bot.errors import Exit, UserError


def lock(loaded: Loaded, folder: Path, out: TextIO) -> Exit:
    """Write every new id of a library to its ``ids.lock``; UserError while the library has other faults."""
    others = [fault for fault in loaded.faults if fault.code != Rule.ID_NOT_LOCKED.value]
    if others:
        raise UserError(f"mend these first, an id is locked for ever: {others[0]} (of {len(others)})")
    path = folder / LOCK
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    after = relock(loaded.works, before)
    path.write_text(after, encoding="utf-8")
    print(f"{path}: {len(after.splitlines()) - 1:,} ids", file=out)
    return Exit.FINE


def check(loaded: Loaded, out: TextIO, *, as_json: bool) -> Exit:
    """Print each fault as ``path:line: CODE message``; NOTHING (1) where there is one."""
    if as_json:
        for fault in loaded.faults:
            print(json.dumps(asdict(fault), ensure_ascii=False), file=out)
    else:
        for fault in loaded.faults:
            print(fault, file=out)
        print(_summary(loaded), file=out)
    return Exit.NOTHING if loaded.faults else Exit.FINE


def _summary(loaded: Loaded) -> str:
    chapters = [chapter for work in loaded.works for chapter in work.chapters]
    counts = {
        "paragraphs": sum(len(chapter.paragraphs) for chapter in chapters),
        "passages": sum(len(chapter.passages) for chapter in chapters),
        "quotes": sum(len(chapter.quotes) for chapter in chapters),
        "events": sum(len(chapter.events) for chapter in chapters),
        "questions": sum(len(chapter.questions) for chapter in chapters),
    }
    held = ", ".join(f"{count:,} {what}" for what, count in counts.items())
    faults = len(loaded.faults)
    verdict = "no faults" if not faults else "1 fault" if faults == 1 else f"{faults:,} faults"
    return f"{len(loaded.works)} {'work' if len(loaded.works) == 1 else 'works'}: {held}; {verdict}"
