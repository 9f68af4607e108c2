"""The rule for claims to check: a quote that somebody posted, or whether somebody said a thing."""

import re

from bot.library.directory import Known
from bot.library.understand.heard import Heard
from bot.library.understand.lexicon import Sense
from bot.library.understand.quoting import author
from bot.library.understand.reading import Intent, Reading
from bot.library.understand.request import Request, reading

_S = Sense


def check(request: Request) -> Reading | None:
    """Check whether a quote is right, or whether somebody said it."""
    heard = request.heard
    if heard.has(_S.BOARD) or (heard.has(_S.QUIZ) and not heard.has(_S.QUOTE, _S.SAY)):
        return None
    if not (_orders_check(heard) or _asks_if_true(heard) or _asks_if_said(heard) or _doubts(heard)):
        return None
    claim, person = _claim(heard), _speaker(request)
    return reading(Intent.CHECK, query=claim, person=person)


def _orders_check(heard: Heard) -> bool:
    at = heard.where(_S.CHECK)
    return heard.says("fact check") or (
        at is not None and not heard.left(_S.POLITE, besides=[range(at, len(heard.tokens))])
    )


def _asks_if_true(heard: Heard) -> bool:
    if re.match(r" (?:\w+ )?(?:is|was|are|were|isnt|wasnt) \w+ ", heard.plain) is None:
        return heard.says("true or false", "true or not", "real or fake", "right or wrong")
    doubts = heard.has(_S.TRUE) or heard.has(_S.REALLY)
    claims = heard.has(_S.SAY, _S.QUOTE) or heard.says("true that", "right that", "correct that")
    by_somebody = heard.quoted is not None and heard.has(_S.BY)
    return by_somebody or (claims and (doubts or heard.says("words")))


def _asks_if_said(heard: Heard) -> bool:
    """Whether it asks if somebody said something: "did lenin (ever) say …", not "what did lenin say"."""
    first = heard.tokens[heard.lead].word if heard.lead < len(heard.tokens) else ""
    said = heard.where(_S.SAY)
    open_ended = heard.says("anything", "something", "what", "who", "where", "when")
    return first in {"did", "has", "have", "didnt"} and said is not None and not open_ended and not heard.says("you")


def _doubts(heard: Heard) -> bool:
    """Whether what somebody said is doubted, before it or after it: "…, correct?"."""
    if not heard.has(_S.SAY, _S.QUOTE) and heard.quoted is None:
        return False
    trails = _S.TRUE in heard.tokens[-1].senses and heard.text.rstrip().endswith("?")
    return trails or (heard.has(_S.CHECK) and heard.says("doubt", "can you check", "can you confirm"))


def _claim(heard: Heard) -> str:
    """Return the words that are to be checked: what is in quotation marks, after a colon, or after "said"."""
    if heard.quoted is not None:
        return heard.quoted
    said = next((at for sense in (_S.SAY, _S.TRUE, _S.QUOTE) if (at := heard.where(sense)) is not None), None)
    if said is None:
        return ""
    start = said + 1
    while start < len(heard.tokens) and heard.tokens[start].word in {"that", "this", "it"}:
        start += 1
    if heard.has(_S.QUOTE) and (about := heard.where(_S.ABOUT, start=start)) is not None:
        start = about + 1
    elif heard.has(_S.QUOTE) and start < len(heard.tokens) and _S.BY in heard.tokens[start].senses:
        return ""
    claim = heard.since(start)
    return claim if any(not token.senses & {_S.CHECK, _S.TRUE, _S.BE} for token in heard.tokens[start:]) else ""


def _speaker(request: Request) -> Known | None:
    """Return who is claimed to have said it: the name before "said", or after "by", "from", or before "quote"."""
    heard = request.heard
    said = heard.where(_S.SAY)
    if said is not None:
        end = said
        while end and heard.tokens[end - 1].senses & {_S.REALLY, _S.BE, _S.NOT, _S.WHO}:
            end -= 1
        found = request.lore.names.person_before(heard, end)
        if found is not None:
            return found[0]
    return author(request, heard.where(_S.QUOTE))[0]
