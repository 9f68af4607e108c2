"""``/who``: a person, an organisation or a place, by any spelling."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.answers import who_answer
from bot.discord_app.choices import choice

if TYPE_CHECKING:
    from bot.discord_app.client import Lector


class PeopleCog(commands.Cog):
    """The command ``/who``."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @app_commands.command(name="who", description="Who somebody is, with every passage about them")
    @app_commands.describe(name="A person, organisation or place, in any spelling: Sverdlov, Lenin's sister, Smolny")
    async def who(self, interaction: discord.Interaction, name: app_commands.Range[str, 1, 100]) -> None:
        """Show the card of whom the name means."""
        await interaction.response.send_message(view=who_answer(self._lector, name, interaction.user.id))

    @who.autocomplete("name")
    async def complete_name(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the names that fit what is typed so far, in whatever spelling."""
        known = self._lector.knowledge.directory.complete(typed)
        return [choice(f"{each.entity.name} · {each.entity.about}", each.entity.id) for each in known]
