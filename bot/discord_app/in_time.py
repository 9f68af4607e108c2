"""Answers that may take longer than the three seconds which Discord waits for the first word of one."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Final, TypeVar

import discord
from discord import ui

Made = TypeVar("Made")

_PATIENCE: Final = 1.0  # seconds


async def in_time(
    interaction: discord.Interaction[Any], making: Awaitable[Made], *, ephemeral: bool, patience: float = _PATIENCE
) -> Made:
    """Return what is being made; where it takes long, Discord shows meanwhile that an answer comes.

    Whether only the one who asked sees it must be known by then: ``ephemeral``.
    """
    task = asyncio.ensure_future(making)
    await asyncio.wait({task}, timeout=patience)
    if not task.done():
        await interaction.response.defer(ephemeral=ephemeral, thinking=True)
    return await task


async def answer(interaction: discord.Interaction[Any], view: ui.LayoutView, *, ephemeral: bool) -> None:
    """Send the answer, or put it where Discord shows that one comes."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=ephemeral)
