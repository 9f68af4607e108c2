"""Join the page in the browser to one member of the default server."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web

from bot.sandbox import feed, shapes
from bot.sandbox.impossible import NoAnswer, NotPossible
from bot.sandbox.world import Channel, ChannelKind, Json, Message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.sandbox.answers import Answer, Modal
    from bot.sandbox.gateway import Gateway
    from bot.sandbox.members import MemberDriver
    from bot.sandbox.platform import Platform

FOLDER = Path(__file__).parent / "page"
BIGGEST_ACTION = 64 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'self'; connect-src 'self'; img-src 'self' data: https:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Page:
    """The page's files and its websocket."""

    def __init__(self, platform: Platform, gateway: Gateway, you: MemberDriver) -> None:
        self._platform = platform
        self._gateway = gateway
        self._you = you
        self.sockets: set[web.WebSocketResponse] = set()

    def add_to(self, app: web.Application) -> None:
        """Add the page's ways to an application."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page/socket", self._socket)
        app.router.add_get("/page/{name}", self._file)
        app.router.add_get(r"/attachments/{upload_id:\d+}/{name}", self._attachment)

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return self._send(request, "index.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return self._send(request, request.match_info["name"])

    def _send(self, request: web.Request, name: str) -> web.StreamResponse:
        self._check_host(request)
        # Only what the folder lists is served, so no name can lead out of it.
        files = {path.name: path for path in FOLDER.iterdir() if path.is_file()} if FOLDER.is_dir() else {}
        if name not in files:
            raise web.HTTPNotFound(headers=HEADERS)
        return web.FileResponse(files[name], headers=HEADERS)

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        self._check_host(request)
        upload = self._platform.uploads.get(int(request.match_info["upload_id"]))
        if upload is None:
            raise web.HTTPNotFound(headers=HEADERS)
        is_picture = upload.content_type in PICTURES
        headers = HEADERS if is_picture else {**HEADERS, "Content-Disposition": "attachment"}
        kind = upload.content_type if is_picture else "application/octet-stream"
        return web.Response(body=upload.data, content_type=kind, headers=headers)

    def _check_host(self, request: web.Request) -> None:
        # A name that merely resolves to this machine must not reach the page (DNS rebinding).
        if urlsplit(f"//{request.host}").netloc not in self._hosts():
            raise web.HTTPForbidden(headers=HEADERS)

    def _hosts(self) -> set[str]:
        port = urlsplit(self._platform.base).port
        return {f"{host}:{port}" for host in LOOPBACK}

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        self._check_host(request)
        if request.headers.get("Origin") != f"http://{request.host}":
            raise web.HTTPForbidden(headers=HEADERS)
        socket = web.WebSocketResponse(max_msg_size=BIGGEST_ACTION, timeout=1.0)
        await socket.prepare(request)
        self.sockets.add(socket)
        try:
            await Visit(self._platform, self._gateway, self._you, socket).hold()
        finally:
            self.sockets.discard(socket)
        return socket

    async def close(self) -> None:
        """Close the page's websockets."""
        for socket in tuple(self.sockets):
            await socket.close()


class Visit:
    """One open page: what it is shown, and what it does."""

    def __init__(self, platform: Platform, gateway: Gateway, you: MemberDriver, socket: web.WebSocketResponse) -> None:
        self._platform = platform
        self._gateway = gateway
        self._you = you
        self._socket = socket
        self._outgoing: asyncio.Queue[Json] = asyncio.Queue()
        self._modals: dict[str, Modal] = {}
        self._modal_ids = itertools.count(1)
        self._online = bool(gateway.online)
        self._actions: dict[str, Callable[[Json], Awaitable[Answer | None]]] = {
            "say": self._say,
            "slash": self._slash,
            "autocomplete": self._autocomplete,
            "press": self._press,
            "select": self._select,
            "submit": self._submit,
            "menu": self._menu,
        }

    async def hold(self) -> None:
        """Serve the page until it goes."""
        stop = self._platform.feed.listen(self._tell)
        self._greet()
        writer = asyncio.create_task(self._write())
        acting: set[asyncio.Task[None]] = set()
        try:
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    task = asyncio.create_task(self._act(message.data))
                    acting.add(task)
                    task.add_done_callback(acting.discard)
        finally:
            stop()
            for task in (writer, *acting):
                task.cancel()
            await asyncio.gather(writer, *acting, return_exceptions=True)

    async def _write(self) -> None:
        with contextlib.suppress(ConnectionError, RuntimeError):
            while True:
                await self._socket.send_json(await self._outgoing.get())

    def _send(self, t: str, **fields: Any) -> None:
        self._outgoing.put_nowait({"t": t, **fields})

    def _greet(self) -> None:
        guild, dm = self._you.guild, self._you.dm()
        open_ones = [channel for channel in guild.channels.values() if self._sees(channel)]
        threads = [thread for thread in guild.threads.values() if self._sees(thread)]
        world = self._platform.world
        self._send(
            "hello",
            server={"id": str(guild.id), "name": guild.name},
            channels=[self._channel(channel) for channel in (*open_ones, dm)],
            me=shapes.user(self._you.user),
            bot=shapes.user(world.bot) | {"online": self._online},
            commands=self._commands(),
            messages={
                str(channel.id): [shapes.message(world, message) for message in self._you.sees(channel)]
                for channel in (*open_ones, dm, *threads)
            },
        )
        for thread in threads:
            self._send("channel", channel=self._channel(thread))

    def _commands(self) -> list[Json]:
        return list(self._platform.world.commands_in(self._you.guild.id))

    def _sees(self, channel: Channel) -> bool:
        return channel.guild_id == self._you.guild.id and self._you.sees_channel(channel)

    def _channel(self, channel: Channel) -> Json:
        kind = "dm" if channel.kind is ChannelKind.DM else "thread" if channel.is_thread else "text"
        name = self._platform.world.bot.name if channel.kind is ChannelKind.DM else channel.name
        return {"id": str(channel.id), "name": name, "kind": kind}

    def _tell(self, event: feed.Event) -> None:
        match event:
            case feed.MessageCreated(message) if self._shows(message):
                self._send("message", message=shapes.message(self._platform.world, message))
            case feed.MessageUpdated(message) if self._shows(message):
                self._send("message_update", message=shapes.message(self._platform.world, message))
            case feed.MessageDeleted(message) if message.only_for in (None, self._you.id):
                self._send("message_delete", channel_id=str(message.channel_id), id=str(message.id))
            case feed.Typing(channel, user) if user is not self._you.user and self._you.sees_channel(channel):
                self._send("typing", channel_id=str(channel.id))
            case feed.ChannelCreated(channel) if channel.is_thread and self._sees(channel):
                self._send("channel", channel=self._channel(channel))
            case feed.CommandsChanged():
                self._send("commands", commands=self._commands())
            case feed.SessionChanged() if self._online != bool(self._gateway.online):
                self._online = bool(self._gateway.online)
                self._send("bot", online=self._online)
            case _:
                return

    def _shows(self, message: Message) -> bool:
        mine = message.guild_id == self._you.guild.id or message.channel_id == self._you.dm().id
        return mine and self._you.can_see(message)

    async def _act(self, text: str) -> None:
        ref = None
        try:
            action = json.loads(text)
            ref = action["ref"]
            answer = await self._actions[action["do"]](action)
        except (NotPossible, NoAnswer) as fault:
            self._send("failed", ref=ref, text=str(fault))
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            self._send("failed", ref=ref, text=f"The stand-in could not read that: {fault!r}")
        else:
            self._done(ref, answer)

    def _done(self, ref: Any, answer: Answer | None) -> None:
        if answer is None or answer.modal is None:
            if answer is None or answer.interaction.choices is None:
                self._send("done", ref=ref)
            return
        modal_id = str(next(self._modal_ids))
        self._modals[modal_id] = answer.modal
        self._send("modal", ref=ref, modal=answer.modal.data, modal_id=modal_id)

    async def _say(self, action: Json) -> None:
        reply_to = self._message(action["reply_to"]) if action.get("reply_to") else None
        await self._you.say(action["content"], channel=self._place(action), reply_to=reply_to)

    async def _slash(self, action: Json) -> Answer:
        return await self._you.slash(action["name"], action.get("options") or {}, channel=self._place(action))

    async def _autocomplete(self, action: Json) -> Answer:
        answer = await self._you.complete(
            action["name"], action.get("options") or {}, action["focused"], channel=self._place(action)
        )
        self._send("choices", ref=action["ref"], choices=answer.interaction.choices or [])
        return answer

    async def _press(self, action: Json) -> Answer:
        return await self._you.press(self._message(action["message_id"]), action["custom_id"])

    async def _select(self, action: Json) -> Answer:
        return await self._you.select(self._message(action["message_id"]), action["custom_id"], action["values"])

    async def _submit(self, action: Json) -> Answer:
        modal = self._modals.get(action["modal_id"])
        if modal is None:
            raise NotPossible("That form is not open any more.")
        answer = await self._you.submit(modal, action["fields"])
        self._modals.pop(action["modal_id"], None)
        return answer

    async def _menu(self, action: Json) -> Answer:
        return await self._you.menu(action["name"], self._message(action["message_id"]))

    def _place(self, action: Json) -> Channel:
        channel = self._platform.world.channels.get(int(action["channel_id"]))
        if channel is None or not self._you.sees_channel(channel):
            raise NotPossible("That channel is not there.")
        return channel

    def _message(self, message_id: str) -> Message:
        wanted = int(message_id)
        for channel in (*self._you.guild.channels.values(), *self._you.guild.threads.values(), self._you.dm()):
            if (message := channel.messages.get(wanted)) is not None:
                return message
        raise NotPossible("That message is not there any more.")
