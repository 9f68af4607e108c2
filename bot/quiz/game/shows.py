"""What shows a game as it stands."""

from collections import Counter

from bot.quiz.game.effects import Ask, Count, Effect, Finish, Gather, Reveal, Standing, WakeAt
from bot.quiz.game.scoring import points_of, sides, tallies
from bot.quiz.game.state import Phase, Session


def shown(session: Session) -> tuple[Effect, ...]:
    """Return what shows the game as it stands, for a card that was deleted or never sent."""
    match session.phase:
        case Phase.LOBBY:
            return (Gather(session.teams),)
        case Phase.ASKING:
            return (ask(session),)
        case Phase.REVEALED:
            return (reveal(session), standing(session))
        case Phase.OVER:
            return (finish(session),)


def ask(session: Session) -> Ask:
    """Return what posts the open question."""
    return Ask(session.number, session.rounds, session.current, session.deadline, session.answered)


def count(session: Session) -> Count:
    """Return what shows how many have answered."""
    return Count(session.number, session.answered, session.deadline)


def reveal(session: Session) -> Reveal:
    """Return what shows the answer of the question that was ended last."""
    result = session.results[-1]
    points = points_of(session.options.mode, session.current.difficulty, result)
    others = Counter(each.words for each in result.answers if not each.right)
    return Reveal(
        result.number,
        session.current,
        tuple(each.member for each in result.answers if each.right),
        tuple(points.items()),
        tuple(others.most_common()),
        result.void,
    )


def standing(session: Session) -> Standing:
    """Return what shows how the game stands."""
    return Standing(tallies(session), sides(session))


def finish(session: Session) -> Finish:
    """Return what shows and keeps the result."""
    return Finish(tallies(session), sides(session), session.ended or "")


def wake(session: Session) -> tuple[WakeAt, ...]:
    """Return when time next changes something."""
    return () if session.wake is None else (WakeAt(session.wake),)
