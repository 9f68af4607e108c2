"""A small bot on the unmodified client library, to try the stand-in with."""

from __future__ import annotations

import asyncio
import contextlib
import re  # noqa: TC003 - the library reads annotations
from typing import TYPE_CHECKING, Any

import discord
import yarl
from discord import app_commands

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from bot.sandbox import StandIn

QUOTES = ("Lenin wanted a clean collar", "The clock of history", "A collar of starch")


class TurnButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"turn:(?P<page>\d+)"):
    """A button whose state lives in its custom id."""

    def __init__(self, page: int) -> None:
        self.page = page
        super().__init__(discord.ui.Button(label="Turn", custom_id=f"turn:{page}"))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> TurnButton:
        return cls(int(match["page"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=card(self.page + 1))


class Pick(discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"pick"):
    """A select that says what was chosen."""

    def __init__(self) -> None:
        options = [discord.SelectOption(label=word.title(), value=word) for word in ("march", "may", "june")]
        super().__init__(discord.ui.Select(custom_id="pick", placeholder="A month", max_values=2, options=options))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Pick:
        found = cls()
        found.item = item  # type: ignore[assignment]
        return found

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(" and ".join(self.item.values), ephemeral=True)


def card(page: int) -> discord.ui.LayoutView:
    view = discord.ui.LayoutView(timeout=None)
    section: discord.ui.Section[Any] = discord.ui.Section(
        discord.ui.TextDisplay(f"Page {page}"), accessory=TurnButton(page)
    )
    stopped: discord.ui.Button[Any] = discord.ui.Button(label="Stopped", custom_id="stopped", disabled=True)
    link: discord.ui.Button[Any] = discord.ui.Button(label="Source", url="https://example.org/")
    form = FormButton()
    container: discord.ui.Container[Any] = discord.ui.Container(
        section, discord.ui.Separator(), discord.ui.ActionRow(stopped, link, form), discord.ui.ActionRow(Pick())
    )
    return view.add_item(container)


class FormButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"form"):
    """A button that opens a modal."""

    def __init__(self) -> None:
        super().__init__(discord.ui.Button(label="Form", custom_id="form"))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> FormButton:
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(Form())


class Form(discord.ui.Modal, title="Tell us"):
    """A modal with the kinds of field there are."""

    words: discord.ui.Label[Any] = discord.ui.Label(
        text="Words", component=discord.ui.TextInput(custom_id="words", min_length=3, max_length=20)
    )
    month: discord.ui.Label[Any] = discord.ui.Label(
        text="Month",
        component=discord.ui.Select(
            custom_id="month", options=[discord.SelectOption(label="May"), discord.SelectOption(label="June")]
        ),
    )
    sure: discord.ui.Label[Any] = discord.ui.Label(text="Sure", component=discord.ui.Checkbox(custom_id="sure"))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        words, month, sure = self.words.component, self.month.component, self.sure.component
        assert isinstance(words, discord.ui.TextInput)
        assert isinstance(month, discord.ui.Select)
        assert isinstance(sure, discord.ui.Checkbox)
        await interaction.response.send_message(f"{words.value}, {month.values}, {sure.value}")


class SmallBot(discord.Client):
    """A client with a few commands."""

    def __init__(self, *, intents: discord.Intents | None = None, **options: Any) -> None:
        options.setdefault("allowed_mentions", discord.AllowedMentions.none())
        options.setdefault("guild_ready_timeout", 0.01)
        super().__init__(
            intents=intents or discord.Intents(guilds=True, guild_messages=True, dm_messages=True), **options
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.resumed = 0
        self.deleted: list[int] = []
        self.hold = asyncio.Event()
        self.errors: list[BaseException] = []
        add_commands(self)
        self.tree.error(self._note)

    async def _note(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        self.errors.append(error.__cause__ or error)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(TurnButton, Pick, FormButton)
        await self.tree.sync()

    async def on_resumed(self) -> None:
        self.resumed += 1

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)
        if self.user in message.mentions and message.author != self.user:
            await message.reply(f"You said: {message.clean_content}")

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        self.deleted.append(event.message_id)


class SmallShardedBot(SmallBot, discord.AutoShardedClient):
    """The same in shards."""


def add_commands(bot: SmallBot) -> None:
    quote = app_commands.Group(name="quote", description="Quotes")

    @quote.command(name="search", description="Search for words")
    async def search(interaction: discord.Interaction[Any], words: app_commands.Range[str, 1, 200]) -> None:
        await interaction.response.send_message(f"Found {words}")

    @search.autocomplete("words")
    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=each, value=each.lower()) for each in QUOTES if current in each.lower()]

    bot.tree.add_command(quote)
    add_answers(bot)
    add_others(bot)


def add_answers(bot: SmallBot) -> None:
    @bot.tree.command(name="secret", description="Only for you")
    async def secret(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("Psst", ephemeral=True)

    @bot.tree.command(name="slow", description="Takes its time")
    async def slow(interaction: discord.Interaction[Any], private: bool = False) -> None:
        await interaction.response.defer(thinking=True, ephemeral=private)
        await bot.hold.wait()
        await interaction.edit_original_response(content="Here at last")

    @bot.tree.command(name="slower", description="Takes its time and follows up")
    async def slower(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        await bot.hold.wait()
        await interaction.followup.send("The first fills the promise")
        await interaction.followup.send("The second stands alone", ephemeral=True)

    @bot.tree.command(name="late", description="Too late")
    async def late(interaction: discord.Interaction[Any]) -> None:
        await bot.hold.wait()
        await interaction.response.send_message("Sorry")

    @bot.tree.command(name="card", description="A card")
    async def show_card(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(view=card(1))

    @bot.tree.command(name="form", description="A form")
    async def form(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(Form())


def add_others(bot: SmallBot) -> None:
    @bot.tree.command(name="everything", description="All kinds of options")
    @app_commands.choices(
        kind=[app_commands.Choice(name="Person", value="p"), app_commands.Choice(name="Place", value="l")]
    )
    async def everything(  # noqa: PLR0913, PLR0917 - a command has an argument for each option
        interaction: discord.Interaction[Any],
        number: app_commands.Range[int, 1, 10],
        share: float,
        sure: bool,
        who: discord.Member,
        where: discord.TextChannel,
        role: discord.Role,
        kind: str,
        anyone: discord.Member | discord.Role | None = None,
    ) -> None:
        parts = (number, share, sure, who.display_name, where.name, role.name, kind, anyone)
        await interaction.response.send_message("|".join(map(str, parts)))

    @bot.tree.command(name="manage", description="For those who manage")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def manage(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("Managed")

    @bot.tree.context_menu(name="Find the source")
    async def source(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await interaction.response.send_message(f"Source of: {message.content}", ephemeral=True)

    @bot.tree.context_menu(name="Who is this")
    async def who_is(interaction: discord.Interaction[Any], user: discord.User) -> None:
        await interaction.response.send_message(f"This is {user.display_name}")


def point_at(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the client library at a stand-in for as long as a test lasts."""
    monkeypatch.setattr(discord.http.Route, "BASE", standin.api)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(standin.gateway.url))


@contextlib.asynccontextmanager
async def running(standin: StandIn, bot: SmallBot, *, shards: int = 1) -> AsyncIterator[SmallBot]:
    """Run a bot against the stand-in until the block ends."""
    task = asyncio.create_task(bot.start(standin.token))
    online = asyncio.create_task(standin.bot_online(shards=shards))
    try:
        await asyncio.wait({task, online}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            await task
        await online
        yield bot
    finally:
        online.cancel()
        await bot.close()
        task.cancel()
        await asyncio.gather(task, online, return_exceptions=True)
