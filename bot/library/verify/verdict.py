"""What is found of a claim: values only."""

from dataclasses import dataclass
from enum import StrEnum

from bot.library.citation import attribution
from bot.library.library import Place
from bot.library.verify.corpus import Form


class Ruling(StrEnum):
    """Whether the words claimed are the text's own."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    NOT_FOUND = "not found"


class PieceKind(StrEnum):
    """What a piece of a difference is: in both, in the text only, in the claim only."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of whole words of a difference, as the text has them or, where they are added, as the claim does."""

    kind: PieceKind
    text: str


class Change(StrEnum):
    """How a claim departs from the text."""

    OTHER_WORD = "another word"
    LOST_NOT = "a lost not"
    ADDED_NOT = "an added not"
    NAME = "another name"
    SPELLING = "another spelling"
    ELISION = "an unmarked elision"
    SPLICE = "a splice"
    ADDITION = "words added"
    ORDER = "another order"
    MISATTRIBUTION = "a misattribution"


@dataclass(frozen=True, slots=True)
class Altered:
    """One departure from the text, with what to tell a person of it."""

    change: Change
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a quotation is right, and where it is from.

    ``source_text`` is the text from the first to the last word that was claimed, in the ``form`` that the claim fits;
    ``also`` has the other places where a verbatim claim stands. ``elided`` says that parts are left out and marked;
    ``cut_off`` is the "not" that the text has right before verbatim words, and that a reader should be told of.
    Where nothing is found, only ``why`` is filled.
    """

    kind: Ruling
    why: str = ""
    place: Place | None = None
    also: tuple[Place, ...] = ()
    speaker: str | None = None
    reported_by: str | None = None
    source_text: str | None = None
    form: Form = Form.SERVED
    elided: bool = False
    cut_off: str | None = None
    difference: tuple[Piece, ...] = ()
    altered: tuple[Altered, ...] = ()

    @property
    def attribution(self) -> str | None:
        """Whose words they are: ``Lenin, as reported by Trotsky``."""
        if self.place is None or self.speaker is None:
            return None
        return attribution(self.place.work, self.speaker, self.reported_by)
