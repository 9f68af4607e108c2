"""The bot as a client of Discord: what it is made of, and the commands it carries."""

import logging
import random
from typing import Any, Final

import discord
from discord.ext import commands

from bot.discord_app.buttons import LASTING, LastingItem
from bot.discord_app.cogs.days import DaysCog
from bot.discord_app.cogs.mention import MentionCog
from bot.discord_app.cogs.passage import PassageCog
from bot.discord_app.cogs.people import PeopleCog
from bot.discord_app.cogs.quote import QuoteCog
from bot.discord_app.failures import answer_failure
from bot.discord_app.presses import act
from bot.discord_app.tree import LectorTree
from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.library import Library
from bot.library.search import Search
from bot.storage.store import Store

log = logging.getLogger(__name__)

COGS: Final = (QuoteCog, PassageCog, PeopleCog, DaysCog, MentionCog)
_LONGEST_WAIT: Final = 60.0  # seconds that a request waits for a rate limit before it fails


class Lector(commands.AutoShardedBot):
    """The client. It is given all it works on, and asks Discord for no privileged intent."""

    def __init__(
        self,
        *,
        library: Library,
        search: Search,
        directory: Directory,
        almanac: Almanac,
        store: Store,
        chance: random.Random,
    ) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=LectorTree,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_WAIT,
        )
        self.library = library
        self.search = search
        self.directory = directory
        self.almanac = almanac
        self.store = store
        self.chance = chance

    async def setup_hook(self) -> None:
        """Add the commands and the lasting buttons, and tell Discord of the commands if they changed."""
        for cog in COGS:
            await self.add_cog(cog(self))
        self.add_dynamic_items(*LASTING)
        tree = self.tree
        if isinstance(tree, LectorTree) and self.application_id is not None:
            await tree.sync_if_changed(self.store, self.application_id)

    async def pressed(self, interaction: discord.Interaction[Any], item: LastingItem) -> None:
        """Act on a lasting button or menu; what fails is told by the table of failures."""
        try:
            await act(self, interaction, item)
        except Exception as error:  # noqa: BLE001 - discord.py would log it and leave the member waiting
            await answer_failure(interaction, error)

    async def on_ready(self) -> None:
        """Say in the log that the bot is there."""
        log.info("on Discord as %s, in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to ``MentionCog``: there are no prefix commands."""
