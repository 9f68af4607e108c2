"""Keep what members asked the bot, and whether it answered in time."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from bot.sandbox import shapes
from bot.sandbox.refusals import Why
from bot.sandbox.world import Channel, Json, Message, MessageKind, User

if TYPE_CHECKING:
    from bot.sandbox.clock import Clock
    from bot.sandbox.limits import Limits
    from bot.sandbox.snowflakes import Snowflakes


class InteractionKind(IntEnum):
    """Discord's interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class CommandKind(IntEnum):
    """Discord's application command types."""

    SLASH = 1
    USER = 2
    MESSAGE = 3


class CallbackKind(IntEnum):
    """Discord's types of a first answer."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(frozen=True, slots=True)
class Ask:
    """What a member did, before Discord made an interaction of it."""

    kind: InteractionKind
    user: User
    channel: Channel
    data: Json
    owners: dict[str, str]
    """Who installed the application: `authorizing_integration_owners`."""
    name: str | None = None
    """The full name of the command, such as `quote search`."""
    command: CommandKind | None = None
    source: Message | None = None
    """The message whose button, select or modal it was."""
    trigger: Interaction | None = None
    """The interaction that the modal was the answer to."""


@dataclass(slots=True, eq=False)
class Interaction:
    """An interaction and how far its answer has come."""

    id: int
    token: str
    ask: Ask
    born: float
    first: asyncio.Future[CallbackKind]
    answered: CallbackKind | None = None
    ephemeral: bool = False
    original: Message | None = None
    modal: Json | None = None
    choices: list[Json] | None = None
    followups: list[Message] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        """The full name of the command it came by."""
        return self.ask.name

    @property
    def message_kind(self) -> MessageKind:
        """The type of a message that answers it."""
        if self.ask.kind is not InteractionKind.COMMAND:
            return MessageKind.DEFAULT
        slash = self.ask.command is CommandKind.SLASH
        return MessageKind.CHAT_INPUT_COMMAND if slash else MessageKind.CONTEXT_MENU_COMMAND

    def metadata(self, original: Message | None = None) -> Json:
        """Return the `interaction_metadata` of a message that answers it."""
        shape: Json = {
            "id": str(self.id),
            "type": int(self.ask.kind),
            "user": shapes.user(self.ask.user),
            "authorizing_integration_owners": self.ask.owners,
        }
        if self.ask.name is not None:
            shape |= {"name": self.ask.name, "command_type": int(self.ask.command or CommandKind.SLASH)}
        if original is not None:
            shape["original_response_message_id"] = str(original.id)
        if self.ask.kind is InteractionKind.COMPONENT and self.ask.source is not None:
            shape["interacted_message_id"] = str(self.ask.source.id)
        if self.ask.command is CommandKind.MESSAGE:
            shape["target_message_id"] = self.ask.data["target_id"]
        if self.ask.trigger is not None:
            shape["triggering_interaction_metadata"] = self.ask.trigger.metadata()
        return shape


class Interactions:
    """Interactions whose tokens may still be good, by id and by token."""

    def __init__(self, clock: Clock, ids: Snowflakes, limits: Limits) -> None:
        self._clock = clock
        self._ids = ids
        self._limits = limits
        self._by_token: OrderedDict[str, Interaction] = OrderedDict()
        self.sent = 0
        self.unanswered = 0

    def make(self, ask: Ask) -> Interaction:
        """Return a new interaction, not answered yet."""
        self._forget()
        interaction = Interaction(
            id=self._ids.make(),
            token=secrets.token_urlsafe(64),
            ask=ask,
            born=self._clock.monotonic(),
            first=asyncio.get_running_loop().create_future(),
        )
        self._by_token[interaction.token] = interaction
        self.sent += 1
        return interaction

    def to_answer(self, interaction_id: int, token: str) -> Interaction:
        """Return the interaction that a first answer is for.

        Raises Refused: unknown where there is none or the time for a first answer is over, already acknowledged
        where it has one.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id:
            raise Why.UNKNOWN_INTERACTION.refused()
        if interaction.answered is not None:
            raise Why.ALREADY_ACKNOWLEDGED.refused()
        if self._clock.monotonic() - interaction.born > self._limits.answer_seconds:
            raise Why.UNKNOWN_INTERACTION.refused()
        return interaction

    def to_follow(self, token: str) -> Interaction:
        """Return the interaction that a later message is for.

        Raises Refused: invalid token where it is unknown or too old, unknown webhook before the first answer.
        """
        interaction = self._by_token.get(token)
        if interaction is None or self._clock.monotonic() - interaction.born > self._limits.token_seconds:
            raise Why.INVALID_WEBHOOK_TOKEN.refused()
        if interaction.answered is None:
            raise Why.UNKNOWN_WEBHOOK.refused()
        return interaction

    def _forget(self) -> None:
        oldest = self._clock.monotonic() - self._limits.token_seconds
        while self._by_token:
            interaction = next(iter(self._by_token.values()))
            if interaction.born >= oldest:
                return
            self._by_token.popitem(last=False)
