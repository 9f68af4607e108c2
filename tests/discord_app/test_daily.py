"""The daily post from end to end: a moderator sets it, it comes once at its hour, and every bad day has its answer."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Final

import pytest
from support import Connect, HandClock, connected_with

from bot.discord_app.client import Lector
from bot.discord_app.daily.sending import send
from bot.sandbox import Limits, MemberDriver, Message, NotPossible, Permission, StandIn, text_of
from bot.settings import Settings
from bot.storage.store import PostState

MORNING: Final = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(MORNING)


@pytest.fixture
def connect(settings: Settings, clock: HandClock) -> Connect:
    return connected_with(settings, clock=clock)


@pytest.fixture
async def bot(discord: StandIn, connect: Connect) -> AsyncIterator[Lector]:
    async with connect(discord) as lector:
        yield lector


def _posts(discord: StandIn, channel: str = "quiz") -> list[Message]:
    reader = discord.member("Reader")
    return [
        message for message in reader.sees(channel) if message.author.bot and "Quote of the day" in text_of(message)
    ]


async def _set(discord: StandIn, bot: Lector, clock: HandClock, **options: object) -> MemberDriver:
    """Let a moderator set a post for 9:00 UTC; the stand-in's own time is not the test's, so its start is set too."""
    moderator = discord.member("Moderator")
    quiz = str(moderator.channel("quiz").id)
    answer = await moderator.slash("daily add", {"time": "9:00", "zone": "UTC", "channel": quiz, **options})
    assert answer.ephemeral
    assert answer.text.startswith("Set."), answer.text
    (progress,) = await bot.store.schedules(moderator.guild.id)
    today = replace(progress.schedule, starts=clock.at.date())
    following = bot.daily.following(today)
    await bot.store.change_schedule(today, following)
    return moderator


async def test_it_comes_once_at_the_hour_set(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    await _set(discord, bot, clock)
    await bot.daily.tick()
    assert _posts(discord) == []
    clock.go(hours=1)
    for _ in range(3):
        await bot.daily.tick()
    (post,) = _posts(discord)
    assert "ch. 29, “In Power”, ¶" in text_of(post)
    assert "— **" in text_of(post)
    clock.go(hours=24)
    await bot.daily.tick()
    assert len(_posts(discord)) == 2


async def test_after_a_restart_nothing_is_lost_or_doubled(discord: StandIn, connect: Connect, clock: HandClock) -> None:
    async with connect(discord) as bot:
        await _set(discord, bot, clock)
    clock.go(hours=2)
    for _ in range(2):
        async with connect(discord) as bot:
            await bot.daily.tick()
    assert len(_posts(discord)) == 1


async def test_a_post_that_was_missed_for_long_is_skipped_and_noted(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    await _set(discord, bot, clock)
    clock.go(hours=8)
    await bot.daily.tick()
    assert _posts(discord) == []
    (progress,) = await bot.store.schedules(discord.member("Moderator").guild.id)
    (noted,) = await bot.store.last_posts(progress.schedule.id, 5)
    assert (noted.state, noted.date) == (PostState.SKIPPED, dt.date(2026, 11, 24))


async def test_two_processes_on_one_store_post_once(discord: StandIn, settings: Settings, clock: HandClock) -> None:
    one, other = (connected_with(settings, clock=clock) for _ in range(2))
    async with one(discord) as first:
        await _set(discord, first, clock)
        async with other(discord) as second:
            # The stand-in has a bot online already; one that is closed in its handshake leaves the socket open.
            await second.wait_until_ready()
            clock.go(hours=1)
            await first.daily.tick()
            await second.daily.tick()
    assert len(_posts(discord)) == 1


async def test_a_clock_that_jumps_a_day_and_back_posts_nothing_early(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    await _set(discord, bot, clock)
    await bot.daily.tick()
    clock.jump(days=1)
    clock.go(seconds=15)
    await bot.daily.tick()
    assert _posts(discord) == []
    clock.jump(days=-1)
    clock.go(hours=1)
    await bot.daily.tick()
    assert len(_posts(discord)) == 1


@pytest.mark.parametrize("after", [False, True])
async def test_a_failure_of_discord_is_tried_again_and_posts_once(
    discord: StandIn, bot: Lector, clock: HandClock, after: bool
) -> None:
    await _set(discord, bot, clock)
    fault = discord.faults.fail("POST /channels/*/messages", 503, after=after)
    clock.go(hours=1)
    await bot.daily.tick()
    fault.off()
    clock.go(minutes=5)
    await bot.daily.tick()
    assert len(_posts(discord)) == 1


async def test_a_connection_cut_after_the_post_went_out_does_not_double_it(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    await _set(discord, bot, clock)
    discord.faults.cut("POST /channels/*/messages", times=1, after=True)
    clock.go(hours=1)
    await bot.daily.tick()
    assert len(_posts(discord)) == 1
    clock.go(minutes=30)
    await bot.daily.tick()
    assert len(_posts(discord)) == 1


async def test_a_second_sending_within_minutes_is_the_first_message(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    moderator = await _set(discord, bot, clock)
    (progress,) = await bot.store.schedules(moderator.guild.id)
    candidate = next(iter(bot.knowledge.pool.by_key.values()))
    sent = [await send(bot, progress.schedule, clock.at.date(), candidate, look_back=False) for _ in range(2)]
    assert sent[0].message is not None
    assert sent[0].message == sent[1].message
    assert len(_posts(discord)) == 1


async def test_ten_minutes_of_failures_delay_the_post_and_nothing_else(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    await _set(discord, bot, clock)
    fault = discord.faults.fail("POST /channels/*/messages", 503)
    clock.go(hours=1)
    for _ in range(20):
        await bot.daily.tick()
        clock.go(seconds=30)
    assert _posts(discord) == []
    answer = await discord.member("Reader").slash("quote search", {"words": "lenin clean colar"})
    assert "-# ML 29:13 ·" in answer.text
    fault.off()
    clock.go(minutes=5)
    await bot.daily.tick()
    assert len(_posts(discord)) == 1


async def test_without_the_permission_it_is_paused_and_a_moderator_is_told_once(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    moderator = await _set(discord, bot, clock)
    discord.faults.deny(moderator.channel("quiz"), Permission.SEND_MESSAGES)
    clock.go(hours=1)
    for _ in range(3):
        await bot.daily.tick()
        clock.go(minutes=10)
    await bot.daily.settled()
    told = [text_of(message) for message in moderator.sees() if message.author.bot and not message.ephemeral]
    assert len(told) == 1
    assert "I have paused the daily post" in told[0]
    listed = await moderator.slash("daily list")
    assert "paused: I may not post in" in listed.text
    discord.refusals.clear()
    discord.faults.allow(moderator.channel("quiz"), Permission.SEND_MESSAGES)
    assert (await moderator.slash("daily resume")).text.startswith("Resumed.")


async def test_a_deleted_channel_pauses_it_and_keeps_it(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    moderator = await _set(discord, bot, clock)
    discord.faults.delete_channel(moderator.channel("quiz"))
    clock.go(hours=1)
    await bot.daily.tick()
    await bot.daily.settled()
    (progress,) = await bot.store.schedules(moderator.guild.id)
    assert progress.schedule.paused is not None
    assert "is gone" in progress.schedule.paused
    discord.refusals.clear()


async def test_a_server_that_was_left_is_paused(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    moderator = await _set(discord, bot, clock)
    heard = asyncio.create_task(bot.wait_for("posts_paused", timeout=10))
    discord.faults.kick(moderator.guild)
    await heard
    (progress,) = await bot.store.schedules(moderator.guild.id)
    assert progress.schedule.paused == "I was removed from this server"


async def test_a_work_that_is_gone_is_replaced_by_what_is_there(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    await _set(discord, bot, clock)
    fault = discord.faults.fail("POST /channels/*/messages", 503)
    clock.go(hours=1)
    await bot.daily.tick()
    fault.off()
    (progress,) = await bot.store.schedules(discord.member("Moderator").guild.id)
    (post,) = await bot.store.last_posts(progress.schedule.id, 1)
    await bot.store.change_quote(replace(post, quote="gone/for-good"))
    clock.go(minutes=5)
    await bot.daily.tick()
    assert len(_posts(discord)) == 1


async def test_a_zone_that_is_removed_pauses_it_with_the_reason(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    moderator = await _set(discord, bot, clock)
    (progress,) = await bot.store.schedules(moderator.guild.id)
    await bot.store.change_schedule(replace(progress.schedule, zone="Europe/Atlantis"), progress.next)
    clock.go(hours=1)
    await bot.daily.tick()
    await bot.daily.settled()
    assert "the time zone Europe/Atlantis is not known any more" in (await moderator.slash("daily list")).text


async def test_a_thread_with_a_first_question_and_a_pin_come_with_it(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    moderator = await _set(discord, bot, clock, thread=True, pin=True)
    for allowed in (Permission.CREATE_PUBLIC_THREADS, Permission.PIN_MESSAGES, Permission.SEND_MESSAGES_IN_THREADS):
        discord.faults.allow(moderator.channel("quiz"), allowed)
    clock.go(hours=1)
    await bot.daily.tick()
    (post,) = _posts(discord)
    assert post.pinned
    (thread,) = moderator.guild.threads.values()
    assert any(text_of(message) for message in thread.messages.values())


async def test_only_the_role_that_was_chosen_is_mentioned(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    readers = discord.world.add_role(discord.member("Moderator").guild, "readers", mentionable=True)
    await _set(discord, bot, clock, role=str(readers.id), title="@everyone Quote of the day")
    clock.go(hours=1)
    await bot.daily.tick()
    (post,) = _posts(discord)
    assert post.mention_roles == (readers.id,)
    assert not post.mention_everyone


async def test_a_role_that_it_may_not_mention_is_refused_with_the_remedy(discord: StandIn, bot: Lector) -> None:
    readers = discord.world.add_role(discord.member("Moderator").guild, "readers")
    answer = await discord.member("Moderator").slash("daily add", {"time": "9", "zone": "UTC", "role": str(readers.id)})
    assert answer.ephemeral
    assert "I may not mention readers" in answer.text


async def test_only_moderators_may_manage_it(discord: StandIn, bot: Lector) -> None:
    with pytest.raises(NotPossible):
        await discord.member("Reader").slash("daily list")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"time": "25:00", "zone": "UTC"}, "is no time of the day"),
        ({"time": "9", "zone": "Atlantis"}, "is no time zone that I know"),
        ({"time": "9", "zone": "UTC", "days": "blorp"}, "names no days"),
        ({"time": "9", "zone": "UTC", "theme": "blorp"}, "is no theme here"),
        ({"time": "9", "zone": "UTC", "person": "Napoleon"}, "I know nobody called"),
    ],
)
async def test_what_can_not_be_set_is_told_in_one_line(
    discord: StandIn, bot: Lector, options: dict[str, object], said: str
) -> None:
    answer = await discord.member("Moderator").slash("daily add", options)
    assert answer.ephemeral
    assert said in answer.text
    assert await bot.store.schedules(discord.member("Moderator").guild.id) == ()


async def test_a_moderator_can_look_ahead_skip_pause_change_and_remove(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    moderator = await _set(discord, bot, clock)
    preview = await moderator.slash("daily preview")
    assert preview.text.count("<t:") == 14  # seven posts, each with its hour and how long until then
    assert (await moderator.slash("daily skip")).text.startswith("The post of 2026-11-24 is left out; the next is <t:")
    clock.go(hours=1)
    await bot.daily.tick()
    assert _posts(discord) == []
    assert "Changed." in (await moderator.slash("daily edit", {"time": "10 pm", "person": "Lenin"})).text
    assert "22:00 UTC" in (await moderator.slash("daily list")).text
    assert "Paused" in (await moderator.slash("daily pause")).text
    assert "it is paused: a moderator paused it" in (await moderator.slash("daily doctor")).text
    assert "Resumed." in (await moderator.slash("daily resume")).text
    assert "I have every permission that it needs there" in (await moderator.slash("daily doctor")).text
    assert "Removed" in (await moderator.slash("daily remove")).text
    assert "There is no daily post yet" in (await moderator.slash("daily list")).text


async def test_the_preview_is_what_then_comes(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    moderator = await _set(discord, bot, clock)
    preview = (await moderator.slash("daily preview")).text
    for day in range(3):
        clock.go(hours=1 if day == 0 else 24)
        await bot.daily.tick()
    for post in _posts(discord):
        words = text_of(post).split(">>> ")[1].split("\n")[0]
        assert words[:60] in preview


async def test_post_now_sends_the_next_one_and_only_once(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    moderator = await _set(discord, bot, clock)
    answer = await moderator.slash("daily post-now")
    await answer.settled()
    assert "The post of 2026-11-24 is in" in answer.text
    clock.go(hours=1)
    await bot.daily.tick()
    assert len(_posts(discord)) == 1


async def test_the_buttons_of_a_post_save_discuss_and_show_more(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    moderator = await _set(discord, bot, clock)
    discord.faults.allow(moderator.channel("quiz"), Permission.CREATE_PUBLIC_THREADS)
    discord.faults.allow(moderator.channel("quiz"), Permission.SEND_MESSAGES_IN_THREADS)
    clock.go(hours=1)
    await bot.daily.tick()
    (post,) = _posts(discord)
    reader = discord.member("Reader")
    assert (await reader.press(post, "Context")).ephemeral
    assert "Saved" in (await reader.press(post, "Save")).text
    assert "already" in (await reader.press(post, "Save")).text
    words = text_of(post).split(">>> ")[1].split("\n")[0]
    assert words[:40] in (await reader.slash("saved")).text
    assert (await reader.press(post, "Another of the same")).text.startswith(">>> ")
    discussed = await reader.press(post, "Discuss")
    assert "Here: <#" in text_of(await discussed.settled())


async def test_a_question_of_the_day_is_one_for_everybody_and_answered_alone(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    await _set(discord, bot, clock, question=True)
    clock.go(hours=1)
    await bot.daily.tick()
    (post,) = _posts(discord)
    first = await discord.member("Reader").press(post, "Question of the day")
    second = await discord.member("You").press(post, "Question of the day")
    assert first.ephemeral
    assert first.text.startswith("### Practice")
    assert first.text == second.text
    assert (await discord.member("Reader").press(first.message, "A")).text.startswith("### ")


async def test_moderators_are_told_before_the_quotes_run_out(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    moderator = await _set(discord, bot, clock, person="Lenin")
    count = len(bot.knowledge.pool.fitting((await bot.store.schedules(moderator.guild.id))[0].schedule.wanted))
    clock.go(hours=1)
    for _ in range(count + 1):
        await bot.daily.tick()
        clock.go(hours=24)
    await bot.daily.settled()
    told = [text_of(message) for message in moderator.sees() if message.author.bot and not message.ephemeral]
    assert sum("nears the end of what fits" in text for text in told) == 1
    quotes = [text_of(post).split(">>> ")[1].split("\n")[0] for post in _posts(discord)]
    assert len(set(quotes[:count])) == count
    assert len(quotes) == count + 1


async def test_a_burst_goes_out_as_fast_as_discord_allows_and_a_reconnect_does_not_stop_it(
    settings: Settings, clock: HandClock
) -> None:
    async with StandIn(limits=Limits.lifted()) as discord, connected_with(settings, clock=clock)(discord) as bot:
        moderator = await _set(discord, bot, clock)
        (progress,) = await bot.store.schedules(moderator.guild.id)
        for _ in range(60):
            await bot.store.add_schedule(progress.schedule, progress.next)
        clock.go(hours=1)
        discord.faults.drop_gateway(resumable=True)
        await bot.daily.tick()
        assert len(_posts(discord)) == 61
        assert discord.refusals == []
