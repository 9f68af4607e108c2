"""Answers: which are taken, changed, asked back about or refused."""

import datetime as dt
from dataclasses import replace
from typing import Final

from bot.quiz.game.course import IDLE, Stepped, end_question
from bot.quiz.game.effects import Note, Told
from bot.quiz.game.events import Choose, Write
from bot.quiz.game.shows import count
from bot.quiz.game.state import Given, Mode, Phase, Session
from bot.quiz.judging.verdict import accept, reject

_LONGEST: Final = 200
"""How much of what was typed is kept, in characters; it was judged whole."""


def answered(session: Session, event: Choose | Write, now: dt.datetime) -> Stepped:
    """Take, change or refuse an answer; one that is asked back about leaves the member free to answer again."""
    refused = _refused(session, event, now)
    if refused is not None:
        return session, (Note(event.member, refused),)
    given = _given(session, event, now)
    before = next((each for each in session.answers if each.member == given.member and each.firm), None)
    stays = None if before is None else _why_it_stays(session, before, given)
    if stays is not None:
        return session, (Note(given.member, stays),)
    others = (each for each in session.answers if each.member != given.member)
    session = replace(session, answers=(*others, given))
    if session.options.mode is Mode.MARATHON:
        session = replace(session, wake=now + IDLE)
    if not given.firm:
        return session, (Note(given.member, given.judgement.why),)
    note = Note(given.member, Told.TAKEN if before is None else Told.CHANGED)
    if _is_decided(session, given):
        session, effects = end_question(session, now)
        return session, (note, *effects)
    return session, (note, count(session))


def _why_it_stays(session: Session, before: Given, given: Given) -> str | None:
    """Return what to tell a member whose answer before stands; None where the new one takes its place."""
    if not session.options.may_change:
        return Told.ANSWERED
    if (before.option, before.words) == (given.option, given.words):
        return Told.TAKEN
    return None if given.firm else given.judgement.why


def _refused(session: Session, event: Choose | Write, now: dt.datetime) -> Told | None:
    """Return why an answer is not taken; None where it is."""
    if session.phase is Phase.LOBBY:
        return Told.NOT_YET
    late = session.phase is not Phase.ASKING or event.number != session.number
    if late or (session.deadline is not None and now >= session.deadline):
        return Told.OVER if session.phase is Phase.OVER else Told.LATE
    if session.options.mode is Mode.TEAMS and session.team_of(event.member) is None:
        return Told.NO_TEAM
    if session.options.mode is Mode.SURVIVAL and session.alive is not None and event.member not in session.alive:
        return Told.OUT if event.member in session.out else Told.NOT_IN
    if isinstance(event, Choose) and not 0 <= event.option < len(session.current.options):
        return Told.NO_OPTION
    return None


def _given(session: Session, event: Choose | Write, now: dt.datetime) -> Given:
    left = 0.0
    if session.deadline is not None and session.options.seconds:
        left = min(1.0, (session.deadline - now).total_seconds() / session.options.seconds)
    if isinstance(event, Write):
        return Given(event.member, event.words[:_LONGEST], None, now, left, event.judgement)
    words = session.current.options[event.option]
    judged = accept("the right option") if words == session.current.answer else reject("another option is right")
    return Given(event.member, words, event.option, now, left, judged)


def _is_decided(session: Session, given: Given) -> bool:
    """Whether an answer ends the question: the first right one, or the last of those who played before."""
    if session.options.mode is Mode.FIRST:
        return given.right
    before = {each.member for result in session.results for each in result.answers}
    answered = {each.member for each in session.answers if each.firm}
    return session.options.mode is Mode.MARATHON and bool(before) and before <= answered
