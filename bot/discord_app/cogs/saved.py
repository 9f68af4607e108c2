"""``/saved``: the quotes that a member keeps."""

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.cards import words_card
from bot.discord_app.reading import choice_of
from bot.discord_app.text import plain, shortened
from bot.library.citation import quote_attribution

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

_MOST: Final = 20
_EXCERPT: Final = 140  # characters of a quote


class SavedCog(commands.Cog):
    """The command ``/saved``."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @app_commands.command(name="saved", description="The quotes that you have saved, for your eyes only")
    async def saved(self, interaction: discord.Interaction) -> None:
        """List what the member has saved, with a menu to read each in its passage."""
        keys = await self._lector.store.saved_quotes(interaction.user.id, _MOST)
        kept = [found for key in keys if (found := self._lector.knowledge.pool.by_key.get(key)) is not None]
        if not kept:
            text = "You have saved nothing yet: press *Save* under a daily post."
            await interaction.response.send_message(view=words_card(text), ephemeral=True)
            return
        lines = [
            f"- {plain(shortened(each.quote.text, _EXCERPT))} — {plain(quote_attribution(each.place.work, each.quote))}"
            for each in kept
        ]
        view = words_card("\n".join(["**Saved**", *lines]))
        places = list({each.place.stable_reference: each.place for each in kept}.values())
        view.add_item(choice_of(places, "Read one in its passage…", interaction.user.id))
        await interaction.response.send_message(view=view, ephemeral=True)
