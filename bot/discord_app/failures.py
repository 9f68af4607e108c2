"""The one table of what a member reads when something fails, and of what goes to the log."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import app_commands

from bot.discord_app.text import advice, plain
from bot.errors import UserError

log = logging.getLogger(__name__)

_UNKNOWN_INTERACTION: Final = 10062
_ALREADY_ANSWERED: Final = 40060
_BUG: Final = "Sorry, something went wrong here, and it is not your fault. It is in my log as `{id}`."


@dataclass(frozen=True, slots=True)
class _Row:
    """How one kind of error is told; ``say`` gets the error."""

    kind: type[BaseException]
    say: Callable[[Any], str]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


_TABLE: Final = (
    _Row(UserError, lambda error: advice(_sentence(str(error)))),
    _Row(app_commands.NoPrivateMessage, lambda _: "That works in servers only."),
    _Row(app_commands.MissingPermissions, lambda _: "That is for moderators of this server."),
    _Row(app_commands.CommandOnCooldown, lambda error: f"Too fast: try again in {error.retry_after:.0f} seconds."),
    _Row(app_commands.TransformerError, lambda error: f"“{plain(str(error.value)[:60])}” is not something I can read."),
    _Row(app_commands.CommandNotFound, lambda _: "That command has changed: start Discord anew, then try again."),
    _Row(app_commands.CommandSignatureMismatch, lambda _: "That command has changed: start Discord anew."),
    _Row(app_commands.CheckFailure, lambda _: "That can't be done here."),
)


def explanation(error: BaseException) -> str | None:
    """Return what to say of an error that a person can mend; None for a bug."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    return next((row.say(cause) for row in _TABLE if isinstance(cause, row.kind)), None)


def told(error: BaseException, doing: str) -> str:
    """Return what to say of any error; a bug is logged, with the id that the person is given."""
    text = explanation(error)
    if text is not None:
        return text
    report = secrets.token_hex(4)
    log.error("%s failed, report %s", doing, report, exc_info=error)
    return _BUG.format(id=report)


async def answer_failure(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the member who pressed or asked what went wrong, for their eyes only."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, discord.HTTPException) and cause.code in {_UNKNOWN_INTERACTION, _ALREADY_ANSWERED}:
        log.warning("an answer came too late or twice: %s", cause)
        return
    command = interaction.command.qualified_name if interaction.command else interaction.type.name
    text = told(error, command)
    if interaction.type is discord.InteractionType.autocomplete:
        return  # there is nowhere to say it
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException as second:
        log.warning("could not tell a member that %s failed: %s", command, second)
