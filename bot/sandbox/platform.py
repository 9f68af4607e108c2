"""Gather what both doors, the bot's API and the members' actions, work on."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.intents import Intent

if TYPE_CHECKING:
    from bot.sandbox.clock import Clock
    from bot.sandbox.feed import Feed
    from bot.sandbox.interactions import Interactions
    from bot.sandbox.limits import Limits
    from bot.sandbox.snowflakes import Snowflakes
    from bot.sandbox.world import Message, World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent with a message."""

    filename: str
    content_type: str
    data: bytes


@dataclass(slots=True, eq=False)
class Platform:
    """The state of the pretended Discord and the rules it runs by."""

    clock: Clock
    limits: Limits
    ids: Snowflakes
    world: World
    feed: Feed
    interactions: Interactions
    token: str
    privileged: Intent = Intent.NONE
    """The privileged intents that the application was given."""
    base: str = ""
    """The address of the server, without a slash at its end."""
    uploads: dict[int, Upload] = field(default_factory=dict)
    nonces: OrderedDict[tuple[int, int, str], tuple[float, Message]] = field(default_factory=OrderedDict)
    identifies_left: int = 0

    @property
    def reads_content(self) -> bool:
        """Whether the application was given the message-content intent."""
        return bool(self.privileged & Intent.MESSAGE_CONTENT)
