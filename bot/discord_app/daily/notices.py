"""Telling moderators what they must know about a daily post, where they will see it."""

import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import discord

from bot.daily.schedule import Schedule

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

log = logging.getLogger(__name__)


async def tell_moderators(lector: "Lector", schedule: Schedule, text: str) -> None:
    """Say it where the schedule was made; else to whoever made it; else to the server's owner."""
    async for place in _places(lector, schedule):
        try:
            await place.send(text)
        except discord.HTTPException as error:
            log.info("schedule %d: could not tell %s: %s", schedule.id, place, error)
        else:
            return
    log.warning("schedule %d: nobody could be told: %s", schedule.id, text)


async def _places(lector: "Lector", schedule: Schedule) -> AsyncIterator[discord.abc.Messageable]:
    if schedule.made_in != schedule.channel:
        yield lector.get_partial_messageable(schedule.made_in, guild_id=schedule.guild)
    people = [schedule.made_by]
    guild = lector.get_guild(schedule.guild)
    if guild is not None and guild.owner_id is not None:
        people.append(guild.owner_id)
    for person in dict.fromkeys(people):
        try:
            yield await lector.fetch_user(person)
        except discord.HTTPException as error:
            log.info("schedule %d: could not find user %d: %s", schedule.id, person, error)
