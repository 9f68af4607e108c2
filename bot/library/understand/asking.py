"""Rules for what the library knows by name: a place by its reference, a day, an event, a person."""

import re
from typing import Final

from bot.library.directory import Known
from bot.library.understand.heard import Heard
from bot.library.understand.lexicon import Sense
from bot.library.understand.reading import Intent, Reading, Slots
from bot.library.understand.request import Request, reading

_S = Sense
# "the passage about the swallow" is looked for; "passage The swallow" is a title.
_LEADS_TO_WORDS: Final = frozenset({_S.ABOUT, _S.BY, _S.SAY, _S.TELL, _S.BE})
_EXPLAINED_DAY: Final = (
    _S.HAPPEN, _S.HISTORY, _S.WHAT, _S.SHOW, _S.TELL, _S.SOMETHING, _S.BE, _S.TODAY, _S.USE, _S.FIND, _S.ABOUT, _S.DAY,
)  # fmt: skip
_AM_PM: Final = frozenset({"am", "pm", "oclock", "uhr"})
_THIS_DAY: Final = ("on this day", "this day", "on that day", "on the day today", "today in history")
_LONGEST_NAME: Final = 5  # words


def passage(request: Request) -> Reading | None:
    """Open a place by its reference, or a passage by its title."""
    heard, place = request.heard, request.place
    if place is not None:
        after = heard.tokens[place.span.stop].typed if place.span.stop < len(heard.tokens) else ""
        of_a_clock = not place.work and (after in _AM_PM or heard.has(_S.DAILY, _S.POST, _S.MANAGE))
        return None if of_a_clock else Reading(Intent.PASSAGE, Slots(reference=place.reference))
    at = heard.where(_S.PASSAGE)
    if at is None or at + 1 == len(heard.tokens) or request.left(_S.SHOW, _S.FIND)[:1] != [heard.tokens[at]]:
        return None
    titled = bool(request.left(_S.PASSAGE, _S.SHOW, _S.FIND)) and not heard.tokens[at + 1].senses & _LEADS_TO_WORDS
    return reading(Intent.PASSAGE, query=heard.since(at + 1)) if titled else None


def on_this_day(request: Request) -> Reading | None:
    """Tell what happened on a day; without one, on today's day of any year."""
    heard, day = request.heard, request.day
    if day is None:
        asks = heard.says(*_THIS_DAY) or (heard.has(_S.TODAY) and heard.has(_S.HAPPEN, _S.HISTORY))
        left = [token for token in request.left(*_EXPLAINED_DAY) if token.word not in _DAY_TALK]
        return reading(Intent.ON_THIS_DAY) if asks and not left else None
    left = [token for token in heard.left(*_EXPLAINED_DAY, besides=[day.span]) if token.word not in _DAY_TALK]
    if left:
        return None
    if len(day.dates) > 1:
        both = tuple(Reading(Intent.ON_THIS_DAY, Slots(date=date)) for date in day.dates)
        return Reading(Intent.UNCLEAR, readings=both)
    if not day.dates:
        return reading(Intent.ON_THIS_DAY, query=day.said)
    return Reading(Intent.ON_THIS_DAY, Slots(date=day.dates[0]))


_DAY_TALK: Final = frozenset(
    "interesting important notable took take place date going went year years ago known world russia petrograd "
    "there".split()
)


_LED_BY: Final = r"(?:since |and |but |so |tell me |do you know |know |can you tell me |exactly |in |on |at )*"
_DOES: Final = r"(?:did|was|were|is|are|does|do|has|had|will|would) "
_ASKS_WHEN: Final = (
    rf"{_LED_BY}when (?:exactly |precisely )?{_DOES}",
    rf"{_LED_BY}(?:what|which|whats|wat) (?:was |is )?(?:the )?(?:exact )?(?:date|day|year|month|time) (?:of |{_DOES})",
    r"(?:the |give me the |tell me the |what )*(?:exact )?(?:date|year) of ",
    rf"how long ago {_DOES}",
)


def when(request: Request) -> Reading | None:
    """Tell when something happened."""
    heard = request.heard
    start = _after_when(heard)
    if start is None:
        at = heard.where(_S.WHEN)
        if at is None or heard.left(_S.TELL, _S.POLITE, besides=[range(at, len(heard.tokens))]):
            return None
        start = at + 1
        event = heard.since(start)
        trailing = heard.tokens[-1].senses & {_S.BE, _S.HAPPEN} or heard.has(_S.TELL)
        if not trailing and request.lore.almanac.find(event) is None:
            return None
    query = heard.since(start)
    telling = [token for token in heard.tokens[start:] if not (token.filler or token.senses & {_S.QUIZ, _S.HAPPEN})]
    return reading(Intent.WHEN, query=query, person=_only_person(request, start)) if telling else None


def _after_when(heard: Heard) -> int | None:
    """Return the word after "when did", "in what year was", "the date of"; None where the sentence opens otherwise."""
    plain = heard.plain[1:]
    while plain.startswith(("please ", "hey ", "hi ", "lector ", "ok ", "hello ")):
        plain = plain.partition(" ")[2]
    for form in _ASKS_WHEN:
        match = re.match(form, plain)
        if match is not None:
            skipped = len(heard.tokens) - len(plain.split())
            return skipped + len(match[0].split())
    return None


def _only_person(request: Request, start: int) -> Known | None:
    """Return the one who is named, where nothing but birth or death is asked of: "when was lenin born"."""
    found = request.lore.names.person_at(request.heard, start)
    if found is None:
        return None
    rest = {token.word for token in request.heard.tokens[found[1].stop :]}
    return found[0] if rest and rest <= {"born", "die", "died", "dead", "killed", "murdered"} else None


_IS: Final = r"(?: (?:is|was|were|are|r|s|ist|war|be))*"
_SWEARS: Final = r"(?: (?:the )?(?:hell|heck|devil|on earth|exactly|please))?"
_MUCH: Final = r"(?: (?:something|anything|more|all|everything|a bit|a little))?"
_ASKS_WHO: Final = (
    rf"(?:who|whos|whois|whom|what|whats|wo|wer|ho){_SWEARS}{_IS}",
    rf"(?:(?:can|could|please|do|you|tell|explain|say|i|dont|know|me|to|us|wonder|want|like|would) )+(?:who|whos){_IS}",
    rf"(?:can you |could you |please )?(?:tell|explain)(?: me| us)?{_MUCH} about",
    rf"(?:what )?(?:do|can|have) you (?:know|tell me|say|heard|hear){_MUCH}(?: about| of)?",
    r"(?:everything|all|what|how) about",
    r"(?:(?:give|show) me |some |any |the |more )*(?:infos?|information|details|bio|biography)(?: on| about| of)?",
    r"(?:introduce (?:me|us) to|describe|introduce|person|know)",
)


def who(request: Request) -> Reading | None:
    """Tell who somebody is, or what an organisation or a place is."""
    heard = request.heard
    plain = heard.plain[1:-1]
    skipped = 0
    while skipped < len(heard.tokens) and _S.POLITE in heard.tokens[skipped].senses:
        skipped += 1
    plain = " ".join(token.word for token in heard.tokens[skipped:])
    for form in _ASKS_WHO:
        match = re.match(rf"{form}(?: |$)", plain)
        if match is None:
            continue
        found = _who_from(request, skipped + len(match[0].split()), by_name=form.startswith("(?:who|whos"))
        if found is not None:
            return found
    at = heard.where(_S.WHO)
    if not at and heard.tokens[-1].senses & {_S.TELL}:
        at = len(heard.tokens) - 1
    if at:
        person = request.lore.names.person(heard.since(skipped, at))
        if person is not None and not [token for token in heard.tokens[at + 1 :] if not token.filler]:
            return reading(Intent.WHO, person=person)
    return None


def _who_from(request: Request, start: int, *, by_name: bool) -> Reading | None:
    heard = request.heard
    end = len(heard.tokens)
    while end > start and (heard.tokens[end - 1].word in _TRAILING or _S.POLITE in heard.tokens[end - 1].senses):
        end -= 1
    while start < end and heard.tokens[start].word in _SOME_MAN:
        start += 1
    while end > start + 1 and heard.tokens[end - 1].word in _SOME_MAN:
        end -= 1
    name = heard.since(start, end)
    if not name or all(token.filler for token in heard.tokens[start:end]):
        return None
    asks_what = heard.opens_with(_S.WHAT)
    person = request.lore.names.person(name) if end - start <= 2 * _LONGEST_NAME else None
    if person is not None and (not asks_what or not all(token.senses for token in heard.tokens[start:end])):
        return reading(Intent.WHO, person=person)
    # A name that the library does not have, rather than words that it has: "who is rasputin", not "who is afraid".
    asked = by_name and heard.has(_S.WHO) and heard.tokens[start - 1].senses & {_S.BE, _S.WHO}
    single = [token for token in heard.tokens[start:end] if not token.filler]
    if asked and len(single) == end - start == 1 and not single[0].senses and not request.lore.fits(name):
        return reading(Intent.WHO, query=name)
    return None


_SOME_MAN: Final = frozenset(
    "the this that these man guy bloke fellow dude woman lady person called named certain".split()
)
_TRAILING: Final = frozenset("is was were are he she they it exactly again then who anyway r please".split())
