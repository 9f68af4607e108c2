"""Whether a free answer says what the right one says, in whatever order and form of words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.quiz.judging.contrasts import CONTRASTS, clash, denies
from bot.quiz.judging.numerals import ONES, SCALES, TENS
from bot.quiz.judging.said import Said, Token, read
from bot.quiz.judging.sought import Sought
from bot.quiz.judging.telling import LITTLE, same_word, stem, telling
from bot.quiz.judging.verdict import Judgement, accept, prompt, reject

_LEAST_EXTRA: Final = 3  # words beside those of the answer
_LISTED: Final = re.compile(r"\s*(?:,|;|\band\b|&)\s*(?:and\s+)?", re.IGNORECASE)
_ITEM_WORDS: Final = 3  # in an item of a list
_AFTER_HEAD: Final = frozenset({"of", "in", "at"})
_ENOUGH: Final = 2 / 3  # of the telling words: so incomplete an answer is asked back about
_NUMBERS: Final = frozenset({*ONES, *TENS, *SCALES})
_RELATIONS: Final = frozenset({"before", "after", "without", "against", "until"})


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to put the right answer: its telling words, how many things it lists, and the word that it turns on."""

    text: str
    words: tuple[str, ...]
    items: int
    denied: bool
    head: str


@dataclass(frozen=True, slots=True)
class TextRule:
    """The variants of the right answer; ``asked`` are the question's own words, ``wrong`` the options' telling ones."""

    variants: tuple[Variant, ...]
    asked: frozenset[str]
    wrong: tuple[tuple[str, ...], ...]
    words: frozenset[str]

    def judge(self, said: Said) -> Judgement:
        """Judge an answer by its telling words."""
        tokens = said.core
        given = _with_joined(tokens)
        denied = any(denies(word) for word in said.words)
        variants = [each for each in self.variants if each.denied is denied]
        if not variants:
            return reject("that says what it is not" if denied else "that says the contrary")
        best = max(variants, key=lambda each: (_share(each, given), -len(each.words)))
        if _share(best, given) == 0.0:
            return reject("that is not it")
        opposite = self._opposite(said)
        if opposite is not None:
            return reject(opposite)
        whole = [each for each in variants if _share(each, given) == 1.0]
        if any(self._is_other(option, given) for option in self.wrong):
            return reject("that has a wrong answer in it too")
        if not whole:
            return self._incomplete(best, tokens, given)
        variant = max(whole, key=lambda each: len(each.words))
        return self._whole(variant, tokens)

    def _whole(self, variant: Variant, tokens: Sequence[Token]) -> Judgement:
        """Judge an answer that has every telling word of a variant."""
        fault = next(self._faults(variant, tokens), None)
        if fault is not None:
            return reject(fault)
        plain = {stem(word) for word in variant.words} == {stem(token.word) for token in tokens} - LITTLE
        return accept("right" if plain else f"accepted for “{variant.text}”")

    def _faults(self, variant: Variant, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield what is wrong with an answer that has every telling word of a variant."""
        extra = self._extra(variant, tokens)
        if variant.items > 1 and extra:
            yield f"“{extra[0]}” does not belong to it"
        if len(extra) > max(_LEAST_EXTRA, len(variant.words)):
            yield "that says too much beside it"
        if any(each.isdigit() or (each in _NUMBERS and each != "one") for each in extra):
            yield "that is another number"
        if _is_joined(tokens, variant, extra):
            yield "give one answer"
        if extra and self._ends_otherwise(variant, tokens, extra):
            yield f"“{extra[-1]}” makes it another thing"
        if _belongs_to_other(tokens, variant, extra):
            yield "that only belongs to it"

    def _incomplete(self, best: Variant, tokens: Sequence[Token], given: Sequence[str]) -> Judgement:
        """Judge an answer that lacks telling words: asked back about where nothing in it is wrong."""
        missing = [word for word in best.words if not _has(word, given)]
        found = len(best.words) - len(missing)
        if self._extra(best, tokens) or not found:
            return reject("that is not it")
        own = [word for word in best.words if _has(word, given) and stem(word) not in self.asked]
        headed = _has(best.head, given)
        contrast = all(word in CONTRASTS or word in _RELATIONS for word in missing)
        if own and best.items > 1:
            return prompt(
                f"that is {found} of {len(best.words)}: what else?" if best.items == len(best.words) else "what else?"
            )
        if own and headed and (contrast or found / len(best.words) >= _ENOUGH):
            return prompt("more exactly?")
        return reject("that is not enough" if own else "the question says that itself")

    def _opposite(self, said: Said) -> str | None:
        """Return why an answer says the contrary of the right one; None where it doesn't."""
        words = said.words
        found = clash(words, self.words)
        if found is not None:
            return f"“{found[0]}” is not “{found[1]}”"
        other = next(
            (word for word in words if word in _RELATIONS and word not in self.words and word not in self.asked), None
        )
        return f"“{other}” makes it another thing" if other else None

    def _is_other(self, option: Sequence[str], given: Sequence[str]) -> bool:
        """Return whether an answer has what tells a wrong option from the right answer."""
        own = [word for word in option if not any(same_word(word, each) for each in self.words)]
        return bool(own) and all(_has(word, given) for word in own)

    def _ends_otherwise(self, variant: Variant, tokens: Sequence[Token], extra: Sequence[str]) -> bool:
        """Return whether "of" leads on to something else than in a longer form: the peoples of Russia, of the world."""
        longer = any(set(variant.words) < set(each.words) for each in self.variants)
        after_of = any(one.word in {"of", "and"} and two.word in extra for one, two in pairwise(tokens))
        return longer and after_of

    def _extra(self, variant: Variant, tokens: Sequence[Token]) -> list[str]:
        """Return the telling words that are neither the variant's nor the question's."""
        said = [token.word for token in tokens]
        whole = [each for each in self.variants if all(_has(word, said) for word in each.words)]
        own = {*variant.words, *(word for each in whole for word in each.words)}
        joined = {"".join(pair) for pair in pairwise(variant.words)}
        pairs = {
            word
            for one, two in pairwise(tokens)
            if any(same_word(one.word + two.word, right) for right in variant.words)
            for word in (one.word, two.word)
        }
        return [
            token.word
            for token in tokens
            if token.word not in LITTLE | pairs | joined
            and stem(token.word) not in self.asked
            and not denies(token.word)
            and not any(same_word(token.word, right) for right in own)
        ]


def text_rule(sought: Sought) -> TextRule:
    """Return the rule for an answer in free words."""
    variants = tuple(_variant(form) for form in sought.forms)
    heard = {stem(token.word) for token in read(sought.text).tokens if token.word not in LITTLE}
    return TextRule(
        variants,
        asked=frozenset(heard) - {stem(word) for each in variants for word in each.words},
        wrong=tuple(telling(read(option).core) for option in sought.options),
        words=frozenset(token.word for form in sought.forms for token in read(form).tokens),
    )


def _variant(text: str) -> Variant:
    tokens = read(text).core
    words = tuple(dict.fromkeys(telling(tokens)))
    items = [item for item in _LISTED.split(text) if item]
    listed = len(items) > 1 and len(words) >= len(items) and all(len(item.split()) <= _ITEM_WORDS for item in items)
    before_of = next((one.word for one, two in pairwise(tokens) if two.word in _AFTER_HEAD and one.word in words), "")
    denied = any(denies(token.word) for token in tokens)
    return Variant(text, words, len(items) if listed else 1, denied, before_of or (words[-1] if words else ""))


def _with_joined(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words and each two neighbours as one, for ``scape goat`` and ``street-car``."""
    words = [token.word for token in tokens]
    return (*words, *(one + two for one, two in pairwise(words)))


def _has(word: str, given: Sequence[str]) -> bool:
    return any(same_word(each, word) for each in given)


def _share(variant: Variant, given: Sequence[str]) -> float:
    """Return which share of a variant's telling words is given."""
    words = variant.words
    have = [_has(word, given) for word in words]
    for at in range(len(words) - 1):
        if not (have[at] and have[at + 1]) and words[at] + words[at + 1] in given:
            have[at] = have[at + 1] = True
    return sum(have) / len(words)


def _is_joined(tokens: Sequence[Token], variant: Variant, extra: Sequence[str]) -> bool:
    """Return whether "or" offers another answer beside the right one."""
    if not extra or "or" in variant.text.lower().split():
        return False
    return any(token.word == "or" for token in tokens)


def _belongs_to_other(tokens: Sequence[Token], variant: Variant, extra: Sequence[str]) -> bool:
    """Return whether the answer is only a thing *of* the right one, as is "the army of the revolution"."""
    at = next((at for at, token in enumerate(tokens) if _has(token.word, variant.words)), 0)
    before = [token for token in tokens[:at] if token.word not in LITTLE - {"of"}]
    if len(before) >= 2 and before[-1].word == "of" and before[-2].word in extra:  # noqa: PLR2004 - "army of"
        return True
    last = max((at for at, token in enumerate(tokens) if _has(token.word, variant.words)), default=0)
    return tokens[last].possessive and last + 1 < len(tokens) and tokens[last + 1].word in extra
