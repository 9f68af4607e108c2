"""The page acts as one member over its socket, and nobody else may."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import yarl

from bot.sandbox import Limits, StandIn
from bot.sandbox.page import FOLDER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.raw import Raw
    from sandbox.small_bot import SmallBot

    from bot.sandbox import MemberDriver

Json = dict[str, Any]


class Browser:
    """The page's end of the socket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._ref = 0

    async def next(self, *kinds: str) -> Json:
        """Return the next frame of these kinds; others are passed over."""
        async with asyncio.timeout(5):
            while True:
                frame: Json = await self.socket.receive_json()
                if frame["t"] in kinds:
                    return frame

    async def do(self, action: str, **fields: Any) -> Json:
        """Return the reply to an action."""
        self._ref += 1
        await self.socket.send_json({"do": action, "ref": self._ref, **fields})
        reply = await self.next("done", "failed", "choices", "modal")
        assert reply["ref"] == self._ref
        return reply


@pytest.fixture
async def browser(standin: StandIn) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession() as session:
        origin = standin.page.rstrip("/")
        async with session.ws_connect(f"{standin.page}page/socket", origin=origin) as socket:
            yield Browser(socket)


@pytest.fixture
def channel(standin: StandIn) -> str:
    return str(next(iter(standin.world.default_guild.channels)))


async def test_the_page_is_greeted_with_what_you_see(
    standin: StandIn, bot: SmallBot, reader: MemberDriver, channel: str, browser: Browser
) -> None:
    hello = await browser.next("hello")
    assert hello["server"]["name"] == "Reading circle"
    assert [(each["name"], each["kind"]) for each in hello["channels"]] == [
        ("reading", "text"),
        ("quiz", "text"),
        ("Lector", "dm"),
    ]
    assert (hello["me"]["global_name"], hello["bot"]["username"], hello["bot"]["online"]) == ("You", "Lector", True)
    assert {command["name"] for command in hello["commands"]} > {"quote", "Find the source"}
    assert set(hello["messages"]) == {each["id"] for each in hello["channels"]}


async def test_what_was_said_before_is_shown_but_not_what_is_for_others(
    standin: StandIn, bot: SmallBot, reader: MemberDriver, channel: str
) -> None:
    said = await reader.say("hello")
    await reader.slash("secret")
    thread = standin.world.add_thread(reader.channel(), "A talk", reader.user)
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"{standin.page}page/socket", origin=standin.page.rstrip("/"))
        page = Browser(socket)
        hello = await page.next("hello")
        assert [message["id"] for message in hello["messages"][channel]] == [str(said.id)]
        shown = await page.next("channel")
        assert shown["channel"] == {"id": str(thread.id), "name": "A talk", "kind": "thread"}
        await socket.close()


async def test_what_the_bot_says_to_another_alone_is_not_told(
    bot: SmallBot, reader: MemberDriver, browser: Browser
) -> None:
    await browser.next("hello")
    await reader.slash("secret")
    said = await reader.say("for all")
    assert (await browser.next("message"))["message"]["id"] == str(said.id)


async def test_a_command_is_used_from_the_page(bot: SmallBot, channel: str, browser: Browser) -> None:
    choices = await browser.do(
        "autocomplete", channel_id=channel, name="quote search", options={"words": "clock"}, focused="words"
    )
    assert choices["choices"] == [{"name": "The clock of history", "value": "the clock of history"}]
    options = {"words": choices["choices"][0]["value"]}
    await browser.socket.send_json(
        {"do": "slash", "ref": 7, "channel_id": channel, "name": "quote search", "options": options}
    )
    frames = [await browser.next("message", "done") for _ in range(2)]
    message = next(frame["message"] for frame in frames if frame["t"] == "message")
    assert message["content"] == "Found the clock of history"
    assert message["interaction_metadata"]["name"] == "quote search"


async def test_a_thinking_answer_appears_and_fills(bot: SmallBot, channel: str, browser: Browser) -> None:
    assert (await browser.do("slash", channel_id=channel, name="slow", options={"private": True}))["t"] == "done"
    bot.hold.set()
    update = await browser.next("message_update")
    assert (update["message"]["content"], update["message"]["flags"]) == ("Here at last", 64)


async def test_buttons_selects_and_forms_work_from_the_page(
    standin: StandIn, bot: SmallBot, channel: str, browser: Browser
) -> None:
    await browser.do("slash", channel_id=channel, name="card", options={})
    message = str(standin.member("You").sees()[0].id)
    assert (await browser.do("press", message_id=message, custom_id="turn:1"))["t"] == "done"
    assert (await browser.do("select", message_id=message, custom_id="pick", values=["may"]))["t"] == "done"
    opened = await browser.do("press", message_id=message, custom_id="form")
    assert (opened["t"], opened["modal"]["title"]) == ("modal", "Tell us")
    fields = {"words": "a collar", "month": ["May"], "sure": False}
    assert (await browser.do("submit", modal_id=opened["modal_id"], fields={}))["t"] == "failed"
    assert (await browser.do("submit", modal_id=opened["modal_id"], fields=fields))["t"] == "done"
    failed = await browser.do("submit", modal_id=opened["modal_id"], fields=fields)
    assert failed["text"] == "That form is not open any more."
    assert standin.member("You").sees()[-1].content == "a collar, ['May'], False"


async def test_you_talk_and_use_menus(standin: StandIn, bot: SmallBot, channel: str, browser: Browser) -> None:
    assert (await browser.do("say", channel_id=channel, content="@lector hello"))["t"] == "done"
    reply = (await browser.next("message"))["message"]
    assert reply["content"] == "You said: @Lector hello"
    await browser.do("say", channel_id=channel, content="indeed", reply_to=reply["id"])
    said = standin.member("You").sees()[0]
    assert (await browser.do("menu", name="Find the source", message_id=str(said.id)))["t"] == "done"
    dm = str(standin.member("You").dm().id)
    await browser.do("say", channel_id=dm, content="@Lector in private")
    assert (await browser.next("message"))["message"]["channel_id"] == dm


async def test_what_the_bot_does_later_is_told(
    standin: StandIn, bot: SmallBot, raw: Raw, channel: str, browser: Browser
) -> None:
    await browser.next("hello")
    path = f"/channels/{channel}/messages"
    await raw.call("POST", f"/channels/{channel}/typing")
    assert (await browser.next("typing"))["channel_id"] == channel
    sent = (await raw.call("POST", path, {"content": "one"}))[1]
    assert (await browser.next("message"))["message"]["id"] == sent["id"]
    await raw.call("PATCH", f"{path}/{sent['id']}", {"content": "two"})
    assert (await browser.next("message_update"))["message"]["content"] == "two"
    await raw.call("POST", f"{path}/{sent['id']}/threads", {"name": "A talk"})
    assert (await browser.next("channel"))["channel"]["kind"] == "thread"
    assert (await browser.next("message_update"))["message"]["thread"]["name"] == "A talk"
    await raw.call("DELETE", f"{path}/{sent['id']}")
    assert await browser.next("message_delete") == {"t": "message_delete", "channel_id": channel, "id": sent["id"]}
    await raw.call("PUT", f"/applications/{standin.world.application_id}/commands", [])
    assert await browser.next("commands") == {"t": "commands", "commands": []}
    await bot.close()
    assert await browser.next("bot") == {"t": "bot", "online": False}


@pytest.mark.parametrize(
    ("action", "fields", "why"),
    [
        ("slash", {"name": "none", "options": {}}, "There is no command /none."),
        ("say", {"content": ""}, "A message takes 1 to 2000 characters, not 0."),
        ("press", {"message_id": "1", "custom_id": "x"}, "That message is not there any more."),
        ("dance", {}, "The stand-in could not read that: KeyError('dance')"),
        ("slash", {}, "The stand-in could not read that: KeyError('name')"),
    ],
)
async def test_what_cannot_be_done_is_said(browser: Browser, channel: str, action: str, fields: Json, why: str) -> None:
    reply = await browser.do(action, channel_id=channel, **fields)
    assert (reply["t"], reply["text"]) == ("failed", why)


async def test_a_bot_that_is_late_is_said_to_be(channel: str) -> None:
    async with StandIn(limits=Limits(answer_seconds=0.01)) as standin, aiohttp.ClientSession() as session:
        standin.world.commands[1] = {"id": "1", "type": 1, "name": "try", "options": []}
        socket = await session.ws_connect(f"{standin.page}page/socket", origin=standin.page.rstrip("/"))
        place = str(next(iter(standin.world.default_guild.channels)))
        reply = await Browser(socket).do("slash", channel_id=place, name="try", options={})
        assert (reply["t"], reply["text"]) == ("failed", "The application did not respond")
        await socket.close()


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://127.0.0.1:1"])
async def test_another_page_may_not_open_the_socket(standin: StandIn, origin: str | None) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect(f"{standin.page}page/socket", origin=origin)


@pytest.mark.parametrize("path", ["", "page/socket"])
async def test_a_name_that_leads_here_by_chance_is_refused(standin: StandIn, path: str) -> None:
    host = {"Host": "evil.example", "Origin": "http://evil.example"}
    async with aiohttp.ClientSession() as session, session.get(standin.page + path, headers=host) as response:
        assert response.status == 403


async def test_only_files_of_the_folder_are_served_and_strictly(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(standin.page) as response:
            assert await response.read() == (FOLDER / "index.html").read_bytes()
            policy = response.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'self'; connect-src 'self'; img-src 'self' data: https:")
            assert response.headers["X-Content-Type-Options"] == "nosniff"
        async with session.get(standin.page + "page/app.js") as response:
            assert response.status == 200
            assert "javascript" in response.headers["Content-Type"]
        for name in ("..%2Fpage.py", "%2e%2e/page.py", "none.js", "..%2F__init__.py"):
            url = yarl.URL(standin.page + "page/" + name, encoded=True)
            async with session.get(url) as response:
                assert response.status == 404
