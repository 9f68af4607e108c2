"""Where words that are not in the text come nearest to it, and what differs: the hint of a fault."""

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bot.content.model import Paragraph

_MOST_CHANGES = 3
_SIGNS = "“”‘’\"'.,;:!?()[]"
_WORTH_NAMING = 60.0  # per cent: below it the nearest place is no help


def nearest(words: str, paragraphs: Sequence[Paragraph]) -> str:
    """Say which paragraph has ``words``, or words most like them and how those differ; where none does, say that."""
    having = next((paragraph.number for paragraph in paragraphs if words in paragraph.text), None)
    if having is not None:
        return f"paragraph {having} has them"
    best_score, best_text, best_number = 0.0, "", 0
    for paragraph in paragraphs:
        found = fuzz.partial_ratio_alignment(words, paragraph.text, score_cutoff=max(best_score, _WORTH_NAMING))
        if found is not None and found.score > best_score:
            best_score, best_number = found.score, paragraph.number
            best_text = _around(paragraph.text, found.dest_start, found.dest_end)
    if not best_text:
        return "no paragraph has words like these"
    return f"paragraph {best_number} comes nearest; {_difference(words.split(), best_text.split())}"


def _around(text: str, start: int, end: int) -> str:
    """Return the words at ``text[start:end]`` with some more on both sides, for where words were left out."""
    more = (end - start) // 2
    before, after = text.rfind(" ", 0, max(start - more, 0)), text.find(" ", end + more)
    return text[before + 1 : None if after < 0 else after]


def _unsigned(text: list[str], given: list[str]) -> list[str]:
    """Return ``text`` with the first and last words of ``given``, a part of a sentence, freed of signs beside them."""
    ends = {given[0].lstrip(_SIGNS): given[0], given[-1].rstrip(_SIGNS): given[-1]}
    return [ends.get(word.strip(_SIGNS), word) for word in text]


def _difference(given: list[str], text: list[str]) -> str:
    changes = []
    text = _unsigned(text, given) if given else text
    codes = Levenshtein.opcodes(given, text)
    for number, code in enumerate(codes):
        if code.tag == "insert" and number in {0, len(codes) - 1}:
            continue  # the words beside the nearest place are no difference
        here = " ".join(given[code.src_start : code.src_end])
        there = " ".join(text[code.dest_start : code.dest_end])
        if code.tag == "delete":
            changes.append(f"it lacks `{here}`")
        elif code.tag == "insert":
            changes.append(f"it adds `{there}`")
        elif code.tag == "replace":
            changes.append(f"it has `{there}` for `{here}`")
    return "; ".join(changes[:_MOST_CHANGES]) or "it differs in its spaces"
