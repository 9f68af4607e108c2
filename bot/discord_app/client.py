"""The bot as a client of Discord: what it is made of, and the commands it carries."""

import contextlib
import logging
import random
import secrets
from dataclasses import replace
from typing import Any, Final

import discord
from discord.ext import commands

from bot.discord_app.clock import Clock
from bot.discord_app.cogs.about import AboutCog
from bot.discord_app.cogs.daily import DailyCog
from bot.discord_app.cogs.days import DaysCog
from bot.discord_app.cogs.mention import MentionCog
from bot.discord_app.cogs.menus import MenusCog
from bot.discord_app.cogs.passage import PassageCog
from bot.discord_app.cogs.people import PeopleCog
from bot.discord_app.cogs.quiz import QuizCog
from bot.discord_app.cogs.quote import QuoteCog
from bot.discord_app.cogs.saved import SavedCog
from bot.discord_app.cogs.tables import TablesCog
from bot.discord_app.daily.loop import DailyPosts
from bot.discord_app.failures import answer_failure
from bot.discord_app.knowledge import Knowledge
from bot.discord_app.presses import LASTING, LastingItem, act
from bot.discord_app.quiz.drills import Drills
from bot.discord_app.quiz.tables import Quizzes
from bot.discord_app.tree import LectorTree
from bot.storage.store import Store

log = logging.getLogger(__name__)

COGS: Final = (
    QuoteCog,
    PassageCog,
    PeopleCog,
    DaysCog,
    DailyCog,
    QuizCog,
    TablesCog,
    SavedCog,
    AboutCog,
    MenusCog,
    MentionCog,
)
_LONGEST_WAIT: Final = 60.0  # seconds that a request waits for a rate limit before it fails


class Lector(commands.AutoShardedBot):
    """The client. It is given all it works on, and asks Discord for no privileged intent.

    Its ``knowledge`` may be exchanged at any time: read it once for what belongs together.
    """

    def __init__(self, knowledge: Knowledge, *, store: Store, clock: Clock, chance: random.Random) -> None:
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
        self.knowledge = knowledge
        self.store = store
        self.clock = clock
        self.chance = chance
        self.daily = DailyPosts(self, owner=secrets.token_hex(8), now=clock.now, monotonic=clock.monotonic)
        self.drills = Drills(self, clock.now)
        self.quizzes = Quizzes(self, clock.now)
        self._running = contextlib.AsyncExitStack()

    async def setup_hook(self) -> None:
        """Add the commands and the lasting buttons, and tell Discord of the commands if they changed."""
        for cog in COGS:
            await self.add_cog(cog(self))
        self.add_dynamic_items(*LASTING)
        await self._running.enter_async_context(self.daily.running())
        await self._running.enter_async_context(self.quizzes.running())
        tree = self.tree
        if isinstance(tree, LectorTree) and self.application_id is not None:
            await tree.sync_if_changed(self.store, self.application_id)

    async def close(self) -> None:
        """Stop the games and the daily posts, then the connection."""
        await self._running.aclose()
        await super().close()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Pause the posts of a server that the bot was removed from; they are kept, should it come back."""
        for progress in await self.store.schedules(guild.id):
            paused = replace(progress.schedule, paused="I was removed from this server")
            await self.store.change_schedule(paused, None)
        self.dispatch("posts_paused", guild)

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
