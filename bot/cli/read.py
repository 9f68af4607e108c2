"""``lector read``: how a sentence said to the bot is understood."""

import json
from collections.abc import Iterable
from typing import TextIO

from bot.errors import Exit
from bot.library.understand import Reading, Slots, Understanding, date_as_typed


def read(understanding: Understanding, sentences: Iterable[str], out: TextIO, *, as_json: bool) -> Exit:
    """Print how each sentence is read; NOTHING where the last one asks for nothing."""
    code = Exit.FINE
    for sentence in sentences:
        reading = understanding.read(sentence)
        if as_json:
            record = {"intent": reading.intent, "slots": slots_record(reading.slots), "sure": reading.sure}
            print(json.dumps(record, ensure_ascii=False), file=out, flush=True)
        else:
            _print(reading, out)
        code = Exit.FINE if reading.sure or reading.readings else Exit.NOTHING
    return code


def slots_record(slots: Slots) -> dict[str, str | int]:
    """Return the slots that are filled: persons and themes by id, a day as ``parse_typed_date`` reads it."""
    record = {
        "query": slots.query,
        "person": slots.person.entity.id if slots.person else None,
        "theme": slots.theme.id if slots.theme else None,
        "reference": slots.reference,
        "date": date_as_typed(slots.date) if slots.date else None,
        "count": slots.count,
        "difficulty": slots.difficulty,
    }
    return {name: value for name, value in record.items() if value is not None}


def _print(reading: Reading, out: TextIO) -> None:
    print(f"{reading.intent}: {reading.label}" if reading.sure else reading.intent, file=out)
    for likely in reading.readings:
        print(f"  perhaps {likely.intent}: {likely.label}", file=out)
