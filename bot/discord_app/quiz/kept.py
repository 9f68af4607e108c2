"""Between games as they are played and as they are kept."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.content.model import Difficulty
from bot.quiz.game.effects import Finish
from bot.quiz.game.scoring import Count
from bot.quiz.game.state import Session
from bot.quiz.game.stored import from_json, to_json
from bot.quiz.question import Asked
from bot.quiz.seen import Seen
from bot.quiz.standing import Played
from bot.storage.quiz_store import StoredGame, StoredResult, StoredSeen

_APART: Final = "|"  # stands in no id


def packed(key: str, session: Session) -> str:
    """Return the text that a game is kept as; ``key`` names it among all games."""
    return f"{key}\n{to_json(session)}"


def key_of(stored: StoredGame) -> str:
    """Return the key of a kept game."""
    return stored.state.split("\n", 1)[0]


def session_of(stored: StoredGame) -> Session:
    """Return the game that was kept."""
    return from_json(stored.state.split("\n", 1)[1])


def after(stored: StoredGame, session: Session) -> StoredGame:
    """Return what is to be kept after a step from ``stored`` to ``session``."""
    state = packed(key_of(stored), session)
    return replace(stored, version=stored.version + 1, state=state, wake_at=session.wake)


def asked_keys(questions: Sequence[Asked]) -> list[str]:
    """Return what is noted of questions that were put to somebody."""
    return [f"{each.id}{_APART}{each.fact}" for each in questions]


def seen_of(stored: StoredSeen) -> Seen:
    """Return what was seen, from what was noted."""
    question, _, fact = stored.key.partition(_APART)
    return Seen(question, fact, stored.last)


def results_of(stored: StoredGame, finish: Finish, date: dt.date) -> list[StoredResult]:
    """Return what is kept of a finished game: a row for each member who answered."""
    return [
        StoredResult(
            key_of(stored),
            tally.member,
            stored.guild,
            date,
            json.dumps([[each.difficulty, each.right, each.asked, each.points] for each in tally.counts]),
        )
        for tally in finish.places
        if tally.asked
    ]


def played_of(stored: StoredResult) -> Played:
    """Return what a member did in a game, from what was kept."""
    counts = tuple(
        Count(Difficulty(difficulty), right, asked, points)
        for difficulty, right, asked, points in json.loads(stored.result)
    )
    return Played(game=stored.game, guild=stored.guild, member=stored.member, counts=counts, date=stored.date)
