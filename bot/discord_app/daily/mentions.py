"""Whether a role may be mentioned every day: the bot must be able to, and a moderator must mean it."""

from typing import Any, Final

import discord
from discord import ui

from bot.errors import UserError

_LARGE: Final = 50  # members of a server from which a role's mention is asked about
_CONFIRM_SECONDS: Final = 60.0


async def may_mention(interaction: discord.Interaction, role: discord.Role, channel: int) -> bool:
    """Refuse a role that can't be mentioned, and ask before one of many members is to be, daily."""
    guild = interaction.guild
    permissions = permissions_in(interaction, channel)
    if not role.mentionable and permissions is not None and not permissions.mention_everyone:
        raise UserError(f"I may not mention {role.name}: let anyone mention it, in the settings of the role")
    if guild is None or (guild.member_count or 0) < _LARGE:
        return True
    view = _Confirmation(interaction.user.id)
    text = f"Each post will mention {role.mention} in a server of {guild.member_count} members. Is that meant?"
    await interaction.response.send_message(text, view=view, ephemeral=True)
    await view.wait()
    await interaction.edit_original_response(content="Then nothing was set." if not view.yes else text, view=None)
    return view.yes


def permissions_in(interaction: discord.Interaction, channel_id: int) -> discord.Permissions | None:
    """Return what the bot may do in a channel; None where it can't be seen."""
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    return None if guild is None or channel is None else channel.permissions_for(guild.me)


class _Confirmation(ui.View):
    """Yes or no, for one member, for a minute."""

    def __init__(self, asker: int) -> None:
        super().__init__(timeout=_CONFIRM_SECONDS)
        self.yes = False
        self._asker = asker

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let only the one who was asked answer."""
        return interaction.user.id == self._asker

    @ui.button(label="Yes, mention it", style=discord.ButtonStyle.primary)
    async def agree(self, interaction: discord.Interaction, _: ui.Button["_Confirmation"]) -> None:
        """Go on."""
        self.yes = True
        await interaction.response.defer()
        self.stop()

    @ui.button(label="No")
    async def refuse(self, interaction: discord.Interaction, _: ui.Button["_Confirmation"]) -> None:
        """Leave it."""
        await interaction.response.defer()
        self.stop()
