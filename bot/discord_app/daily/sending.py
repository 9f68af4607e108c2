"""Sending one post, and what each way of failing means."""

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import aiohttp
import discord
from discord import ui

from bot.daily.picks import Candidate
from bot.daily.schedule import Schedule
from bot.discord_app.buttons import DailyButton
from bot.discord_app.daily.card import daily_card
from bot.discord_app.text import plain, shortened

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

log = logging.getLogger(__name__)

Postable = discord.TextChannel | discord.Thread | discord.ForumChannel | discord.VoiceChannel | discord.StageChannel

_TOO_MANY: Final = 429  # HTTP's "too many requests", after the library has waited as told and tried again
_ARCHIVED: Final = 50083  # Discord's code: the thread is archived
_SEARCHED_BACK: Final = 100  # messages that are looked through for a post that may have been sent
_NETWORK: Final = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, OSError, asyncio.TimeoutError)
_THREAD_NAME: Final = 100  # characters
_KEPT_OPEN: Final = 1440  # minutes until Discord archives a thread in which nobody writes


class Result(Enum):
    """What became of an attempt."""

    SENT = auto()
    LATER = auto()  # Discord or the network failed: whether it was sent is not known
    NEVER = auto()  # trying again won't help until a moderator mends it


@dataclass(frozen=True, slots=True)
class Outcome:
    """An attempt's result; ``why`` is one line for moderators where it was not sent."""

    result: Result
    message: discord.Message | None = None
    why: str = ""


async def send(
    lector: "Lector", schedule: Schedule, date: dt.date, candidate: Candidate, *, look_back: bool
) -> Outcome:
    """Send a post, or find it where ``look_back`` and an earlier attempt got through."""
    try:
        channel = await _channel(lector, schedule)
        if look_back and (found := await _sent_before(lector, channel, schedule.id, date)) is not None:
            return Outcome(Result.SENT, found)
        return Outcome(Result.SENT, await _send(channel, schedule, date, candidate))
    except (discord.HTTPException, *_NETWORK) as error:
        return _failed(error, schedule, date)


def _failed(error: Exception, schedule: Schedule, date: dt.date) -> Outcome:
    """Return what a failure means."""
    if isinstance(error, _NETWORK) or (isinstance(error, discord.HTTPException) and error.status == _TOO_MANY):
        return Outcome(Result.LATER, why=f"Discord could not be reached: {str(error) or type(error).__name__}")
    if isinstance(error, discord.NotFound):
        return Outcome(Result.NEVER, why=f"the channel <#{schedule.channel}> is gone: choose another")
    said = getattr(error, "text", str(error))
    if isinstance(error, discord.Forbidden):
        why = f"I may not post in <#{schedule.channel}> ({said}): give me the permission"
        return Outcome(Result.NEVER, why=why)
    log.error("schedule %d: Discord refused the post of %s", schedule.id, date, exc_info=error)
    return Outcome(Result.NEVER, why=f"Discord refused the post ({said}): this is a fault of mine, in my log")


async def add_extras(message: discord.Message, schedule: Schedule, candidate: Candidate) -> str:
    """Open the thread and pin the message where the schedule says so; return what went wrong, empty where nothing did.

    Both may be done again: what is there already is left as it is.
    """
    problems = []
    if schedule.extras.thread and message.thread is None and not isinstance(message.channel, discord.Thread):
        try:
            name = shortened(candidate.place.passage.title if candidate.place.passage else "Discussion", _THREAD_NAME)
            thread = await message.create_thread(name=name, auto_archive_duration=_KEPT_OPEN)
            await thread.send(first_question(candidate))
        except discord.HTTPException as error:
            if error.code != 160004:  # noqa: PLR2004 - Discord's code: the message has a thread
                problems.append(f"no thread ({error.text})")
    if schedule.extras.pin and not message.pinned:
        try:
            await message.pin()
        except discord.HTTPException as error:
            problems.append(f"not pinned ({error.text})")
    return "; ".join(problems)


def first_question(candidate: Candidate) -> str:
    """Return what a discussion of a quote begins with: a question of the index on its paragraphs, or an open one."""
    run = candidate.quote.run
    asked = [
        question.text
        for question in candidate.place.chapter.questions
        if any(proof.run.first <= run.last and run.first <= proof.run.last for proof in question.proof)
    ]
    return f"To begin with: {plain(asked[0])}" if asked else "What do you make of it?"


async def _channel(lector: "Lector", schedule: Schedule) -> Postable:
    # By way of its server: the client's own look-up goes through every server, which a burst can't afford.
    guild = lector.get_guild(schedule.guild)
    known = guild.get_channel_or_thread(schedule.channel) if guild else None
    found = known or await lector.fetch_channel(schedule.channel)
    if isinstance(found, Postable):
        return found
    raise discord.ClientException(f"channel {schedule.channel} is none to post in")


async def _send(channel: Postable, schedule: Schedule, date: dt.date, candidate: Candidate) -> discord.Message:
    view = daily_card(schedule.id, date, candidate, schedule.extras)
    roles = [discord.Object(schedule.extras.role)] if schedule.extras.role else False
    mentions = discord.AllowedMentions(everyone=False, users=False, roles=roles)
    if isinstance(channel, discord.ForumChannel):
        title = shortened(schedule.extras.title or f"Quote of {date:%d %B %Y}", _THREAD_NAME)
        return (await channel.create_thread(name=title, view=view, allowed_mentions=mentions)).message
    try:
        return await _message(channel, view, mentions, schedule.id, date)
    except discord.HTTPException as error:
        if error.code != _ARCHIVED or not isinstance(channel, discord.Thread):
            raise
        await channel.edit(archived=False)
        return await _message(channel, view, mentions, schedule.id, date)


async def _message(
    channel: discord.abc.Messageable,
    view: ui.LayoutView,
    mentions: discord.AllowedMentions,
    schedule: int,
    date: dt.date,
) -> discord.Message:
    # With this nonce Discord takes a second attempt within a few minutes for the first, and returns its message.
    return await channel.send(view=view, allowed_mentions=mentions, nonce=f"{schedule}.{date:%y%m%d}")


async def _sent_before(lector: "Lector", channel: Postable, schedule: int, date: dt.date) -> discord.Message | None:
    """Return the post of a date if it is in the channel already: its buttons carry the claim's key."""
    key = DailyButton.key(schedule, date)
    if isinstance(channel, discord.ForumChannel):
        starters = [
            await thread.fetch_message(thread.id)
            for thread in channel.threads
            if thread.owner_id == lector.application_id
        ]
        return next((each for each in starters if _has(each, key)), None)
    async for message in channel.history(limit=_SEARCHED_BACK):
        if lector.user is not None and message.author.id == lector.user.id and _has(message, key):
            return message
    return None


def _has(message: discord.Message, key: str) -> bool:
    return any(
        key in item.custom_id
        for item in ui.LayoutView.from_message(message).walk_children()
        if isinstance(item, ui.Button) and item.custom_id
    )
