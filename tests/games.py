"""Small games to test with: questions of four options, the first of them right, and a game driven by its events."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeVar

from bot.content.model import AnswerKind, Difficulty, Prompt
from bot.quiz.game.effects import Effect, Note
from bot.quiz.game.events import Choose, Event, JoinTeam, Start, Tick, Write
from bot.quiz.game.scoring import tallies
from bot.quiz.game.state import Mode, Options, Session, Team
from bot.quiz.judging.verdict import accept, prompt, reject
from bot.quiz.question import Asked, Evidence, QuestionKind
from bot.quiz.session import begin, step

NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
HOST, ONE, TWO, THREE, STRANGER = 1, 11, 12, 13, 99
RIGHT, WRONG = 0, 1
LEVELS = (Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD)

E = TypeVar("E")


def question(number: int, difficulty: Difficulty = Difficulty.EASY) -> Asked:
    return Asked(
        id=f"work/question-{number}",
        kind=QuestionKind.HAND_WRITTEN,
        answer_kind=AnswerKind.TEXT,
        difficulty=difficulty,
        text=f"Question {number}?",
        options=("right", "wrong", "worse", "worst"),
        items=(),
        answer="right",
        accepted=("true",),
        entity=None,
        prompts=(Prompt("general", "Which general?"),),
        why="It says so – «так».",
        proof=(Evidence("W 1:1", "work 1:1", "It is right."),),
        fact=f"fact-{number}",
        excludes=frozenset({f"told-{number}", "told"}),
        shows=frozenset(),
    )


def options(mode: Mode, rounds: int = 3) -> Options:
    return Options(mode, rounds, None if mode is Mode.MARATHON else 20, 5)


@dataclass
class Game:
    """A game, its clock and what followed from the last event."""

    session: Session
    now: dt.datetime = NOON
    effects: tuple[Effect, ...] = ()
    told: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, mode: Mode = Mode.CLASSIC, *levels: Difficulty, rounds: int = 3) -> "Game":
        """Begin a game with a question of each level, or else ``rounds`` easy ones."""
        asked = [question(n, level) for n, level in enumerate(levels or (Difficulty.EASY,) * rounds, 1)]
        game = cls(begin(options(mode, len(asked)), HOST, asked, NOON))
        if mode is Mode.TEAMS:
            game.do(JoinTeam(ONE, Team.A), JoinTeam(TWO, Team.B), JoinTeam(THREE, Team.B))
        return game.do(Start(HOST))

    def do(self, *events: Event) -> "Game":
        for event in events:
            self.session, self.effects = step(self.session, event, self.now)
            self.told |= {each.member: each.text for each in self.effects if isinstance(each, Note)}
        return self

    def wait(self, seconds: float) -> "Game":
        self.now += dt.timedelta(seconds=seconds)
        return self

    def choose(self, member: int, option: int) -> "Game":
        return self.do(Choose(member, self.session.number, option))

    def write(self, member: int, words: str) -> "Game":
        judged = {"right": accept("as written"), "general": prompt("Which general?")}.get(words, reject("no"))
        return self.do(Write(member, self.session.number, words, judged))

    def bell(self) -> "Game":
        """Let time pass up to the next wake."""
        assert self.session.wake is not None
        self.now = self.session.wake
        return self.do(Tick())

    def only(self, kind: type[E]) -> E:
        """Return the one effect of a kind that followed last."""
        (found,) = (each for each in self.effects if isinstance(each, kind))
        return found

    @property
    def points(self) -> dict[int, int]:
        return {each.member: each.points for each in tallies(self.session)}
