"""The course of a game: a question is ended, the next one opened, the game over."""

import datetime as dt
from dataclasses import replace
from typing import Final

from bot.quiz.game.effects import Effect
from bot.quiz.game.shows import ask, finish, reveal, standing, wake
from bot.quiz.game.state import Mode, Phase, Result, Session

IDLE: Final = dt.timedelta(hours=12)
"""How long a marathon waits for anybody."""

Stepped = tuple[Session, tuple[Effect, ...]]


def end_question(session: Session, now: dt.datetime, *, void: bool = False) -> Stepped:
    """Close the open question and show its answer; where ``void``, it counts for nobody."""
    session = _closed(session, void=void)
    pause = IDLE if session.options.mode is Mode.MARATHON else dt.timedelta(seconds=session.options.pause)
    session = replace(session, phase=Phase.REVEALED, wake=now + pause)
    return session, (reveal(session), standing(session), *wake(session))


def void_open(session: Session) -> Session:
    """Return the session with the open question, where there is one, ended for nobody."""
    return _closed(session, void=True) if session.phase is Phase.ASKING else session


def go_on(session: Session, now: dt.datetime) -> Stepped:
    """Open the next question, or end the game where there is none or nobody left to answer it."""
    if session.options.mode is Mode.SURVIVAL and session.alive is not None:
        if not session.alive:
            return end_game(session, "nobody is left")
        # Whoever plays alone goes on until the first slip.
        if len(session.alive) == 1 and session.entrants != session.alive:
            return end_game(session, "one is left")
    if session.number == session.rounds:
        return end_game(session, "all questions were asked")
    wait = IDLE if session.options.seconds is None else dt.timedelta(seconds=session.options.seconds)
    session = replace(session, phase=Phase.ASKING, number=session.number + 1, wake=now + wait)
    return session, (ask(session), *wake(session))


def end_game(session: Session, why: str) -> Stepped:
    """End the game; its result is told before anything is cleared."""
    session = replace(session, phase=Phase.OVER, wake=None, ended=str(why))
    return session, (finish(session),)


def _closed(session: Session, *, void: bool) -> Session:
    """Return the session with the open question among its results."""
    out = session.out
    if session.options.mode is Mode.SURVIVAL and not void:
        playing = session.alive if session.alive is not None else {each.member for each in session.answers}
        out |= playing - {each.member for each in session.answers if each.right}
    result = Result(session.number, session.answers, void)
    return replace(session, answers=(), results=(*session.results, result), out=out)
