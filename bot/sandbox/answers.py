"""Show a member what the bot answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox.impossible import NoAnswer
from bot.sandbox.interactions import CallbackKind
from bot.sandbox.reading import text_of

if TYPE_CHECKING:
    from bot.sandbox.interactions import Interaction
    from bot.sandbox.platform import Platform
    from bot.sandbox.world import Json, Message

PATIENCE = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Modal:
    """A modal that opened for a member."""

    data: Json
    interaction: Interaction

    @property
    def title(self) -> str:
        """Its title."""
        title: str = self.data["title"]
        return title

    @property
    def custom_id(self) -> str:
        """Its custom id."""
        custom_id: str = self.data["custom_id"]
        return custom_id


class Answer:
    """The bot's first answer to what a member did, and what became of it."""

    def __init__(self, platform: Platform, interaction: Interaction, modal: Modal | None) -> None:
        self._platform = platform
        self._source_revision = interaction.ask.source.revision if interaction.ask.source else 0
        self.interaction = interaction
        self.modal = modal

    @property
    def message(self) -> Message:
        """The message of the answer as it stands now; for an update, the message that was pressed.

        Raises NoAnswer where the answer was no message, or it was deleted.
        """
        message = self.interaction.original
        if message is None or message.deleted:
            raise NoAnswer("The answer has no message.")
        return message

    @property
    def text(self) -> str:
        """All text of the message."""
        return text_of(self.message)

    @property
    def ephemeral(self) -> bool:
        """Whether only the member sees it."""
        return self.message.ephemeral

    @property
    def deferred(self) -> bool:
        """Whether the first answer only promised another."""
        return self.interaction.answered in (CallbackKind.DEFERRED, CallbackKind.DEFERRED_UPDATE)

    @property
    def followups(self) -> list[Message]:
        """The further messages, oldest first."""
        return list(self.interaction.followups)

    async def settled(self, timeout: float = PATIENCE) -> Message:  # noqa: ASYNC109 - the public interface takes seconds
        """Return the message once a deferred answer has come, at once for any other.

        Raises NoAnswer where it does not come within so many seconds.
        """
        try:
            return await self._platform.feed.until(self._done, timeout, "The answer that was promised")
        except TimeoutError as fault:
            raise NoAnswer(str(fault)) from None

    def _done(self) -> Message | None:
        message = self.interaction.original
        if self.interaction.answered is CallbackKind.DEFERRED_UPDATE:
            if message is not None and message.revision > self._source_revision:
                return message
            return self.interaction.followups[0] if self.interaction.followups else None
        if message is None or message.deleted:
            raise NoAnswer("The answer was no message." if message is None else "The answer was deleted.")
        return None if message.loading else message
