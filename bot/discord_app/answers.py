"""What the bot answers, however it was asked: a request in, a card or a list of choices out."""

import asyncio
import datetime as dt
import re
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot.daily.picks import pick
from bot.daily.schedule import Wanted
from bot.discord_app.cards import nothing_card, quote_card
from bot.discord_app.days import event_card
from bot.discord_app.people import who_card
from bot.discord_app.reading import hits_card, place_card
from bot.discord_app.text import shortened
from bot.discord_app.verdicts import verdict_card
from bot.errors import UserError
from bot.library.fold import MAX_QUERY, query_words
from bot.library.library import Place
from bot.library.reference import parse_reference
from bot.library.verify import Ruling

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

_QUOTED: Final = re.compile(r"[“\"«]([^”\"»]{12,})[”\"»]")  # what stands in quotation marks
_MOST_CLAIMS: Final = 4
_RANK: Final = {Ruling.VERBATIM: 0, Ruling.ALTERED: 1, Ruling.NOT_FOUND: 2}
_SEPARATOR: Final = " · "  # stands in a choice's label after its reference


async def search_answer(lector: "Lector", words: str, asker: int) -> ui.LayoutView:
    """Return the card of the best passage for ``words``, or the one that says that nothing was found.

    UserError where there is nothing to look for, or a reference names no place.
    """
    place = _referred_to(lector, words)
    if place is not None:
        return place_card(place, asker)
    if len(words) > MAX_QUERY:
        raise UserError(f"That is long: give me up to {MAX_QUERY} characters of what you remember.")
    if not query_words(words):
        raise UserError("There are no words in that: tell me what you remember, such as: lenin clean collar")
    found = await asyncio.to_thread(lector.knowledge.finder.find, words)
    return hits_card(found.hits, asker) if found.hits else nothing_card(found, asker)


async def passage_answer(lector: "Lector", wanted: str, asker: int) -> ui.LayoutView:
    """Return the card of the passage that a reference, a title or words of it name."""
    place = _referred_to(lector, wanted) or await asyncio.to_thread(lector.knowledge.library.passage, wanted)
    return place_card(place, asker) if place is not None else await search_answer(lector, wanted, asker)


def quote_at_random(
    lector: "Lector", asker: int, *, speaker: str | None = None, theme: str | None = None
) -> ui.LayoutView:
    """Return the card of a quote picked at random, of a speaker and a theme where given.

    It is a passage where no work has quotes; UserError where none fits.
    """
    wanted = Wanted(persons=frozenset({speaker} - {None}), themes=frozenset({theme} - {None}))  # type: ignore[arg-type]
    fitting = lector.knowledge.pool.fitting(wanted)
    if fitting:
        chosen = lector.chance.choice(fitting)
        return quote_card(chosen.place, chosen.quote)
    if speaker or theme:
        raise UserError("I have no quote of that: try `/quote search` for passages about it")
    return place_card(lector.knowledge.library.any_place(lector.chance), asker)


async def quote_of_the_day(lector: "Lector", guild: discord.Guild | None, now: dt.datetime) -> ui.LayoutView:
    """Return the card of the quote that a server was given today; else of the one that the day brings everybody."""
    pool = lector.knowledge.pool
    for progress in await lector.store.schedules(guild.id) if guild else ():
        today = now.astimezone(ZoneInfo(progress.schedule.zone)).date()
        post = await lector.store.post(progress.schedule.id, today)
        candidate = pool.by_key.get(post.quote) if post and post.message else None
        if candidate is not None:
            return quote_card(candidate.place, candidate.quote)
    wanted, today = Wanted(), now.date()
    fitting, number = pool.fitting(wanted), today.timetuple().tm_yday
    picked = pick(fitting, wanted, seed=today.year, number=number, used=(), date=today)
    if picked is None:
        raise UserError("the library has no quotes: ask for passages by `/quote search`")
    return quote_card(picked.candidate.place, picked.candidate.quote)


def who_answer(lector: "Lector", name: str, asker: int) -> ui.LayoutView:
    """Return the card of whom a name means. UserError where it means nobody."""
    known = lector.knowledge.directory.find(name)
    if known is None:
        likely = ", ".join(each.entity.short for each in lector.knowledge.directory.complete(name, limit=3))
        hint = f"did you mean {likely}?" if likely else "the menu of names opens while you type."
        raise UserError(f"I know nobody called “{shortened(name, 60)}”: {hint}")
    return who_card(lector.knowledge.directory, known, asker)


def event_answer(lector: "Lector", event: str) -> ui.LayoutView:
    """Return the card of an event. UserError where none is meant."""
    dated = lector.knowledge.almanac.find(event)
    if dated is None:
        likely = "; ".join(each.event.title for each in lector.knowledge.almanac.complete(event, 2))
        hint = f"did you mean: {likely}?" if likely else "the menu of events opens while you type."
        raise UserError(f"I know of no “{shortened(event, 60)}”; {hint}")
    return event_card(dated)


async def check_answer(lector: "Lector", claim: str, speaker: str | None = None) -> ui.LayoutView:
    """Return the card that says whether a quotation is right. UserError where there is none."""
    if not query_words(claim):
        raise UserError("There are no words in that: give me the quotation, with or without who is said to say it")
    return verdict_card(await asyncio.to_thread(lector.knowledge.verifier.check, claim, speaker))


async def check_message(lector: "Lector", content: str) -> ui.LayoutView:
    """Return the card that says whether a message quotes rightly, be it all a quotation or talk around one.

    UserError where it has no words.
    """
    claims = [content, *(found[1] for found in _QUOTED.finditer(content))]
    if not query_words(content):
        raise UserError("That message has no words of its own that I could look up.")
    check = lector.knowledge.verifier.check
    verdicts = [await asyncio.to_thread(check, claim) for claim in claims[:_MOST_CLAIMS]]
    return verdict_card(min(verdicts, key=lambda each: _RANK[each.kind]))


def _referred_to(lector: "Lector", text: str) -> Place | None:
    """Return the place that ``text`` names by reference: typed, chosen, or a choice's label that was sent back."""
    for candidate in (text, text.partition(_SEPARATOR)[0]):
        if parse_reference(candidate) is not None:
            return lector.knowledge.library.at(candidate)
    return None
