"""A game from end to end: asked, answered, proved, protested, resumed after a restart, and the board is right."""

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Final, cast

import pytest
from support import Connect, HandClock, connected_with

from bot.discord_app.client import Lector
from bot.discord_app.quiz.buttons import DrillPress
from bot.discord_app.quiz.kept import session_of
from bot.errors import UserError
from bot.quiz.game.state import Phase, Session
from bot.quiz.question import QuestionKind, question_key
from bot.sandbox import Limits, MemberDriver, Message, Permission, StandIn, messages, text_of
from bot.settings import Settings

NOON: Final = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
_BUTTON: Final = 2


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOON)


@pytest.fixture
def connect(settings: Settings, clock: HandClock) -> Connect:
    return connected_with(settings, clock=clock)


@pytest.fixture
async def discord() -> AsyncIterator[StandIn]:
    async with StandIn(limits=replace(Limits.lifted(), identify_seconds=0.05)) as standin:
        yield standin
        assert standin.refusals == []


@pytest.fixture
async def bot(discord: StandIn, connect: Connect) -> AsyncIterator[Lector]:
    async with connect(discord) as lector:
        yield lector


async def _state(bot: Lector, host: MemberDriver) -> Session:
    stored = await bot.store.game(host.channel().id)
    assert stored is not None
    return session_of(stored)


def _card(host: MemberDriver) -> Message:
    """Return the newest card of a question."""
    return next(message for message in reversed(host.sees()) if text_of(message).startswith("### Question"))


def _ids(message: Message) -> list[str]:
    found: list[str] = []

    def walk(components: list[dict[str, Any]]) -> None:
        for each in components:
            if each["type"] == _BUTTON:
                found.append(each["custom_id"])
            walk(each.get("components", []))

    walk(message.components)
    return found


async def _choose(bot: Lector, host: MemberDriver, member: MemberDriver, *, right: bool) -> str:
    """Let a member press the right option or a wrong one; return what they are told."""
    asked = (await _state(bot, host)).current
    number = next(n for n, option in enumerate(asked.options) if (option == asked.answer) is right)
    button = next(each for each in _ids(_card(host)) if re.fullmatch(rf"quiz:choose:\d+:{number}", each))
    answer = await member.press(_card(host), button)
    return text_of(await answer.settled())


async def _start(discord: StandIn, bot: Lector, **options: object) -> MemberDriver:
    host = discord.member("Moderator")
    shown = asyncio.create_task(bot.wait_for("game_shown", timeout=10))
    answer = await host.slash("quiz start", {"kind": "hand-written", **options})
    assert "starts a quiz" in answer.text
    await shown
    return host


async def test_a_game_of_ten_rounds_with_a_restart_in_the_middle_ends_with_the_right_board(
    discord: StandIn, connect: Connect, clock: HandClock
) -> None:
    async with connect(discord) as bot:
        host = await _start(discord, bot, rounds=10)
        await _play(bot, host, discord, clock, until=5)
    async with connect(discord) as bot:
        await _play(bot, host, discord, clock, until=10)
        assert "### The game is over" in text_of(host.sees()[-1])
        board = await host.slash("quiz board")
        reader, you = discord.member("Reader"), discord.member("You")
        assert f"1. <@{reader.id}>" in board.text.replace("\\", "")
        assert "100% of 10 right, 1 game" in board.text
        assert f"2. <@{you.id}>" in board.text.replace("\\", "")
        assert "0% of 10 right" in board.text
        stats = await reader.slash("quiz stats")
        assert stats.ephemeral
        assert "rank 1" in stats.text
        assert [each["filename"] for each in stats.message.attachments] == ["progress.png"]


async def _play(bot: Lector, host: MemberDriver, discord: StandIn, clock: HandClock, *, until: int) -> None:
    """Play on until question ``until`` is over: the reader knows every answer, the other none."""
    while True:
        session = await _state(bot, host)
        if session.phase is Phase.OVER or (session.phase is Phase.REVEALED and session.number >= until < 10):
            return
        if session.phase is Phase.ASKING:
            assert await _choose(bot, host, discord.member("Reader"), right=True) == "Your answer is taken."
            assert await _choose(bot, host, discord.member("You"), right=False) == "Your answer is taken."
        clock.go(seconds=31)
        await bot.quizzes.tick()


async def test_nobody_sees_anothers_answer_before_the_time_is_up(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    host = await _start(discord, bot, rounds=2)
    before = [text_of(message) for message in host.sees()]
    await _choose(bot, host, discord.member("Reader"), right=True)
    assert [text_of(message) for message in host.sees()] == before
    clock.go(seconds=31)
    await bot.quizzes.tick()
    reveal = text_of(host.sees()[-1])
    assert f"Right: <@{discord.member('Reader').id}>" in reveal
    assert "-# ML 29:" in reveal


async def test_an_answer_after_the_bell_and_an_old_button_are_refused(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    host = await _start(discord, bot, rounds=2)
    first = _card(host)
    button = _ids(first)[0]
    clock.go(seconds=31)
    answer = await discord.member("Reader").press(first, button)
    assert text_of(await answer.settled()) == "Too late: that question is over."


async def test_an_answer_may_be_changed_until_time_is_up_and_is_counted_once(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    host = await _start(discord, bot, rounds=1)
    reader = discord.member("Reader")
    assert await _choose(bot, host, reader, right=False) == "Your answer is taken."
    assert await _choose(bot, host, reader, right=True) == "Your answer is changed."
    assert await _choose(bot, host, reader, right=True) == "Your answer is taken."
    clock.go(seconds=31)
    await bot.quizzes.tick()
    assert "1 of 1 right" in text_of(host.sees()[-1]) + text_of(host.sees()[-2])


async def test_a_typed_answer_is_judged_and_asked_back_about(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    host = await _start(discord, bot, kind="free-text", rounds=1)
    reader = discord.member("Reader")
    asked = (await _state(bot, host)).current
    modal = await reader.press(_card(host), next(each for each in _ids(_card(host)) if ":write:" in each))
    answer = await reader.submit(modal, {"words": asked.answer.upper()})
    assert text_of(await answer.settled()) == "Your answer is taken."
    clock.go(seconds=31)
    await bot.quizzes.tick()
    assert any(f"Right: <@{reader.id}>" in text_of(message) for message in host.sees())


async def test_a_reply_to_the_card_is_an_answer_too(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    host = await _start(discord, bot, kind="free-text", rounds=1)
    asked = (await _state(bot, host)).current
    reader = discord.member("Reader")
    counted = asyncio.create_task(bot.wait_for("answer_heard", timeout=10))
    await reader.say(asked.answer, reply_to=_card(host))
    await counted
    assert (await _state(bot, host)).answered == 1


async def test_a_protest_is_upheld_by_the_host_and_the_scores_are_computed_anew(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    host = await _start(discord, bot, rounds=2)
    reader = discord.member("Reader")
    await _choose(bot, host, reader, right=False)
    await _choose(bot, host, discord.member("You"), right=True)
    clock.go(seconds=31)
    await bot.quizzes.tick()
    reveal = host.sees()[-1]
    await (await reader.press(reveal, "Protest")).settled()
    protest = host.sees()[-1]
    assert "holds that" in text_of(protest)
    shown = asyncio.create_task(bot.wait_for("game_shown", timeout=10))
    await host.press(protest, "Accept (host)")
    await shown
    assert "Upheld: it counts." in text_of(host.sees()[-1]) + text_of(host.sees()[-2])
    stop = await host.slash("quiz stop")
    await stop.settled()
    over = next(text_of(each) for each in reversed(host.sees()) if "The game is over" in text_of(each))
    assert f"<@{reader.id}>: " in over
    assert f"<@{reader.id}>: 0" not in over
    assert len(await bot.store.variants()) == 1


async def test_only_one_game_is_played_in_a_channel(discord: StandIn, bot: Lector) -> None:
    await _start(discord, bot)
    again = await discord.member("Reader").slash("quiz start")
    assert again.ephemeral
    assert again.text.replace("\\", "") == "A game goes on here already: `/quiz stop` ends it"


async def test_three_hundred_answers_in_one_second_are_each_counted_once_and_acknowledged(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    host = await _start(discord, bot, rounds=1)
    members = [MemberDriver(host._platform, host.guild, discord.welcome(host.guild, f"Reader {n}")) for n in range(300)]
    card, asked = _card(host), (await _state(bot, host)).current
    number = asked.options.index(asked.answer)
    button = next(each for each in _ids(card) if each.endswith(f":{number}") and ":choose:" in each)
    answers = await asyncio.gather(*(member.press(card, button) for member in members))
    told = await asyncio.gather(*(answer.settled() for answer in answers))
    assert {text_of(each) for each in told} == {"Your answer is taken."}
    assert (await _state(bot, host)).answered == 300


async def test_a_card_that_was_deleted_is_shown_again(discord: StandIn, bot: Lector) -> None:
    host = await _start(discord, bot)
    card = _card(host)
    shown = asyncio.create_task(host.hears())
    messages.delete(host._platform, card)
    assert text_of(await shown).split(" · ")[0] == text_of(card).split(" · ")[0]


async def test_a_channel_that_is_deleted_ends_its_game(discord: StandIn, bot: Lector) -> None:
    host = await _start(discord, bot)
    channel = host.channel()
    gone = asyncio.create_task(bot.wait_for("guild_channel_delete", timeout=10))
    discord.faults.delete_channel(channel)
    await gone
    for _ in range(50):
        stored = await bot.store.game(channel.id)
        if stored is None or session_of(stored).phase is Phase.OVER:
            break
    assert stored is None or session_of(stored).phase is Phase.OVER
    discord.refusals.clear()


async def test_a_permission_lost_in_the_middle_ends_the_game_without_losing_the_scores(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    host = await _start(discord, bot, rounds=3)
    await _choose(bot, host, discord.member("Reader"), right=True)
    clock.go(seconds=31)
    await bot.quizzes.tick()
    discord.faults.deny(host.channel(), Permission.SEND_MESSAGES)
    clock.go(seconds=31)
    await bot.quizzes.tick()
    assert (await _state(bot, host)).phase is Phase.OVER
    assert [each.member for each in await bot.store.results(guild=host.guild.id)] == [discord.member("Reader").id]
    discord.refusals.clear()


async def test_teams_are_chosen_by_button_before_the_start(discord: StandIn, bot: Lector, clock: HandClock) -> None:
    host = await _start(discord, bot, mode="teams", rounds=1)
    lobby = host.sees()[-1]
    for name, team in (("Reader", "Join team A"), ("You", "Join team B")):
        await (await discord.member(name).press(lobby, team)).settled()
    shown = asyncio.create_task(bot.wait_for("game_shown", timeout=10))
    await host.press(lobby, "Start (host)")
    await shown
    await _choose(bot, host, discord.member("Reader"), right=True)
    clock.go(seconds=31)
    await bot.quizzes.tick()
    clock.go(seconds=31)
    await bot.quizzes.tick()
    over = next(text_of(each) for each in reversed(host.sees()) if "The game is over" in text_of(each))
    assert re.search(r"\*\*Team A\*\*: [1-9]", over)
    assert "**Team B**: 0" in over


@pytest.mark.parametrize(("shown", "option"), [("00000000", 0), ("", 9)])
async def test_a_letter_under_options_that_are_others_by_now_is_no_answer(bot: Lector, shown: str, option: int) -> None:
    asked = bot.knowledge.bank.of_kind(QuestionKind.HAND_WRITTEN)[0]
    key, nobody = question_key(asked.id), cast("Any", None)
    with pytest.raises(UserError, match="another by now"):
        await bot.drills.pressed(nobody, DrillPress.CHOOSE, key, 1, option, shown)


async def test_practice_asks_one_at_a_time_and_what_was_missed_comes_again(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    reader = discord.member("Reader")
    asked = await reader.slash("quiz practise")
    assert asked.ephemeral
    assert asked.text.startswith("### Practice")
    if "Answer…" in asked.text:
        modal = await reader.press(asked.message, "Answer…")
        answer = await reader.submit(modal, {"words": "zxqv blorp"})
    else:
        answer = await reader.press(asked.message, "A")
    assert re.match(r"### [✓✗…]", answer.text)
    following = await reader.press(answer.message, "Next ▶")
    assert following.text.startswith("### Practice")
    assert len(await bot.store.cards(reader.id)) == 1


@pytest.mark.parametrize("phase", [Phase.LOBBY, Phase.ASKING, Phase.REVEALED, Phase.OVER])
async def test_a_restart_in_any_phase_loses_nothing_and_the_game_goes_on(
    discord: StandIn, connect: Connect, clock: HandClock, phase: Phase
) -> None:
    async with connect(discord) as bot:
        host = await _start(discord, bot, rounds=2, mode="teams" if phase is Phase.LOBBY else "classic")
        while (await _state(bot, host)).phase is not phase:
            clock.go(seconds=31)
            await bot.quizzes.tick()
        before = await _state(bot, host)
    clock.go(minutes=7)  # while nobody was there
    async with connect(discord) as bot:
        await bot.quizzes.take_up()
        after = await _state(bot, host)
        assert (after.phase, after.number, after.results) == (before.phase, before.number, before.results)
        if phase is Phase.ASKING:
            assert after.deadline is not None
            assert before.deadline is not None
            assert after.deadline - clock.at == before.deadline - before.touched
            assert await _choose(bot, host, discord.member("Reader"), right=True) == "Your answer is taken."
        for _ in range(8):
            clock.go(minutes=31)
            await bot.quizzes.tick()
        assert (await _state(bot, host)).phase is Phase.OVER


async def test_a_work_that_is_removed_during_a_game_does_not_end_it(
    discord: StandIn, settings: Settings, clock: HandClock
) -> None:
    async with connected_with(settings, clock=clock)(discord) as bot:
        host = await _start(discord, bot, rounds=1)
    other = replace(settings, quotes=settings.quotes.parent / "tests" / "content" / "good")
    async with connected_with(other, clock=clock)(discord) as bot:
        assert await _choose(bot, host, discord.member("Reader"), right=True) == "Your answer is taken."
        for _ in range(3):
            clock.go(seconds=31)
            await bot.quizzes.tick()
        assert "### The game is over" in text_of(host.sees()[-1])
        assert any("> -# ML 29:" in text_of(message) for message in host.sees())
