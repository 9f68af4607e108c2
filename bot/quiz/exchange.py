"""The words of a quote that carry meaning and can be exchanged for others of the same kind: names, numbers, nouns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from bot.content.model import AnswerKind, Entity, EntityKind, Run
from bot.quiz.company import of_one_sort, plain, title
from bot.quiz.lexicon import CLINGING, CONTRASTS, NEGATIONS, word_kinds
from bot.quiz.source import Source
from bot.quiz.words import bare, stands_in

_NUMBERS: Final = (
    "two three four five six seven eight nine ten eleven twelve fifteen sixteen eighteen twenty thirty forty fifty"
).split()
_NUMBER: Final = re.compile(r"\b(?:" + "|".join(_NUMBERS) + r")\b(?!-)")
_ALSO_NUMBER: Final = re.compile(r"\b(?:" + "|".join([*_NUMBERS, "one"]) + r"|and|or)\b")
_IDIOMS: Final = re.compile(r"\s+(?:walls|winds|corners)\b")  # what is always four is no question of number
_YEAR: Final = re.compile(r"\b1[5-9]\d\d\b")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z-]*[A-Za-z]")
_TURNED: Final = {was: re.compile(rf"\b{was}\b", re.IGNORECASE) for was in (*NEGATIONS, *CONTRASTS)}
_ANY_TURNED: Final = re.compile(rf"\b(?:{'|'.join(_TURNED)})\b", re.IGNORECASE)
_NEAR: Final = 3  # steps along the list of numbers, and years, between a number and those beside it
_MOST_NAMES: Final = 6
_LENGTHS: Final = 5  # letters by which a word may be longer or shorter than the one that it stands for


class Part(StrEnum):
    """What kind of word is exchanged."""

    NAME = "name"
    NUMBER = "number"
    NOUN = "noun"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Exchange:
    """``text[start:end]`` of a quote, and what can stand there instead: of its kind, and not right."""

    start: int
    end: int
    word: str
    others: tuple[str, ...]
    part: Part
    answer_kind: AnswerKind
    entity: Entity | None = None

    def put(self, text: str, word: str) -> str:
        """Return ``text`` with ``word`` in its place."""
        return text[: self.start] + word + text[self.end :]


def exchanges(source: Source, run: Run, text: str, speaker: str) -> tuple[Exchange, ...]:
    """Return what can be exchanged in a quote, in the order of its words; the names first where two overlap."""
    found: list[Exchange] = []
    for each in (*_names(source, text, speaker), *_numbers(text), *_nouns(source, run, text)):
        if all(each.end <= other.start or other.end <= each.start for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def turns(text: str) -> Iterator[Exchange]:
    """Yield what can be turned round in a quote: a lost “not”, a word for its opposite."""
    if not _ANY_TURNED.search(text):  # as most texts; one look costs less than one for each
        return
    plain_words = bare(text).split()
    turned = dict(CONTRASTS) if not CLINGING.isdisjoint(plain_words) else {**NEGATIONS, **CONTRASTS}
    for was, now in turned.items():
        found = list(_TURNED[was].finditer(text))
        if len(found) == 1 and (was in NEGATIONS or now not in plain_words):
            word = found[0][0]
            put = now[:1].upper() + now[1:] if word[0].isupper() else now
            yield Exchange(found[0].start(), found[0].end(), word, (put,), Part.TURN, AnswerKind.TEXT)


def _names(source: Source, text: str, speaker: str) -> Iterator[Exchange]:
    level = text.replace("’", "'")
    taken: list[tuple[int, int]] = []
    for name, entity in source.company.own_names:
        start = level.find(name)
        end = start + len(name)
        if start < 0 or level.count(name) > 1 or not _whole(level, start, end):
            continue
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        taken.append((start, end))
        others = tuple(islice(_other_names(source, entity, name, text, speaker), _MOST_NAMES))
        cut_off = title(name) is None and title(" ".join(level[:start].split()[-1:])) is not None
        if len(others) >= _NEAR and not cut_off:
            kind = AnswerKind(entity.kind.value)
            yield Exchange(start, end, text[start:end], others, Part.NAME, kind, entity)


def _whole(text: str, start: int, end: int) -> bool:
    return not re.match(r"[\w-]", text[end : end + 1]) and not re.match(r"[\w-]", text[max(start - 1, 0) : start])


def _other_names(source: Source, entity: Entity, name: str, text: str, speaker: str) -> Iterator[str]:
    """Yield names that can stand for ``name``: of its form and length, with the same title, of the same sex or sort."""
    company = source.company
    for other in company.beside(entity, text, (speaker, source.work.author)):
        put = plain(other.short)
        if title(name) is None and title(put) is not None:
            put = " ".join(put.split()[1:])
        if (
            title(put) == title(name)
            and len(put.split()) == len(name.split())
            and put[:1].isupper() is name[:1].isupper()
            and (entity.kind is EntityKind.PERSON or put.endswith("s") is name.endswith("s"))
            and of_one_sort(entity, other)
            and _same_article(name, put, text)
        ):
            yield put


def _numbers(text: str) -> Iterator[Exchange]:
    for match in _NUMBER.finditer(text):
        around = text[max(match.start() - 8, 0) : match.start()] + " " + text[match.end() : match.end() + 8]
        if (
            _IDIOMS.match(text, match.end())
            or _ALSO_NUMBER.search(around)
            or text[match.start() - 1 : match.start()] == "-"
        ):
            continue
        at = _NUMBERS.index(match[0])
        near = range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(_NUMBERS)))
        others = [_NUMBERS[each] for each in sorted(near, key=lambda each: abs(each - at)) if each != at]
        yield Exchange(match.start(), match.end(), match[0], tuple(others), Part.NUMBER, AnswerKind.NUMBER)
    for match in _YEAR.finditer(text):
        year = int(match[0])
        others = [str(year + step) for step in range(-_NEAR, _NEAR + 1) if step]
        yield Exchange(match.start(), match.end(), match[0], tuple(others), Part.NUMBER, AnswerKind.DATE)


def _nouns(source: Source, run: Run, text: str) -> Iterator[Exchange]:
    kinds = word_kinds()
    around = source.chapter.text(run)
    for match in _WORD.finditer(text):
        word = match[0]
        if word not in kinds or text.count(word) != 1:
            continue
        others = tuple(
            other
            for other in kinds[word]
            if abs(len(other) - len(word)) <= _LENGTHS
            and _same_article(word, other, text)
            and not stands_in((other,), text)
            and not stands_in((text.replace(word, other),), around)
        )
        if len(others) >= _NEAR:
            yield Exchange(match.start(), match.end(), word, others, Part.NOUN, AnswerKind.TEXT)


def _same_article(word: str, other: str, text: str) -> bool:
    """Whether ``other`` can follow the article that ``word`` follows: “an” before a vowel only."""
    after_article = f" a {word}" in text or f" an {word}" in text
    return not after_article or (bare(word)[:1] in "aeiou") is (bare(other)[:1] in "aeiou")
