"""``/daily``: moderators set the daily post, and see why it did or will do what it does."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from bot.daily.due import Next, next_after
from bot.daily.schedule import DEFAULT_WINDOW, Extras, Schedule, Wanted, Weekdays
from bot.daily.typed import complete_zones, find_zone, parse_days, parse_time
from bot.discord_app.cards import words_card
from bot.discord_app.choices import choice, chosen_theme, theme_choices
from bot.discord_app.daily.describe import doctored, listed, previewed, summary
from bot.discord_app.daily.mentions import may_mention, permissions_in
from bot.discord_app.text import plain, shortened
from bot.errors import UserError
from bot.storage.store import Progress

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

Channel = discord.TextChannel | discord.Thread | discord.ForumChannel
_PREVIEWED: Final = 7
_MOST: Final = 25  # schedules a server may have: as many as a menu shows
_PAUSED: Final = "a moderator paused it"


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
class DailyCog(commands.GroupCog, group_name="daily", group_description="The daily post of a quote (moderators)"):
    """The commands under ``/daily``."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @app_commands.command(name="add", description="Post a quote here every day, or on chosen days")
    @app_commands.describe(
        time="When, such as 9:00 or 9 pm",
        zone="The time zone, such as Europe/London or New York",
        channel="Where (default: here)",
        days="Every day, weekdays, weekends, or days such as Monday, Thursday",
        every="Only every so many days, such as 3",
        theme="Only quotes of this theme",
        person="Only words of this person",
        longest="Only quotes of at most so many characters",
        role="A role to mention",
        thread="Open a thread under each post, with a first question",
        pin="Pin each post",
        question="A button with a question of the day, for each member's eyes alone",
        title="The heading, in place of “Quote of the day”",
        late="For how many hours a post that was missed may still come (default 6)",
    )
    async def add(  # noqa: PLR0913, PLR0917 - each is an option of the command
        self,
        interaction: discord.Interaction,
        time: app_commands.Range[str, 1, 20],
        zone: app_commands.Range[str, 1, 64],
        channel: Channel | None = None,
        days: app_commands.Range[str, 1, 100] | None = None,
        every: app_commands.Range[int, 1, 365] = 1,
        theme: app_commands.Range[str, 1, 100] | None = None,
        person: app_commands.Range[str, 1, 100] | None = None,
        longest: app_commands.Range[int, 40, 2000] | None = None,
        role: discord.Role | None = None,
        thread: bool = False,
        pin: bool = False,
        question: bool = False,
        title: app_commands.Range[str, 1, 100] | None = None,
        late: app_commands.Range[int, 1, 24] | None = None,
    ) -> None:
        """Make a schedule."""
        if len(await self._lector.store.schedules(_guild(interaction))) >= _MOST:
            raise UserError(f"a server has at most {_MOST} daily posts: remove one first")
        zone = find_zone(zone)
        now = self._lector.clock.now()
        schedule = Schedule(
            id=0,
            guild=_guild(interaction),
            channel=channel.id if channel else _here(interaction),
            time=parse_time(time),
            zone=zone,
            starts=now.astimezone(ZoneInfo(zone)).date(),
            seed=interaction.id & 0x7FFFFFFFFFFFFFFF,
            made_by=interaction.user.id,
            made_in=_here(interaction),
            weekdays=parse_days(days) if days else Weekdays.ALL,
            every=every,
            wanted=Wanted(themes=self._themes(theme), persons=self._persons(person), longest=longest),
            extras=Extras(title=title, role=role.id if role else None, thread=thread, pin=pin, question=question),
            window=dt.timedelta(hours=late) if late else DEFAULT_WINDOW,
        )
        self._check(interaction, schedule)
        if role is not None and not await may_mention(interaction, role, schedule.channel):
            return
        following = self._coming(schedule)
        added = await self._lector.store.add_schedule(schedule, following)
        self._lector.daily.wake()
        await self._say(interaction, f"Set.\n{listed(Progress(added, schedule.starts, following, 0, -1))}")

    @app_commands.command(name="list", description="The daily posts of this server")
    async def show_all(self, interaction: discord.Interaction) -> None:
        """List the server's schedules."""
        found = await self._lector.store.schedules(_guild(interaction))
        text = "\n\n".join(listed(each) for each in found) or "There is no daily post yet: make one by `/daily add`."
        await self._say(interaction, shortened(text, 3800))

    @app_commands.command(name="preview", description="The next seven posts, with the quotes that they would carry")
    @app_commands.describe(post="Which one, where there are several")
    async def preview(self, interaction: discord.Interaction, post: int | None = None) -> None:
        """Show the next posts of a schedule."""
        progress = await self._chosen(interaction, post)
        used = await self._used(progress)
        await self._say(interaction, previewed(progress, used, self._lector.knowledge.pool, _PREVIEWED))

    @app_commands.command(name="edit", description="Change a daily post; what you leave out stays")
    @app_commands.describe(
        post="Which one, where there are several",
        time="When, such as 9:00 or 9 pm",
        zone="The time zone, such as Europe/London or New York",
        channel="Where",
        days="Every day, weekdays, weekends, or days such as Monday, Thursday",
        every="Only every so many days, such as 3",
        theme="Only quotes of this theme; “any” for all",
        person="Only words of this person; “any” for all",
        title="The heading",
        late="For how many hours a post that was missed may still come",
    )
    async def edit(  # noqa: PLR0913, PLR0917 - each is an option of the command
        self,
        interaction: discord.Interaction,
        post: int | None = None,
        time: app_commands.Range[str, 1, 20] | None = None,
        zone: app_commands.Range[str, 1, 64] | None = None,
        channel: Channel | None = None,
        days: app_commands.Range[str, 1, 100] | None = None,
        every: app_commands.Range[int, 1, 365] | None = None,
        theme: app_commands.Range[str, 1, 100] | None = None,
        person: app_commands.Range[str, 1, 100] | None = None,
        thread: bool | None = None,
        pin: bool | None = None,
        title: app_commands.Range[str, 1, 100] | None = None,
        late: app_commands.Range[int, 1, 24] | None = None,
    ) -> None:
        """Change a schedule."""
        old = (await self._chosen(interaction, post)).schedule
        wanted, extras = old.wanted, old.extras
        schedule = replace(
            old,
            time=parse_time(time) if time else old.time,
            zone=find_zone(zone) if zone else old.zone,
            channel=channel.id if channel else old.channel,
            weekdays=parse_days(days) if days else old.weekdays,
            every=every or old.every,
            wanted=replace(
                wanted,
                themes=self._themes(theme) if theme else wanted.themes,
                persons=self._persons(person) if person else wanted.persons,
            ),
            extras=replace(
                extras,
                title=title or extras.title,
                thread=extras.thread if thread is None else thread,
                pin=extras.pin if pin is None else pin,
            ),
            window=dt.timedelta(hours=late) if late else old.window,
        )
        self._check(interaction, schedule)
        await self._keep(interaction, schedule, "Changed.")

    @app_commands.command(name="pause", description="Stop a daily post until it is resumed")
    @app_commands.describe(post="Which one, where there are several")
    async def pause(self, interaction: discord.Interaction, post: int | None = None) -> None:
        """Pause a schedule."""
        schedule = replace((await self._chosen(interaction, post)).schedule, paused=_PAUSED)
        await self._lector.store.change_schedule(schedule, None)
        await self._say(interaction, f"Paused: {plain(summary(schedule))}. `/daily resume` goes on with it.")

    @app_commands.command(name="resume", description="Go on with a daily post that was paused")
    @app_commands.describe(post="Which one, where there are several")
    async def resume(self, interaction: discord.Interaction, post: int | None = None) -> None:
        """Resume a schedule."""
        schedule = replace((await self._chosen(interaction, post)).schedule, paused=None)
        self._check(interaction, schedule)
        await self._keep(interaction, schedule, "Resumed.")

    @app_commands.command(name="skip", description="Leave out the next post")
    @app_commands.describe(post="Which one, where there are several")
    async def skip(self, interaction: discord.Interaction, post: int | None = None) -> None:
        """Skip the next post of a schedule."""
        progress = await self._chosen(interaction, post)
        coming = _waiting(progress)
        await self._lector.store.skip([(progress.schedule.id, coming.date, coming.at)], "a moderator skipped it")
        following = next_after(progress.schedule, coming.date)
        await self._lector.store.set_next({progress.schedule.id: following})
        after = f"the next is {discord.utils.format_dt(following.at, 'F')}" if following else "none comes after it"
        await self._say(interaction, f"The post of {coming.date} is left out; {after}.")

    @app_commands.command(name="remove", description="Remove a daily post for good")
    @app_commands.describe(post="Which one, where there are several")
    async def remove(self, interaction: discord.Interaction, post: int | None = None) -> None:
        """Remove a schedule."""
        schedule = (await self._chosen(interaction, post)).schedule
        await self._lector.store.remove_schedule(schedule.id)
        await self._say(interaction, f"Removed: {plain(summary(schedule))}.")

    @app_commands.command(name="post-now", description="Send the next post now, in place of its time")
    @app_commands.describe(post="Which one, where there are several")
    async def post_now(self, interaction: discord.Interaction, post: int | None = None) -> None:
        """Bring the next post of a schedule forward."""
        progress = await self._chosen(interaction, post)
        coming = _waiting(progress)
        await interaction.response.defer(ephemeral=True, thinking=True)
        outcome = await self._lector.daily.send_now(progress, coming.date)
        where = f"<#{progress.schedule.channel}>"
        text = f"The post of {coming.date} is in {where}." if outcome is None else f"It was not sent: {plain(outcome)}"
        await interaction.followup.send(view=words_card(text), ephemeral=True)

    @app_commands.command(name="doctor", description="What ails a daily post, and how to mend it")
    @app_commands.describe(post="Which one, where there are several")
    async def doctor(self, interaction: discord.Interaction, post: int | None = None) -> None:
        """Examine a schedule."""
        progress = await self._chosen(interaction, post)
        posts = await self._lector.store.last_posts(progress.schedule.id, 3)
        permissions = permissions_in(interaction, progress.schedule.channel)
        text = doctored(progress, posts, await self._used(progress), self._lector.knowledge.pool, permissions)
        await self._say(interaction, text)

    @add.autocomplete("zone")
    @edit.autocomplete("zone")
    async def complete_zone(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the time zones that fit what is typed so far."""
        return [app_commands.Choice(name=zone, value=zone) for zone in complete_zones(typed)]

    @add.autocomplete("theme")
    @edit.autocomplete("theme")
    async def complete_theme(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the themes that fit what is typed so far."""
        return theme_choices(self._lector.knowledge.library, typed)

    @add.autocomplete("person")
    @edit.autocomplete("person")
    async def complete_person(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the persons whose words are quoted."""
        speaking = {quote.speaker for _, _, quote in self._lector.knowledge.library.quotes}
        return [
            choice(known.entity.name, known.entity.id)
            for known in self._lector.knowledge.directory.complete(typed, limit=100)
            if known.entity.id in speaking
        ][:25]

    @preview.autocomplete("post")
    @edit.autocomplete("post")
    @pause.autocomplete("post")
    @resume.autocomplete("post")
    @skip.autocomplete("post")
    @remove.autocomplete("post")
    @post_now.autocomplete("post")
    @doctor.autocomplete("post")
    async def complete_post(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[int]]:
        """Offer the server's schedules."""
        found = await self._lector.store.schedules(_guild(interaction))
        return [
            choice(summary(each.schedule), each.schedule.id)
            for each in found
            if typed.casefold() in summary(each.schedule).casefold()
        ][:25]

    def _themes(self, theme: str | None) -> frozenset[str]:
        if theme is None or theme.casefold() == "any":
            return frozenset()
        return frozenset({chosen_theme(self._lector.knowledge.library, theme)})

    def _persons(self, person: str | None) -> frozenset[str]:
        if person is None or person.casefold() == "any":
            return frozenset()
        known = self._lector.knowledge.directory.find(person)
        if known is None:
            raise UserError(f"I know nobody called “{shortened(person, 60)}”: the menu of names opens while you type")
        return frozenset({known.entity.id})

    def _check(self, interaction: discord.Interaction, schedule: Schedule) -> None:
        """Refuse a schedule that could not post."""
        if not self._lector.knowledge.pool.fitting(schedule.wanted):
            raise UserError("no quote of the library fits all of that: ask for less")
        permissions = permissions_in(interaction, schedule.channel)
        if permissions is not None and not (permissions.view_channel and permissions.send_messages):
            raise UserError(
                f"I may not write in <#{schedule.channel}>: give me the permission there, or choose another"
            )

    async def _keep(self, interaction: discord.Interaction, schedule: Schedule, what: str) -> None:
        following = self._coming(schedule)
        await self._lector.store.change_schedule(schedule, following)
        self._lector.daily.wake()
        progress = await self._lector.store.schedule(schedule.id)
        await self._say(interaction, f"{what}\n{listed(progress)}" if progress else what)

    def _coming(self, schedule: Schedule) -> Next:
        following = self._lector.daily.following(schedule)
        if following is None:
            raise UserError("no date fits those days: choose others")
        return following

    async def _chosen(self, interaction: discord.Interaction, post: int | None) -> Progress:
        found = await self._lector.store.schedules(_guild(interaction))
        if not found:
            raise UserError("there is no daily post yet: make one by `/daily add`")
        if post is None and len(found) == 1:
            return found[0]
        chosen = next((each for each in found if each.schedule.id == post), None)
        if chosen is None:
            names = "; ".join(summary(each.schedule) for each in found[:5])
            raise UserError(f"which post? Give its number: {names}")
        return chosen

    async def _used(self, progress: Progress) -> frozenset[str]:
        used = await self._lector.store.used_quotes({progress.schedule.id: progress.round})
        return used[progress.schedule.id]

    async def _say(self, interaction: discord.Interaction, text: str) -> None:
        if interaction.response.is_done():
            await interaction.followup.send(view=words_card(text), ephemeral=True)
        else:
            await interaction.response.send_message(view=words_card(text), ephemeral=True)


def _guild(interaction: discord.Interaction) -> int:
    if interaction.guild_id is None:
        raise UserError("the daily post is for servers: use this in a channel of one")
    return interaction.guild_id


def _here(interaction: discord.Interaction) -> int:
    if interaction.channel_id is None:
        raise UserError("choose a channel")
    return interaction.channel_id


def _waiting(progress: Progress) -> Next:
    if progress.schedule.paused is not None or progress.next is None:
        raise UserError("that post is paused: `/daily resume` it first")
    return progress.next
