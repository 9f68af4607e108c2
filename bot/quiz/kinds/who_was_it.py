"""Who was it: the index's description of a person, an organisation or a place.

Uses those whom the text names, and whose description says something of them, shares no word with their name and fits
nobody else. The wrong options are those described most like them; with fewer than three the answer is typed.
"""

from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from bot.content.model import AnswerKind, Difficulty, Entity, EntityKind, Run
from bot.quiz.company import Form, form, of_one_sort, shown, title
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source
from bot.quiz.words import bare

_ASK: Final = {
    EntityKind.PERSON: "Who was it?",
    EntityKind.ORGANISATION: "Which body or group was it?",
    EntityKind.PLACE: "Which place was it?",
}
_OPTIONS: Final = 5
_LEAST: Final = 3
_LEAST_TOLD: Final = 6  # words: “the capital of France” is no question about history
_TELLING: Final = 4  # letters
_SOUNDS_LIKE: Final = 60  # per cent: “Palaiologos” tells “Paléologue”
_STEM: Final = 6  # letters: “socialists” tells “Socialist”
_OF_THE_TEXT: Final = frozenset("text chapter letter note named".split())
_WELL_KNOWN: Final = 5  # passages that speak of someone


def who_was_it(source: Source) -> Iterator[Candidate]:
    """Yield a question for each entity that its description tells apart."""
    for entity in source.work.entities.values():
        candidate = _candidate(source, entity)
        if candidate is not None:
            yield candidate


def _candidate(source: Source, entity: Entity) -> Candidate | None:
    work = source.work
    proof = source.sentence_with(Run(1, len(source.chapter.paragraphs)), (*entity.names, *entity.epithets))
    if proof is None or form(entity) is Form.DESCRIBED or not _tells_apart(source, entity):
        return None
    run, sentence = proof
    alike = (other for other in source.company.beside(entity, entity.about) if of_one_sort(entity, other))
    others = list(source.company.distinct(alike))
    others.sort(key=lambda other: _likeness(entity, other), reverse=True)
    often = source.company.often[entity.id]
    return Candidate(
        id=f"{work.id}/{QuestionKind.WHO_WAS}/{entity.id}",
        kind=QuestionKind.WHO_WAS,
        answer_kind=AnswerKind(entity.kind.value),
        difficulty=Difficulty.EASY if often >= _WELL_KNOWN else Difficulty.MEDIUM,
        text=f"{_ASK[entity.kind]} {entity.about}",
        answer=shown(entity),
        wrong=tuple(shown(other) for other in others[:_OPTIONS]) if len(others) >= _LEAST else (),
        accepted=tuple(name for name in entity.names if name != shown(entity)),
        entity=entity.id,
        why=f"{entity.name}: here “{sentence}”",
        proof=(source.evidence(run, sentence),),
        fact=source.key("entity", entity.id),
        passage=source.passage(run),
        themes=source.themes(run),
        excludes=source.answered(run, sentence, f"{sentence} {entity.about}"),
    )


def _likeness(one: Entity, other: Entity) -> tuple[bool, int]:
    """Return how alike two are described: by a title in common, then by words in common."""
    described = [_telling(f"{each.name} {each.about}") for each in (one, other)]
    return title(one.short) == title(other.short), len(described[0] & described[1])


def _tells_apart(source: Source, entity: Entity) -> bool:
    """Whether a description says enough, of the past and not of the text, without naming whom it describes."""
    told = bare(entity.about).split()
    if len(told) < _LEAST_TOLD or not _OF_THE_TEXT.isdisjoint(told) or source.company.named(entity, entity.about):
        return False
    if any(
        fuzz.ratio(name, word) >= _SOUNDS_LIKE for name in _telling(shown(entity)) for word in _telling(entity.about)
    ):
        return False
    return all(other.about != entity.about for other in source.work.entities.values() if other.id != entity.id)


def _telling(text: str) -> set[str]:
    return {word[:_STEM] for word in bare(text).split() if len(word) >= _TELLING}
