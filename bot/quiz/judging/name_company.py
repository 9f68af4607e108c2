"""What stands beside a name in an answer, and whether it makes the answer another one: "Sverdlov's wife"."""

from collections.abc import Sequence
from typing import Final

from bot.content.model import EntityKind
from bot.quiz.judging.contrasts import denies
from bot.quiz.judging.name_index import Mention
from bot.quiz.judging.name_words import COUNTRIES, GENERIC, LITTLE, TITLES
from bot.quiz.judging.said import Token

JOINING: Final = frozenset({"and", "or"})
_APART: Final = frozenset({"near", "outside", "behind", "beyond"})
_ANYONE: Final = frozenset("anyone anybody everyone everybody anything all".split())


def tells(token: Token) -> bool:
    """Return whether a word can be a part of a name, or tell of somebody."""
    plain = token.word not in LITTLE | TITLES | JOINING and not denies(token.word)
    return plain and (len(token.word) > 1 or token.word.isdigit())


def denied(tokens: Sequence[Token]) -> frozenset[int]:
    """Return which words are denied: those after "not" up to a comma or a "but"."""
    found: set[int] = set()
    denying = False
    for at, token in enumerate(tokens):
        but_one = token.word == "but" and at > 0 and tokens[at - 1].word in _ANYONE
        no_more = token.word == "no" and (at + 1 == len(tokens) or tokens[at + 1].broken)
        if denies(token.word) and not no_more:
            denying = True
        elif token.broken or (token.word == "but" and not but_one):
            denying = False
        denying = denying or but_one
        if denying:
            found.add(at)
    return frozenset(found)


def is_joined(tokens: Sequence[Token], unknown: Sequence[int]) -> bool:
    """Return whether "and", "or" or a comma joins a word to the name that is no part of it."""
    lower = not any(token.capital for token in tokens)
    alone = [
        tokens[at].word
        for at in unknown
        if (tokens[at].broken or at == 0)
        and (at + 1 == len(tokens) or tokens[at + 1].broken)
        and (tokens[at].capital or lower)
    ]
    if any(word not in COUNTRIES and not word.endswith("ly") for word in alone):
        return True
    return any(
        token.word in JOINING and (any(each > at for each in unknown) or (bool(unknown) and token.word == "or"))
        for at, token in enumerate(tokens)
    )


def is_qualified(tokens: Sequence[Token], right: Mention, unknown: frozenset[int], kind: EntityKind) -> bool:
    """Return whether the name only belongs to what is meant: "Sverdlov's wife", "the Bolshevik press"."""
    last, first = right.words[-1], right.words[0]
    after = tokens[last + 1] if last + 1 < len(tokens) and not tokens[last + 1].broken else None
    if len(right.words) == 1 and tokens[last].word in GENERIC and first - 1 in unknown:
        return True  # "the British government", where "his government" is right
    if after is not None and last + 1 in unknown:
        if tokens[last].possessive or (kind is EntityKind.PLACE and _is_proper(after, tokens[last])):
            return True
        if kind is EntityKind.ORGANISATION and last == len(tokens) - 2:
            return True
    if kind is EntityKind.PLACE:
        return first > 0 and tokens[first - 1].word in _APART
    street = after is not None and after.word in GENERIC
    return kind is EntityKind.PERSON and (street or _is_of(tokens, first, unknown))


def _is_proper(after: Token, name: Token) -> bool:
    """Return whether a name goes on after a place's: "Moscow Art Theatre", but not "Smolny Institute"."""
    return after.capital and name.capital and after.word not in GENERIC


def _is_of(tokens: Sequence[Token], first: int, unknown: frozenset[int]) -> bool:
    """Return whether "of" leads from something else to a name: "a friend of Lenin"."""
    before = first - 1
    while before >= 0 and tokens[before].word in TITLES | {"the"}:
        before -= 1
    return before > 0 and tokens[before].word == "of" and before - 1 in unknown
