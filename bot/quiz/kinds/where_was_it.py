"""Where was it: an event, and four places of one sort.

Uses events that happened in one place which the text names where it tells of them. Where the title of the event names a
place, that is left out and asked for. The places are of one sort (towns, lands, buildings and streets), by the first
word of their description that says so, and none lies in another.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.content.model import AnswerKind, Difficulty, Entity, EntityKind, Event, Run
from bot.library.library import passage_of
from bot.quiz.company import of_one_sort, shown, sort
from bot.quiz.kinds.balance import balanced
from bot.quiz.kinds.dated import as_sentence, events
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source
from bot.quiz.words import stands_in

_BLANK: Final = "_____"
_MOST_OF_ONE_PLACE: Final = 3
_OPTIONS: Final = 8
_LEAST: Final = 3


def where_was_it(source: Source) -> Iterator[Candidate]:
    """Yield a question for each event and place that can be asked for."""
    found = (
        candidate
        for event in events(source)
        for place, told in _asked_of(source, event)
        if (candidate := _candidate(source, event, place, told)) is not None
    )
    yield from balanced(found, _MOST_OF_ONE_PLACE)


def _asked_of(source: Source, event: Event) -> Iterator[tuple[Entity, str]]:
    """Yield the places of an event that can be asked for, with what is told of it: its title without the place."""
    places = [source.work.entities[each] for each in event.places]
    named = [(place, title) for place in places if (title := _without(event.title, place)) is not None]
    yield from named
    if len(places) == 1 and not named:
        yield places[0], event.title


def _without(title: str, place: Entity) -> str | None:
    """Return a title with a blank for a place; None where it does not name it."""
    for name in sorted(place.names, key=lambda each: -len(each)):
        article = r"(?:[Tt]he )?" if place.name.startswith("The ") else ""
        blanked = re.sub(rf"\b{article}{re.escape(name)}\b", _BLANK, title)
        if blanked != title and not re.search(rf"\ban? {_BLANK}", blanked):
            return blanked
    return None


def _candidate(source: Source, event: Event, place: Entity, told: str) -> Candidate | None:
    proof = _named_at(source, event, place, told)
    blanked = told != event.title
    unfit = [each for each in (event.places if blanked else _places_there(source, event)) if each != place.id]
    beside = source.company.beside(place, told, unfit)
    alike = (other for other in beside if of_one_sort(place, other))
    others = list(source.company.distinct(alike))
    if proof is None or len(others) < _LEAST or not _in_one_town(source, place, others):
        return None
    run, sentence = proof
    fact = source.same_fact(run, sentence, place.names)
    return Candidate(
        id=source.key(QuestionKind.WHERE, f"{event.id}-{place.id}"),
        kind=QuestionKind.WHERE,
        answer_kind=AnswerKind.PLACE,
        difficulty=Difficulty.MEDIUM,
        text=f"{'Which place is left out?' if blanked else 'Where was it?'} {as_sentence(told)}",
        answer=shown(place),
        wrong=tuple(shown(other) for other in others[:_OPTIONS]),
        accepted=tuple(name for name in place.names if name != shown(place)),
        entity=place.id,
        why=f"{as_sentence(event.title)} {place.name}: {place.about}",
        proof=(source.evidence(event.run, event.wording), source.evidence(run, sentence)),
        fact=fact or source.key("scene", event.id),
        passage=source.passage(event.run),
        themes=source.themes(event.run),
        excludes=source.answered(run, sentence, sentence) - {fact or ""},
    )


def _places_there(source: Source, event: Event) -> tuple[str, ...]:
    passage = passage_of(source.chapter, event.run.first)
    return (*event.places, *(passage.places if passage else ()))


def _named_at(source: Source, event: Event, place: Entity, told: str) -> tuple[Run, str] | None:
    """Return the sentence that names the place where the event is told, as a place where something is.

    Where the place is in the event's title, any sentence that names it does.
    """
    if told != event.title:
        return source.sentence_with(event.run, place.names)
    names = sorted(place.names, key=lambda each: -len(each))
    there = re.compile(rf"\b(?:[Ii]n|[Aa]t|[Oo]n) (?:the )?(?:{'|'.join(map(re.escape, names))})\b(?! [A-Z])")
    for number, _, sentence in source.sentences(event.run):
        if there.search(sentence):
            return Run(number, number), sentence
    return None


def _in_one_town(source: Source, place: Entity, others: list[Entity]) -> bool:
    """Whether some option lies in the same town as a building or street, by their descriptions."""
    towns = [each for each in source.work.entities.values() if each.kind is EntityKind.PLACE and sort(each) == "town"]
    around = [town for town in towns if stands_in(town.names, place.about)]
    return sort(place) != "site" or any(stands_in(town.names, other.about) for town in around for other in others)
