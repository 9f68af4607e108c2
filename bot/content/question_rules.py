"""What questions are held to: one right answer, proved by the text, and not given away."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from bot.content.faults import Rule
from bot.content.findings import ChapterRule, Finding
from bot.content.model import Chapter, Question, Work

_OPTIONS: Final = 3
_ARTICLES: Final = re.compile(r"\b(?:the|a|an)\b")
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_APOSTROPHES: Final = re.compile(r"['’]")


def one_option_is_right(work: Work, chapter: Chapter) -> Iterator[Finding]:
    """The answer and its three wrong options are four different things."""
    for question in chapter.questions:
        right = _right(work, question)
        options = [_bare(option) for option in question.options]
        for text, option in zip(question.options, options, strict=True):
            if option in right:
                yield Finding(Rule.TWO_RIGHT_OPTIONS, question, f"`{question.id}`: the option `{text}` is right too")
        if len(set(options)) != _OPTIONS or len(options) != _OPTIONS:
            message = f"`{question.id}` has {len(set(options))} different options"
            yield Finding(Rule.NOT_THREE_OPTIONS, question, message, "give three")


def proof_holds_the_answer(work: Work, chapter: Chapter) -> Iterator[Finding]:
    """The answer, or another name of it, stands in the paragraphs of the proof, or the entry says how it follows."""
    for question in chapter.questions:
        if question.inferred or any(proof.run.last > len(chapter.paragraphs) for proof in question.proof):
            continue
        text = _bare(" ".join(chapter.text(proof.run) for proof in question.proof))
        if not any(_stands_in(name, text) for name in _right(work, question, epithets=True)):
            message = f"`{question.id}`: `{question.answer}` does not stand in its proof"
            yield Finding(Rule.ANSWER_NOT_IN_PROOF, question, message, "add the paragraph, or say under `inferred` how")


def question_keeps_its_answer(work: Work, chapter: Chapter) -> Iterator[Finding]:
    """The wording of a question does not hold its answer."""
    for question in chapter.questions:
        asked = _bare(question.text)
        told = next((name for name in _right(work, question) if _stands_in(name, asked)), None)
        if told is not None:
            message = f"`{question.id}` says its answer, `{told}`"
            yield Finding(Rule.ANSWER_IN_QUESTION, question, message, "ask in other words")


def prompts_are_incomplete(work: Work, chapter: Chapter) -> Iterator[Finding]:
    """What is asked back about is not already right."""
    for question in chapter.questions:
        right = _right(work, question)
        for prompt in question.prompts:
            if _bare(prompt.given) in right:
                message = f"`{question.id}`: `{prompt.given}` is prompted, though it is right"
                yield Finding(Rule.PROMPT_IS_RIGHT, question, message, "take it out of one of the two")


QUESTION_RULES: Final[tuple[ChapterRule, ...]] = (
    one_option_is_right,
    proof_holds_the_answer,
    question_keeps_its_answer,
    prompts_are_incomplete,
)


def _right(work: Work, question: Question, *, epithets: bool = False) -> set[str]:
    names: Iterable[str] = (question.answer, *question.accepted)
    entity = work.entities.get(question.entity) if question.entity else None
    if entity is not None:
        names = (*names, *entity.names, *(entity.epithets if epithets else ()))
    return {_bare(name) for name in names} - {""}


def _bare(text: str) -> str:
    """Return the words of ``text`` without case, accents, articles and signs, one space between them."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    joined = _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", plain.casefold()))
    return " ".join(_ARTICLES.sub(" ", joined).split())


def _stands_in(words: str, text: str) -> bool:
    return f" {words} " in f" {text} "
