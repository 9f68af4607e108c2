"""Which quote comes: nothing twice before all were there, and what happened on this day on its day."""

import datetime as dt
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.loader import load
from bot.daily.picks import Candidate, Pool, pick
from bot.daily.schedule import Wanted
from bot.library.library import Library
from bot.settings import shipped_quotes

ANY: Final = Wanted(prefer_on_this_day=False)
DAY: Final = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def pool() -> Pool:
    return Pool(Library(load(shipped_quotes()).works))


def _round(pool: tuple[Candidate, ...], seed: int, number: int = 0) -> list[str]:
    used: list[str] = []
    for _ in pool:
        picked = pick(pool, ANY, seed=seed, number=number, used=used, date=DAY)
        assert picked is not None
        assert picked.round == number
        used.append(picked.candidate.key)
    return used


def test_a_round_has_every_quote_once(pool: Pool) -> None:
    fitting = pool.fitting(ANY)
    assert sorted(_round(fitting, 7)) == sorted(each.key for each in fitting)
    assert len(fitting) >= 80


def test_servers_and_rounds_have_orders_of_their_own(pool: Pool) -> None:
    fitting = pool.fitting(ANY)
    assert len({tuple(_round(fitting, seed)[:5]) for seed in range(20)}) == 20
    assert _round(fitting, 7, 0) != _round(fitting, 7, 1)


def test_a_round_that_is_used_up_is_followed_by_the_next(pool: Pool) -> None:
    fitting = pool.fitting(ANY)
    picked = pick(fitting, ANY, seed=7, number=3, used={each.key for each in fitting}, date=DAY)
    assert picked is not None
    assert (picked.round, picked.left) == (4, len(fitting) - 1)


@given(st.integers(0, 2**32), st.integers(1, 60))
def test_a_library_that_grew_only_weaves_the_new_quotes_in(pool: Pool, seed: int, first: int) -> None:
    fitting = pool.fitting(ANY)
    few = _round(fitting[:first], seed)
    many = _round(fitting, seed)
    assert [key for key in many if key in set(few)] == few


def test_what_happened_on_this_day_comes_first_on_its_day(pool: Pool) -> None:
    wanted = Wanted()
    fitting = pool.fitting(wanted)
    for date in (dt.date(2026, 11, 7), dt.date(2026, 10, 25)):  # the uprising, in either calendar
        picked = pick(fitting, wanted, seed=7, number=0, used=(), date=date)
        assert picked is not None
        assert picked.on_this_day
        assert (date.month, date.day) in picked.candidate.days


def test_only_what_is_wanted_comes(pool: Pool) -> None:
    lenin = Wanted(persons=frozenset({"lenin"}))
    assert {each.quote.speaker for each in pool.fitting(lenin)} == {"lenin"}
    short = Wanted(longest=80)
    assert max(len(each.quote.text) for each in pool.fitting(short)) <= 80
    assert pool.fitting(Wanted(works=frozenset({"no-such-work"}))) == ()
    assert pick((), ANY, seed=1, number=0, used=(), date=DAY) is None
