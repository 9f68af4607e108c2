"""The forms of a name: the whole of it, the surname alone, the first name alone, what it is called without a name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from bot.content.model import Entity, EntityKind
from bot.quiz.judging.name_words import LITTLE, TITLES, is_patronymic, numeral
from bot.quiz.judging.said import Token, read
from bot.quiz.judging.spelling import sound

_ALIASES: Final = {"st": "saint", "sankt": "saint", "sant": "saint", "northern": "north", "southern": "south",
                   "eastern": "east", "western": "west"}  # fmt: skip
_FIRM: Final = re.compile(r"(?:the\s+)(?=.*[A-Z])|\w+'s\s|\w+’s\s", re.IGNORECASE)
_JOINT: Final = " and "


class Strength(IntEnum):
    """How much a form says: a first name or a loose epithet asks for more."""

    LOOSE = 0
    FIRST = 1
    FULL = 2


@dataclass(frozen=True, slots=True)
class Form:
    """The sounds of a form's words, in order, and whose form it is."""

    words: tuple[str, ...]
    owner: str
    strength: Strength


def name_sounds(tokens: Iterable[Token], *, roman: bool) -> list[str]:
    """Return a sound for each word that counts in a name; numbers as digits."""
    return [name_sound(token.word, roman=roman) for token in tokens if token.word not in LITTLE]


def _form_sounds(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the sounds of a whole name: its last word may be a ruler's number, and "V. I." are none."""
    return (*name_sounds(tokens[:-1], roman=False), *name_sounds(tokens[-1:], roman=len(tokens) > 1))


def name_sound(word: str, *, roman: bool) -> str:
    """Return what a word of a name is compared by."""
    return numeral(word, roman=roman) or sound(_ALIASES.get(word, word))


def entity_forms(entity: Entity, taken: frozenset[str]) -> Iterator[Form]:
    """Yield the forms of an entity. ``taken`` has the sounds of surnames that are first of all another's."""
    forms = [form for name in entity.names for form in name_forms(name, entity.id, entity.kind, taken)]
    first = {form.words for form in forms if form.strength is Strength.FIRST}
    # "Iron Felix" makes no surname of Felix.
    yield from (
        form for form in forms if form.strength is Strength.FIRST or form.words not in first or _alone(form, entity)
    )
    for epithet in entity.epithets:
        words = _form_sounds(read(epithet).tokens)
        if words:
            yield Form(words, entity.id, Strength.FULL if is_firm(epithet) else Strength.LOOSE)


def name_forms(name: str, owner: str, kind: EntityKind, taken: frozenset[str] = frozenset()) -> Iterator[Form]:
    """Yield the forms of one name."""
    tokens = [token for token in read(name).tokens if token.word not in LITTLE]
    untitled = [token for token in tokens if token.word not in TITLES] or tokens
    sounds = _form_sounds(untitled)
    if not sounds:
        return
    yield Form(sounds, owner, Strength.FULL)
    if kind is not EntityKind.PERSON or len(sounds) == 1:
        return
    if _JOINT in name:
        if len(sounds) > 2:  # noqa: PLR2004 - two first names and the surname of both
            yield Form(sounds[:-1], owner, Strength.FULL)
        return
    if any(token.word in LITTLE for token in read(name).tokens):
        if tokens[0].capital and read(name).tokens[0] == tokens[0]:
            yield Form(sounds[:1], owner, Strength.FIRST)  # Peter the Great
        return  # a description such as "the chairman of the union" has no surname
    if len({token.capital for token in untitled if len(token.word) > 1}) == 1:  # "young French officer" has no parts
        yield from _parts(untitled, sounds, owner, taken)


def _parts(tokens: Sequence[Token], sounds: Sequence[str], owner: str, taken: frozenset[str]) -> Iterator[Form]:
    """Yield the surname of a person's name, and each first name."""
    last = tokens[-1]
    is_surname = not is_patronymic(last.word) and numeral(last.word, roman=True) is None and len(last.word) > 1
    if is_surname and sounds[-1] not in taken:
        yield Form((sounds[-1],), owner, Strength.FULL)
    for token, each in zip(tokens[:-1], sounds[:-1], strict=True):
        if len(token.word) > 1:
            yield Form((each,), owner, Strength.FIRST)


def _alone(form: Form, entity: Entity) -> bool:
    """Return whether a form is a whole name of an entity, not a part of one."""
    return len(form.words) > 1 or any(form.words == _form_sounds(read(name).tokens) for name in entity.names)


def surname(entity: Entity) -> str | None:
    """Return the sound of the surname that an entity is first of all known by."""
    if entity.kind is not EntityKind.PERSON:
        return None
    tokens = [token for token in read(entity.short).tokens if token.word not in LITTLE | TITLES]
    return name_sound(tokens[-1].word, roman=True) if tokens else None


def is_firm(epithet: str) -> bool:
    """Return whether an epithet means one only: "Lenin's sister" and "the Tsar", not "the city" or "my wife"."""
    if epithet[:2].lower() in {"a ", "an"}:
        return False
    rest = re.sub(r"^the\s+", "", epithet, flags=re.IGNORECASE)
    return any(letter.isupper() for letter in rest) and (rest != epithet or " " in rest)
