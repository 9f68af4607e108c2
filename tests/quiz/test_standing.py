"""Boards of a server."""

import datetime as dt

import pytest
from games import LEVELS, ONE, THREE, TWO

from bot.content.model import Difficulty
from bot.quiz.game.scoring import Count
from bot.quiz.standing import LEAST, Order, Period, Played, Streak, board, own, streak

TODAY = dt.date(2024, 3, 6)  # a Wednesday
EASY, MEDIUM, HARD = LEVELS


def played(  # a row has as many parts
    member: int,
    points: int,
    *,
    right: int = 1,
    asked: int = 2,
    date: dt.date = TODAY,
    game: str = "game",
    guild: int = 7,
    difficulty: Difficulty = EASY,
) -> Played:
    return Played(game, guild, member, (Count(difficulty, right, asked, points),), date)


def ranks(*rows: Played, **chosen: object) -> list[tuple[int, int]]:
    return [(each.rank, each.member) for each in board(rows, 7, TODAY, **chosen)]  # type: ignore[arg-type] # as given


def test_a_board_adds_up_the_games_of_each_member() -> None:
    (line,) = board([played(ONE, 100), played(ONE, 50, game="second", right=2)], 7, TODAY)
    assert (line.games, line.points, line.right, line.asked, line.accuracy) == (2, 150, 3, 4, 0.75)


def test_members_of_equal_points_share_a_rank_and_the_next_is_left_out() -> None:
    rows = [played(ONE, 50), played(TWO, 100), played(THREE, 100)]
    assert ranks(*rows) == [(1, TWO), (1, THREE), (3, ONE)]


def test_a_board_shows_no_other_server() -> None:
    assert ranks(played(ONE, 100), played(TWO, 100, guild=8)) == [(1, ONE)]


@pytest.mark.parametrize(
    ("period", "date", "counts"),
    [
        (Period.WEEK, dt.date(2024, 3, 4), True),
        (Period.WEEK, dt.date(2024, 3, 3), False),
        (Period.WEEK, dt.date(2024, 3, 10), True),
        (Period.WEEK, dt.date(2023, 3, 8), False),
        (Period.MONTH, dt.date(2024, 3, 1), True),
        (Period.MONTH, dt.date(2024, 2, 29), False),
        (Period.MONTH, dt.date(2023, 3, 6), False),
        (Period.ALL, dt.date(1999, 1, 1), True),
    ],
)
def test_a_period_has_its_days(period: Period, date: dt.date, *, counts: bool) -> None:
    assert bool(ranks(played(ONE, 100, date=date), period=period)) is counts


def test_a_week_goes_on_over_the_new_year() -> None:
    assert Period.WEEK.holds(dt.date(2024, 12, 31), dt.date(2025, 1, 2))


def test_accuracy_ranks_whoever_answered_enough() -> None:
    rows = [played(ONE, 900, right=9, asked=12), played(TWO, 300, right=9, asked=LEAST), played(THREE, 100, asked=1)]
    assert ranks(*rows, order=Order.ACCURACY) == [(1, TWO), (2, ONE)]
    assert ranks(*rows) == [(1, ONE), (2, TWO), (3, THREE)]


def test_a_board_of_one_difficulty_counts_only_its_questions() -> None:
    rows = [played(ONE, 100, difficulty=HARD), played(TWO, 900), played(ONE, 5, game="second")]
    (line,) = board(rows, 7, TODAY, difficulty=HARD)
    assert (line.member, line.points, line.games) == (ONE, 100, 1)


def test_whoever_answered_nothing_is_on_no_board() -> None:
    assert ranks(played(ONE, 0, right=0, asked=0)) == []


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ([], Streak(0, 0)),
        ([0], Streak(1, 1)),
        ([0, 0, 1, 2], Streak(3, 3)),
        ([1, 2], Streak(2, 2)),
        ([2, 3], Streak(0, 2)),
        ([0, 2, 3, 4], Streak(1, 3)),
    ],
)
def test_a_streak_lives_until_a_whole_day_was_missed(days_ago: list[int], expected: Streak) -> None:
    assert streak([TODAY - dt.timedelta(days=each) for each in days_ago], TODAY) == expected


def test_own_stats_have_each_period_each_difficulty_and_the_streak() -> None:
    last_week = TODAY - dt.timedelta(days=7)
    rows = [
        played(ONE, 100, difficulty=HARD),
        played(ONE, 50, difficulty=HARD, game="old", date=last_week),
        played(ONE, 10, game="older", date=dt.date(2024, 1, 1)),
        played(TWO, 120),
        played(ONE, 999, guild=8),
    ]
    found = own(rows, 7, ONE, TODAY)
    shown = [(period, line.rank, line.points) for period, line in found.lines if line]
    assert shown == [(Period.WEEK, 2, 100), (Period.MONTH, 2, 100), (Period.ALL, 1, 160)]
    assert found.counts == (Count(EASY, 1, 2, 10), Count(HARD, 2, 4, 150))
    assert found.streak == Streak(1, 1)
    assert own(rows, 7, THREE, TODAY).lines == tuple((period, None) for period in Period)
