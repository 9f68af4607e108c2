"""Who and what the works speak of: from any spelling that people use to the one who is meant, and where they are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from bot.content.model import Entity, EntityKind, Passage, Quote, Work
from bot.library.fold import MAX_QUERY, folded, query_words, spelling_key
from bot.library.library import Library, Place

_SAME_NAME: Final = 82.0  # per cent: a name spelt this well is meant, if no other entry's is as like
_APART: Final = 3.0  # per cent: by how much it must be more like than any other's
_WORTH_OFFERING: Final = 60.0


@dataclass(frozen=True, slots=True)
class Known:
    """A person, an organisation or a place, and the work whose index describes it."""

    work: Work
    entity: Entity


class Directory:
    """Every name of a library; built once, then only read."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.known = tuple(Known(work, entity) for work in library.works for entity in work.entities.values())
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        self._by_key: dict[str, list[Known]] = defaultdict(list)
        for each in self.known:
            for name in dict.fromkeys((*each.entity.names, *each.entity.epithets)):
                bare = folded(name)
                self._by_name[bare].append(each)
                self._by_key[_key(bare)].append(each)
        self._names = list(self._by_name)

    def find(self, name: str) -> Known | None:
        """Return who or what a name means: any spelling, an epithet, an id; None where it fits none, or two alike."""
        wanted = _query(name)
        exact = self._by_name.get(wanted) or [each for each in self.known if each.entity.id == name.strip()]
        if exact:
            return exact[0]
        same_sound = self._by_key.get(_key(wanted), [])
        if same_sound:
            return same_sound[0] if len({each.entity.id for each in same_sound}) == 1 else None
        best = list(self._like(wanted, _SAME_NAME))
        as_like = [name for name, score in best if score > best[0][1] - _APART]
        likely = {each.entity.id: each for name in as_like for each in self._by_name[name]}
        return next(iter(likely.values())) if len(likely) == 1 else None

    def complete(
        self, typed: str, kinds: frozenset[EntityKind] = frozenset(EntityKind), limit: int = 25
    ) -> list[Known]:
        """Return whom to offer while a name is typed; all, in the order of the index, where nothing is."""
        wanted = _query(typed)
        if not wanted:
            return [each for each in self.known if each.entity.kind in kinds][:limit]
        begun = [name for name in self._names if any(part.startswith(wanted) for part in _tails(name))]
        likely = [*sorted(begun, key=len), *(name for name, _ in self._like(wanted, _WORTH_OFFERING))]
        found = {id(each): each for name in likely for each in self._by_name[name] if each.entity.kind in kinds}
        return list(found.values())[:limit]

    def passages(self, known: Known) -> tuple[Place, ...]:
        """Return every passage that tells of someone, in which they speak, or which they tell."""
        return tuple(
            Place(known.work, chapter, (passage.run,))
            for chapter in known.work.chapters
            for passage in chapter.passages
            if known.entity.id in _named_in(passage)
        )

    def quotes(self, known: Known) -> tuple[tuple[Place, Quote], ...]:
        """Return every quote of someone's own words."""
        return tuple(
            (Place(known.work, chapter, (quote.run,)), quote)
            for chapter in known.work.chapters
            for quote in chapter.quotes
            if quote.speaker == known.entity.id
        )

    def _like(self, wanted: str, least: float) -> Iterator[tuple[str, float]]:
        found = process.extract(wanted, self._names, scorer=fuzz.ratio, score_cutoff=least, limit=10)
        return ((name, score) for name, score, _ in found)


def named_at(place: Place) -> tuple[Known, ...]:
    """Return the persons and organisations of a place's passage, those who speak first."""
    passage = place.passage
    if passage is None:
        return ()
    ids = dict.fromkeys((*passage.speakers, *passage.persons))
    return tuple(Known(place.work, place.work.entities[each]) for each in ids if each in place.work.entities)


def _named_in(passage: Passage) -> set[str]:
    return {passage.narrator, *passage.speakers, *passage.persons, *passage.places}


def _query(name: str) -> str:
    return " ".join(query_words(name[:MAX_QUERY]))


def _key(name: str) -> str:
    return " ".join(spelling_key(word) for word in name.split())


def _tails(name: str) -> Iterator[str]:
    """Yield a name from each of its words on, so that "lun" begins "anatoly lunacharsky" too."""
    parts = name.split()
    return (" ".join(parts[start:]) for start in range(len(parts)))
