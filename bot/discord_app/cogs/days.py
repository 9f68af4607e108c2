"""``/when`` and ``/on-this-day``: events, and days in either calendar."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.answers import event_answer
from bot.discord_app.choices import choice
from bot.discord_app.days import day_card
from bot.library.typed_date import TypedDate, parse_typed_date

if TYPE_CHECKING:
    from bot.discord_app.client import Lector


class DaysCog(commands.Cog):
    """The commands ``/when`` and ``/on-this-day``."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @app_commands.command(name="when", description="When something happened, in both calendars, and how that is known")
    @app_commands.describe(event="What happened, such as: judsons visit")
    async def when(self, interaction: discord.Interaction, event: app_commands.Range[str, 1, 100]) -> None:
        """Show the card of the event."""
        await interaction.response.send_message(view=event_answer(self._lector, event))

    @when.autocomplete("event")
    async def complete_event(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the events that fit what is typed so far."""
        likely = self._lector.knowledge.almanac.complete(typed)
        return [choice(f"{each.event.title} · {each.when}", each.id) for each in likely]

    @app_commands.command(name="on-this-day", description="What happened on a day, in either calendar")
    @app_commands.describe(date="Such as 7 November, or 25 October 1917 OS; today where left out")
    async def on_this_day(
        self, interaction: discord.Interaction, date: app_commands.Range[str, 1, 40] | None = None
    ) -> None:
        """Show the events of the day."""
        today = interaction.created_at
        day = TypedDate(today.day, today.month, None, None) if date is None else parse_typed_date(date)
        await interaction.response.send_message(view=day_card(self._lector.knowledge.almanac, day, interaction.user.id))
