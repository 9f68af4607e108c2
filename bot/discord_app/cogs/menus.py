"""The menu of a message: *Check this quote* and *Find the source*, answered to the one who asked."""

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.answers import check_message
from bot.discord_app.cards import nothing_card
from bot.discord_app.reading import hits_card
from bot.errors import UserError
from bot.library.fold import MAX_QUERY, query_words

if TYPE_CHECKING:
    from bot.discord_app.client import Lector


class MenusCog(commands.Cog):
    """The two entries, which live as long as the cog does."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector
        self._menus = (
            app_commands.ContextMenu(name="Check this quote", callback=self.check),
            app_commands.ContextMenu(name="Find the source", callback=self.find),
        )

    async def cog_load(self) -> None:
        """Add the entries."""
        for menu in self._menus:
            self._lector.tree.add_command(menu)

    async def check(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Say whether the message quotes rightly."""
        view = await check_message(self._lector, message.content)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def find(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Show the passage that the message speaks of."""
        words = _words(message)[:MAX_QUERY]
        found = await asyncio.to_thread(self._lector.knowledge.search.find, words)
        asker = interaction.user.id
        view = hits_card(found.hits, asker) if found.hits else nothing_card(found, asker)
        await interaction.response.send_message(view=view, ephemeral=True)


def _words(message: discord.Message) -> str:
    if not query_words(message.content):
        raise UserError("That message has no words of its own that I could look up.")
    return message.content
