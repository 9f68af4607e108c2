"""What spellings and forms of one word have in common: a key over transliteration habits and endings.

The steps run over many words at once, joined by line feeds, since one pass over a vocabulary costs less than a call a
word.
"""

import re
from collections.abc import Sequence
from typing import Final

# An ending goes only where three letters and a vowel stay before it; "sing" keeps its own.
_ENDINGS: Final = re.compile(
    r"(?<=[a-z]{3})(?:ization|fulness|iveness|ational|ingly|edly|ments?|ness|ations?|ings?|ions?|ies|ied|ing|ely|ers?"
    r"|ed|es|ly|y|e|s)$",
    re.MULTILINE,
)
_STEPS: Final = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"dzh|zh|dj|ds|tz|cz|ts", "z"),
        (r"sch|sh", "s"),
        (r"tch|ch|kh|gh|ck|c|q", "k"),
        (r"ph|ff?$", "f"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"w|v+|(?<=.)f$", "v"),
        (r"(?<=.)h", ""),
        (r"ou|oo", "u"),
        (r"(?<=[bcdfghklmnprstvz])[yij]+(?=[eoau])", ""),
        (r"ye|ie|je|oe|ei|ey|ai|ay", "e"),
        (r"[iyj]+", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)i$", ""),
    )
)


def roots(words: Sequence[str]) -> list[str]:
    """Return the root of each word: Svyerdlov, Sverdlov and Swerdlow share one, and so do unite and uniting."""
    if not words:
        return []
    text = _ENDINGS.sub("", "\n".join(words))
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text.split("\n")
