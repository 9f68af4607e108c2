"""What is made of a work, once, for every bank that holds it."""

import random
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from threading import Barrier

import pytest

from bot.content.loader import load
from bot.content.model import Work
from bot.library.library import Library
from bot.quiz.bank import Bank
from bot.quiz.question import Candidate, QuestionKind, question_key
from bot.quiz.work_questions import WorkQuestions

ROOT = Path(__file__).parents[2]
FERRY = load(ROOT / "tests/content/good").works[0]
LIFE = load(ROOT / "quotes").works[0]
LAST = [*QuestionKind][-1]


def bank(*works: Work, before: Bank | None = None) -> Bank:
    return Bank(Library(works), before)


def of(work: Work, candidates: tuple[Candidate, ...]) -> list[Candidate]:
    return [each for each in candidates if each.id.startswith(f"{work.id}/")]


def same(ones: list[Candidate], others: list[Candidate]) -> bool:
    return all(one is other for one, other in zip(ones, others, strict=True))


def retitled(work: Work) -> Work:
    return replace(work, title="Another Title")


def test_nothing_is_made_before_it_is_asked_for_and_then_only_that() -> None:
    (work,) = bank(FERRY).works
    assert work._made == {}
    work.of_kind(QuestionKind.HAND_WRITTEN)
    assert work._made.keys() == {QuestionKind.HAND_WRITTEN}


def test_of_works_that_are_the_same_objects_everything_is_kept() -> None:
    before = bank(FERRY)
    kept = before.candidates
    after = bank(FERRY, LIFE, before=before)
    assert same(of(FERRY, after.candidates), [*kept])
    assert after.works[0] is before.works[0]


def test_what_a_bank_has_not_made_yet_is_made_once_for_both() -> None:
    before = bank(FERRY)
    after = bank(FERRY, before=before)
    assert same([*after.candidates], [*before.candidates])


def test_a_changed_work_is_made_anew_and_one_that_is_gone_is_forgotten() -> None:
    before = bank(FERRY, LIFE)
    assert before.find("my-life/who-said/smells-of-revolution") is not None
    changed = retitled(FERRY)
    after = bank(changed, before=before)
    assert after.candidates == bank(changed).candidates != before.candidates
    assert {each.id.split("/")[0] for each in after.candidates} == {"ferry"}
    assert after.find("my-life/who-said/smells-of-revolution") is None
    assert after.by_key(question_key("my-life/who-said/smells-of-revolution")) is None


def test_a_work_that_only_equals_another_is_made_anew() -> None:
    before = bank(LIFE)
    asked = before.of_kind(QuestionKind.WHO_SAID)
    after = bank(replace(LIFE), before=before).of_kind(QuestionKind.WHO_SAID)
    assert after == asked
    assert not any(one is other for one, other in zip(after, asked, strict=True))


def steps() -> Iterator[tuple[Work, ...]]:
    """Libraries that grow, shrink, change and are put in another order, one after the other."""
    changed = retitled(LIFE)
    yield from ((), (LIFE,), (FERRY, LIFE), (LIFE, FERRY), (changed, FERRY), (FERRY,), (FERRY, LIFE))


def test_a_bank_that_follows_others_is_as_one_made_anew() -> None:
    following: Bank | None = None
    for works in steps():
        following, anew = bank(*works, before=following), bank(*works)
        assert following.candidates == anew.candidates
        assert following.draw(random.Random(1), 9) == anew.draw(random.Random(1), 9)


def test_a_bank_does_not_keep_the_one_before_it() -> None:
    before = bank(FERRY)
    after = bank(FERRY, before=before)
    gone = weakref.ref(before)
    del before
    assert after.candidates
    assert gone() is None


def test_the_works_come_kind_by_kind_in_their_order() -> None:
    for works in permutations((FERRY, LIFE)):
        found = [(each.kind, each.id.split("/")[0]) for each in bank(*works).candidates]
        kinds, order = [*QuestionKind], [work.id for work in works]
        assert found == sorted(found, key=lambda each: (kinds.index(each[0]), order.index(each[1])))


def test_whoever_is_named_in_several_chapters_is_asked_for_once_by_the_first() -> None:
    twice = replace(LIFE, chapters=tuple(replace(LIFE.chapters[0], number=number) for number in (1, 2)))
    asked = bank(twice).of_kind(QuestionKind.WHO_WAS)
    assert len({each.id for each in asked}) == len(asked) > 0
    assert {each.proof[0].reference.split(":")[0] for each in asked} == {"ML 1"}


def test_every_question_is_found_by_its_id_and_by_its_key() -> None:
    here = bank(FERRY, LIFE)
    for candidate in here.candidates:
        assert here.find(candidate.id) is candidate
        assert here.by_key(question_key(candidate.id)) is candidate


@pytest.mark.parametrize("unknown", ["", "/", "ferry", "ferry/", "ferry/when/no-such", "no-such/when/judsons-visit"])
def test_what_is_no_question_is_not_found(unknown: str) -> None:
    here = bank(FERRY, LIFE)
    assert here.find(unknown) is None
    assert here.by_key(unknown) is None
    assert here.by_key(question_key(unknown)) is None


def test_a_key_never_changes_for_buttons_that_were_sent_carry_it() -> None:
    assert question_key("my-life/who-said/smells-of-revolution") == "a182dd4603c43001"


def test_threads_that_come_at_once_get_what_one_gets() -> None:
    alone = bank(FERRY, LIFE)
    shared = bank(FERRY, LIFE)
    count = 8
    at_once = Barrier(count)

    def all_of(number: int) -> tuple[Candidate, ...]:
        kinds = [*QuestionKind]
        random.Random(number).shuffle(kinds)
        at_once.wait()
        for kind in kinds:
            assert shared.of_kind(kind) == alone.of_kind(kind)
        assert all(shared.find(each.id) == shared.by_key(question_key(each.id)) == each for each in alone.candidates)
        return shared.candidates

    assert alone.candidates
    with ThreadPoolExecutor(count) as threads:
        assert all(found == alone.candidates for found in threads.map(all_of, range(count)))


class Overtaken(WorkQuestions):
    """As where another thread came for the last kind at the same time, and was quicker."""

    overtaken = False

    def _make(self, kind: QuestionKind) -> tuple[Candidate, ...]:
        if kind is LAST and not self.overtaken:
            self.overtaken = True
            self.of_kind(kind)
        return super()._make(kind)


def test_a_thread_that_comes_second_gets_what_the_first_made() -> None:
    questions, alone = Overtaken(LIFE), WorkQuestions(LIFE)
    for kind in QuestionKind:
        found = questions.of_kind(kind)
        assert found == alone.of_kind(kind)
        assert found is questions.of_kind(kind)
    assert questions.overtaken


def test_what_was_remembered_of_the_text_is_let_go_once_all_is_made() -> None:
    questions = WorkQuestions(FERRY)
    text = weakref.ref(questions._sources[0].text)
    for kind in QuestionKind:
        assert text() is not None
        questions.of_kind(kind)
    assert text() is None


def test_all_is_made_of_one_work_before_the_next_is_begun() -> None:
    made: list[str] = []

    class Noted(WorkQuestions):
        def _make(self, kind: QuestionKind) -> tuple[Candidate, ...]:
            made.append(self.work.id)
            return super()._make(kind)

    here = bank(FERRY, LIFE)
    here.works = (Noted(FERRY), Noted(LIFE))
    assert here.candidates == bank(FERRY, LIFE).candidates
    assert made == [*["ferry"] * len(QuestionKind), *["my-life"] * len(QuestionKind)]


def test_questions_that_are_made_ahead_are_all_made_unless_it_ends() -> None:
    ended, whole = bank(FERRY, LIFE), bank(FERRY, LIFE)
    ended.prepare(lambda: True)
    assert "candidates" not in vars(ended)
    whole.prepare()
    assert "candidates" in vars(whole)
    assert all("by_key" in vars(each) for each in whole.works)
