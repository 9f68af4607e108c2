"""What a member typed, as it is judged: words with what stands between them, the polite noise around them taken off."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.library.fold import fold
from bot.quiz.judging.spelling import latin

MAX_ANSWER: Final = 300
"""Characters: no right answer is longer, and a longer one is not read."""

_FRACTIONS: Final = str.maketrans(
    {"&": " and ", "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3", "\u2044": "/"}
)
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’ʼ´`‘", "'"))
_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?")
_BREAKS: Final = re.compile(r"[,;:/|?!()\[\]\n–—+]|\.\s|\s-\s")
_JOINED: Final = re.compile(r"-")
_ARTICLES: Final = frozenset({"the", "a", "an"})
_MOST_MARKS: Final = 2  # on one letter: no script of names stacks more
_MARKED: Final = 4

_HEDGES: Final = frozenset(
    tuple(phrase.split())
    for phrase in (
        "i think|i believe|i guess|i suppose|i would say|id say|ill say|ill go with|im guessing|i reckon|i am sure|"
        "im sure|im pretty sure|pretty sure|i am not sure|im not sure|not sure which|not sure|not certain|"
        "if im not mistaken|if i am not mistaken|if i remember|if i remember rightly|if i recall|my answer is|"
        "my guess is|the answer is|answer is|it must be|it must have been|must be|it might be|might be|could be|"
        "it could be|no idea|it was|it is|its|that is|thats|that was|this is|isnt it|wasnt it|or something|of course|"
        "no doubt|without a doubt|for sure|id guess|i would guess|maybe|perhaps|probably|possibly|definitely|"
        "obviously|certainly|surely|clearly|um|uh|er|hmm|hm|lol|please|actually|honestly|likely|guess"
    ).split("|")
)
_LONGEST_HEDGE: Final = max(map(len, _HEDGES))
_PREFIXES: Final = frozenset({"counter", "anti", "non"})
_OPENING: Final = frozenset("well so yes yeah yep oh ok okay answer".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word, folded and without apostrophes. ``broken``: a comma, slash or the like stands before it."""

    word: str
    possessive: bool = False
    broken: bool = False
    hyphened: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: ``text`` is one folded line; ``tokens`` are its words; ``core`` those without the hedges."""

    text: str
    tokens: tuple[Token, ...]
    core: tuple[Token, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the core."""
        return tuple(token.word for token in self.core)


def unreadable(given: str) -> str | None:
    """Return why an answer is not even read; None where it is."""
    if len(given) > MAX_ANSWER:
        return f"an answer is at most {MAX_ANSWER} characters"
    if _is_stacked(given):
        return "there are too many marks on its letters to read it"
    return None if any(letter.isalnum() for letter in given) else "there is no word in it"


def read(given: str) -> Said:
    """Read an answer, of which the first ``MAX_ANSWER`` characters count."""
    clean = "".join(
        letter
        for letter in given[:MAX_ANSWER].translate(_FRACTIONS).translate(_APOSTROPHES)
        if unicodedata.category(letter) != "Cf"
    )
    tokens = _tokens(unicodedata.normalize("NFKC", clean))
    text = " ".join(latin(fold(clean)).split())
    return Said(text, tokens, _without_hedges(tokens))


def bare(tokens: Iterable[Token]) -> str:
    """Return words without articles in a line: two answers with the same ones are the same answer."""
    words = [token.word for token in tokens]
    return " ".join([word for word in words if word not in _ARTICLES] or words)


def _tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        raw = match[0]
        folded = latin(fold(raw))
        possessive = folded.endswith(("'s", "s'"))
        word = "".join(each for each in folded.removesuffix("'s") if each.isalnum())
        if word:
            broken = bool(found) and _BREAKS.search(between) is not None
            hyphened = bool(found) and _JOINED.fullmatch(between) is not None
            if found and not broken and found[-1].word in _PREFIXES:
                # "counter-revolution" is one word, and no revolution.
                word = found.pop().word + word
            found.append(Token(word, possessive, broken, hyphened, raw[0].isupper()))
        end = match.end()
    return tuple(found)


def _without_hedges(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    kept: list[Token] = []
    hedge = tokens
    at = 0
    while at < len(tokens):
        length = _hedge_at(tokens, at)
        if length == 0:
            kept.append(tokens[at])
        else:
            hedge = tokens[at : at + length]
        at += max(length, 1)
    if kept and kept[0].word in _OPENING and len(kept) > 1:
        del kept[0]
    if len(kept) > 1 and kept[-1].word == "right" and kept[-1].broken:
        del kept[-1]
    return tuple(kept) or hedge  # "I think of course": the answer may be the last of them


def _hedge_at(tokens: tuple[Token, ...], at: int) -> int:
    for length in range(min(_LONGEST_HEDGE, len(tokens) - at), 0, -1):
        # "it's" is a hedge and "its" is not, so a possessive is put back as it was said.
        said = tuple(each.word + "s" * each.possessive for each in tokens[at : at + length])
        if said in _HEDGES and not (said == ("its",) and not tokens[at].possessive):
            return length
    return 0


def _is_stacked(given: str) -> bool:
    letters = marks = run = 0
    for letter in unicodedata.normalize("NFD", given):
        if unicodedata.category(letter) in {"Mn", "Me"}:
            run += 1
            marks += 1
            if run > _MOST_MARKS:
                return True
        else:
            run = 0
            letters += letter.isalpha()
    return marks > _MARKED and marks * 2 > letters
