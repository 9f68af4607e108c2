"""The game as a state machine: what happens to a game, and when, gives the game after it and what is to be done.

A session is stored after each step. ``resume`` is called on one that was loaded after a restart.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.quiz.game.answers import answered
from bot.quiz.game.course import Stepped, end_game, end_question, go_on, void_open
from bot.quiz.game.effects import Effect, Gather, Note, Told
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
    Stop,
    Tick,
    Vote,
    Write,
)
from bot.quiz.game.protests import overruled, protested, voted
from bot.quiz.game.shows import count, reveal, shown, wake
from bot.quiz.game.state import Joined, Mode, Options, Phase, Session, Team
from bot.quiz.question import Asked

LOBBY: Final = dt.timedelta(minutes=30)
"""How long a game waits for its start."""


def begin(options: Options, host: int, asked: Sequence[Asked], now: dt.datetime) -> Session:
    """Return a new game, which a Start opens; ValueError where there is nothing to ask."""
    if not asked:
        raise ValueError("a game needs a question")
    return Session(options, host, tuple(asked), Phase.LOBBY, number=0, wake=now + LOBBY, touched=now)


def step(session: Session, event: Event, now: dt.datetime) -> Stepped:
    """Return the game after an event, and what is to be done; nothing is raised, whatever comes when."""
    after, effects = _stepped(session, event, now)
    return replace(after, touched=now), effects


def resume(session: Session, now: dt.datetime) -> Stepped:
    """Go on after a restart with the time that was left when the session was stored."""
    if session.wake is None:
        return session, ()
    session = replace(session, wake=now + (session.wake - session.touched), touched=now)
    return session, (*((count(session),) if session.phase is Phase.ASKING else ()), *wake(session))


def _stepped(session: Session, event: Event, now: dt.datetime) -> Stepped:
    match event:
        case Choose() | Write():
            return answered(session, event, now)
        case Protest() | Overrule() | Vote():
            return _disputed(session, event)
        case JoinTeam():
            return _join(session, event)
        case Tick():
            return _tick(session, now)
        case Lost():
            return _lost(session, event)
        case Start() | Next() | Skip() | Stop():
            return _led(session, event, now)


def _disputed(session: Session, event: Protest | Overrule | Vote) -> Stepped:
    match event:
        case Protest():
            return protested(session, event)
        case Overrule():
            return overruled(session, event)
        case Vote():
            return voted(session, event)


def _tick(session: Session, now: dt.datetime) -> Stepped:
    if session.wake is None or now < session.wake:
        return session, wake(session)
    if session.phase is Phase.LOBBY:
        return end_game(session, "nobody started it")
    if session.options.mode is Mode.MARATHON:
        return end_game(void_open(session), "nobody went on")
    return end_question(session, now) if session.phase is Phase.ASKING else go_on(session, now)


def _lost(session: Session, event: Lost) -> Stepped:
    if session.phase is Phase.OVER:
        return session, ()
    if event.what is Loss.MESSAGE:
        return session, shown(session)
    return end_game(void_open(session), event.what)


def _join(session: Session, event: JoinTeam) -> Stepped:
    if session.phase is Phase.OVER or session.options.mode is not Mode.TEAMS:
        return session, (Note(event.member, Told.OVER if session.phase is Phase.OVER else Told.NO_TEAMS),)
    team = session.team_of(event.member)
    if session.phase is not Phase.LOBBY and team is not None:
        return session, (Note(event.member, Told.KEPT),)
    others = (each for each in session.teams if each.member != event.member)
    session = replace(session, teams=(*others, Joined(event.member, event.team)))
    gather = (Gather(session.teams),) if session.phase is Phase.LOBBY else ()
    return session, (Note(event.member, Told.JOINED), *gather)


def _led(session: Session, event: Start | Next | Skip | Stop, now: dt.datetime) -> Stepped:
    """Do what the host or a moderator may do; in a marathon anybody goes on."""
    refused = _refused(session, event)
    if refused is not None:
        return session, (Note(event.by, refused),)
    match event:
        case Start():
            return go_on(session, now)
        case Next():
            return go_on(session, now) if session.phase is Phase.REVEALED else end_question(session, now)
        case Skip():
            return end_question(session, now, void=True)
        case Stop():
            return _stop(session, event, now)


def _refused(session: Session, event: Start | Next | Skip | Stop) -> Told | None:
    anybody = isinstance(event, Next) and session.options.mode is Mode.MARATHON
    if session.phase is Phase.OVER:
        return Told.OVER
    if not (anybody or event.moderator or event.by == session.host):
        return Told.NOT_YOURS
    match event:
        case Start():
            return _why_no_start(session)
        case Next() | Skip():
            return _why_no_end(session, event)
        case Stop():
            return None


def _why_no_start(session: Session) -> Told | None:
    if session.phase is not Phase.LOBBY:
        return Told.BEGUN
    lacks = session.options.mode is Mode.TEAMS and {each.team for each in session.teams} != set(Team)
    return Told.EMPTY_TEAM if lacks else None


def _why_no_end(session: Session, event: Next | Skip) -> Told | None:
    if session.phase is Phase.LOBBY:
        return Told.NOT_YET
    if event.number != session.number:
        return Told.LATE
    if isinstance(event, Skip):
        return None if session.phase is Phase.ASKING else Told.LATE
    timed = session.options.mode is not Mode.MARATHON
    return Told.RUNNING if timed and session.phase is Phase.ASKING else None


def _stop(session: Session, event: Stop, now: dt.datetime) -> Stepped:
    revealed: tuple[Effect, ...] = ()
    if session.phase is Phase.ASKING:
        session, _ = end_question(session, now, void=True)
        revealed = (reveal(session),)
    session, finished = end_game(session, event.why)
    return session, (*revealed, *finished)
