"""``/quote``: find words in the works, or be read a quote."""

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.answers import choices_for, quote_at_random, search_answer

if TYPE_CHECKING:
    from bot.discord_app.client import Lector


class QuoteCog(commands.GroupCog, group_name="quote", group_description="Quotes from the works that this bot reads"):
    """The commands under ``/quote``."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @app_commands.command(name="search", description="Find a passage by words you half remember; typos are fine")
    @app_commands.describe(words="What you remember of it, such as: lenin clean colar")
    async def search(self, interaction: discord.Interaction, words: app_commands.Range[str, 1, 200]) -> None:
        """Show the passage that fits best, with its words marked."""
        view = await search_answer(self._lector, words, interaction.user.id)
        await interaction.response.send_message(view=view)

    @search.autocomplete("words")
    async def complete_words(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the passages that the words typed so far point at."""
        return await asyncio.to_thread(choices_for, self._lector.search, typed)

    @app_commands.command(name="random", description="Read me a quote")
    async def random(self, interaction: discord.Interaction) -> None:
        """Show a quote picked at random."""
        await interaction.response.send_message(view=quote_at_random(self._lector, interaction.user.id))
