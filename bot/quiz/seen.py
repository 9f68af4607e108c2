"""Against memorising: what a server or a member has seen stands back, and returns as time passes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_HALF: Final = dt.timedelta(days=30)
"""After how long a question that was seen stands back half as far."""

_STEPS: Final = 8
"""How many steps there are between just seen and forgotten: within one, chance and variety decide."""

_OTHER_FORM: Final = 0.5
"""How far another form of the same fact stands back against the form that was seen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """That a question was asked; by its fact it counts for the other forms too."""

    question: str
    fact: str
    at: dt.datetime


def staleness(records: Iterable[Seen], now: dt.datetime) -> dict[str, float]:
    """Return the ``seen`` that a bank draws by; what was last seen some four months ago is not in it.

    ``records`` are those of the server and of whoever plays; a question that both have of one time counts once.
    """
    weight: dict[str, float] = {}
    for record in set(records):
        age = max(now - record.at, dt.timedelta())
        left = 0.5 ** (age / _HALF)
        weight[record.question] = weight.get(record.question, 0.0) + left
        weight[record.fact] = weight.get(record.fact, 0.0) + left * _OTHER_FORM
    stepped = {key: round(number * _STEPS) / _STEPS for key, number in weight.items()}
    return {key: number for key, number in stepped.items() if number}
