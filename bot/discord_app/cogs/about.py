"""``/help``, ``/about`` and ``/privacy``: what it does, what it reads, what it keeps."""

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot import __version__
from bot.content.model import Work
from bot.discord_app.cards import fitted, words_card
from bot.discord_app.choices import work_choices
from bot.discord_app.sentences import HELP
from bot.discord_app.text import plain
from bot.library.citation import edition, transcription

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

_PRIVACY: Final = (
    "**What I keep.** Of you: the quotes that you save; your quiz results, what you were asked, and how well you know "
    "it. Of a server: its daily posts and its running quiz. I keep no messages: I read one when it mentions me, "
    "replies to me, comes by direct message, or when you choose me in its menu, and forget it with my answer.\n"
    "**To have it deleted:** `/privacy forget:True` deletes all of yours at once."
)
_FORGOTTEN: Final = "Deleted: all that I kept of you."


class AboutCog(commands.Cog):
    """The commands about the bot itself."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @app_commands.command(name="help", description="What I can do, and how to ask")
    async def help(self, interaction: discord.Interaction) -> None:
        """Say how to ask, and list the commands."""
        every = sorted(self._lector.tree.walk_commands(), key=lambda each: each.qualified_name)
        lines = [
            f"`/{each.qualified_name}` {plain(each.description)}"
            for each in every
            if isinstance(each, app_commands.Command)
        ]
        await interaction.response.send_message(view=words_card("\n".join([HELP, "", *lines])), ephemeral=True)

    @app_commands.command(name="about", description="What I read from, and in which version")
    @app_commands.describe(work="Only this work, with its edition")
    async def about(
        self, interaction: discord.Interaction, work: app_commands.Range[str, 1, 100] | None = None
    ) -> None:
        """List the works with their rights, or show one with its edition."""
        library = self._lector.knowledge.library
        if work:
            chosen = library.work(work)
            text = f"{_described(chosen)}\n{plain(edition(chosen))}"
        else:
            head = f"**Lector {__version__}** reads a group's sources aloud, and never misquotes them."
            text = fitted([head, *map(_described, library.works)])
        await interaction.response.send_message(view=words_card(text), ephemeral=True)

    @about.autocomplete("work")
    async def complete_work(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the works that fit what is typed so far."""
        return work_choices(self._lector.knowledge.library, typed)

    @app_commands.command(name="privacy", description="What I keep of you, and how to have it deleted")
    @app_commands.describe(forget="Delete all that I keep of you")
    async def privacy(self, interaction: discord.Interaction, forget: bool = False) -> None:
        """Say what is kept, or delete it."""
        if forget:
            await self._lector.store.forget_member(interaction.user.id)
        view = words_card(_FORGOTTEN if forget else _PRIVACY)
        await interaction.response.send_message(view=view, ephemeral=True)


def _described(work: Work) -> str:
    """Return what a list of the works says of one."""
    return f"**{plain(work.title)}** ({plain(work.short)}). {plain(work.rights)}\n-# {plain(transcription(work))}"
