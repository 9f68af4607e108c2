"""The tables at which games are played, one a channel: each step is kept before it is shown."""

import asyncio
import contextlib
import datetime as dt
import logging
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.discord_app.quiz.buttons import AnswerModal, Press
from bot.discord_app.quiz.kept import (
    after,
    asked_keys,
    packed,
    played_of,
    results_of,
    seen_of,
    session_of,
)
from bot.discord_app.quiz.stage import Stage
from bot.discord_app.ticker import Ticker
from bot.errors import UserError
from bot.quiz.game.effects import Effect, Finish, Note
from bot.quiz.game.events import (
    Choose,
    Event,
    JoinTeam,
    Loss,
    Lost,
    Next,
    Overrule,
    Protest,
    Skip,
    Start,
    Tick,
    Vote,
    Write,
)
from bot.quiz.game.shows import shown
from bot.quiz.game.state import Mode, Options, Phase, Session, Team
from bot.quiz.judge import judge
from bot.quiz.question import Asked
from bot.quiz.seen import staleness
from bot.quiz.session import begin, resume, step
from bot.quiz.standing import Played
from bot.storage.quiz_store import StoredGame

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

log = logging.getLogger(__name__)

_LOOK_EVERY: Final = 5.0  # seconds between two looks at the store, at most
_TRIES: Final = 5  # at a step, where another process stepped in between
_EVER: Final = dt.timedelta(days=365)  # no game waits for longer
_TEAMS: Final = (Team.A, Team.B)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a host chose for a game."""

    options: Options
    questions: Sequence[Asked]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Something that is to happen to a game, and what is to be told of it once it has."""

    event: Event
    notes: asyncio.Future[list[Note]]


@dataclass(frozen=True, slots=True)
class _Stepped:
    """A game after one or more steps that were kept, what follows, and the notes of each step."""

    stored: StoredGame
    session: Session
    effects: list[Effect]
    notes: list[list[Note]]
    changed: bool


class Quizzes:
    """Every game of this process's servers."""

    def __init__(self, lector: "Lector", now: Callable[[], dt.datetime]) -> None:
        self._lector = lector
        self._store = lector.store
        self._now = now
        self._stage = Stage(lector)
        self._turns: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waiting: dict[int, list[_Waiting]] = defaultdict(list)
        self._ticker = Ticker("games", now=now, next_due=self._store.next_wake, look_every=_LOOK_EVERY)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let time pass for the games while the block lasts."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await self._stage.close()

    async def begin(self, channel: int, guild: int, host: int, chosen: Chosen) -> None:
        """Keep a new game for a channel, which ``open`` shows. UserError where one goes on there."""
        if not chosen.questions:
            raise UserError("no question fits that: choose other kinds, themes or another difficulty")
        async with self._turns[channel]:
            now = self._now()
            old = await self._store.game(channel)
            if old is not None:
                if session_of(old).phase is not Phase.OVER:
                    raise UserError("a game goes on here already: `/quiz stop` ends it")
                await self._store.end_game(channel)
            session = begin(chosen.options, host, chosen.questions, now)
            key = f"{channel}-{int(now.timestamp() * 1000)}"
            stored = StoredGame(channel, guild, 0, packed(key, session), None, session.wake)
            if not await self._store.begin_game(stored):
                raise UserError("a game goes on here already: `/quiz stop` ends it")
            await self._store.note_seen(f"g:{guild}", asked_keys(chosen.questions), now)

    async def open(self, channel: int, host: int, mode: Mode) -> None:
        """Show the first question of a new game; of a game of teams, where they are chosen."""
        if mode is Mode.TEAMS:
            await self._show(channel)
        else:
            await self.happen(channel, Start(host))

    async def draw(self, guild: int, count: int, **wanted: Any) -> list[Asked]:
        """Return questions for a game, those that the server has not seen first."""
        records = [seen_of(each) for each in await self._store.seen(f"g:{guild}")]
        seen = staleness(records, self._now())
        seed = random.Random(self._lector.chance.getrandbits(64))
        return await asyncio.to_thread(lambda: self._lector.knowledge.bank.draw(seed, count, seen=seen, **wanted))

    async def happen(self, channel: int, event: Event) -> list[Note]:
        """Let something happen to a channel's game; return what is to be told to members alone.

        UserError where the channel has no game.
        """
        waiting = _Waiting(event, asyncio.get_running_loop().create_future())
        self._waiting[channel].append(waiting)
        async with self._turns[channel]:
            if not waiting.notes.done():
                await self._work_off(channel, self._waiting.pop(channel))
        return await waiting.notes

    async def _work_off(self, channel: int, waiting: Sequence["_Waiting"]) -> None:
        """Let all happen that came while the step before was kept, and keep it as one step."""
        try:
            stepped = await self._stepped(channel, [each.event for each in waiting])
        except Exception as error:  # noqa: BLE001 - each who waits is told
            for each in waiting:
                each.notes.set_exception(error)
            return
        for each, found in zip(waiting, stepped.notes, strict=True):
            each.notes.set_result(found)
        if stepped.changed:
            # In a channel that is gone there is nothing to show.
            gone = any(isinstance(each.event, Lost) and each.event.what is Loss.CHANNEL for each in waiting)
            await self._perform(stepped.stored, stepped.session, stepped.effects, visible=not gone)

    async def _stepped(self, channel: int, events: Sequence[Event]) -> "_Stepped":
        """Take and keep the steps of ``events``, anew where another process stepped in between."""
        for _ in range(_TRIES):
            stored = await self._store.game(channel)
            if stored is None:
                raise UserError("there is no game here: start one by `/quiz start`")
            session = before = session_of(stored)
            effects: list[Effect] = []
            notes: list[list[Note]] = []
            for event in events:
                session, following = step(session, event, self._now())
                effects += following
                notes.append([effect for effect in following if isinstance(effect, Note)])
            changed = session != replace(before, touched=session.touched) or _seen(effects)
            kept = after(stored, session)
            if not changed or await self._store.step_game(kept):
                return _Stepped(kept, session, effects, notes, changed)
        raise RuntimeError(f"the game in channel {channel} changed under each of {_TRIES} tries")

    async def pressed(self, interaction: discord.Interaction[Any], press: Press, number: int, argument: int) -> None:
        """Act on a button of a game. UserError where it can't be."""
        if press is Press.WRITE:
            stored = await self._store.game(_channel(interaction))
            text = session_of(stored).current.text if stored and session_of(stored).number else "Your answer"
            await interaction.response.send_modal(AnswerModal(f"quiz:typed:{number}", text))
            return
        by, may = interaction.user.id, interaction.permissions.manage_messages
        events: dict[Press, Event] = {
            Press.CHOOSE: Choose(by, number, argument),
            Press.JOIN: JoinTeam(by, _TEAMS[argument % len(_TEAMS)]),
            Press.START: Start(by, may),
            Press.NEXT: Next(by, number, may),
            Press.SKIP: Skip(by, number, may),
            Press.PROTEST: Protest(by, number),
            Press.UPHOLD: Overrule(by, number, argument, accept=True, moderator=may),
            Press.DENY: Overrule(by, number, argument, accept=False, moderator=may),
            Press.AYE: Vote(by, number, argument, yes=True),
            Press.NO: Vote(by, number, argument, yes=False),
        }
        await self._answer(interaction, events[press])

    async def typed(self, interaction: discord.Interaction[Any], number: int, words: str) -> None:
        """Take an answer that was typed into the modal. UserError where no question is open."""
        event = await self.written(_channel(interaction), interaction.user.id, number, words)
        await self._answer(interaction, event)

    async def written(self, channel: int, member: int, number: int | None, words: str) -> Event | None:
        """Return a typed answer, judged; None where no question is open. ``number`` is None for the open one."""
        stored = await self._store.game(channel)
        session = session_of(stored) if stored else None
        if session is None or session.number == 0:
            return None
        asked = session.current
        expected = self._lector.knowledge.answers.of_asked(asked)
        return Write(member, number or session.number, words, await asyncio.to_thread(judge, words, expected))

    async def played(self, *, guild: int | None = None, member: int | None = None) -> list[Played]:
        """Return what was played in a server or by a member, game by game."""
        return [played_of(each) for each in await self._store.results(guild=guild, member=member)]

    async def number(self, channel: int) -> int:
        """Return the number of the question that is open in a channel; 0 where there is none."""
        stored = await self._store.game(channel)
        return session_of(stored).number if stored else 0

    async def heard(self, message: discord.Message) -> bool:
        """Take a reply to the open question's card for an answer; return whether it was one."""
        replied = message.reference.message_id if message.reference else None
        if replied is None or message.guild is None:
            return False
        stored = await self._store.game(message.channel.id)
        if stored is None or stored.message != replied:
            return False
        event = await self.written(message.channel.id, message.author.id, None, message.content)
        if event is not None:
            await self.happen(message.channel.id, event)
        self._lector.dispatch("answer_heard", message)
        return True

    async def lost(self, channel: int, what: Loss) -> None:
        """Tell a channel's game that what it needs is gone; nothing where there is no game."""
        if await self._store.game(channel) is not None:
            await self.happen(channel, Lost(what))

    async def card_deleted(self, channel: int, message: int) -> None:
        """Show a game anew whose card was deleted."""
        stored = await self._store.game(channel)
        if stored is not None and stored.message == message:
            await self.lost(channel, Loss.MESSAGE)

    async def tick(self) -> None:
        """Let time pass for every game whose time to go on has come."""
        for stored in await self._store.games_to_wake(self._now()):
            try:
                await self.happen(stored.channel, Tick())
            except Exception:
                log.exception("the game in channel %d could not go on, and is tried again", stored.channel)

    async def take_up(self) -> None:
        """After a start, let every game go on with the time that was left when it was last stored."""
        for stored in await self._store.games_to_wake(self._now() + _EVER):
            session, effects = resume(session_of(stored), self._now())
            kept = after(stored, session)
            if await self._store.step_game(kept):
                await self._perform(kept, session, effects)

    async def _run(self) -> None:
        await self._lector.wait_until_ready()
        await self._ticker.run(self.take_up, self.tick)

    async def _answer(self, interaction: discord.Interaction[Any], event: Event | None) -> None:
        """Acknowledge at once, for many may press in the same second; then tell what is for this member alone."""
        alone = isinstance(event, Choose | Write | JoinTeam | Protest | Vote)
        await interaction.response.defer(ephemeral=alone, thinking=alone)
        if event is None:
            raise UserError("no question is open here")
        notes = await self.happen(_channel(interaction), event)
        text = next((note.text for note in notes if note.member == interaction.user.id), None)
        if alone:
            await interaction.edit_original_response(content=text or "Noted.")
        elif text is not None:
            await interaction.followup.send(text, ephemeral=True)

    async def _show(self, channel: int) -> None:
        stored = await self._store.game(channel)
        if stored is not None:
            session = session_of(stored)
            await self._perform(stored, session, shown(session))

    async def _perform(
        self, stored: StoredGame, session: Session, effects: Sequence[Effect], *, visible: bool = True
    ) -> None:
        """Do what follows; a channel that can't be posted in any more ends the game."""
        await self._keep_results(stored, effects)
        if not visible:
            return
        try:
            message = await self._stage.show(stored, session, effects)
        except (discord.Forbidden, discord.NotFound) as error:
            log.info("the game in channel %d can't be shown: %s", stored.channel, error)
            if session.phase is not Phase.OVER:
                what = Loss.PERMISSION if isinstance(error, discord.Forbidden) else Loss.CHANNEL
                ended, ending = step(session, Lost(what), self._now())
                await self._keep_results(stored, ending)
                await self._store.step_game(after(stored, ended))
            return
        if message is not None and message != stored.message:
            await self._store.set_card(stored.channel, message)
        self._ticker.wake()
        self._lector.dispatch("game_shown", stored.channel)

    async def _keep_results(self, stored: StoredGame, effects: Sequence[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Finish):
                await self._store.keep_results(results_of(stored, effect, self._now().date()))


def _seen(effects: Sequence[Effect]) -> bool:
    return any(not isinstance(effect, Note) for effect in effects)


def _channel(interaction: discord.Interaction[Any]) -> int:
    if interaction.channel_id is None:
        raise UserError("a game needs a channel")
    return interaction.channel_id
