"""Messages that mention the bot, reply to it, or come by DM: read as a sentence, answered by the same cards."""

import asyncio
import logging
from typing import TYPE_CHECKING, Final

import discord
from discord import ui
from discord.ext import commands

from bot.discord_app.cards import words_card
from bot.discord_app.failures import told
from bot.discord_app.sentences import answer_reading, without_mention
from bot.library.understand import Intent, Reading

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

log = logging.getLogger(__name__)

_NO_REPLY_WITHOUT_HISTORY: Final = 160002  # Discord's code where the bot may write but not read history
_SURE_UNASKED: Final = 0.75  # the score from which a reply that names no command is taken for a question


class MentionCog(commands.Cog):
    """Listens for messages that are meant for the bot."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that speaks to the bot."""
        me = self._lector.user
        if me is None or message.author.bot:
            return
        sentence = without_mention(message.content, me.id)
        spoken_to = message.guild is None or sentence != message.content.strip()
        replied_to = any(user.id == me.id for user in message.mentions)
        if await self._lector.quizzes.heard(message) or not (spoken_to or replied_to):
            return
        view = await self._answer(message, sentence, insist=spoken_to)
        if view is not None:
            await self._send(message, view)

    async def _answer(self, message: discord.Message, sentence: str, *, insist: bool) -> ui.LayoutView | None:
        """Return the answer; None for a reply to a card that asks for nothing, such as "well said"."""
        try:
            reading = await asyncio.to_thread(self._lector.knowledge.understanding.read, sentence)
            if not insist and not await asyncio.to_thread(self._asks, reading):
                return None
            return await answer_reading(self._lector, reading, sentence, message.author.id, message.guild)
        except Exception as error:  # noqa: BLE001 - the table tells the member and the log
            return words_card(told(error, "a mention"))

    def _asks(self, reading: Reading) -> bool:
        """Whether a mere reply to a card asks for something."""
        if reading.intent is Intent.SEARCH and reading.slots.query:
            hits = self._lector.knowledge.search.find(reading.slots.query, 1).hits
            return bool(hits) and hits[0].score >= _SURE_UNASKED
        return reading.sure

    async def _send(self, message: discord.Message, view: ui.LayoutView) -> None:
        try:
            await message.reply(view=view, mention_author=False)
        except discord.Forbidden:
            # It may read here but not write: there is nowhere to say so.
            return
        except discord.HTTPException as error:
            if error.code != _NO_REPLY_WITHOUT_HISTORY:
                log.warning("could not answer a message: %s", error)
                return
            await message.channel.send(view=view)
