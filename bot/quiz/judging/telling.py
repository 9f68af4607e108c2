"""The words of a free answer that tell something, and when two of them are the same word."""

from functools import lru_cache
from typing import Final

from bot.quiz.judging.contrasts import CONTRASTS, denies
from bot.quiz.judging.said import Token
from bot.quiz.judging.spelling import opposed, slips, sound

LITTLE: Final = frozenset(
    "a an the of to in on at by for from with and or is was were be been being are am it its this that these those "
    "they he she his her hers their theirs them him i we you us our my your as into upon than then there had has "
    "have do did does who which what where when why because would could should will can might may must also only "
    "just very some such so own too any but if about s d ll re ve t how either both over through theyd hed shed wed "
    "simply really quite rather sort kind way lot lots many much several few bit full made make thing things say "
    "said says".split()
)
_BRITISH: Final = (("our", "or"), ("ise", "ize"), ("isation", "ization"), ("grey", "gray"), ("centre", "center"))
_SUFFIXES: Final = ("ings", "ing", "ure", "edly", "ied", "ies", "ed", "es", "ly", "s", "e", "y")
_IRREGULAR: Final = dict(
    pair.split(":")
    for pair in (
        "won:win took:take taken:take gave:give given:give went:go gone:go goes:go said:say found:find "
        "left:leave lost:lose "
        "held:hold told:tell knew:know known:know wrote:write written:write spoke:speak spoken:speak fought:fight "
        "thought:think brought:bring kept:keep slept:sleep came:come broke:break broken:break sent:send led:lead "
        "chose:choose chosen:choose fell:fall fallen:fall rose:rise risen:rise drew:draw drawn:draw threw:throw "
        "thrown:throw men:man women:woman children:child feet:foot lives:life wives:wife "
        "jan:january feb:february aug:august sept:september oct:october "
        "nov:november dec:december"
    ).split()
)
_SHORTEST: Final = 3  # letters of a stem
_LONG: Final = 6
_STEM_SLIP: Final = 6


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return what the forms of an English word share: ``carried`` and ``carry``, ``colour`` and ``colors``."""
    word = _IRREGULAR.get(word, word)
    for british, american in _BRITISH:
        if len(word) > _LONG or british in {"grey", "our"}:
            word = word.replace(british, american)
    if word.startswith("ae"):
        word = word[1:]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST and not word.endswith("ss"):
            return _undoubled(word.removesuffix(suffix))
    return word


def _undoubled(word: str) -> str:
    """Return a stem without the letter that an ending doubles: ``winn`` of ``winning``."""
    doubled = len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeiouls"
    return word[:-1] if doubled else word


def telling(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Return the words that tell something, those joined by a hyphen also as they stand."""
    found = tuple(token.word for token in tokens if token.word not in LITTLE and not denies(token.word))
    return found or tuple(token.word for token in tokens)


@lru_cache(maxsize=16384)
def same_word(given: str, right: str) -> bool:
    """Return whether one word was meant by the other, though it be spelt or ended otherwise."""
    if given == right or stem(given) == stem(right):
        return not opposed(given, right)
    if given in LITTLE or (given in CONTRASTS and right in CONTRASTS) or any(each.isdigit() for each in given + right):
        return False
    if sound(given) == sound(right) and given[0] == right[0]:
        return True
    return slips(given, right) is not None or (
        min(len(stem(given)), len(stem(right))) >= _STEM_SLIP and slips(stem(given), stem(right)) == 1
    )
