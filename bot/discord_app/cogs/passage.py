"""``/passage``: a passage by its reference or its title, with the pages around it."""

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.answers import passage_answer
from bot.discord_app.choices import place_choices

if TYPE_CHECKING:
    from bot.discord_app.client import Lector


class PassageCog(commands.Cog):
    """The command ``/passage``."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @app_commands.command(name="passage", description="Read a passage, and turn the pages around it")
    @app_commands.describe(place="Its reference (ML 29:22-24), its title, or words of it")
    async def passage(self, interaction: discord.Interaction, place: app_commands.Range[str, 1, 200]) -> None:
        """Show the page on which the passage starts."""
        view = await passage_answer(self._lector, place, interaction.user.id)
        await interaction.response.send_message(view=view)

    @passage.autocomplete("place")
    async def complete_place(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the places that fit what is typed so far."""
        return await asyncio.to_thread(place_choices, self._lector.knowledge.search, typed)
