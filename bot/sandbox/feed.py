"""Tell whoever listens what happened in the world."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.interactions import Interaction
    from bot.sandbox.world import Channel, Guild, Member, Message, Role, User

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MessageCreated:
    """A message was sent."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageUpdated:
    """A message changed."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    """A message was deleted."""

    message: Message


@dataclass(frozen=True, slots=True)
class PinsChanged:
    """A message was pinned or unpinned."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class Typing:
    """Someone started typing."""

    channel: Channel
    user: User


@dataclass(frozen=True, slots=True)
class ChannelCreated:
    """A channel or a thread was made."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class ChannelUpdated:
    """A channel or a thread changed, its permissions too."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class ChannelDeleted:
    """A channel or a thread was deleted."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class RoleUpdated:
    """A role of a server changed."""

    guild: Guild
    role: Role


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """A member came to a server."""

    guild: Guild
    member: Member


@dataclass(frozen=True, slots=True)
class GuildJoined:
    """The bot was added to a server."""

    guild: Guild


@dataclass(frozen=True, slots=True)
class GuildLeft:
    """The bot was removed from a server."""

    guild: Guild


@dataclass(frozen=True, slots=True)
class CommandsChanged:
    """The bot registered commands, in one server or everywhere."""

    guild_id: int | None


@dataclass(frozen=True, slots=True)
class InteractionCreated:
    """A member used a command, a button, a select or a modal."""

    interaction: Interaction


@dataclass(frozen=True, slots=True)
class InteractionAnswered:
    """The bot gave its first answer."""

    interaction: Interaction


@dataclass(frozen=True, slots=True)
class SessionChanged:
    """A gateway session became ready, came back or was lost."""


Event = (
    MessageCreated
    | MessageUpdated
    | MessageDeleted
    | PinsChanged
    | Typing
    | ChannelCreated
    | ChannelUpdated
    | ChannelDeleted
    | RoleUpdated
    | MemberJoined
    | GuildJoined
    | GuildLeft
    | CommandsChanged
    | InteractionCreated
    | InteractionAnswered
    | SessionChanged
)


class Feed:
    """Events in the order in which they happened, to every listener at once."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Event], None]] = []

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call the listener with each event from now on; return what stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, event: Event) -> None:
        """Tell all listeners."""
        for listener in tuple(self._listeners):
            listener(event)

    async def until(self, check: Callable[[], T | None], timeout: float, what: str) -> T:  # noqa: ASYNC109 - the public interface takes seconds
        """Return what the check finds, as soon as it finds something; it is asked after each event.

        Raises TimeoutError naming `what` after so many real seconds.
        """
        stirred = asyncio.Event()
        stop = self.listen(lambda _event: stirred.set())
        try:
            async with asyncio.timeout(timeout):
                while (found := check()) is None:
                    await stirred.wait()
                    stirred.clear()
        except TimeoutError:
            raise TimeoutError(f"{what} did not happen within {timeout:g} s.") from None
        else:
            return found
        finally:
            stop()
