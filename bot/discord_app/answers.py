"""What the bot answers, however it was asked: a request in, a card or a list of choices out."""

import asyncio
from typing import TYPE_CHECKING, Final

from discord import app_commands, ui

from bot.discord_app.cards import nothing_card, quote_card
from bot.discord_app.reading import hits_card, place_card
from bot.discord_app.text import shortened
from bot.errors import UserError
from bot.library.fold import MAX_QUERY, query_words
from bot.library.library import Place
from bot.library.reference import parse_reference
from bot.library.search import Search, shown_name

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

_LABEL: Final = 100  # characters: Discord's limit for a choice
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
    found = await asyncio.to_thread(lector.search.find, words)
    return hits_card(found.hits, asker) if found.hits else nothing_card(found, asker)


async def passage_answer(lector: "Lector", wanted: str, asker: int) -> ui.LayoutView:
    """Return the card of the passage that a reference, a title or words of it name."""
    place = _referred_to(lector, wanted) or lector.library.passage(wanted)
    return place_card(place, asker) if place is not None else await search_answer(lector, wanted, asker)


def quote_at_random(lector: "Lector", asker: int) -> ui.LayoutView:
    """Return the card of a quote picked at random; of a passage where no work has quotes."""
    place, quote = lector.library.any_quote(lector.chance)
    return place_card(place, asker) if quote is None else quote_card(place, quote)


def choices_for(search: Search, typed: str) -> list[app_commands.Choice[str]]:
    """Return the places to offer while somebody types, as autocomplete's choices; their values are references."""
    return [
        app_commands.Choice(name=shortened(shown_name(hit.place), _LABEL), value=hit.place.stable_reference)
        for hit in search.complete(typed)
    ]


def _referred_to(lector: "Lector", text: str) -> Place | None:
    """Return the place that ``text`` names by reference: typed, chosen, or a choice's label that was sent back."""
    for candidate in (text, text.partition(_SEPARATOR)[0]):
        if parse_reference(candidate) is not None:
            return lector.library.at(candidate)
    return None
