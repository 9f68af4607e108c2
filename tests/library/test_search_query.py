"""A query taken apart."""

import pytest

from bot.library.fold import MAX_QUERY
from bot.library.search.query import Query, parse


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("clean colar", Query(("clean", "colar"))),
        ('say "clean collar" now', Query(("say", "clean", "collar", "now"), (("clean", "collar"),))),
        ("“Clean Collar”", Query(("clean", "collar"), (("clean", "collar"),))),
        ("a “colar” he wore", Query(("a", "colar", "he", "wore"))),
        ("lenin -collar", Query(("lenin",), (), ("collar",))),
        ("-lenin", Query((), (), ("lenin",))),
        ("ant-hill - so", Query(("ant", "hill", "so"))),
        ('an open " quote', Query(("an", "open", "quote"))),
        ("", Query(())),
    ],
)
def test_phrases_and_words_not_wanted_are_told_from_the_rest(typed: str, query: Query) -> None:
    assert parse(typed) == query


@pytest.mark.parametrize(
    ("typed", "unfinished"), [("clean col", True), ("clean ", False), ("clean.", False), ("", False)]
)
def test_the_last_word_is_unfinished_while_the_cursor_is_on_it(typed: str, unfinished: bool) -> None:
    assert parse(typed, unfinished=True).unfinished is unfinished


def test_a_query_is_cut_before_and_after_it_grows() -> None:
    assert len("".join(parse("\ufdfa " * 2000).words)) <= MAX_QUERY
    assert parse("x" * 4000).words == ("x" * MAX_QUERY,)
