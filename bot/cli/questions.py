"""``lector questions``: what can be asked, with answers and proofs."""

import json
import random
import textwrap
from collections.abc import Sequence
from typing import Final, TextIO

from bot.errors import Exit
from bot.library.library import Library
from bot.quiz.bank import Bank
from bot.quiz.question import LETTERS, Asked, QuestionKind

_WIDTH: Final = 88


def questions(
    library: Library, out: TextIO, *, kind: QuestionKind | None, seed: int | None, count: int | None, as_json: bool
) -> Exit:
    """Print every question, or those of a kind, in the order of the works; with ``seed``, drawn as for a game.

    NOTHING where there are none.
    """
    bank = Bank(library)
    found = _in_order(bank, kind, count) if seed is None else _drawn(bank, kind, count, seed)
    for asked in found:
        if as_json:
            print(json.dumps(_record(asked), ensure_ascii=False), file=out)
        else:
            _print(asked, out)
    return Exit.FINE if found else Exit.NOTHING


def _in_order(bank: Bank, kind: QuestionKind | None, count: int | None) -> list[Asked]:
    chosen = bank.candidates if kind is None else bank.of_kind(kind)
    return [each.ask(random.Random(each.id)) for each in chosen[:count]]


def _drawn(bank: Bank, kind: QuestionKind | None, count: int | None, seed: int) -> list[Asked]:
    kinds = frozenset(QuestionKind) if kind is None else frozenset({kind})
    wanted = sum(len(bank.of_kind(each)) for each in kinds) if count is None else count
    # A list may be longer than any game, so one of its questions may tell the answer of another.
    return bank.draw(random.Random(seed), wanted, kinds=kinds, apart=False)


def _proof(asked: Asked) -> list[str]:
    return list(dict.fromkeys(each.reference for each in asked.proof))


def _record(asked: Asked) -> dict[str, object]:
    return {
        "id": asked.id,
        "kind": asked.kind,
        "difficulty": asked.difficulty,
        "text": asked.text,
        "options": asked.options,
        "answer": asked.answer,
        "accepted": asked.accepted,
        "why": asked.why,
        "proof": _proof(asked),
    }


def protested(variants: Sequence[tuple[str, str]], out: TextIO, *, as_json: bool) -> Exit:
    """Print the answers that protests upheld, for the author to accept; NOTHING where there are none."""
    for question, given in variants:
        line = json.dumps({"id": question, "given": given}, ensure_ascii=False) if as_json else f"{question}: {given}"
        print(line, file=out)
    return Exit.FINE if variants else Exit.NOTHING


def _print(asked: Asked, out: TextIO) -> None:
    for line in asked.text.split("\n"):
        print(textwrap.fill(line, _WIDTH), file=out)
    for letter, option in zip(LETTERS, asked.options, strict=False):
        print(f"  {letter}  {option}", file=out)
    right = f"{LETTERS[asked.options.index(asked.answer)]}: " if asked.options else ""
    because = f"{right}{asked.answer}. {asked.why} [{', '.join(_proof(asked))}]"
    print(textwrap.fill(because, _WIDTH, initial_indent="  ", subsequent_indent="  "), file=out)
    print(f"  ({asked.kind}, {asked.difficulty}, {asked.id})\n", file=out)
