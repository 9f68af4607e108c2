"""Who or what can stand beside whom as an option: of one kind and form, of one time, never the same one in part."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Final

from bot.content.model import Entity, EntityKind, Work
from bot.library.fold import spelling_key, words
from bot.quiz.folded import FoldedText
from bot.quiz.words import bare

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
    """The entities of a work and what they have to do with each other; each thing is made when it is first needed."""

    def __init__(self, work: Work, text: FoldedText) -> None:
        self._work = work
        self._text = text

    @cached_property
    def often(self) -> Counter[str]:
        """In how many passages each entity speaks, narrates, or is told of."""
        return Counter(
            each
            for chapter in self._work.chapters
            for passage in chapter.passages
            for each in {passage.narrator, *passage.speakers, *passage.persons, *passage.places}
        )

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
        folded = f" {bare(told)} "
        fit = [
            other
            for other in self._told.get((right.kind, form(right)), ())
            if other.id not in related and _contemporary(right, other) and not self._is_called(other, folded)
        ]
        return sorted(fit, key=lambda each: self._distance(right, each))

    def _distance(self, one: Entity, other: Entity) -> tuple[bool, int]:
        """Return how far one is from another: in no body together, and how seldom spoken of."""
        return self._circles[one.id].isdisjoint(self._circles[other.id]), -self.often[other.id]

    def named(self, entity: Entity, told: str) -> bool:
        """Whether a text names an entity, by a name, an epithet, or the surname alone."""
        return self._is_called(entity, f" {bare(told)} ")

    def _is_called(self, entity: Entity, folded: str) -> bool:
        return any(name in folded for name in self._called[entity.id])

    def distinct(self, entities: Iterable[Entity]) -> Iterator[Entity]:
        """Yield entities none of which is another in part."""
        kept: set[str] = set()
        for entity in entities:
            if self._related[entity.id].isdisjoint(kept):
                kept.add(entity.id)
                yield entity

    @cached_property
    def _told(self) -> dict[tuple[EntityKind, Form], list[Entity]]:
        """The entities that the text names, by kind and form."""
        told: dict[tuple[EntityKind, Form], list[Entity]] = defaultdict(list)
        for each in self._work.entities.values():
            if self._text.has((*each.names, *each.epithets)):
                told[each.kind, form(each)].append(each)
        return dict(told)

    @cached_property
    def _related(self) -> dict[str, set[str]]:
        """With whom each entity is the same in part, itself among them."""
        related = {each: {each} for each in self._work.entities}
        for one, other in combinations(map(_compared, self._work.entities.values()), 2):
            if _same_in_part(one, other):
                related[one.entity.id].add(other.entity.id)
                related[other.entity.id].add(one.entity.id)
        return related

    @cached_property
    def _circles(self) -> dict[str, set[str]]:
        """The bodies of which each entity is a member."""
        circles: dict[str, set[str]] = {each: set() for each in self._work.entities}
        for whole in self._work.entities.values():
            for member in whole.members:
                circles.setdefault(member, set()).add(whole.id)
        return circles

    @cached_property
    def _called(self) -> dict[str, tuple[str, ...]]:
        """What each entity is called, as compared."""
        return {each.id: _padded(_callings(each)) for each in self._work.entities.values()}


@dataclass(frozen=True, slots=True)
class _Compared:
    """An entity as compared: its names and description between spaces, and the words of its full and its short name."""

    entity: Entity
    names: tuple[str, ...]
    about: str
    words: tuple[frozenset[str], ...]


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
    return entity.kind is EntityKind.PERSON and _is_of_a_woman(entity.about)


# By the description, for the same ones are options again and again, and to look up an entity is to compare all of it.
@lru_cache(maxsize=4096)
def _is_of_a_woman(about: str) -> bool:
    own_clause = re.split(r"[;:]", about)[0]
    return not _FEMALE.isdisjoint(bare(own_clause).split())


def sort(entity: Entity) -> str | None:
    """Return what a place or body is (``town``, ``party``), by the first word of its description that says so."""
    return _sort(entity.kind, entity.about)


@lru_cache(maxsize=4096)
def _sort(kind: EntityKind, about: str) -> str | None:
    for word in bare(about).split():
        for found, nouns in _SORTS[kind].items():
            if word in nouns.split():
                return found
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


def _compared(entity: Entity) -> _Compared:
    words_of_names = (frozenset(bare(plain(name)).split()) for name in (entity.name, entity.short))
    return _Compared(entity, _padded(entity.names), f" {bare(entity.about)} ", tuple(filter(None, words_of_names)))


def _padded(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as they are found in a folded text, between spaces."""
    return tuple(f" {name} " for name in map(bare, names) if name)


def _same_in_part(one: _Compared, other: _Compared) -> bool:
    """Whether one is the other or holds it: a group and its member, a city and its street, two names of one."""
    if one.entity.id in other.entity.members or other.entity.id in one.entity.members:
        return True
    if _within(one, other) or _within(other, one):
        return True
    # A place or a body is described by what it lies in or comes of; a person by others, who are not the same.
    no_person = EntityKind.PERSON not in {one.entity.kind, other.entity.kind}
    return no_person and (_tells_of(one, other) or _tells_of(other, one))


def _within(part: _Compared, whole: _Compared) -> bool:
    """Whether every word of a name of one stands in a name of the other."""
    return any(inner <= outer for inner in part.words for outer in whole.words)


def _tells_of(one: _Compared, other: _Compared) -> bool:
    """Whether the description of one names the other."""
    return any(name in one.about for name in other.names)


def _callings(entity: Entity) -> Iterator[str]:
    yield from (*entity.names, *entity.epithets)
    if entity.kind is EntityKind.PERSON and form(entity) is Form.NAMED:
        yield from (word.folded for word in words(entity.short)[-1:])


def _contemporary(one: Entity, other: Entity) -> bool:
    """Whether two are of one generation, as far as the index dates them."""
    return one.born is None or other.born is None or abs(one.born.year - other.born.year) <= _GENERATION
