"""Is this quotation right? From claimed words to a verdict, the place, whose words they are, and what differs."""

from bot.library.verify.corpus import Form
from bot.library.verify.verdict import Altered, Change, Piece, PieceKind, Ruling, Verdict
from bot.library.verify.verifier import MAX_CLAIM, Verifier

__all__ = ["MAX_CLAIM", "Altered", "Change", "Form", "Piece", "PieceKind", "Ruling", "Verdict", "Verifier"]
