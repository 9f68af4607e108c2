"""From a sentence as it was understood to the card that answers it."""

import re
from typing import TYPE_CHECKING, Final

import discord
from discord import ui

from bot.discord_app.answers import (
    check_answer,
    event_answer,
    passage_answer,
    quote_at_random,
    quote_of_the_day,
    search_answer,
    who_answer,
)
from bot.discord_app.buttons import ReadingButton
from bot.discord_app.cards import words_card
from bot.discord_app.days import day_card
from bot.library.fold import query_words
from bot.library.typed_date import TypedDate, parse_typed_date
from bot.library.understand import Intent, Reading, Slots

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

HELP: Final = (
    "Tell me what you half remember of a passage, as in *who wanted a claen collar*; ask *who is Sverdlov*, *when did "
    "Judson call*, *what happened on 7 November*; or use `/quote`, `/passage`, `/who`, `/when`, `/on-this-day`."
)
_MANAGING: Final = "The daily post is set by moderators: `/daily add`, `/daily list`, `/daily preview`."
_QUIZ: Final = {
    Intent.QUIZ_START: "`/quiz start` begins a game here; `/quiz practise` is for you alone.",
    Intent.QUIZ_STOP: "`/quiz stop` ends the game here, with its result.",
    Intent.BOARD: "`/quiz board` shows how the members stand, `/quiz stats` how you do.",
}


def without_mention(content: str, bot: int) -> str:
    """Return what a message says, without the mention of the bot."""
    return re.sub(rf"<@!?{bot}>", " ", content).strip()


async def answer_reading(  # noqa: C901, PLR0911 - a line for each intent
    lector: "Lector", reading: Reading, sentence: str, asker: int, guild: discord.Guild | None
) -> ui.LayoutView:
    """Return the card for ``reading`` of ``sentence``. UserError where what it names is not there."""
    slots = reading.slots
    match reading.intent:
        case Intent.SEARCH | Intent.RANDOM:
            return await _quotes(lector, slots, asker)
        case Intent.PASSAGE:
            return await passage_answer(lector, slots.reference or slots.query or sentence, asker)
        case Intent.TODAY:
            return await quote_of_the_day(lector, guild, lector.clock.now())
        case Intent.WHO:
            return who_answer(lector, slots.person.entity.id if slots.person else slots.query or sentence, asker)
        case Intent.WHEN:
            return event_answer(lector, slots.query or sentence)
        case Intent.ON_THIS_DAY:
            return day_card(lector.knowledge.almanac, _day(lector, slots), asker)
        case Intent.CHECK:
            speaker = slots.person.entity.name if slots.person else None
            return await check_answer(lector, slots.query or sentence, speaker)
        case Intent.UNCLEAR:
            return _which(reading)
        case Intent.DAILY:
            return words_card(_MANAGING)
        case Intent.QUIZ_START | Intent.QUIZ_STOP | Intent.BOARD:
            return words_card(_QUIZ[reading.intent])
        case Intent.HELP | Intent.NONE:
            return words_card(HELP)


async def _quotes(lector: "Lector", slots: Slots, asker: int) -> ui.LayoutView:
    """Search for words; without any, read a quote at random, of a person or a theme where one is named."""
    if slots.query and query_words(slots.query):
        return await search_answer(lector, slots.query, asker)
    speaker = slots.person.entity.id if slots.person else None
    theme = slots.theme.id if slots.theme else None
    return quote_at_random(lector, asker, speaker=speaker, theme=theme)


def _day(lector: "Lector", slots: Slots) -> TypedDate:
    """Return the day that is asked about: today where none is said. UserError where it can't be one."""
    if slots.date is not None:
        return slots.date
    if slots.query:
        return parse_typed_date(slots.query)
    today = lector.clock.now()
    return TypedDate(today.day, today.month, None, None)


def _which(reading: Reading) -> ui.LayoutView:
    """Ask which of the likely readings is meant."""
    view = words_card("I can read that in more than one way. Which do you mean?")
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for number, likely in enumerate(reading.readings):
        row.add_item(ReadingButton.of(number, likely.label))
    if reading.readings:
        view.add_item(row)
    return view
