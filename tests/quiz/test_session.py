"""The rules of the game."""

import datetime as dt
import json

import pytest
from games import HOST, NOON, ONE, RIGHT, STRANGER, THREE, TWO, WRONG, Game, options, question

from bot.content.model import Difficulty
from bot.quiz.game.course import IDLE
from bot.quiz.game.effects import Ask, Count, Disputed, Finish, Gather, Note, Reveal, Standing, Told, WakeAt
from bot.quiz.game.events import (
    Choose,
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
)
from bot.quiz.game.shows import shown
from bot.quiz.game.state import Mode, Options, Phase, Team
from bot.quiz.game.stored import from_json, to_json
from bot.quiz.session import LOBBY, begin, resume

TIMED = [mode for mode in Mode if mode is not Mode.MARATHON]


def test_the_host_opens_the_first_question_and_nobody_else() -> None:
    game = Game(begin(options(Mode.CLASSIC), HOST, [question(1)], NOON))
    assert game.do(Start(STRANGER)).effects == (Note(STRANGER, Told.NOT_YOURS),)
    game.do(Start(HOST))
    deadline = NOON + dt.timedelta(seconds=20)
    assert game.effects == (Ask(1, 1, question(1), deadline), WakeAt(deadline))
    assert game.do(Start(HOST)).effects == (Note(HOST, Told.BEGUN),)


def test_a_game_that_nobody_starts_ends() -> None:
    game = Game(begin(options(Mode.CLASSIC), HOST, [question(1)], NOON))
    assert game.bell().only(Finish).why == "nobody started it"
    assert game.now == NOON + LOBBY


@pytest.mark.parametrize("wrong", [{"rounds": 0}, {"seconds": 0}, {"pause": -1}, {"mode": Mode.MARATHON}])
def test_options_that_make_no_game_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="game"):
        Options(**wrong)  # type: ignore[arg-type] # each is a field


def test_a_game_needs_a_question() -> None:
    with pytest.raises(ValueError, match="needs a question"):
        begin(options(Mode.CLASSIC), HOST, [], NOON)


def test_in_classic_all_who_are_right_score_and_the_faster_a_little_more() -> None:
    game = Game.of().choose(ONE, RIGHT).wait(10).choose(TWO, RIGHT).wait(9).choose(THREE, WRONG).bell()
    assert game.only(Reveal).points == ((ONE, 150), (TWO, 125))
    assert game.only(Reveal).right == (ONE, TWO)
    assert game.only(Reveal).others == (("wrong", 1),)
    assert game.points == {ONE: 150, TWO: 125, THREE: 0}


def test_a_harder_question_is_worth_more() -> None:
    game = Game.of(Mode.CLASSIC, Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD)
    won: list[tuple[int, int]] = []
    for _ in range(3):
        won += game.wait(10).choose(ONE, RIGHT).bell().only(Reveal).points
        game.bell()
    assert won == [(ONE, 125), (ONE, 187), (ONE, 250)]


def test_members_of_equal_points_share_a_rank() -> None:
    game = Game.of().choose(ONE, RIGHT).choose(TWO, RIGHT).choose(THREE, WRONG).bell()
    assert [(each.rank, each.member) for each in game.only(Standing).places] == [(1, ONE), (1, TWO), (3, THREE)]


def test_in_first_the_first_right_answer_takes_the_question_and_ends_it() -> None:
    game = Game.of(Mode.FIRST).choose(ONE, WRONG).choose(TWO, RIGHT)
    assert game.session.phase is Phase.REVEALED
    assert game.only(Reveal).points == ((TWO, 100),)
    assert game.choose(THREE, RIGHT).told[THREE] == Told.LATE


def test_in_first_the_first_answer_of_a_member_counts() -> None:
    game = Game.of(Mode.FIRST).choose(ONE, WRONG).choose(ONE, RIGHT)
    assert game.told[ONE] == Told.ANSWERED
    assert game.session.phase is Phase.ASKING


@pytest.mark.parametrize("mode", [Mode.CLASSIC, Mode.TEAMS, Mode.SURVIVAL])
def test_an_answer_may_be_changed_until_time_is_up(mode: Mode) -> None:
    game = Game.of(mode).choose(ONE, RIGHT).choose(ONE, WRONG)
    assert game.told[ONE] == Told.CHANGED
    assert game.only(Count).answered == 1
    assert game.bell().only(Reveal).right == ()


def test_the_same_button_pressed_twice_changes_nothing_and_costs_no_speed() -> None:
    game = Game.of().choose(ONE, RIGHT).wait(19).choose(ONE, RIGHT)
    assert game.effects == (Note(ONE, Told.TAKEN),)
    assert game.bell().points == {ONE: 150}


@pytest.mark.parametrize("mode", TIMED)
def test_an_answer_at_the_bell_or_after_is_refused_even_before_the_question_was_ended(mode: Mode) -> None:
    game = Game.of(mode).wait(20).choose(ONE, RIGHT)
    assert game.effects == (Note(ONE, Told.LATE),)
    assert game.session.answers == ()


def test_a_button_under_an_old_card_answers_nothing() -> None:
    game = Game.of().bell().bell().do(Choose(ONE, 1, RIGHT))
    assert game.effects == (Note(ONE, Told.LATE),)
    assert game.session.answers == ()


@pytest.mark.parametrize("option", [-1, 4])
def test_an_option_that_is_not_there_is_refused(option: int) -> None:
    assert Game.of().choose(ONE, option).effects == (Note(ONE, Told.NO_OPTION),)


@pytest.mark.parametrize("mode", [Mode.CLASSIC, Mode.FIRST])
def test_who_is_asked_back_may_answer_again_until_time_is_up(mode: Mode) -> None:
    game = Game.of(mode).write(ONE, "general")
    assert game.effects == (Note(ONE, "Which general?"),)
    assert game.session.answered == 0
    game.write(ONE, "right").bell()
    assert ONE in game.points
    assert game.session.results[0].answers[0].right


def test_who_is_asked_back_keeps_the_answer_given_before() -> None:
    game = Game.of().write(ONE, "right").write(ONE, "general")
    assert game.told[ONE] == "Which general?"
    assert game.bell().only(Reveal).right == (ONE,)


def test_who_was_asked_back_and_said_no_more_was_not_right() -> None:
    assert Game.of().write(ONE, "general").bell().only(Reveal).points == ()


def test_nobody_learns_an_answer_before_the_reveal() -> None:
    game = Game.of().choose(ONE, RIGHT)
    right = game.effects
    other = Game.of().choose(ONE, WRONG)
    assert right == other.effects == (Note(ONE, Told.TAKEN), Count(1, 1, game.session.deadline))


def test_what_was_typed_is_kept_short() -> None:
    assert len(Game.of().write(ONE, "x" * 4000).session.answers[0].words) == 200


def test_time_ends_the_question_goes_on_after_the_pause_and_ends_the_game() -> None:
    game = Game.of(rounds=2)
    phases = []
    while game.session.wake:
        phases.append((game.session.phase, game.session.number))
        game.bell()
    assert phases == [(Phase.ASKING, 1), (Phase.REVEALED, 1), (Phase.ASKING, 2), (Phase.REVEALED, 2)]
    assert game.only(Finish).why == "all questions were asked"


def test_a_tick_before_its_time_only_asks_to_be_woken_again() -> None:
    game = Game.of().wait(19.9)
    before = game.session
    game.do(Tick())
    assert game.effects == (WakeAt(NOON + dt.timedelta(seconds=20)),)
    assert (game.session.phase, game.session.number) == (before.phase, before.number)


def test_a_game_of_fewer_questions_than_rounds_ends_with_them() -> None:
    game = Game(begin(options(Mode.CLASSIC, 10), HOST, [question(1)], NOON)).do(Start(HOST)).bell().bell()
    assert game.session.phase is Phase.OVER


def test_in_survival_who_is_wrong_or_silent_is_out() -> None:
    game = Game.of(Mode.SURVIVAL).choose(ONE, RIGHT).choose(TWO, RIGHT).choose(THREE, WRONG).bell().bell()
    assert game.session.out == {THREE}
    assert game.choose(THREE, RIGHT).told[THREE] == Told.OUT
    assert game.choose(STRANGER, RIGHT).told[STRANGER] == Told.NOT_IN
    game.choose(ONE, RIGHT).bell()
    assert game.session.out == {TWO, THREE}
    assert game.points == {ONE: 200, TWO: 100, THREE: 0}
    assert game.bell().only(Finish).why == "one is left"


def test_in_survival_the_game_ends_when_nobody_is_left() -> None:
    game = Game.of(Mode.SURVIVAL).choose(ONE, WRONG).choose(TWO, WRONG).bell().bell()
    assert game.only(Finish).why == "nobody is left"


def test_in_survival_who_plays_alone_goes_on() -> None:
    game = Game.of(Mode.SURVIVAL).choose(ONE, RIGHT).bell().bell()
    assert game.session.phase is Phase.ASKING


def test_in_survival_a_question_that_was_skipped_puts_nobody_out() -> None:
    game = Game.of(Mode.SURVIVAL).choose(ONE, WRONG).do(Skip(HOST, 1)).bell()
    assert game.session.out == frozenset()
    assert game.choose(TWO, RIGHT).told[TWO] == Told.TAKEN


def test_teams_start_when_each_has_a_member() -> None:
    game = Game(begin(options(Mode.TEAMS), HOST, [question(1)], NOON))
    assert game.do(Start(HOST)).told[HOST] == Told.EMPTY_TEAM
    game.do(JoinTeam(ONE, Team.A), JoinTeam(ONE, Team.B), JoinTeam(TWO, Team.A))
    assert [(each.member, each.team) for each in game.only(Gather).teams] == [(ONE, Team.B), (TWO, Team.A)]
    assert game.do(Start(HOST)).session.phase is Phase.ASKING


def test_in_teams_one_joins_late_but_does_not_change_sides() -> None:
    game = Game.of(Mode.TEAMS).choose(STRANGER, RIGHT)
    assert game.told[STRANGER] == Told.NO_TEAM
    game.do(JoinTeam(STRANGER, Team.A), JoinTeam(ONE, Team.B)).choose(STRANGER, RIGHT)
    assert game.told[ONE] == Told.KEPT
    assert game.told[STRANGER] == Told.TAKEN


def test_a_team_scores_what_its_members_who_answered_score_on_average() -> None:
    game = Game.of(Mode.TEAMS).choose(ONE, RIGHT).choose(TWO, RIGHT).choose(THREE, WRONG).bell()
    standing = game.only(Standing)
    assert [(each.rank, each.team, each.points) for each in standing.sides] == [(1, Team.A, 150), (2, Team.B, 75)]
    assert game.points == {ONE: 150, TWO: 150, THREE: 0}


def test_there_are_no_teams_in_another_mode() -> None:
    assert Game.of().do(JoinTeam(ONE, Team.A)).told[ONE] == Told.NO_TEAMS


def test_a_marathon_has_no_timer_and_anybody_goes_on() -> None:
    game = Game.of(Mode.MARATHON)
    assert game.only(Ask).deadline is None
    game.wait(3600).choose(ONE, RIGHT).do(Next(TWO, 1))
    assert game.only(Reveal).points == ((ONE, 100),)
    assert game.do(Next(TWO, 1)).only(Ask).number == 2


def test_in_a_marathon_the_question_ends_when_all_who_play_have_answered() -> None:
    game = Game.of(Mode.MARATHON).choose(ONE, RIGHT).choose(TWO, RIGHT).do(Next(HOST, 1), Next(HOST, 1))
    assert game.write(TWO, "general").session.phase is Phase.ASKING
    assert game.choose(ONE, WRONG).session.phase is Phase.ASKING
    assert game.choose(TWO, RIGHT).only(Reveal).right == (TWO,)


def test_two_who_go_on_at_once_skip_nothing() -> None:
    game = Game.of(Mode.MARATHON).do(Next(ONE, 1), Next(ONE, 1), Next(TWO, 1))
    assert game.told[TWO] == Told.LATE
    assert (game.session.phase, game.session.number) == (Phase.ASKING, 2)


def test_a_marathon_that_everybody_left_ends() -> None:
    game = Game.of(Mode.MARATHON).wait(3600).choose(ONE, RIGHT)
    assert game.session.wake == NOON + dt.timedelta(hours=1) + IDLE
    assert game.bell().only(Finish).why == "nobody went on"


def test_the_host_goes_on_before_the_pause_is_over_but_not_before_time_is_up() -> None:
    game = Game.of().do(Next(HOST, 1))
    assert game.told[HOST] == Told.RUNNING
    game.bell().do(Next(ONE, 1))
    assert game.told[ONE] == Told.NOT_YOURS
    assert game.do(Next(HOST, 1)).only(Ask).number == 2


def test_a_question_that_was_skipped_counts_for_nobody() -> None:
    game = Game.of().choose(ONE, RIGHT).do(Skip(ONE, 1))
    assert game.told[ONE] == Told.NOT_YOURS
    game.do(Skip(STRANGER, 1, moderator=True))
    assert game.only(Reveal).void
    assert game.only(Reveal).points == ()
    assert game.points == {ONE: 0}
    assert game.only(Standing).places[0].asked == 0
    assert game.do(Skip(HOST, 1)).told[HOST] == Told.LATE


def test_stop_tells_the_result_with_all_that_was_scored() -> None:
    game = Game.of().choose(ONE, RIGHT).bell().bell().choose(TWO, RIGHT).do(Stop(ONE, "enough"))
    assert game.told[ONE] == Told.NOT_YOURS
    game.do(Stop(HOST, "enough"))
    assert game.only(Reveal).void
    assert game.only(Finish).why == "enough"
    assert [(each.member, each.points) for each in game.only(Finish).places] == [(ONE, 150), (TWO, 0)]
    assert game.session.wake is None


@pytest.mark.parametrize("what", [loss for loss in Loss if loss is not Loss.MESSAGE])
def test_what_a_game_cannot_do_without_ends_it_in_order(what: Loss) -> None:
    game = Game.of().choose(ONE, RIGHT).bell().do(Lost(what))
    assert game.only(Finish).why == what
    assert game.only(Finish).places[0].points == 150
    assert game.do(Lost(what)).effects == ()


def test_a_question_that_was_open_when_the_game_was_lost_counts_for_nobody() -> None:
    game = Game.of().choose(ONE, RIGHT).do(Lost(Loss.PERMISSION))
    assert game.only(Finish).places[0].points == 0
    assert (game.session.answers, game.session.results[0].void) == ((), True)


def test_an_answer_before_the_start_is_refused() -> None:
    game = Game(begin(options(Mode.CLASSIC), HOST, [question(1)], NOON)).do(Choose(ONE, 0, RIGHT))
    assert game.told[ONE] == Told.NOT_YET


def test_there_is_no_protest_against_a_question_that_was_skipped() -> None:
    assert Game.of().choose(ONE, WRONG).do(Skip(HOST, 1), Protest(ONE, 1)).told[ONE] == Told.NO_PROTEST


def test_a_host_who_plays_alone_decides_on_the_own_protest() -> None:
    game = Game.of().choose(HOST, WRONG).bell().do(Protest(HOST, 1))
    assert game.only(Disputed).needed == 0
    assert game.do(Overrule(HOST, 1, HOST, accept=True)).points == {HOST: 150}


def test_the_standing_has_every_member_of_a_team_and_no_sides_without_teams() -> None:
    assert [each.member for each in Game.of(Mode.TEAMS).bell().only(Standing).places] == [ONE, TWO, THREE]
    assert Game.of().bell().only(Standing).sides == ()


def test_a_card_that_was_deleted_comes_again_with_the_same_deadline() -> None:
    game = Game.of().choose(ONE, RIGHT).wait(5).do(Lost(Loss.MESSAGE))
    assert game.effects == (Ask(1, 3, question(1), NOON + dt.timedelta(seconds=20), 1),)
    assert [type(each) for each in game.bell().do(Lost(Loss.MESSAGE)).effects] == [Reveal, Standing]


def test_what_shows_a_game_fits_its_phase() -> None:
    new = begin(options(Mode.CLASSIC), HOST, [question(1)], NOON)
    assert [type(each) for each in shown(new)] == [Gather]
    assert [type(each) for each in shown(Game.of().do(Stop(HOST, "")).session)] == [Finish]


def test_a_game_that_is_over_takes_nothing_more() -> None:
    game = Game.of().do(Stop(HOST, "enough"))
    game.choose(ONE, RIGHT).do(Start(HOST), JoinTeam(TWO, Team.A), Tick())
    assert game.told == {ONE: Told.OVER, HOST: Told.OVER, TWO: Told.OVER}
    assert game.session.phase is Phase.OVER


def test_a_question_whose_time_ran_out_while_the_bot_was_down_has_the_time_that_was_left() -> None:
    game = Game.of().wait(8).choose(ONE, WRONG)
    stored = to_json(game.session)
    later = game.wait(3600).now
    game.session, effects = resume(from_json(stored), later)
    deadline = later + dt.timedelta(seconds=12)
    assert effects == (Count(1, 1, deadline), WakeAt(deadline))
    assert game.wait(6).choose(TWO, RIGHT).told[TWO] == Told.TAKEN
    assert game.bell().points == {ONE: 0, TWO: 115}


def test_a_pause_goes_on_after_a_restart_and_a_game_that_is_over_stays_so() -> None:
    game = Game.of().bell()
    session, effects = resume(game.session, NOON + dt.timedelta(days=1))
    assert effects == (WakeAt(NOON + dt.timedelta(days=1, seconds=5)),)
    assert session.phase is Phase.REVEALED
    assert resume(game.do(Stop(HOST, "")).session, NOON) == (game.session, ())


def protest(mode: Mode = Mode.CLASSIC) -> Game:
    game = Game.of(mode).write(ONE, "Sverdlow").write(TWO, "sverdlow ").choose(THREE, RIGHT)
    return (game if mode is Mode.FIRST else game.bell()).do(Protest(ONE, 1))


def test_a_protest_is_shown_with_what_settles_it() -> None:
    shown = protest().only(Disputed)
    assert (shown.dispute.words, shown.dispute.question, shown.needed) == ("Sverdlow", "work/question-1", 2)


def test_one_protests_once_and_only_where_one_answered_and_was_not_right() -> None:
    game = protest().do(Protest(ONE, 1), Protest(THREE, 1), Protest(STRANGER, 1), Protest(TWO, 2))
    assert {game.told[each] for each in (ONE, TWO, THREE, STRANGER)} == {Told.NO_PROTEST}
    assert len(game.session.protests) == 1


def test_a_protest_upheld_makes_the_answer_count_for_all_who_gave_it() -> None:
    game = protest().do(Overrule(HOST, 1, ONE, accept=True))
    assert game.only(Disputed).dispute.upheld
    assert game.only(Standing).places[0].rank == 1
    assert game.points == {ONE: 150, TWO: 150, THREE: 150}


def test_a_protest_refused_changes_no_score_and_is_settled() -> None:
    game = protest().do(Overrule(HOST, 1, ONE, accept=False), Overrule(HOST, 1, ONE, accept=True))
    assert game.told[HOST] == Told.NO_DISPUTE
    assert game.points == {ONE: 0, TWO: 0, THREE: 150}


def test_nobody_else_overrules_and_none_decides_on_the_own_protest() -> None:
    game = protest().do(Overrule(TWO, 1, ONE, accept=True), Overrule(ONE, 1, ONE, accept=True, moderator=True))
    assert game.told[TWO] == Told.NOT_YOURS
    assert game.told[ONE] == Told.OWN
    assert game.points[ONE] == 0


def test_more_than_half_of_the_other_players_uphold_a_protest() -> None:
    game = protest().do(Vote(TWO, 1, ONE, yes=True))
    assert game.points[ONE] == 0
    assert game.do(Vote(TWO, 1, ONE, yes=True)).points[ONE] == 0
    assert game.do(Vote(THREE, 1, ONE, yes=True)).points[ONE] == 150


def test_half_of_the_other_players_against_it_settle_a_protest() -> None:
    assert protest().do(Vote(TWO, 1, ONE, yes=False)).only(Disputed).dispute.upheld is False


def test_only_the_other_players_vote() -> None:
    game = protest().do(Vote(ONE, 1, ONE, yes=True), Vote(STRANGER, 1, ONE, yes=True), Vote(TWO, 2, ONE, yes=True))
    assert game.told[ONE] == game.told[STRANGER] == Told.NO_VOTE
    assert game.told[TWO] == Told.NO_DISPUTE


def test_a_protest_in_first_takes_nothing_from_whoever_took_the_question() -> None:
    game = protest(Mode.FIRST).do(Overrule(HOST, 1, ONE, accept=True))
    assert game.points == {ONE: 100, TWO: 100, THREE: 100}


def test_a_protest_upheld_brings_back_who_was_out() -> None:
    game = protest(Mode.SURVIVAL).do(Overrule(HOST, 1, ONE, accept=True)).bell()
    assert game.choose(ONE, RIGHT).told[ONE] == Told.TAKEN


def test_a_protest_upheld_after_the_end_gives_the_result_anew() -> None:
    game = protest().do(Stop(HOST, "enough"), Overrule(HOST, 1, ONE, accept=True))
    assert {each.member: each.points for each in game.only(Finish).places}[ONE] == 150


def test_a_stored_game_needs_nothing_but_its_text() -> None:
    game = protest(Mode.SURVIVAL)
    text = to_json(game.session)
    assert from_json(text) == game.session
    assert text.isascii()


@pytest.mark.parametrize("text", ["", "{}", "[1, 2]", "[2, []]", "[1, [1]]", "null", '["x"]'])
def test_a_text_that_is_no_stored_game_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 # json's own or ours
        from_json(text)


def test_a_stored_game_of_another_release_is_refused() -> None:
    _, stored = json.loads(to_json(Game.of().session))
    with pytest.raises(ValueError, match="stored in form 2"):
        from_json(json.dumps([2, stored]))


def test_three_hundred_answers_in_one_second_are_each_counted_once() -> None:
    game = Game.of()
    for member in range(300):
        game.choose(member, member % 4).choose(member, member % 4)
    assert game.bell().only(Reveal).right == tuple(range(0, 300, 4))
    assert len(game.session.results[0].answers) == 300
