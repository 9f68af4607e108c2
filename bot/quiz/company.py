"""Who or what can stand beside whom as an option: of one kind and form, of one time, never the same one in part."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import Final

from bot.content.model import Entity, EntityKind, Work
from bot.library.fold import spelling_key, words
from bot.quiz.folded import FoldedText
from bot.quiz.words import bare, stands_in

_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_UNNAMED: Final = re.compile(r"\bthe text\b|\bunnamed\b", re.IGNORECASE)
_FEMALE: Final = frozenset("wife widow sister daughter mother she her queen empress princess woman".split())
_SORTS: Final = {
    EntityKind.PERSON: {},
    EntityKind.PLACE: {
        "site": "school palace tower house building church seat room castle bridge station landing street square quay",
        "town": "town city capital port village",
        "land": "country state union empire republic ally kingdom isthmus continent province",
    },
    EntityKind.ORGANISATION: {
        "party": "party alliance socialists liberals monarchists league club union movement",
        "force": "army troops soldiers officers foes guards regiment fleet police",
        "office": "ministry department commission bureau committee council assembly government body court parliament",
    },
}
_GENERATION: Final = 20  # years
_TITLES: Final = frozenset("general colonel captain admiral prince count king tsar comrade father doctor".split())


class Form(StrEnum):
    """How an entity is spoken of: by a name of its own, or by what it is (“the head master”)."""

    NAMED = "named"
    DESCRIBED = "described"


class Company:
    """The entities of a work and what they have to do with each other; built once, then only read."""

    def __init__(self, work: Work, text: FoldedText) -> None:
        self._work = work
        self.often = Counter(
            each
            for chapter in work.chapters
            for passage in chapter.passages
            for each in {passage.narrator, *passage.speakers, *passage.persons, *passage.places}
        )
        """In how many passages each entity speaks, narrates, or is told of."""
        every = work.entities.values()
        self._related = {one.id: {other.id for other in every if _same_in_part(one, other)} for one in every}
        self._circles = {each.id: {whole.id for whole in every if each.id in whole.members} for each in every}
        self._told = {each.id for each in every if text.has((*each.names, *each.epithets))}
        self._called = {each.id: tuple(bare(name) for name in _callings(each)) for each in every}

    @cached_property
    def own_names(self) -> tuple[tuple[str, Entity], ...]:
        """The names that can be exchanged in a text, the longest first: surnames in any spelling, and other names."""
        named = [
            (name, entity)
            for entity in self._work.entities.values()
            if form(entity) is Form.NAMED
            for name in dict.fromkeys(plain(each) for each in entity.names)
            if name[:1].isalpha() and _is_own(entity, name)
        ]
        return tuple(sorted(named, key=lambda each: -len(each[0])))

    def beside(self, right: Entity, told: str, unfit: Iterable[str] = ()) -> list[Entity]:
        """Return the entities that can stand beside ``right`` as wrong options, those of its own circle first.

        They are of its kind and form, lived when it did, are named in the work's chapters, and are neither named in
        ``told``, the wording of the question, nor the same in part as one of ``unfit``.
        """
        related = self._related[right.id].union(*(self._related.get(each, ()) for each in unfit))
        return [
            other
            for other in sorted(self._work.entities.values(), key=lambda each: self._distance(right, each))
            if other.kind is right.kind
            and other.id not in related
            and form(other) is form(right)
            and other.id in self._told
            and _contemporary(right, other)
            and not self.named(other, told)
        ]

    def _distance(self, one: Entity, other: Entity) -> tuple[bool, int]:
        """Return how far one is from another: in no body together, and how seldom spoken of."""
        return self._circles[one.id].isdisjoint(self._circles[other.id]), -self.often[other.id]

    def named(self, entity: Entity, told: str) -> bool:
        """Whether a text names an entity, by a name, an epithet, or the surname alone."""
        folded = f" {bare(told)} "
        return any(f" {name} " in folded for name in self._called[entity.id] if name)

    def distinct(self, entities: Iterable[Entity]) -> Iterator[Entity]:
        """Yield entities none of which is another in part."""
        kept: set[str] = set()
        for entity in entities:
            if self._related[entity.id].isdisjoint(kept):
                kept.add(entity.id)
                yield entity


def shown(entity: Entity) -> str:
    """Return the name under which an entity is an option: the short one, beginning with a capital, without a title."""
    name = entity.short
    if entity.kind is EntityKind.PERSON and title(name) is not None:
        name = name.split(" ", 1)[1]
    return name[:1].upper() + name[1:]


def plain(name: str) -> str:
    """Return a name without its article."""
    return _ARTICLE.sub("", name)


def form(entity: Entity) -> Form:
    """Return how an entity is spoken of."""
    described = entity.kind is EntityKind.PERSON and (_ARTICLE.match(entity.name) or _UNNAMED.search(entity.about))
    return Form.DESCRIBED if described else Form.NAMED


def is_female(entity: Entity) -> bool:
    """Whether the index speaks of a woman, in what it says of her before it goes on about others."""
    own_clause = re.split(r"[;:]", entity.about)[0]
    return entity.kind is EntityKind.PERSON and not _FEMALE.isdisjoint(bare(own_clause).split())


def sort(entity: Entity) -> str | None:
    """Return what a place or body is (``town``, ``party``), by the first word of its description that says so."""
    for word in bare(entity.about).split():
        for kind, nouns in _SORTS[entity.kind].items():
            if word in nouns.split():
                return kind
    return None


def of_one_sort(one: Entity, other: Entity) -> bool:
    """Whether two are of one sort, or of one sex; for places and bodies only where their descriptions say so."""
    if one.kind is EntityKind.PERSON:
        return is_female(one) is is_female(other)
    return sort(one) is not None and sort(one) == sort(other)


def title(name: str) -> str | None:
    """Return the title that a name begins with: ``general`` of General Judson."""
    first = bare(name).split(" ")[0]
    return first if first in _TITLES else None


def _is_own(entity: Entity, name: str) -> bool:
    """Whether a name is the one an entity is known by, however it is spelt: neither a first name nor a byname."""
    if entity.kind is not EntityKind.PERSON:
        return spelling_key(bare(name)) in {spelling_key(bare(plain(known))) for known in (entity.name, entity.short)}
    surnames = [spelling_key(bare(each).split()[-1]) for each in (name, entity.short)]
    return surnames[0] == surnames[1]


def _same_in_part(one: Entity, other: Entity) -> bool:
    """Whether one is the other or holds it: a group and its member, a city and its street, two names of one."""
    if one.id == other.id or one.id in other.members or other.id in one.members:
        return True
    if _within(one, other) or _within(other, one):
        return True
    # A place or a body is described by what it lies in or comes of; a person by others, who are not the same.
    no_person = EntityKind.PERSON not in {one.kind, other.kind}
    return no_person and (stands_in(one.names, other.about) or stands_in(other.names, one.about))


def _within(part: Entity, whole: Entity) -> bool:
    """Whether every word of a name of one stands in a name of the other."""
    inner = [_name_words(name) for name in (part.name, part.short)]
    outer = [_name_words(name) for name in (whole.name, whole.short)]
    return any(one and one <= other for one in inner for other in outer)


def _name_words(name: str) -> set[str]:
    return set(bare(plain(name)).split())


def _callings(entity: Entity) -> Iterator[str]:
    yield from (*entity.names, *entity.epithets)
    if entity.kind is EntityKind.PERSON and form(entity) is Form.NAMED:
        yield from (word.folded for word in words(entity.short)[-1:])


def _contemporary(one: Entity, other: Entity) -> bool:
    """Whether two are of one generation, as far as the index dates them."""
    return one.born is None or other.born is None or abs(one.born.year - other.born.year) <= _GENERATION
