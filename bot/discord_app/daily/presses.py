"""What the buttons under a daily post do: save it, discuss it, another of the same."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.daily.picks import Candidate
from bot.daily.schedule import Wanted
from bot.discord_app.buttons import DailyButton
from bot.discord_app.cards import quote_card, words_card
from bot.discord_app.daily.sending import first_question
from bot.discord_app.text import shortened
from bot.errors import UserError

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

_THREAD_NAME: Final = 100  # characters
_KEPT_OPEN: Final = 1440  # minutes until Discord archives a thread in which nobody writes


async def press_daily(lector: "Lector", interaction: discord.Interaction[Any], item: DailyButton) -> None:
    """Act on a button under a daily post. UserError where its quote is gone."""
    parts = item.parts
    date = dt.datetime.strptime(parts["date"], "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone
    candidate = await _candidate(lector, int(parts["schedule"]), date)
    match parts["action"]:
        case "save":
            await _save(lector, interaction, candidate)
        case "discuss":
            await _discuss(interaction, candidate)
        case "question":
            view = lector.drills.of_the_day(candidate.place, date)
            await interaction.response.send_message(view=view, ephemeral=True)
        case _:
            await _another(lector, interaction, candidate)


async def _candidate(lector: "Lector", schedule: int, date: dt.date) -> Candidate:
    post = await lector.store.post(schedule, date)
    candidate = lector.knowledge.pool.by_key.get(post.quote) if post else None
    if candidate is None:
        raise UserError("this post is no longer on record: its schedule or its work was removed")
    return candidate


async def _save(lector: "Lector", interaction: discord.Interaction[Any], candidate: Candidate) -> None:
    new = await lector.store.save_quote(interaction.user.id, candidate.key, interaction.created_at)
    text = "Saved: `/saved` shows what you keep." if new else "You have saved this already: see `/saved`."
    await interaction.response.send_message(view=words_card(text), ephemeral=True)


async def _discuss(interaction: discord.Interaction[Any], candidate: Candidate) -> None:
    message = interaction.message
    if message is None or not isinstance(message.channel, discord.TextChannel):
        raise UserError("discuss it right here: only a message in a text channel can have a thread")
    await interaction.response.defer(ephemeral=True, thinking=True)
    passage = candidate.place.passage
    try:
        thread = message.thread or await message.channel.fetch_message(message.id)
        if isinstance(thread, discord.Message):
            name = shortened(passage.title if passage else "Discussion", _THREAD_NAME)
            thread = await thread.create_thread(name=name, auto_archive_duration=_KEPT_OPEN)
            await thread.send(first_question(candidate))
    except discord.Forbidden as error:
        raise UserError("I may not open threads here: a moderator can allow it in the channel's settings") from error
    except discord.HTTPException as error:
        if error.code != 160004:  # noqa: PLR2004 - Discord's code: the message has a thread
            raise
        raise UserError("there is a thread already, right under the post") from error
    await interaction.followup.send(f"Here: {thread.mention}", ephemeral=True)


async def _another(lector: "Lector", interaction: discord.Interaction[Any], candidate: Candidate) -> None:
    """Show another quote of the same speaker, or else of a theme of this one."""
    quote = candidate.quote
    others: list[Candidate] = []
    for wanted in (Wanted(persons=frozenset({quote.speaker})), Wanted(themes=frozenset(quote.themes)), Wanted()):
        others = [each for each in lector.knowledge.pool.fitting(wanted) if each.key != candidate.key]
        if others:
            break
    if not others:
        raise UserError("the library has no other quote")
    other = lector.chance.choice(others)
    await interaction.response.send_message(view=quote_card(other.place, other.quote), ephemeral=True)
