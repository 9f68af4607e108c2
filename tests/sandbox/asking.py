"""A stand-in whose time a test sets, and a bot made by hand that is asked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.raw import Raw, RawGateway

    from bot.sandbox import Answer, ManualClock, MemberDriver, StandIn

Json = dict[str, Any]
WORDS = {"type": 3, "name": "words", "description": "Words", "autocomplete": True}
COMMANDS = (
    {"name": "ping", "description": "Ping", "options": [WORDS]},
    {"name": "Menu", "type": 3},
)
MODAL = {
    "title": "Tell",
    "custom_id": "tell",
    "components": [{"type": 18, "label": "Words", "component": {"type": 4, "custom_id": "words", "style": 1}}],
}
BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}


class Asked:
    """A stand-in whose time a test sets, and a bot made by hand that has commands."""

    def __init__(self, standin: StandIn, raw: Raw, clock: ManualClock, gateway: RawGateway) -> None:
        self.standin = standin
        self.raw = raw
        self.clock = clock
        self.gateway = gateway
        self.reader: MemberDriver = standin.member("Reader")

    async def ping(self) -> tuple[Json, asyncio.Task[Answer]]:
        """Return the interaction of a command, and what its member waits for."""
        waiting = asyncio.create_task(self.reader.slash("ping"))
        return await self.gateway.event("INTERACTION_CREATE"), waiting

    async def completing(self) -> tuple[Json, asyncio.Task[list[tuple[str, Any]]]]:
        waiting = asyncio.create_task(self.reader.autocomplete("ping", {"words": "le"}, "words"))
        return await self.gateway.event("INTERACTION_CREATE"), waiting

    async def pressing(self) -> tuple[Json, asyncio.Task[Answer]]:
        """Return the interaction of a button below a message of the bot."""
        interaction, waiting = await self.ping()
        await self.answer(interaction, 4, {"content": "Press", "components": [BUTTON]})
        pressed = asyncio.create_task(self.reader.press(await waiting, "go"))
        return await self.gateway.event("INTERACTION_CREATE"), pressed

    async def answer(self, interaction: Json, kind: int, data: Json | None = None) -> tuple[int, Any]:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        query = {"with_response": "true"}
        status, answer, _ = await self.raw.call("POST", path, body, token="none needed", params=query)
        return status, answer

    async def follow(self, interaction: Json, method: str, body: Json | None = None, path: str = "") -> tuple[int, Any]:
        base = f"/webhooks/{self.standin.world.application_id}/{interaction['token']}"
        status, answer, _ = await self.raw.call(method, base + path, body, token="none needed")
        return status, answer
