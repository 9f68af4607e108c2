"""The command tree: errors go to the one table, and Discord is told of the commands only when they changed."""

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord_app.failures import answer_failure
from bot.storage.store import Store

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

log = logging.getLogger(__name__)


class LectorTree(app_commands.CommandTree["Lector"]):
    """Every command works in servers, in DMs and for a member who installed the bot for themselves."""

    def __init__(self, client: "Lector") -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer by the table of failures."""
        await answer_failure(interaction, error)

    def fingerprint(self) -> str:
        """Return a hash of all that Discord is told of the commands."""
        commands = [command.to_dict(self) for command in self.get_commands()]
        text = json.dumps(commands, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    async def sync_if_changed(self, store: Store, application: int) -> None:
        """Tell Discord of the commands, unless it was told the same before."""
        fingerprint = self.fingerprint()
        if await store.synced_commands(application) == fingerprint:
            return
        synced = await self.sync()
        await store.record_synced_commands(application, fingerprint)
        log.info("told Discord of %d commands", len(synced))
