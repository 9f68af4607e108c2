"""Who can stand beside whom."""

from collections.abc import Sequence
from dataclasses import replace

import books

from bot.content.model import Entity, EntityKind
from bot.quiz.company import Company
from bot.quiz.folded import FoldedText

TEXT = "Anna, Boris, Clara and Dmitri met the Left Party of Moscow, the Union, the Left Party and the Guild."
ANNA, BORIS, CLARA, DMITRI, EMMA = (
    books.entity(name.lower(), name) for name in ("Anna", "Boris", "Clara", "Dmitri", "Emma")
)
PARTY, BRANCH, UNION, GUILD = (
    books.entity(name, name.replace("-", " ").title(), kind=EntityKind.ORGANISATION)
    for name in ("left-party", "left-party-of-moscow", "union", "guild")
)


def company(*entities: Entity, persons: Sequence[str] = ()) -> Company:
    passages = [books.passage(1, 1, persons=[each]) for each in persons]
    work = books.work(books.chapter(TEXT, passages=passages), entities={each.id: each for each in entities})
    return Company(work, FoldedText(work))


def beside(right: Entity, *others: Entity, told: str = "", persons: Sequence[str] = (), unfit: str = "") -> list[str]:
    return [each.id for each in company(right, *others, persons=persons).beside(right, told, (unfit,))]


def test_an_option_is_of_one_kind_and_named_in_the_text_but_not_in_the_question() -> None:
    assert beside(ANNA, BORIS, CLARA, EMMA, UNION) == ["boris", "clara"]
    assert beside(ANNA, BORIS, CLARA, told="Of Clara’s brother.") == ["boris"]


def test_whoever_is_spoken_of_only_by_what_they_are_is_no_option_beside_a_name() -> None:
    assert beside(ANNA, replace(BORIS, name="The Boris")) == []


def test_a_body_and_its_member_are_no_options_beside_each_other() -> None:
    whole = replace(UNION, members=("guild",))
    assert beside(whole, GUILD, PARTY) == ["left-party"]
    assert beside(GUILD, whole, PARTY) == ["left-party"]


def test_two_of_which_one_has_the_name_of_the_other_in_its_own_are_no_options_beside_each_other() -> None:
    assert beside(PARTY, BRANCH, UNION) == ["union"]
    assert beside(BRANCH, PARTY, UNION) == ["union"]


def test_a_body_described_by_another_is_no_option_beside_it() -> None:
    part = replace(GUILD, about="The fighting arm of the union.")
    assert beside(part, UNION, PARTY) == ["left-party"]
    assert beside(UNION, part, PARTY) == ["left-party"]
    assert beside(ANNA, replace(BORIS, about="A friend of Anna.")) == ["boris"]


def test_nor_is_what_is_the_same_in_part_as_one_that_does_not_suit() -> None:
    whole = replace(UNION, members=("guild",))
    assert beside(PARTY, whole, GUILD, unfit="guild") == []


def test_those_of_one_body_come_first_then_those_most_spoken_of() -> None:
    club = replace(UNION, members=("anna", "dmitri", "nobody"))
    assert beside(ANNA, BORIS, CLARA, DMITRI, club, persons=["clara", "clara", "boris"]) == ["dmitri", "clara", "boris"]


def test_of_those_that_are_the_same_in_part_the_first_is_kept() -> None:
    one = company(PARTY, BRANCH, UNION)
    assert list(one.distinct([BRANCH, UNION, PARTY])) == [BRANCH, UNION]
