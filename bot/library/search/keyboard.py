"""How likely one slip of the hand is: a key beside the right one, a letter twice, two letters exchanged."""

from itertools import pairwise
from typing import Final

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LIKELY: Final = 0.85
_EXCHANGED: Final = 0.9
_LOST: Final = 0.95
_UNLIKELY: Final = 1.15


def _beside() -> frozenset[str]:
    across = [one + other for row in _ROWS for one, other in pairwise(row)]
    down = [
        one + other
        for upper, lower in pairwise(_ROWS)
        for at, one in enumerate(upper)
        for other in lower[max(0, at - 1) : at + 1]
    ]
    return frozenset(pair for keys in across + down for pair in (keys, keys[::-1]))


_BESIDE: Final = _beside()


def weight_of_slip(typed: str, meant: str) -> float:
    """Return what the one slip between ``typed`` and ``meant`` counts, around 1; less where hands often err so."""
    at = next((at for at, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), -1)
    if len(typed) > len(meant):
        stray = typed[at]
        about = typed[max(0, at - 1) : at] + typed[at + 1 : at + 2]
        return _LIKELY if at < 0 or any(stray == key or stray + key in _BESIDE for key in about) else _UNLIKELY
    if len(typed) < len(meant):
        return _LOST
    if typed[at + 1 : at + 2] == meant[at : at + 1] and typed[at : at + 1] == meant[at + 1 : at + 2]:
        return _EXCHANGED
    return _LIKELY if typed[at] + meant[at] in _BESIDE else _UNLIKELY
