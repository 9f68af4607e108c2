"""An answer that is made quickly is sent; for one that takes long, Discord is told that it comes."""

import asyncio

import pytest
from discord import ui

from bot.discord_app.in_time import answer, in_time


class Response:
    """What an interaction is answered through; notes what was done."""

    def __init__(self) -> None:
        self.done: list[tuple[str, bool]] = []
        self.told = asyncio.Event()

    def is_done(self) -> bool:
        return bool(self.done)

    async def defer(self, *, ephemeral: bool, thinking: bool) -> None:
        assert thinking
        self.done.append(("comes", ephemeral))
        self.told.set()

    async def send_message(self, *, view: ui.LayoutView, ephemeral: bool) -> None:
        self.done.append(("sent", ephemeral))


class Interaction:
    """As much of an interaction as is needed."""

    def __init__(self) -> None:
        self.response = Response()

    async def edit_original_response(self, *, view: ui.LayoutView) -> None:
        self.response.done.append(("put there", False))


async def _made(after: asyncio.Event) -> ui.LayoutView:
    await after.wait()
    return ui.LayoutView()


@pytest.mark.parametrize("ephemeral", [True, False])
async def test_what_is_made_at_once_is_sent(ephemeral: bool) -> None:
    asked, ready = Interaction(), asyncio.Event()
    ready.set()
    view = await in_time(asked, _made(ready), ephemeral=ephemeral)  # type: ignore[arg-type]
    await answer(asked, view, ephemeral=ephemeral)  # type: ignore[arg-type]
    assert asked.response.done == [("sent", ephemeral)]


@pytest.mark.parametrize("ephemeral", [True, False])
async def test_what_takes_long_is_put_where_discord_shows_that_it_comes(ephemeral: bool) -> None:
    asked, ready = Interaction(), asyncio.Event()
    making = asyncio.create_task(in_time(asked, _made(ready), ephemeral=ephemeral, patience=0.0))  # type: ignore[arg-type]
    await asked.response.told.wait()
    assert asked.response.done == [("comes", ephemeral)]
    ready.set()
    await answer(asked, await making, ephemeral=ephemeral)  # type: ignore[arg-type]
    assert asked.response.done == [("comes", ephemeral), ("put there", False)]


async def test_what_fails_in_the_making_fails() -> None:
    async def broken() -> ui.LayoutView:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        await in_time(Interaction(), broken(), ephemeral=True)  # type: ignore[arg-type]
