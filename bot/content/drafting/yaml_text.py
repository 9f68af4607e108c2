"""Writes the lines of a draft: each value so that strict YAML gives back the very same text."""

import re
import sys
from collections.abc import Iterable
from typing import Final

import yaml

CONFIRM: Final = "CONFIRM"
"""What stands for a value that only the author can give; `lector check` finds each."""

GUESS: Final = "  # CONFIRM"
"""Marks a line whose value was guessed."""

_PLAIN: Final = re.compile(r"\w(?:[\w ./’-]*[\w.’])?")


def scalar(text: str) -> str:
    """Return ``text`` as it is written in YAML: bare where that is safe, in a list too, else in double quotes."""
    if _PLAIN.fullmatch(text):
        return text
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=sys.maxsize).rstrip("\n")


def flow(texts: Iterable[str]) -> str:
    """Return a list on one line."""
    return f"[{', '.join(scalar(text) for text in texts)}]"


def commented(lines: Iterable[str]) -> list[str]:
    """Return ``lines`` as comments."""
    return [f"# {line}".rstrip() for line in lines]
