"""Faults of content: values with a file, a line, a permanent code and a hint, never exceptions."""

from dataclasses import dataclass
from enum import Enum


class Rule(Enum):
    """Every rule that content is held to. A code is for ever: a rule that goes leaves its number empty."""

    # The file itself
    FILE_MISSING = "Q001"
    NOT_UTF8 = "Q002"
    BYTE_ORDER_MARK = "Q003"
    LINE_ENDING = "Q004"
    TOO_LARGE = "Q005"
    OUTSIDE_FOLDER = "Q006"
    # Its YAML
    YAML_SYNTAX = "Q010"
    YAML_FEATURE = "Q011"
    TOO_DEEP = "Q012"
    REPEATED_FIELD = "Q013"
    # Its fields
    UNKNOWN_FIELD = "Q020"
    MISSING_FIELD = "Q021"
    WRONG_SHAPE = "Q022"
    WRONG_VALUE = "Q023"
    REPEATED_ID = "Q024"
    TO_CONFIRM = "Q025"
    # What they point at
    UNKNOWN_ID = "Q030"
    NO_SUCH_PARAGRAPH = "Q031"
    PASSAGES_OVERLAP = "Q032"
    IN_NO_PASSAGE = "Q033"
    UNUSED_CORRECTION = "Q034"
    NOT_IN_TEXT = "Q035"
    NO_SUCH_LINE = "Q036"
    SPEAKER_CONTRADICTED = "Q037"
    # Dates
    OUT_OF_CALENDAR = "Q040"
    ENDS_BEFORE_START = "Q041"
    # Questions
    TWO_RIGHT_OPTIONS = "Q050"
    NOT_THREE_OPTIONS = "Q051"
    ANSWER_NOT_IN_PROOF = "Q052"
    ANSWER_IN_QUESTION = "Q053"
    PROMPT_IS_RIGHT = "Q054"
    # Identity, against ids.lock
    ID_VANISHED = "Q060"
    ID_CHANGED = "Q061"
    ID_NOT_LOCKED = "Q062"
    LOCK_UNREADABLE = "Q063"

    @property
    def slug(self) -> str:
        """The rule's name as it stands in folder names: ``passages-overlap``."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with the content, and where.

    ``path`` is relative to the library's folder, with forward slashes; ``line`` counts from 1.
    """

    path: str
    line: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}: {self.code} {self.message}{hint}"


class Report:
    """Gathers the faults of one file."""

    def __init__(self, path: str, faults: list[Fault]) -> None:
        self.path = path
        self._faults = faults

    def add(self, rule: Rule, line: int, message: str, hint: str = "") -> None:
        """Record that ``rule`` is broken at ``line``."""
        self._faults.append(Fault(self.path, line, rule.value, message, hint))
