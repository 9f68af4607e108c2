"""A game through events at random: whatever comes when, it keeps its laws, and it ends."""

import datetime as dt

from games import HOST, LEVELS, NOON, options, question
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.quiz.game.effects import Ask, Effect, Finish, Reveal, WakeAt
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
from bot.quiz.game.scoring import sides, tallies
from bot.quiz.game.state import Mode, Phase, Session, Team
from bot.quiz.game.stored import from_json, to_json
from bot.quiz.judging.verdict import Judgement, Verdict
from bot.quiz.session import begin, resume, step

MEMBERS = st.sampled_from([HOST, 2, 3, 4])
FLAGS = st.booleans()
WORDS = st.sampled_from(["right", "wrong", "Wrong ", "так", "\ud800", ""])


class GameAtRandom(RuleBasedStateMachine):
    """Sends any event at any time, and restarts at any time."""

    @initialize(mode=st.sampled_from(Mode), rounds=st.integers(1, 4))
    def begin(self, mode: Mode, rounds: int) -> None:
        asked = [question(n, LEVELS[n % 3]) for n in range(1, rounds + 1)]
        self.now = NOON
        self.session = begin(options(mode, rounds), HOST, asked, NOON)
        self.shown: list[tuple[type[Effect], int]] = []
        self.finished = 0
        self.points: dict[int, int] = {}
        self.sides: dict[Team, int] = {}

    def happen(self, event: Event) -> None:
        before = self.session
        self.session, effects = step(before, event, self.now)
        asked_again = isinstance(event, Lost)
        for each in effects:
            if isinstance(each, Ask | Reveal) and not asked_again:
                self.shown.append((type(each), each.number))
            if isinstance(each, Finish):
                self.finished += 1
                assert self.session.phase is Phase.OVER
            if isinstance(each, WakeAt):
                assert each.at == self.session.wake
        self.check_change(before, event)

    def check_change(self, before: Session, event: Event) -> None:
        ended = before.phase is not Phase.OVER and self.session.phase is Phase.OVER
        assert not ended or self.finished == 1
        assert before.phase is not Phase.OVER or self.session.phase is Phase.OVER
        assert self.session.number - before.number in {0, 1}
        assert len(self.session.results) - len(before.results) in {0, 1}
        changed = [each for each in self.session.answers if each not in before.answers]
        assert len(changed) <= (1 if isinstance(event, Choose | Write) else 0)

    @rule(seconds=st.sampled_from([0, 0.5, 3, 5, 19, 20, 3600]))
    def wait(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)

    @rule()
    def wake(self) -> None:
        if self.session.wake is not None and self.session.wake > self.now:
            self.now = self.session.wake
        self.happen(Tick())

    @rule()
    def tick(self) -> None:
        self.happen(Tick())

    @rule(by=MEMBERS, moderator=FLAGS)
    def start(self, by: int, *, moderator: bool) -> None:
        self.happen(Start(by, moderator))

    @rule()
    def start_for_certain(self) -> None:
        if self.session.phase is Phase.LOBBY:
            self.happen(JoinTeam(2, Team.A))
            self.happen(JoinTeam(3, Team.B))
            self.happen(Start(HOST))

    @rule(member=MEMBERS, team=st.sampled_from(Team))
    def join(self, member: int, team: Team) -> None:
        self.happen(JoinTeam(member, team))

    @rule(member=MEMBERS, back=st.sampled_from([0, 0, 0, 1]), option=st.integers(-1, 4))
    def choose(self, member: int, back: int, option: int) -> None:
        self.happen(Choose(member, self.session.number - back, option))

    @rule(member=MEMBERS, words=WORDS, verdict=st.sampled_from(Verdict))
    def write(self, member: int, words: str, verdict: Verdict) -> None:
        self.happen(Write(member, self.session.number, words, Judgement(verdict, "why")))

    @rule(by=MEMBERS, moderator=FLAGS, back=st.sampled_from([0, 0, 1]))
    def go_on(self, by: int, back: int, *, moderator: bool) -> None:
        self.happen(Next(by, self.session.number - back, moderator))

    @rule(by=MEMBERS, moderator=FLAGS)
    def skip(self, by: int, *, moderator: bool) -> None:
        self.happen(Skip(by, self.session.number, moderator))

    @rule(member=MEMBERS, back=st.integers(0, 2))
    def protest(self, member: int, back: int) -> None:
        self.happen(Protest(member, self.session.number - back))

    @rule(by=MEMBERS, member=MEMBERS, back=st.integers(0, 2), accept=FLAGS, moderator=FLAGS)
    def overrule(self, by: int, member: int, back: int, *, accept: bool, moderator: bool) -> None:
        self.happen(Overrule(by, self.session.number - back, member, accept, moderator))

    @rule(by=MEMBERS, member=MEMBERS, back=st.integers(0, 2), yes=FLAGS)
    def vote(self, by: int, member: int, back: int, *, yes: bool) -> None:
        self.happen(Vote(by, self.session.number - back, member, yes))

    @rule()
    def lose_the_card(self) -> None:
        self.happen(Lost(Loss.MESSAGE))

    @rule(end=st.sampled_from([Stop(HOST, "enough"), Stop(2, "enough"), Lost(Loss.CHANNEL)]), sure=st.integers(0, 9))
    def end(self, end: Event, sure: int) -> None:
        if sure == 0:
            self.happen(end)

    @rule(down=st.sampled_from([0, 1, 30, 10**6]))
    def restart(self, down: int) -> None:
        left = None if self.session.wake is None else self.session.wake - self.session.touched
        self.now += dt.timedelta(seconds=down)
        self.session, effects = resume(from_json(to_json(self.session)), self.now)
        assert (self.session.wake is None) == (left is None)
        if left is not None:
            assert self.session.wake == self.now + left
            assert effects[-1:] == (WakeAt(self.now + left),)

    @invariant()
    def no_score_is_negative_or_lost(self) -> None:
        now = {each.member: each.points for each in tallies(self.session)}
        assert all(now[member] >= points >= 0 for member, points in self.points.items())
        teams = {each.team: each.points for each in sides(self.session)}
        assert all(teams[team] >= points >= 0 for team, points in self.sides.items())
        self.points, self.sides = now, teams

    @invariant()
    def one_question_is_open_or_none(self) -> None:
        session = self.session
        assert len(session.results) in {session.number, session.number - 1, 0}
        assert (session.phase is Phase.ASKING) == (session.number == len(session.results) + 1)
        assert [each.number for each in session.results] == list(range(1, len(session.results) + 1))
        assert session.phase is Phase.ASKING or not session.answers
        asked = [number for kind, number in self.shown if kind is Ask]
        assert asked == list(range(1, session.number + 1))

    @invariant()
    def every_question_is_shown_and_then_its_answer(self) -> None:
        assert self.shown == sorted(self.shown, key=lambda each: (each[1], each[0] is Reveal))

    @invariant()
    def each_member_has_one_answer(self) -> None:
        for answers in (self.session.answers, *(each.answers for each in self.session.results)):
            assert len({each.member for each in answers}) == len(answers)
            assert all(0 <= each.left <= 1 for each in answers)

    @invariant()
    def its_stored_form_is_the_same_game(self) -> None:
        assert from_json(to_json(self.session)) == self.session

    @invariant()
    def it_goes_on_after_a_restart_and_ends(self) -> None:
        ends(resume(self.session, self.now + dt.timedelta(days=9))[0], self.now + dt.timedelta(days=9))

    @invariant()
    def it_ends_by_time_alone(self) -> None:
        ends(self.session, self.now)


def ends(session: Session, now: dt.datetime) -> None:
    """Let time pass only, at most two wakes for each question and one for the lobby."""
    for _ in range(2 * session.rounds + 2):
        if session.wake is None:
            break
        now = max(now, session.wake)
        session, _ = step(session, Tick(), now)
    assert session.phase is Phase.OVER
    assert session.ended


GameAtRandom.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestGameAtRandom = GameAtRandom.TestCase
