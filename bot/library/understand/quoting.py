"""Rules for quotes and passages by their words, their speaker or their theme, and for one picked at random."""

from typing import Final

from bot.library.directory import Known
from bot.library.understand.heard import Heard
from bot.library.understand.lexicon import Sense
from bot.library.understand.reading import Intent, Reading, Theme
from bot.library.understand.request import Request, reading

_S = Sense
_AT_RANDOM: Final = (
    _S.RANDOM, _S.QUOTE, _S.PASSAGE, _S.SHOW, _S.SOMETHING, _S.NEXT, _S.PART, _S.POLITE, _S.BE, _S.TELL, _S.POST,
)  # fmt: skip
_ASKING: Final = frozenset({_S.FIND, _S.QUOTE, _S.PASSAGE, _S.SHOW, _S.PART, _S.SOMETHING, _S.RANDOM})
_LINKING: Final = frozenset({_S.POLITE, _S.ABOUT, _S.BY, _S.TELL, _S.BE, _S.WHAT, _S.WHERE, _S.SAY})
_RANDOM_TALK: Final = frozenset(
    "aloud loud hear una un eine ein por favor cita zitat bitte more out me new nice good".split()
)


def random(request: Request) -> Reading | None:
    """Read a quote picked at random, perhaps somebody's or on a theme."""
    heard = request.heard
    said = heard.says("one more", "next one", "another one", "next")
    if not (heard.has(_S.RANDOM, _S.QUOTE, _S.PASSAGE) or said or (heard.has(_S.SHOW) and heard.has(_S.SOMETHING))):
        return None
    person, span = author(request, heard.where(_S.QUOTE, _S.PASSAGE, _S.PART))
    about = heard.where(_S.ABOUT, _S.THEME)
    theme = _theme(request, _skip(heard, about, _S.ABOUT, _S.THEME, _S.BY)) if about and heard.has(_S.RANDOM) else None
    besides = [each for each in (span, range(about or 0, len(heard.tokens)) if theme else None) if each]
    left = [token for token in request.left(*_AT_RANDOM, besides=tuple(besides)) if token.word not in _RANDOM_TALK]
    if left or (person is not None and not heard.has(_S.RANDOM)):
        return None
    return reading(Intent.RANDOM, person=person, theme=theme)


def search(request: Request) -> Reading | None:
    """Look for words: those that are left when the words that ask for them are taken off."""
    heard = request.heard
    told = _told(request)
    if told is not None:
        return told
    asks_whose = heard.opens_with(_S.WHO, _S.WHERE, _S.WHAT) or heard.says("source", "whose")
    if heard.quoted is not None and asks_whose:
        return reading(Intent.SEARCH, query=heard.quoted)
    at = heard.where(_S.QUOTE)
    if at is not None:
        person, span = author(request, at)
        if span is not None:
            return _of_author(request, person, max(span.stop, at + 1))
    start = _after_asking(heard)
    if start == 0:
        return None
    rest = heard.since(start)
    if not rest or all(token.filler for token in heard.tokens[start:]):
        return None
    theme = _theme(request, start)
    return reading(Intent.SEARCH, theme=theme) if theme else reading(Intent.SEARCH, query=rest)


def _of_author(request: Request, person: Known | None, start: int) -> Reading:
    heard = request.heard
    start = _skip(heard, start, _S.ABOUT, _S.SAY)
    return reading(Intent.SEARCH, query=heard.since(start), person=person)


def _told(request: Request) -> Reading | None:
    """Read "what did lenin say about ministers": whose words, and about what."""
    heard = request.heard
    said = heard.where(_S.SAY)
    about = None if said is None else heard.where(_S.ABOUT, start=said)
    if said is None or about is None or not heard.opens_with(_S.WHAT, _S.BE):
        return None
    found = request.lore.names.person_before(heard, said)
    if found is None or about > said + 2:
        return None
    return reading(Intent.SEARCH, query=heard.since(about + 1), person=found[0])


def _theme(request: Request, start: int) -> Theme | None:
    """Return the theme that the words from ``start`` on name: after "theme" a title or nearly so, else only a title."""
    heard = request.heard
    at = heard.where(_S.THEME)
    if at is not None:
        return request.lore.names.theme(heard.since(_skip(heard, at + 1, _S.ABOUT, _S.BY)))
    asked = heard.tokens[start - 1].senses & {_S.ABOUT, _S.BY, _S.QUOTE} and heard.has(_S.QUOTE, _S.RANDOM)
    return request.lore.names.theme(heard.since(start)) if asked else None


def author(request: Request, quote: int | None) -> tuple[Known | None, range | None]:
    """Return whose words are asked for, and what says so: "quote by lenin", "lenin's quote", "quotes of the czar"."""
    heard = request.heard
    if quote is None:
        return None, None
    by = quote + 1
    while by < len(heard.tokens) and heard.tokens[by].word in {"me", "us", "something", "anything"}:
        by += 1
    quoted = request.lore.names.person_at(heard, by) if heard.tokens[quote].word == "quote" else None
    if quoted is not None:
        return quoted
    if by < len(heard.tokens) and _S.BY in heard.tokens[by].senses:
        start = by + 1
        while start < len(heard.tokens) and heard.tokens[start].word in {"the", "comrade", "mr", "old"}:
            start += 1
        found = request.lore.names.person_at(heard, start)
        return (None, None) if found is None else (found[0], range(by, found[1].stop))
    before = request.lore.names.person_before(heard, quote)
    return (None, None) if before is None else before


def _after_asking(heard: Heard) -> int:
    """Return the first word of what is looked for; 0 where the sentence does not say that it asks."""
    asked = 0
    for index, token in enumerate(heard.tokens):
        if token.senses & _ASKING:
            asked = index + 1
        elif not (token.filler or token.senses & _LINKING):
            break
    asked += asked < len(heard.tokens) and heard.tokens[asked].word in {"me", "us"}
    return _skip(heard, asked, _S.ABOUT, _S.BY, _S.BE) if asked else 0


def _skip(heard: Heard, start: int, *senses: Sense) -> int:
    while start < len(heard.tokens) and heard.tokens[start].senses.intersection(senses):
        start += 1
    return start
