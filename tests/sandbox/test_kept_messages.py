"""Messages are kept, shown and pinged as Discord does."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
import pytest
from sandbox.raw import Raw

from bot.sandbox import Limits, ManualClock, Permission, StandIn, text_of

if TYPE_CHECKING:
    from sandbox.small_bot import SmallBot

    from bot.sandbox import MemberDriver

Json = dict[str, Any]


@pytest.fixture
def limits() -> Limits:
    return Limits.lifted()


@pytest.fixture
def path(reader: MemberDriver) -> str:
    return f"/channels/{reader.channel().id}/messages"


async def test_the_same_nonce_within_minutes_is_the_same_message() -> None:
    clock = ManualClock(datetime(2026, 5, 1, tzinfo=UTC))
    async with StandIn(clock=clock, limits=Limits.lifted()) as standin, Raw(standin) as raw:
        reader = standin.member("Reader")
        path, other = (f"/channels/{channel}/messages" for channel in standin.world.default_guild.channels)
        body = {"content": "once", "nonce": "daily:1", "enforce_nonce": True}
        first = (await raw.call("POST", path, body))[1]
        clock.advance(100)
        again = (await raw.call("POST", path, {**body, "content": "twice"}))[1]
        assert (again["id"], again["content"]) == (first["id"], "once")
        assert (await raw.call("POST", other, body))[1]["id"] != first["id"]
        unenforced = (await raw.call("POST", path, {"content": "x", "nonce": "daily:1"}))[1]
        assert unenforced["id"] != first["id"]
        clock.advance(200)
        assert (await raw.call("POST", path, body))[1]["id"] != first["id"]
        assert len(reader.sees()) == 3


async def test_the_librarys_nonce_is_enforced(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    channel = bot.get_channel(reader.channel().id)
    assert isinstance(channel, discord.TextChannel)
    first, again = await channel.send("once", nonce="n" * 25), await channel.send("once", nonce="n" * 25)
    assert first.id == again.id
    with pytest.raises(discord.HTTPException, match="nonce"):
        await channel.send("once", nonce="n" * 26)


async def test_history_is_read_from_any_place(raw: Raw, reader: MemberDriver, path: str) -> None:
    ids = [str((await reader.say(f"message {number}")).id) for number in range(10)]

    async def history(**query: str) -> list[int]:
        status, body, _ = await raw.call("GET", path, params=query)
        assert status == 200, body
        return [ids.index(message["id"]) for message in body]

    assert await history() == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert await history(limit="2") == [9, 8]
    assert await history(before=ids[5], limit="2") == [4, 3]
    assert await history(after=ids[5], limit="2") == [7, 6]
    assert await history(around=ids[5], limit="3") == [6, 5, 4]
    assert (await raw.call("GET", path, params={"limit": "101"}))[0] == 400
    assert (await raw.call("GET", path, params={"before": "x"}))[0] == 400


async def test_pins_are_limited(standin: StandIn, raw: Raw, reader: MemberDriver, path: str) -> None:
    standin.faults.allow(reader.channel(), Permission.PIN_MESSAGES)
    for number in range(251):
        said = await reader.say(f"message {number}")
        status, body, _ = await raw.call("PUT", f"{path}/pins/{said.id}")
        assert (status == 204) is (number < 250)
    assert (status, body["code"]) == (400, 30003)
    first = (await raw.call("GET", f"{path}/pins"))[1]
    assert (len(first["items"]), first["has_more"]) == (50, True)


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [
        (None, (["Reader", "Guest"], ["Open"], True)),
        ({"parse": []}, ([], [], False)),
        ({"parse": ["users"]}, (["Reader", "Guest"], [], False)),
        ({"parse": ["roles", "everyone"]}, ([], ["Open"], True)),
        ({"users": ["Guest"]}, (["Guest"], [], False)),
        ({"roles": ["Open"]}, ([], ["Open"], False)),
    ],
)
@pytest.mark.parametrize("shape", ["content", "text displays"])
async def test_a_message_pings_whom_it_may(
    standin: StandIn,
    raw: Raw,
    reader: MemberDriver,
    path: str,
    allowed: Json | None,
    pinged: tuple[list[str], list[str], bool],
    shape: str,
) -> None:
    guild = standin.world.default_guild
    standin.faults.allow(reader.channel(), Permission.MENTION_EVERYONE)
    role = standin.world.add_role(guild, "Open", mentionable=True)
    ids = {"Reader": str(reader.id), "Guest": str(standin.member("Guest").id), "Open": str(role.id)}
    text = f"{reader.mention} <@!{ids['Guest']}> <@&{role.id}> @everyone <@1>"
    body: Json = {"content": text}
    if shape == "text displays":
        body = {"flags": 1 << 15, "components": [{"type": 17, "components": [{"type": 10, "content": text}]}]}
    if allowed is not None:
        named = {kind: [ids[name] for name in allowed[kind]] for kind in ("users", "roles") if kind in allowed}
        body["allowed_mentions"] = {**allowed, **named}
    sent = (await raw.call("POST", path, body))[1]
    users = [user["global_name"] for user in sent["mentions"]]
    assert (users, sent["mention_roles"], sent["mention_everyone"]) == (
        pinged[0],
        [ids[name] for name in pinged[1]],
        pinged[2],
    )


async def test_everyone_and_closed_roles_need_a_permission(
    standin: StandIn, raw: Raw, reader: MemberDriver, path: str
) -> None:
    role = standin.world.add_role(standin.world.default_guild, "Closed")
    sent = (await raw.call("POST", path, {"content": f"@everyone @here <@&{role.id}>"}))[1]
    assert (sent["mention_everyone"], sent["mention_roles"]) == (False, [])


@pytest.mark.parametrize(
    ("allowed", "pinged"), [(None, True), ({"parse": []}, False), ({"parse": [], "replied_user": True}, True)]
)
async def test_a_reply_pings_its_author_where_allowed(
    raw: Raw, reader: MemberDriver, path: str, allowed: Json | None, pinged: bool
) -> None:
    said = await reader.say("hello")
    body: Json = {"content": "x", "message_reference": {"message_id": str(said.id)}}
    if allowed is not None:
        body["allowed_mentions"] = allowed
    sent = (await raw.call("POST", path, body))[1]
    assert bool(sent["mentions"]) is pinged
    assert (sent["type"], sent["referenced_message"]["id"]) == (19, str(said.id))


async def test_a_reply_to_what_is_gone_may_be_sent_plainly(raw: Raw, path: str) -> None:
    reference = {"message_id": "1", "fail_if_not_exists": False}
    status, sent, _ = await raw.call("POST", path, {"content": "x", "message_reference": reference})
    assert (status, sent["type"]) == (200, 0)


async def test_files_are_sent_and_fetched(standin: StandIn, raw: Raw, bot: SmallBot, reader: MemberDriver) -> None:
    channel = bot.get_channel(reader.channel().id)
    assert isinstance(channel, discord.TextChannel)
    file = discord.File(io.BytesIO(b"a portrait"), "portrait.png", description="A portrait")
    embed = discord.Embed(title="Portrait").set_image(url="attachment://portrait.png")
    sent = await channel.send(embed=embed, file=file)
    assert sent.embeds[0].image.url == sent.attachments[0].url
    assert await sent.attachments[0].read() == b"a portrait"
    assert reader.sees()[0].attachments[0]["description"] == "A portrait"
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.File("attachment://notes.txt"))
    sent = await channel.send(view=view, file=discord.File(io.BytesIO(b"notes"), "notes.txt"))
    assert reader.sees()[1].components[0]["name"] == "notes.txt"
    assert standin.refusals == []


async def test_a_change_keeps_the_files_it_names(bot: SmallBot, reader: MemberDriver) -> None:
    channel = bot.get_channel(reader.channel().id)
    assert isinstance(channel, discord.TextChannel)
    files = [discord.File(io.BytesIO(name.encode()), name) for name in ("a.txt", "b.txt")]
    sent = await channel.send("Two files", files=files)
    sent = await sent.edit(attachments=[sent.attachments[1], discord.File(io.BytesIO(b"c"), "c.txt")])
    assert [each.filename for each in sent.attachments] == ["b.txt", "c.txt"]
    assert [each["filename"] for each in reader.sees()[0].attachments] == ["b.txt", "c.txt"]


async def test_a_file_that_is_too_large_is_refused(raw: Raw, standin: StandIn, path: str) -> None:
    async with StandIn(limits=Limits(upload_bytes=100)) as small, Raw(small) as other:
        form = aiohttp_form({"content": "x"}, b"x" * 101)
        channel = next(iter(small.world.default_guild.channels))
        status, body, _ = await other.call("POST", f"/channels/{channel}/messages", data=form)
        assert (status, body["code"]) == (413, 40005)


def aiohttp_form(payload: Json, data: bytes) -> Any:
    import aiohttp  # noqa: PLC0415

    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps(payload))
    form.add_field("files[0]", data, filename="a.bin")
    return form


async def test_typing_and_deletion_are_told(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    said = await reader.say("hello")
    channel = bot.get_channel(said.channel_id)
    assert isinstance(channel, discord.TextChannel)
    standin.faults.allow(reader.channel(), Permission.MANAGE_MESSAGES)
    told = bot.wait_for("raw_message_delete", timeout=5)
    await channel.typing()
    await (await channel.fetch_message(said.id)).delete()
    assert (await told).message_id == said.id


async def test_a_thread_started_by_the_library_is_known_and_written_in(
    standin: StandIn, bot: SmallBot, reader: MemberDriver
) -> None:
    said = await reader.say("discuss")
    channel = bot.get_channel(said.channel_id)
    assert isinstance(channel, discord.TextChannel)
    thread = await (await channel.fetch_message(said.id)).create_thread(name="A talk")
    await thread.send("Welcome")
    assert [message.content for message in reader.sees("A talk")] == ["Welcome"]
    said = await reader.say("@Lector hello", channel="A talk")
    assert (await reader.hears(after=said)).content == "You said: @Lector hello"


async def test_a_direct_message_is_opened_by_the_bot(bot: SmallBot, reader: MemberDriver) -> None:
    user = await bot.fetch_user(reader.id)
    await user.send("Hello there")
    assert [message.content for message in reader.sees(reader.dm())] == ["Hello there"]


async def test_pinned_messages_are_read_by_the_library(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    said = await reader.say("pin me")
    channel = bot.get_channel(said.channel_id)
    assert isinstance(channel, discord.TextChannel)
    standin.faults.allow(reader.channel(), Permission.PIN_MESSAGES)
    message = await channel.fetch_message(said.id)
    await message.pin()
    assert [pinned.id async for pinned in channel.pins()] == [said.id]


async def test_the_text_of_a_message_is_all_that_is_read(raw: Raw, reader: MemberDriver, path: str) -> None:
    embed = {
        "title": "Title",
        "author": {"name": "Author"},
        "fields": [{"name": "Name", "value": "Value"}],
        "footer": {"text": "Foot"},
    }
    menu = {"type": 3, "custom_id": "s", "placeholder": "Choose", "options": [{"label": "A", "value": "a"}]}
    button = {"type": 2, "style": 1, "label": "Go", "custom_id": "g"}
    rows = [{"type": 1, "components": [button]}, {"type": 1, "components": [menu]}]
    await raw.call("POST", path, {"content": "Content", "embeds": [embed], "components": rows})
    expected = ["Content", "Author", "Title", "Name", "Value", "Foot", "Go", "Choose", "A"]
    assert text_of(reader.sees()[0]).splitlines() == expected
