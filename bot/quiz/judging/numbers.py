"""Whether an answer gives the number that is meant."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bot.quiz.judging.contrasts import denies
from bot.quiz.judging.quantities import Quantity, parse_quantities, unit_of
from bot.quiz.judging.said import Said, read
from bot.quiz.judging.sought import Sought
from bot.quiz.judging.verdict import Judgement, accept, prompt, reject

_HOW_MANY: Final = re.compile(r"how many (\w+)", re.IGNORECASE)
_COUNTED: Final = frozenset({"times", "time", "people", "men", "points", "sentences"})
_BOUNDS: Final = frozenset("more less over under above below fewer least most beyond percent".split())


@dataclass(frozen=True, slots=True)
class NumberRule:
    """The right quantities: each of ``right`` is an answer of its own, of one number, or of two for "two or three".

    ``unit`` is the family of the unit of time that is asked for and ``factor`` how many of the family's it has;
    ``counted`` where things are counted, not time.
    """

    right: tuple[tuple[Quantity, ...], ...]
    unit: str | None
    factor: Fraction
    counted: bool
    words: frozenset[str]

    def judge(self, said: Said) -> Judgement:
        """Judge an answer by the numbers in it."""
        given = parse_quantities(said.text)
        if not given:
            return reject("there is no number in it")
        if any(denies(word) and word != "no" for word in said.words) and any(each.count for each in given):
            return reject("that says what it is not")
        bound = next((word for word in said.words if word in _BOUNDS and word not in self.words), None)
        if bound is not None or "%" in said.text:
            return reject("that is no number of its own" if bound else "that is a share, not a number")
        families = {each.unit for right in self.right for each in right} - {None}
        if families and any(each.unit not in {None, *families} for each in given):
            return reject("that is another unit")
        for right in self.right:
            if len(right) == len(given) and all(map(self._same, given, right)):
                return accept("the number is right")
        return self._near(given)

    def _near(self, given: tuple[Quantity, ...]) -> Judgement:
        if len(given) > 1:
            return reject("that is another number" if any(len(each) > 1 for each in self.right) else "give one number")
        for right in self.right:
            if len(right) > 1 and any(self._same(given[0], each) for each in right):
                return prompt("the answer names two numbers: which other?")
            whole = right[0].count.denominator == 1
            if (
                not whole
                and given[0].count
                and given[0].count == right[0].count.numerator // right[0].count.denominator
            ):
                return prompt("more exactly?")
        return reject("that is another number")

    def _same(self, given: Quantity, right: Quantity) -> bool:
        if given.ordinal and not right.ordinal:
            return False
        unit = right.unit or self.unit
        if given.unit is not None and unit is None and self.counted:
            return False
        if given.unit is None and right.unit is not None and right.count < 1:
            return False  # half of what?
        if given.unit is None or unit is None:
            return given.count == right.count
        value = right.value if right.unit is not None else right.count * self.factor
        return given.unit == unit and given.value == value


def number_rule(sought: Sought) -> NumberRule | None:
    """Return the rule for an answer that is a number; None where it is none."""
    right = tuple(quantities for form in sought.forms if (quantities := parse_quantities(read(form).text)))
    if not right:
        return None
    named = _HOW_MANY.search(sought.text)
    unit = unit_of(named[1].lower()) if named else None
    words = frozenset(token.word for form in sought.forms for token in read(form).tokens)
    return NumberRule(
        right,
        unit[0] if unit else None,
        unit[1] if unit else Fraction(1),
        counted=unit is None and (named is not None or not words.isdisjoint(_COUNTED)),
        words=words,
    )
