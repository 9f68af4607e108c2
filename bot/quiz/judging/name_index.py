"""Every name of the works in one index: which of them an answer names, though it be misspelt."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.content.model import Entity
from bot.quiz.judging.name_forms import Form, Strength, entity_forms, name_sound, surname
from bot.quiz.judging.said import Token
from bot.quiz.judging.spelling import slips

_LOOSE_SPAN: Final = 2  # words that may stand among those of a name
_LEAST_SWAPPED: Final = 5  # letters
_JOINED: Final = 3  # words of a name that may be written as one


@dataclass(frozen=True, slots=True)
class Mention:
    """Whom an answer may name, and with which of its words. ``slips`` is how far the spelling is off."""

    owners: frozenset[str]
    strength: Strength
    words: tuple[int, ...]
    slips: int


class NameIndex:
    """The forms of many names, found by any of their words; built once, then only read."""

    def __init__(self, forms: Iterable[Form], entities: Mapping[str, Entity] | None = None) -> None:
        self.entities = dict(entities or {})
        self.forms = tuple(dict.fromkeys(forms))
        self._by_word: dict[str, list[Form]] = defaultdict(list)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        self._joined: dict[str, tuple[str, ...]] = {}
        for form in self.forms:
            for word in dict.fromkeys(form.words):
                self._by_word[word].append(form)
            if 1 < len(form.words) <= _JOINED and not any(word.isdigit() for word in form.words):
                self._joined["".join(form.words)] = form.words
        for word in (*self._by_word, *self._joined):
            self._by_letter[word[0]].append(word)
        self._near = lru_cache(maxsize=4096)(self._find_near)

    @classmethod
    def of_entities(cls, entities: Iterable[Entity]) -> "NameIndex":
        """Return the index of all names of ``entities``."""
        known = {entity.id: entity for entity in entities}
        surnames = {each: surname(each) for each in known.values()}
        forms: list[Form] = []
        for entity in known.values():
            others = {name for each, name in surnames.items() if name and each.id != entity.id}
            forms += entity_forms(entity, frozenset(others) - {surnames[entity]})
        return cls(forms, known)

    def near(self, word: str) -> tuple[tuple[str, int], ...]:
        """Return the words of names that ``word`` may be, all equally near, with the number of slips."""
        return self._near(word)

    def with_words(self, words: Iterable[str]) -> Counter[Form]:
        """Return every form that has one of ``words``, with how many of them it has."""
        return Counter(form for word in words for form in self._by_word.get(word, ()))

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the words of a name written as one; the word itself where it is none."""
        return self._joined.get(word, (word,))

    def _find_near(self, word: str) -> tuple[tuple[str, int], ...]:
        if word in self._by_word or word in self._joined:
            return ((word, 0),)
        likely = [(each, slips(word, each)) for each in self._by_letter.get(word[:1], ())]
        found = sorted((distance, each) for each, distance in likely if distance is not None)
        return tuple((each, distance) for distance, each in found if distance == found[0][0])


def mentions(indexes: Sequence[NameIndex], tokens: Sequence[Token], *, roman: bool) -> list[Mention]:
    """Return what ``tokens`` name by whole forms of the indexes, the longest form of the same words only."""
    where: dict[str, dict[int, int]] = defaultdict(dict)
    for at, token in enumerate(tokens):
        heard = name_sound(token.word, roman=roman)
        found = [pair for index in indexes for pair in index.near(heard)] or [
            (word, 1) for index in indexes for word in _unswapped(index, token.word, roman=roman)
        ]
        least = min((distance for _, distance in found), default=0)
        for word, distance in found:
            if distance == least:
                for part in {part for index in indexes for part in index.parts(word)}:
                    where[part][at] = min(distance, where[part].get(at, distance))
    _find_joined(indexes, tokens, where, roman=roman)
    found_forms = [
        placed
        for index in indexes
        for form, count in index.with_words(where).items()
        if count == len(set(form.words)) and (placed := _place(form, where, tokens)) is not None
    ]
    return _longest(found_forms)


def _unswapped(index: NameIndex, word: str, *, roman: bool) -> Iterator[str]:
    """Yield the words of names that two letters changing places may hide from the ear: Trotksy."""
    if len(word) < _LEAST_SWAPPED:
        return
    for at in range(1, len(word) - 1):
        swapped = name_sound(word[:at] + word[at + 1] + word[at] + word[at + 2 :], roman=roman)
        if index.near(swapped) == ((swapped, 0),):
            yield swapped


def _find_joined(
    indexes: Sequence[NameIndex], tokens: Sequence[Token], where: dict[str, dict[int, int]], *, roman: bool
) -> None:
    """Add words that were written as two: ``Peters burg``."""
    for at in range(len(tokens) - 1):
        both = name_sound(tokens[at].word + tokens[at + 1].word, roman=roman)
        if not tokens[at + 1].broken and any(index.near(both) == ((both, 0),) for index in indexes):
            where[both][at] = 0


def _place(
    form: Form, where: Mapping[str, Mapping[int, int]], tokens: Sequence[Token]
) -> tuple[Mention, frozenset[str]] | None:
    """Return where a form stands, as closely together as its words do; None where they are too far apart."""
    best: tuple[int, list[int]] | None = None
    for start in where[form.words[0]]:
        at = [min(where[word], key=lambda place: (abs(place - start), place)) for word in form.words]
        width = max(at) - min(at)
        if best is None or width < best[0]:
            best = width, at
    if best is None:
        return None
    width, at = best
    little = sum(token.word in {"the", "of", "for", "and"} for token in tokens[min(at) : max(at)])
    if width - little > len(form.words) - 1 + _LOOSE_SPAN:
        return None
    off = sum(where[word][place] for word, place in zip(form.words, at, strict=True))
    words = tuple(sorted(set(at)))
    return Mention(frozenset({form.owner}), form.strength, words, off), frozenset(form.words)


def _longest(found: Iterable[tuple[Mention, frozenset[str]]]) -> list[Mention]:
    """Keep the longest, strongest and best spelt mention of each word; those as good are one mention of several."""
    ranked = sorted(
        found,
        key=lambda each: (
            each[0].strength is Strength.LOOSE,
            -len(each[1]),
            each[0].slips,
            -each[0].strength,
            each[0].words,
            sorted(each[0].owners),
        ),
    )
    kept: dict[tuple[int, ...], Mention] = {}
    sizes: dict[tuple[int, ...], int] = {}
    used: set[int] = set()
    for mention, words in ranked:
        same = kept.get(mention.words)
        if same is not None:
            alike = (len(words), mention.slips, mention.strength) == (
                sizes[mention.words],
                same.slips,
                same.strength,
            )
            if alike:
                kept[mention.words] = Mention(same.owners | mention.owners, same.strength, same.words, same.slips)
        elif not used & set(mention.words):
            kept[mention.words], sizes[mention.words] = mention, len(words)
            used |= set(mention.words)
    return sorted(kept.values(), key=lambda each: each.words)
