"""Bad days: the socket drops, Discord limits or fails, a permission is missing; and commands are told only once."""

import logging

import pytest
from support import Connect, connected_with

from bot.errors import Exit, UserError
from bot.sandbox import Limits, Permission, Rate, StandIn, text_of
from bot.settings import Settings


def _requests(discord: StandIn, method: str, path_end: str) -> int:
    return sum(each.method == method and each.path.endswith(path_end) for each in discord.requests)


async def test_commands_are_told_to_discord_only_when_they_changed(discord: StandIn, connect: Connect) -> None:
    for _ in range(2):
        async with connect(discord):
            await discord.commands_synced()
    assert _requests(discord, "PUT", "/commands") == 1


async def test_no_privileged_intent_is_asked_for(lector: StandIn) -> None:
    (session,) = lector.gateway.sessions.values()
    assert int(session.intents) & (1 << 1 | 1 << 8 | 1 << 15) == 0


async def test_a_dropped_socket_is_resumed_and_nothing_is_missed(lector: StandIn) -> None:
    reader = lector.member("Reader")
    sessions = set(lector.gateway.sessions)
    lector.faults.drop_gateway(resumable=True)
    asked = await reader.say("@Lector eifel tower good maners")
    assert "-# ML 29:50 ·" in text_of(await reader.hears(after=asked))
    assert set(lector.gateway.sessions) == sessions


async def test_a_session_that_can_not_be_resumed_is_begun_anew(lector: StandIn) -> None:
    sessions = set(lector.gateway.sessions)
    lector.faults.drop_gateway(4009, resumable=False)
    await lector.bot_offline()
    await lector.bot_online()
    assert set(lector.gateway.sessions).isdisjoint(sessions)
    answer = await lector.member("Reader").slash("quote search", {"words": "lenin clean colar"})
    assert "-# ML 29:13 ·" in answer.text


async def test_a_rate_limit_is_obeyed_and_nothing_is_lost(connect: Connect) -> None:
    async with StandIn(limits=Limits(message_create=Rate(1, 0.3))) as discord, connect(discord):
        reader = discord.member("Reader")
        asked = [await reader.say("@Lector eifel tower good maners") for _ in range(3)]
        heard = asked[-1]
        for _ in asked:
            heard = await reader.hears(after=heard)
            assert "-# ML 29:50 ·" in text_of(heard)
        assert {each.code for each in discord.refusals} <= {0}, "nothing but a rate limit was refused"


async def test_without_the_history_a_mention_is_answered_without_a_reply(lector: StandIn) -> None:
    reader = lector.member("Reader")
    lector.faults.deny(reader.channel(), Permission.READ_MESSAGE_HISTORY)
    answer = await reader.hears(after=await reader.say("@Lector eifel tower good maners"))
    assert "-# ML 29:50 ·" in text_of(answer)
    assert answer.reply_to is None
    assert [each.code for each in lector.refusals] == [160002]
    lector.refusals.clear()


@pytest.mark.refused(50013)
async def test_a_channel_it_may_not_write_in_is_left_alone(lector: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    reader = lector.member("Reader")
    lector.faults.deny(reader.channel(), Permission.SEND_MESSAGES)
    await reader.say("@Lector eifel tower good maners")
    elsewhere = await reader.say("@Lector eifel tower good maners", channel="quiz")
    assert "-# ML 29:50 ·" in text_of(await reader.hears(after=elsewhere))
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_server_error_at_an_answer_is_logged_and_the_next_one_works(lector: StandIn) -> None:
    reader = lector.member("Reader")
    fault = lector.faults.fail(f"POST /channels/{reader.channel().id}/messages", 503)
    await reader.say("@Lector eifel tower good maners")
    elsewhere = await reader.say("@Lector who wanted a claen collar", channel="quiz")
    assert "-# ML 29:13 ·" in text_of(await reader.hears(after=elsewhere))
    fault.off()
    asked = await reader.say("@Lector passage ML 29:1")
    while "-# ML 29:1 ·" not in text_of(asked):
        asked = await reader.hears(after=asked)


async def test_a_wrong_token_stops_the_start_with_one_line(discord: StandIn, settings: Settings) -> None:
    with pytest.raises(UserError, match="Discord refused the token") as caught:
        async with connected_with(settings, "not.the.token")(discord):
            pass
    assert caught.value.exit_code is Exit.CONFIG
    assert [(each.status, each.path) for each in discord.refusals] == [(401, "/gateway/bot")]
    discord.refusals.clear()
