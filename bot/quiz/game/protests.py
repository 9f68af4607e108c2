"""Protests: a member holds that an answer was right; the host, a moderator or the other players decide."""

from dataclasses import replace

from bot.quiz.game.course import Stepped
from bot.quiz.game.effects import Disputed, Finish, Note, Standing, Told
from bot.quiz.game.events import Overrule, Protest, Vote
from bot.quiz.game.scoring import sides, tallies
from bot.quiz.game.state import Ballot, Dispute, Given, Phase, Session

_UPHELD = "a protest was upheld after the end"


def protested(session: Session, event: Protest) -> Stepped:
    """Note a protest against a past question, once for each answer that did not count."""
    given = _answer(session, event.number, event.member)
    if given is None or given.right or _find(session, event.number, event.member) is not None:
        return session, (Note(event.member, Told.NO_PROTEST),)
    dispute = Dispute(event.number, event.member, session.asked[event.number - 1].id, given.words)
    session = replace(session, protests=(*session.protests, dispute))
    return session, (Note(event.member, Told.PROTESTED), _shown(session, dispute))


def overruled(session: Session, event: Overrule) -> Stepped:
    """Settle a protest by the word of the host or a moderator, though not by one's own while others play."""
    dispute = _find(session, event.number, event.member)
    if event.by != session.host and not event.moderator:
        return session, (Note(event.by, Told.NOT_YOURS),)
    if dispute is None or dispute.upheld is not None:
        return session, (Note(event.by, Told.NO_DISPUTE),)
    if event.by == event.member and session.players != {event.by}:
        return session, (Note(event.by, Told.OWN),)
    return _settle(session, replace(dispute, upheld=event.accept))


def voted(session: Session, event: Vote) -> Stepped:
    """Count a vote; more than half of the other players settle a protest, half against it do too."""
    dispute = _find(session, event.number, event.member)
    if dispute is None or dispute.upheld is not None:
        return session, (Note(event.by, Told.NO_DISPUTE),)
    voters = session.players - {dispute.member}
    if event.by not in voters:
        return session, (Note(event.by, Told.NO_VOTE),)
    votes = (*(each for each in dispute.votes if each.member != event.by), Ballot(event.by, event.yes))
    dispute = replace(dispute, votes=votes)
    yes = sum(each.yes for each in votes)
    if 2 * yes > len(voters) or 2 * (len(votes) - yes) >= len(voters):
        session, effects = _settle(session, replace(dispute, upheld=2 * yes > len(voters)))
    else:
        session = _put(session, dispute)
        effects = (_shown(session, dispute),)
    return session, (Note(event.by, Told.VOTED), *effects)


def _settle(session: Session, dispute: Dispute) -> Stepped:
    session = _put(session, dispute)
    shown = _shown(session, dispute)
    if not dispute.upheld:
        return session, (shown,)
    result = session.results[dispute.number - 1]
    # What is right for one is right for all who gave the same.
    same = {each.member for each in result.answers if _bare(each.words) == _bare(dispute.words)}
    answers = tuple(replace(each, overruled=True) if each.member in same else each for each in result.answers)
    results = tuple(
        replace(result, answers=answers) if each.number == dispute.number else each for each in session.results
    )
    session = replace(session, results=results, out=session.out - same)
    places, teams = tallies(session), sides(session)
    if session.phase is Phase.OVER:
        return session, (shown, Finish(places, teams, _UPHELD))
    return session, (shown, Standing(places, teams))


def _shown(session: Session, dispute: Dispute) -> Disputed:
    voters = len(session.players - {dispute.member})
    return Disputed(dispute, voters // 2 + 1 if voters else 0)


def _put(session: Session, dispute: Dispute) -> Session:
    same = (dispute.number, dispute.member)
    return replace(
        session,
        protests=tuple(dispute if (each.number, each.member) == same else each for each in session.protests),
    )


def _find(session: Session, number: int, member: int) -> Dispute | None:
    return next((each for each in session.protests if (each.number, each.member) == (number, member)), None)


def _answer(session: Session, number: int, member: int) -> Given | None:
    result = next((each for each in session.results if each.number == number and not each.void), None)
    answers = () if result is None else result.answers
    return next((each for each in answers if each.member == member), None)


def _bare(words: str) -> str:
    return " ".join(words.casefold().split())
