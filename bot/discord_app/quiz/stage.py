"""Showing a game: its cards are sent and edited here, edits of a count no faster than a reader can follow."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import discord

from bot.discord_app.quiz.cards import disputed_card, finish_card, gather_card, question_card, reveal_card
from bot.quiz.game.effects import Ask, Count, Disputed, Effect, Finish, Gather, Reveal, Standing
from bot.quiz.game.state import Phase, Session
from bot.storage.quiz_store import StoredGame

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

log = logging.getLogger(__name__)

_EDIT_EVERY: Final = 2.0  # seconds between two edits of one card for its count


class Stage:
    """What members see of the games of this process."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector
        self._counts: dict[int, asyncio.Task[None]] = {}
        self._latest: dict[int, tuple[StoredGame, Session]] = {}

    async def close(self) -> None:
        """Leave what is only for show."""
        for task in self._counts.values():
            task.cancel()
        await asyncio.gather(*self._counts.values(), return_exceptions=True)

    async def show(self, stored: StoredGame, session: Session, effects: Sequence[Effect]) -> int | None:
        """Show what follows; return the message of the newest card that takes answers, None where none was sent.

        discord.Forbidden and NotFound where the channel can't be posted in.
        """
        channel = self._lector.get_partial_messageable(stored.channel, guild_id=stored.guild or None)
        standing = next((each for each in effects if isinstance(each, Standing)), None)
        newest: int | None = None
        for effect in effects:
            match effect:
                case Ask():
                    newest = (await channel.send(view=question_card(effect))).id
                case Gather():
                    newest = await self._gather(channel, stored, effect, session)
                case Count():
                    self._count_soon(stored, session)
                case Reveal():
                    await self._close_card(channel, stored, session, effect)
                    await channel.send(view=reveal_card(effect, standing, self._lector.knowledge.library))
                case Finish():
                    await self._close_open(channel, stored, session)
                    await channel.send(view=finish_card(effect))
                case Disputed():
                    await channel.send(view=disputed_card(effect))
                    if effect.dispute.upheld:
                        given = effect.dispute.words[:200]
                        now = self._lector.clock.now()
                        await self._lector.store.keep_variant(effect.dispute.question, given, stored.guild, now)
                case _:
                    pass
        return newest

    async def _gather(
        self, channel: discord.PartialMessageable, stored: StoredGame, gather: Gather, session: Session
    ) -> int:
        view = gather_card(gather, session)
        if stored.message is not None:
            with contextlib.suppress(discord.NotFound):
                await channel.get_partial_message(stored.message).edit(view=view)
                return stored.message
        return (await channel.send(view=view)).id

    async def _close_card(
        self, channel: discord.PartialMessageable, stored: StoredGame, session: Session, reveal: Reveal
    ) -> None:
        """Disable the buttons of a question that is over."""
        result = session.results[-1] if session.results else None
        answered = len(result.answers) if result else 0
        ask = Ask(reveal.number, session.rounds, reveal.asked, session.wake, answered)
        await self._edit(channel, stored, ask, open_=False)

    async def _close_open(self, channel: discord.PartialMessageable, stored: StoredGame, session: Session) -> None:
        if session.number and stored.message is not None:
            ask = Ask(session.number, session.rounds, session.current, None, session.answered)
            await self._edit(channel, stored, ask, open_=False)

    async def _edit(self, channel: discord.PartialMessageable, stored: StoredGame, ask: Ask, *, open_: bool) -> None:
        pending = self._counts.pop(stored.channel, None)
        if pending is not None:
            pending.cancel()
        if stored.message is None:
            return
        try:
            await channel.get_partial_message(stored.message).edit(view=question_card(ask, open_=open_))
        except discord.HTTPException as error:
            # Only a picture of what is kept: an answer to a closed question is refused all the same.
            log.info("a card in channel %d was not brought up to date: %s", stored.channel, error)

    def _count_soon(self, stored: StoredGame, session: Session) -> None:
        self._latest[stored.channel] = (stored, session)
        if stored.channel not in self._counts:
            self._counts[stored.channel] = asyncio.create_task(self._count(stored.channel))

    async def _count(self, channel_id: int) -> None:
        await asyncio.sleep(_EDIT_EVERY)
        self._counts.pop(channel_id, None)
        stored, session = self._latest.pop(channel_id)
        if session.phase is not Phase.ASKING or stored.message is None:
            return
        channel = self._lector.get_partial_messageable(channel_id, guild_id=stored.guild or None)
        ask = Ask(session.number, session.rounds, session.current, session.deadline, session.answered)
        try:
            await channel.get_partial_message(stored.message).edit(view=question_card(ask))
        except discord.HTTPException as error:
            log.info("a count in channel %d was not brought up to date: %s", channel_id, error)
