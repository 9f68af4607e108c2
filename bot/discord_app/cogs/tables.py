"""What happens around a game: answers that were typed, and channels, threads and cards that go."""

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.discord_app.failures import answer_failure
from bot.discord_app.quiz.buttons import typed
from bot.quiz.game.events import Loss

if TYPE_CHECKING:
    from bot.discord_app.client import Lector


class TablesCog(commands.Cog):
    """Listens for what concerns the games."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take an answer that was typed into a modal, even one that was opened before a restart."""
        answer = typed(interaction)
        if answer is None:
            return
        custom_id, words = answer
        game, *rest = custom_id.split(":")
        try:
            if game == "quiz":
                await self._lector.quizzes.typed(interaction, int(rest[-1]), words)
            else:
                await self._lector.drills.typed(interaction, rest[-2], int(rest[-1]), words)
        except Exception as error:  # noqa: BLE001 - discord.py would log it and leave the member waiting
            await answer_failure(interaction, error)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """End the game of a channel that is gone."""
        await self._lector.quizzes.lost(channel.id, Loss.CHANNEL)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        """End the game of a thread that is gone."""
        await self._lector.quizzes.lost(thread.thread_id, Loss.CHANNEL)

    @commands.Cog.listener()
    async def on_thread_update(self, _: discord.Thread, thread: discord.Thread) -> None:
        """End the game of a thread that was archived or locked."""
        if thread.archived or thread.locked:
            await self._lector.quizzes.lost(thread.id, Loss.ARCHIVED if thread.archived else Loss.LOCKED)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, message: discord.RawMessageDeleteEvent) -> None:
        """Show a question anew whose card was deleted."""
        await self._lector.quizzes.card_deleted(message.channel_id, message.message_id)
