"""Quantities as people write them: ``25``, ``three and a half``, ``half a dozen``, ``an hour and a half``, ``2-3``."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bot.quiz.judging.numerals import ONES, ORDINALS, SCALES, TENS, number_word, split_compound

_TOKEN: Final = re.compile(r"\d+k\b|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+|/|%|-|–|—")
_GROUPED: Final = re.compile(r"(?<=\d)[ ,'’](?=\d{3}(?!\d))")
_ROMAN: Final = re.compile(r"(?=[ivxl])(x{0,3}|xl|l)(ix|iv|v?i{0,3})")
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604_800, "fortnight": 1_209_600}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_UNITS: Final = {"min": "minute", "mins": "minute", "sec": "second", "secs": "second", "hr": "hour", "hrs": "hour",
                 "yr": "year", "yrs": "year", "y": "year", "h": "hour", "centuries": "century"}  # fmt: skip
_SINGLE: Final = {"once": 1, "twice": 2, "thrice": 3, "none": 0, "nil": 0, "nought": 0, "nobody": 0, "nothing": 0}
_PARTS: Final = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}
_SHARES: Final = {"halves": 2, "thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10}
_ALTERNATIVE: Final = frozenset({"or", "to", "-", "–", "—", "and"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is said, and ``value``, the same in the family's ``unit``: ``second`` or ``month``."""

    count: Fraction
    value: Fraction
    unit: str | None = None
    ordinal: bool = False


def parse_quantities(text: str) -> tuple[Quantity, ...]:
    """Read every quantity of a folded text, in order; parts of one, as hours and minutes, are added up."""
    text = re.sub(r"\b(?:no|not) one\b", "none", text).replace("baker's dozen", "13").replace("a single time", "once")
    text = _GROUPED.sub("", text)
    words = [part for word in _TOKEN.findall(text) for part in split_compound(number_word(word))]
    reader = _Reader(words)
    found = reader.read()
    if found:
        return found
    roman = _ROMAN.fullmatch(text.strip(" .!?"))
    return (_plain(_roman(roman[0])),) if roman is not None else ()


def unit_of(word: str) -> tuple[str, Fraction] | None:
    """Return the family of a unit of time and how many of the family's it has."""
    singular = _UNITS.get(word, word.removesuffix("s") if len(word) > 3 else word)  # noqa: PLR2004 - "yrs" is listed
    if singular in _SECONDS:
        return "second", Fraction(_SECONDS[singular])
    return ("month", Fraction(_MONTHS[singular])) if singular in _MONTHS else None


class _Reader:
    """Reads quantities from left to right."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._at = 0
        self._found: list[Quantity] = []

    def read(self) -> tuple[Quantity, ...]:
        while self._at < len(self._words):
            start = self._at
            quantity = self._quantity()
            if quantity is None:
                self._at = start + 1
            else:
                self._add(quantity, start)
        return self._with_shared_unit()

    def _add(self, quantity: Quantity, start: int) -> None:
        """Keep a quantity, or add it to the one before: one hour 30 minutes, an hour and a half, not five and six."""
        before = self._found[-1] if self._found else None
        joined = start > 0 and self._words[start - 1] in _ALTERNATIVE - {"and"}
        adds = before and before.unit and before.unit == quantity.unit and not joined and quantity.value < before.value
        if before is not None and adds:
            self._found[-1] = Quantity(before.count, before.value + quantity.value, before.unit)
        else:
            self._found.append(quantity)

    def _quantity(self) -> Quantity | None:
        """Read a number and its unit at the present word."""
        word = self._word()
        if word in _SINGLE:
            self._at += 1
            return _plain(_SINGLE[word])
        if word in {"a", "an"}:
            return self._with_article()
        if word == "dozen":
            self._at += 1
            return self._with_unit(Fraction(SCALES[word]))
        number = self._number()
        if number is None:
            return None
        value, ordinal = number
        while self._word() in SCALES:
            value *= SCALES[self._word()]
            self._at += 1
        return self._with_unit(value, ordinal=ordinal)

    def _with_article(self) -> Quantity | None:
        self._at += 1
        word = self._word()
        if word in _PARTS and word != "third":
            return self._quantity()
        if word in SCALES:
            self._at += 1
            return self._with_unit(Fraction(SCALES[word]))
        unit = unit_of(word)
        if unit is None or (self._found and self._words[self._at - 2] not in _ALTERNATIVE):
            return None  # "five times a day"
        return self._with_unit(Fraction(1))

    def _number(self) -> tuple[Fraction, bool] | None:
        word = self._word()
        if word[:1].isdigit():
            return self._digits(word)
        if word in {"half", "quarter"}:
            self._at += 1
            return self._part(_PARTS[word]), False
        if word in ORDINALS:
            self._at += 1
            return Fraction(ORDINALS[word]), True
        return self._worded()

    def _digits(self, word: str) -> tuple[Fraction, bool]:
        self._at += 1
        if word.endswith("k"):
            return Fraction(int(word[:-1]) * 1000), False
        if word[-1].isalpha():
            return Fraction(int(re.sub(r"\D", "", word))), True
        parts = re.split(r"[.,]", word)
        decimal = len(parts) == 2 and len(parts[1]) != 3  # noqa: PLR2004 - 3.5, but 40.000 is grouped
        value = Fraction(f"{parts[0]}.{parts[1]}") if decimal else Fraction(int("".join(parts)))
        if self._word() == "/" and self._word(1).isdigit() and int(self._word(1)):
            value = value / int(self._word(1))
            self._at += 2
        elif self._word().isdigit() and self._word(1) == "/" and self._word(2).isdigit() and int(self._word(2)):
            value += Fraction(int(self._word()), int(self._word(2)))
            self._at += 3
        return self._and_part(value), False

    def _worded(self) -> tuple[Fraction, bool] | None:
        """Read a number in words: ``one thousand five hundred and twenty-five``."""
        total = current = 0
        start, ordinal, last = self._at, False, 0
        while True:
            word = self._word()
            hyphened = last >= 20 or self._word(1) in SCALES  # noqa: PLR2004 - "twenty-five", "fifteen-hundred"
            skip = word in {"-", "and"} and self._at > start and (hyphened or word == "and")
            after = self._word(1) if skip else word
            if skip and word == "and" and last < 100:  # noqa: PLR2004 - "five and six" are two numbers
                break
            if after in ONES and last not in range(1, 20):
                current, last = current + ONES[after], ONES[after] or 1
            elif after in TENS and (last == 0 or last >= 100):  # noqa: PLR2004 - "nineteen twenty" is no sum
                current, last = current + TENS[after], TENS[after]
            elif after in ORDINALS and last >= 20 and ORDINALS[after] < 10:  # noqa: PLR2004 - "twenty-fifth"
                current, ordinal, last = current + ORDINALS[after], True, 1
            elif after in {"hundred", "thousand", "million"} and last:
                current, last = current * SCALES[after], SCALES[after]
                if last > 100:  # noqa: PLR2004 - a thousand closes what came before
                    total, current = total + current, 0
            else:
                break
            self._at += 2 if skip else 1
            if ordinal:
                break
        if self._at == start:
            return None
        return self._and_part(Fraction(total + current)), ordinal

    def _and_part(self, value: Fraction) -> Fraction:
        """Add ``and a half`` or ``and a quarter``; two *thirds* are a part themselves."""
        within = [self._word(step) for step in range(2) if self._word(step) != "-"]
        if within and within[0] in _SHARES:
            self._at += 1 + (self._word() == "-")
            return value / _SHARES[within[0]]
        ahead = [self._word(step) for step in range(5)]
        ahead = [word for word in ahead if word != "-"]
        for lead in (["and", "a"], ["and", "one"], ["and"]):
            part = ahead[len(lead)] if ahead[: len(lead)] == lead and len(ahead) > len(lead) else ""
            if part in {"half", "quarter"}:
                while self._word() != part:
                    self._at += 1
                self._at += 1
                return value + _PARTS[part]
        return value

    def _part(self, part: Fraction) -> Fraction:
        """Step over what stands between a part and its whole: half *a* dozen, a quarter *of a* century."""
        while self._word() in {"of", "a", "an", "-"} and self._at < len(self._words):
            self._at += 1
        return part

    def _with_unit(self, value: Fraction, *, ordinal: bool = False) -> Quantity:
        unit = None if ordinal else unit_of(self._word())
        if unit is None:
            return Quantity(value, value, None, ordinal)
        self._at += 1
        whole = self._and_part(value)
        return Quantity(whole, whole * unit[1], unit[0])

    def _with_shared_unit(self) -> tuple[Quantity, ...]:
        """Give ``five or six hours`` the unit that only the last of them has."""
        if len(self._found) < 2 or self._found[-1].unit is None:  # noqa: PLR2004 - nothing to share
            return tuple(dict.fromkeys(self._found))
        last = self._found[-1]
        factor = next(unit[1] for word in reversed(self._words) if (unit := unit_of(word)) is not None)
        return tuple(
            Quantity(each.count, each.count * factor, last.unit) if each.unit is None and not each.ordinal else each
            for each in self._found
        )

    def _word(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._words[at] if at < len(self._words) else ""


def _plain(number: int) -> Quantity:
    return Quantity(Fraction(number), Fraction(number))


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
