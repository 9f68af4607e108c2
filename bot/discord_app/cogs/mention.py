"""Messages that mention the bot, reply to it, or come by DM: read as a sentence, answered by the same cards."""

import re
from typing import TYPE_CHECKING, Final

import discord
from discord import ui
from discord.ext import commands

from bot.discord_app.answers import passage_answer, quote_at_random, search_answer
from bot.discord_app.cards import words_card
from bot.discord_app.failures import told
from bot.library.understand import Intent, Reading, understand

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

HELP = (
    "Tell me what you half remember of a passage, as in *who wanted a claen collar*; or use `/quote search`, "
    "`/quote random` or `/passage`."
)


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
        named = re.compile(rf"<@!?{me.id}>")
        spoken_to = message.guild is None or named.search(message.content) is not None
        replied_to = any(user.id == me.id for user in message.mentions)
        if not spoken_to and not replied_to:
            return
        reading = understand(named.sub(" ", message.content))
        if not spoken_to and not self._asks(reading):
            return
        try:
            view = await self._answer(reading, message.author.id)
        except Exception as error:  # noqa: BLE001 - the table tells the member and the log
            view = words_card(told(error, "a mention"))
        await self._send(message, view)

    def _asks(self, reading: Reading) -> bool:
        """Whether a mere reply to a card asks for something: "well said" does not."""
        if reading.intent is Intent.SEARCH:
            hits = self._lector.search.find(reading.words, 1).hits
            return bool(hits) and hits[0].score >= _SURE_UNASKED
        return reading.intent is not Intent.HELP

    async def _answer(self, reading: Reading, asker: int) -> ui.LayoutView:
        match reading.intent:
            case Intent.RANDOM:
                return quote_at_random(self._lector, asker)
            case Intent.HELP:
                return words_card(HELP)
            case Intent.PASSAGE:
                return await passage_answer(self._lector, reading.words, asker)
            case Intent.SEARCH:
                return await search_answer(self._lector, reading.words, asker)

    async def _send(self, message: discord.Message, view: ui.LayoutView) -> None:
        try:
            await message.reply(view=view, mention_author=False)
        except discord.Forbidden:
            # It may read here but not write: there is nowhere to say so.
            return
