"""Whether an answer names the person, place or organisation that is meant, and no other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.content.model import EntityKind
from bot.quiz.judging.contrasts import CONTRASTS, clash, denies
from bot.quiz.judging.name_company import JOINING, denied, is_joined, is_qualified, tells
from bot.quiz.judging.name_forms import Strength, name_sound
from bot.quiz.judging.name_index import Mention, NameIndex, mentions
from bot.quiz.judging.name_words import COUNTRIES, GENERIC, LITTLE, NEARBY, TITLES
from bot.quiz.judging.said import Said, Token
from bot.quiz.judging.verdict import Judgement, accept, prompt, reject

WRONG: Final = "≠"  # begins the owner of a wrong option's forms
_WHICH: Final = {
    EntityKind.PERSON: "whom do you mean",
    EntityKind.PLACE: "which place",
    EntityKind.ORGANISATION: "which",
}


@dataclass(frozen=True, slots=True)
class NameRule:
    """What the right name is. ``owner`` is its id in the indexes, ``described`` the sounds of words that tell of it.

    ``words`` has the sounds of its own words, ``plain`` the words themselves; ``asked`` has the ids that the question
    itself names and does not offer as an option.
    """

    answer: str
    owner: str
    kind: EntityKind
    indexes: tuple[NameIndex, ...]
    words: frozenset[str]
    plain: frozenset[str]
    described: frozenset[str]
    asked: frozenset[str]
    in_index: bool

    def judge(self, said: Said) -> Judgement:
        """Judge an answer by whom it names."""
        tokens = said.core
        found = mentions(self.indexes, tokens, roman=self._has_number)
        off = denied(tokens)
        told = [each for each in found if each.words[0] not in off]
        full = [each for each in told if each.strength is Strength.FULL]
        right = [each for each in full if self.owner in each.owners]
        others = [each for each in full if self.owner not in each.owners]
        if right:
            fault = next(self._faults(tokens, right, others, found), None)
            return reject(fault) if fault is not None else self._right(tokens, right)
        if others:
            return self._other(tokens, others)
        if any(denies(token.word) for token in tokens):
            return reject("that says what it is not")
        return self._incomplete(tokens, told)

    @property
    def _has_number(self) -> bool:
        return any(word.isdigit() for word in self.words)

    def _faults(
        self, tokens: Sequence[Token], right: Sequence[Mention], others: Sequence[Mention], found: Sequence[Mention]
    ) -> Iterator[str]:
        """Yield what is wrong with an answer that has the right name in it."""
        second = next((each for each in others if not self._may_stand_by(tokens, right[0], each)), None)
        if second is not None:
            yield f"that names {self._shown(second)} too: give one answer"
        used = {at for mention in right for at in mention.words}
        known = {at for mention in found for at in mention.words}
        after = max(used) + 1
        only_title = all(tokens[at].word in TITLES for at in used)
        if only_title and after < len(tokens) and (after in known or tokens[after].capital):
            yield "that is another name"  # "Tsar Alexander"
        unknown = [at for at, token in enumerate(tokens) if at not in known and tells(token)]
        opposite = clash((tokens[at].word for at in range(len(tokens)) if at not in used), self.plain)
        if opposite is not None:
            yield f"“{opposite[0]}” is not “{opposite[1]}”"
        if any(name_sound(tokens[at].word, roman=self._has_number).isdigit() for at in unknown):
            yield "that is another number"
        if is_joined(tokens, unknown):
            yield "that gives more than one answer"
        if is_qualified(tokens, right[0], frozenset(unknown), self.kind):
            yield f"that is not {self.answer}, but something of that name"
        if self._has_other_first_name(tokens, right[0], unknown, found):
            yield f"that is another {tokens[right[0].words[-1]].word.title()}"

    def _right(self, tokens: Sequence[Token], right: Sequence[Mention]) -> Judgement:
        """Accept a name that is this one's only, and say how it was understood."""
        given = [tokens[at].word for at in right[0].words]
        if all(len(each.owners) > 1 for each in right):
            return prompt(f"which {' '.join(given).title()}?")
        heard = {name_sound(word, roman=True) for word in given}
        spelt = right[0].slips or heard <= {name_sound(word, roman=True) for word in self._answer_words()}
        return accept(f"accepted as {'a spelling' if spelt else 'another name'} of {self.answer}")

    def _other(self, tokens: Sequence[Token], others: Sequence[Mention]) -> Judgement:
        """Judge an answer that names another, which may be the right name without its telling word."""
        sounds = self._sounds(tokens)
        if self._is_whole(sounds):
            return accept(f"accepted as a spelling of {self.answer}")
        kinds = {self._kind(owner) for each in others for owner in each.owners}
        partly = bool(sounds) and sounds <= self.words and kinds == {self.kind}
        if partly and not self.in_index and self.kind is not EntityKind.PERSON:
            return prompt(self._several(sounds))
        return reject(f"that is {self._shown(others[0])}")

    def _incomplete(self, tokens: Sequence[Token], told: Sequence[Mention]) -> Judgement:
        """Judge an answer without a whole name: a first name, a loose epithet, a title, or a part of the name."""
        sounds = self._sounds(tokens)
        if self._is_whole(sounds):
            return accept(f"accepted as a spelling of {self.answer}")
        mine = [each for each in told if self.owner in each.owners]
        used = {at for each in mine for at in each.words}
        rest = self._sounds(token for at, token in enumerate(tokens) if at not in used)
        if mine and rest <= self.described:
            heard = " ".join(tokens[at].word for at in mine[0].words)
            return prompt(f"which {heard.title() if mine[0].strength is Strength.FIRST else heard}?")
        if any(self.owner not in each.owners and each.strength is Strength.FIRST for each in told):
            return reject("that is another name")
        return self._part(sounds) if sounds else self._title(tokens)

    def _title(self, tokens: Sequence[Token]) -> Judgement:
        """Judge an answer that is a title without a name."""
        titles = {token.word: name_sound(token.word, roman=False) for token in tokens if token.word in TITLES}
        joined = any(token.word in JOINING for token in tokens)
        if titles and not joined and (not self.in_index or self.described.issuperset(titles.values())):
            return prompt(f"which {next(iter(titles))}?")
        return reject("that names nobody" if self.kind is EntityKind.PERSON else "that names nothing")

    def _part(self, sounds: frozenset[str]) -> Judgement:
        """Judge an answer of words that may be a part of the name, or tell of it."""
        if sounds <= self.words:
            generic = {name_sound(word, roman=False) for word in GENERIC}
            if self.kind is not EntityKind.PERSON and not self._lacking(sounds) - generic and sounds - generic:
                return accept(f"accepted as short for {self.answer}")
            return prompt(self._several(sounds))
        if sounds <= self.words | self.described:
            return prompt(f"{_WHICH[self.kind]}, by name?")
        return reject("that is another name")

    def _may_stand_by(self, tokens: Sequence[Token], right: Mention, other: Mention) -> bool:
        """Return whether another name beside the right one does no harm: whom the question names, where a place is."""
        first, last = sorted((right.words, other.words))
        if all(tokens[at].word in TITLES for at in other.words):
            return True
        joined = any(token.word in JOINING for token in tokens[first[-1] + 1 : last[0]])
        if self.kind is EntityKind.PLACE and first == right.words and not joined and self._holds(tokens, right, other):
            return True
        if joined or tokens[last[0]].broken:
            return False
        if other.words[-1] + 1 == right.words[0] and not tokens[other.words[-1]].possessive:
            return False  # "the Petrograd bureau"
        kinds = {self._kind(owner) for owner in other.owners}
        return other.owners <= self.asked or (self.kind is not EntityKind.PERSON and self.kind not in kinds)

    def _holds(self, tokens: Sequence[Token], right: Mention, other: Mention) -> bool:
        """Return whether a name after a place tells where that is: "Smolny, Petrograd", "Nauen near Berlin"."""
        told = {name_sound(tokens[at].word, roman=False) for at in other.words} <= self.described
        wrong = any(owner.startswith(WRONG) for owner in other.owners)
        before = [token.word for token in tokens[: other.words[0]] if token.word != "the"]
        within = before[-1] in NEARBY and not tokens[right.words[-1] + 1].broken
        return not wrong and (told or within or tokens[other.words[-1]].word in COUNTRIES)

    def _has_other_first_name(
        self, tokens: Sequence[Token], right: Mention, unknown: Sequence[int], found: Sequence[Mention]
    ) -> bool:
        """Return whether a surname has a first name before it that is not this one's."""
        before = right.words[0] - 1
        if self.kind is not EntityKind.PERSON or before < 0 or len(right.words) > 1 or tokens[right.words[0]].broken:
            return False
        named = next((each for each in found if before in each.words), None)
        if named is not None:
            return named.strength is Strength.FIRST and self.owner not in named.owners
        word = tokens[before].word
        two_words = sum(map(tells, tokens)) == 2  # noqa: PLR2004 - the two of the name
        strange = before in unknown and two_words and tokens[before].capital and len(word) > 1
        return strange and not any(each[0] == name_sound(word, roman=False)[0] for each in self.words)

    def _sounds(self, tokens: Iterable[Token]) -> frozenset[str]:
        """Return the sounds of the telling words, a misspelt word of the name as the word that is meant."""
        heard: set[str] = set()
        for token in tokens:
            word = name_sound(token.word, roman=self._has_number)
            if token.word in LITTLE:
                continue
            if word.isdigit():
                heard.add(word)
            elif len(token.word) == 1:
                heard |= self._initial(token.word)
            elif tells(token):
                near = [each for index in self.indexes for each, _ in index.near(word)]
                meant = next((each for each in near if each in self.words), word)
                heard.add(meant if len(meant) > 1 or meant.isdigit() else token.word)
        return frozenset(heard)

    def _initial(self, letter: str) -> set[str]:
        """Return what a single letter stands for in the name; nothing where names have no letter to stand alone."""
        if self.kind is EntityKind.PERSON:
            return {letter} if any(len(each) == 1 for each in self.words) else set()
        begun = sorted(each for each in self.words if each.startswith(name_sound(letter, roman=False)))
        return set(begun[:1]) or {letter}

    def _forms(self, sounds: frozenset[str]) -> Iterator[frozenset[str]]:
        """Yield the words of each whole form of the name that has one of ``sounds``."""
        for index in self.indexes:
            for form in index.with_words(sounds):
                if form.owner == self.owner and form.strength is Strength.FULL:
                    yield frozenset(form.words)

    def _is_whole(self, sounds: frozenset[str]) -> bool:
        return any(sounds == form for form in self._forms(sounds))

    def _lacking(self, sounds: frozenset[str]) -> frozenset[str]:
        """Return what the nearest form of the name has beyond ``sounds``; "?" where other names have those too."""
        lacking = [form - sounds for form in self._forms(sounds) if sounds <= form]
        least = min(lacking, key=lambda each: (len(each), sorted(each)), default=frozenset({"?"}))
        shared = all(len(self._owners(word)) > 1 for word in sounds)
        return least | {"?"} if shared else least

    def _owners(self, word: str) -> set[str]:
        owners = {form.owner for index in self.indexes for form in index.with_words((word,))}
        return {owner for owner in owners if self._kind(owner) is self.kind}

    def _several(self, sounds: frozenset[str]) -> str:
        lacking = sorted(
            word for word in self.plain if word in CONTRASTS and name_sound(word, roman=False) not in sounds
        )
        return f"{' or '.join(lacking).title()} or another?" if lacking else "there are several: which?"

    def _kind(self, owner: str) -> EntityKind:
        entity = next((index.entities[owner] for index in self.indexes if owner in index.entities), None)
        return entity.kind if entity else self.kind

    def _shown(self, mention: Mention) -> str:
        owner = min(mention.owners, key=lambda each: (each.startswith(WRONG), each))
        entity = next((index.entities[owner] for index in self.indexes if owner in index.entities), None)
        return entity.short if entity else owner.removeprefix(WRONG)

    def _answer_words(self) -> list[str]:
        return self.answer.lower().replace("-", " ").split()
