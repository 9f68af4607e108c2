"""``/quote``: find words in the works, or be read a quote."""

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.answers import check_answer, quote_at_random, quote_of_the_day, search_answer
from bot.discord_app.choices import place_choices

if TYPE_CHECKING:
    from bot.discord_app.client import Lector


class QuoteCog(commands.GroupCog, group_name="quote", group_description="Quotes from the works that this bot reads"):
    """The commands under ``/quote``."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @app_commands.command(name="search", description="Find a passage by words you half remember; typos are fine")
    @app_commands.describe(words="Such as: lenin clean colar. Filters: speaker: person: theme: work: before: after:")
    async def search(self, interaction: discord.Interaction, words: app_commands.Range[str, 1, 200]) -> None:
        """Show the passage that fits best, with its words marked."""
        view = await search_answer(self._lector, words, interaction.user.id)
        await interaction.response.send_message(view=view)

    @search.autocomplete("words")
    async def complete_words(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the passages that the words typed so far point at."""
        return await asyncio.to_thread(place_choices, self._lector.knowledge.search, typed)

    @app_commands.command(name="random", description="Read me a quote")
    async def random(self, interaction: discord.Interaction) -> None:
        """Show a quote picked at random."""
        await interaction.response.send_message(view=quote_at_random(self._lector, interaction.user.id))

    @app_commands.command(name="today", description="The quote of the day")
    async def today(self, interaction: discord.Interaction) -> None:
        """Show the quote that the server was given today, or the one that the day brings everybody."""
        view = await quote_of_the_day(self._lector, interaction.guild, interaction.created_at)
        await interaction.response.send_message(view=view)

    @app_commands.command(name="check", description="Is this quotation right?")
    @app_commands.describe(
        words="The quotation, as you have it",
        speaker="Who is said to say it",
        public="Show the answer to everybody (default: only to you)",
    )
    async def check(
        self,
        interaction: discord.Interaction,
        words: app_commands.Range[str, 1, 2000],
        speaker: app_commands.Range[str, 1, 100] | None = None,
        public: bool = False,
    ) -> None:
        """Show the verdict on a quotation."""
        view = await check_answer(self._lector, words, speaker)
        await interaction.response.send_message(view=view, ephemeral=not public)
