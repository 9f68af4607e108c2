"""``lector questions``: what can be asked, with answers and proofs."""

import json
import random
import textwrap
from typing import Final, TextIO

from bot.content.model import AnswerKind, Question, Work
from bot.errors import Exit
from bot.library.library import Library, Place

_WIDTH: Final = 88
_LETTERS: Final = "ABCD"


def questions(
    library: Library, out: TextIO, *, kind: AnswerKind | None, seed: int | None, count: int | None, as_json: bool
) -> Exit:
    """Print questions in the order of the works, or shuffled by ``seed``; NOTHING where there are none."""
    chosen = [each for each in library.questions if kind is None or each[1].kind is kind]
    if seed is not None:
        random.Random(seed).shuffle(chosen)
    for place, question in chosen[:count]:
        options = _options(question, seed)
        if as_json:
            print(json.dumps(_record(place, question, options), ensure_ascii=False), file=out)
        else:
            _print(place, question, options, out)
    return Exit.FINE if chosen else Exit.NOTHING


def _options(question: Question, seed: int | None) -> list[str]:
    """Return the answer among the wrong options, in an order that the seed and the question decide."""
    options = [question.answer, *question.options]
    random.Random(f"{seed}:{question.id}").shuffle(options)
    return options


def _accepted(work: Work, question: Question) -> list[str]:
    entity = work.entities.get(question.entity) if question.entity else None
    names = [*question.accepted, *(entity.names if entity else ())]
    return [name for name in dict.fromkeys(names) if name != question.answer]


def _proof(place: Place, question: Question) -> list[str]:
    places = (Place(place.work, place.chapter, (proof.run,)) for proof in question.proof)
    return list(dict.fromkeys(each.reference for each in places))


def _record(place: Place, question: Question, options: list[str]) -> dict[str, object]:
    return {
        "id": question.id,
        "kind": question.kind,
        "difficulty": question.difficulty,
        "text": question.text,
        "options": options,
        "answer": question.answer,
        "accepted": _accepted(place.work, question),
        "why": question.why,
        "proof": _proof(place, question),
    }


def _print(place: Place, question: Question, options: list[str], out: TextIO) -> None:
    print(textwrap.fill(question.text, _WIDTH), file=out)
    for letter, option in zip(_LETTERS, options, strict=True):
        print(f"  {letter}  {option}", file=out)
    right = _LETTERS[options.index(question.answer)]
    proof = ", ".join(_proof(place, question))
    because = f"{right}: {question.answer}. {question.why} [{proof}]"
    print(textwrap.fill(because, _WIDTH, initial_indent="  ", subsequent_indent="  "), file=out)
    print(f"  ({question.kind}, {question.difficulty}, {question.id})\n", file=out)
