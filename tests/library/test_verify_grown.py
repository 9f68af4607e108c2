"""A verifier takes over what another knows of works that stayed, and says what one that is made anew says."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from books import chapter, work

from bot.content.loader import load
from bot.content.model import Work
from bot.library.library import Library
from bot.library.verify import Ruling, Verdict, Verifier
from bot.library.verify.corpus import Corpus, Form

CLAIMS = Path(__file__).with_name("verify_claims.tsv")
MY_LIFE = load(Path(__file__).parents[2] / "quotes").works[0]
FERRY = work(chapter("The ferryman rowed them across the river in the night."), work_id="ferry", short="F")
BARGE = work(chapter("A bargee hauled the cabbages upstream for a week."), work_id="barge", short="B")


def claims() -> list[str]:
    with CLAIMS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row["claim"].replace("\\n", "\n") for row in rows][::2]


def verdicts(verifier: Verifier) -> list[Verdict]:
    return [verifier.check(claim) for claim in claims()]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((FERRY, MY_LIFE), (BARGE, MY_LIFE)),
        ((MY_LIFE, FERRY, BARGE), (MY_LIFE,)),
    ],
)
def test_every_verdict_is_that_of_a_verifier_made_anew(before: tuple[Work, ...], after: tuple[Work, ...]) -> None:
    taken = Verifier(Library(after), Verifier(Library(before)))
    assert verdicts(taken) == verdicts(Verifier(Library(after)))


def test_what_is_taken_over_is_the_same_in_another_place() -> None:
    before = Corpus(Library([FERRY, MY_LIFE]))
    taken, anew = Corpus(Library([BARGE, MY_LIFE]), before), Corpus(Library([BARGE, MY_LIFE]))
    assert len(taken) == len(anew)
    for one, other in zip(taken.sections, anew.sections, strict=True):
        assert (one.work, one.chapter, one.form, one.note) == (other.work, other.chapter, other.form, other.note)
        assert (list(one.starts), one.end) == (list(other.starts), other.end)
    assert taken.sections[1].texts is before.sections[1].texts
    assert {section.form for section in taken.sections} == set(Form)


def test_the_text_as_transcribed_is_taken_over_beside_the_text_as_served() -> None:
    whole = MY_LIFE.chapters[0]
    plain = next(each for each in whole.paragraphs if not each.corrected)
    slip = next(each for each in whole.paragraphs if "in quiries" in each.source)
    paragraphs = (replace(plain, number=1), replace(slip, number=2))
    one = work(replace(chapter("", ""), paragraphs=paragraphs))
    taken = Verifier(Library([FERRY, one]), Verifier(Library([one])))
    anew = Verifier(Library([FERRY, one]))
    claims = [slip.source, slip.text, plain.text]
    assert [taken.check(claim) for claim in claims] == [anew.check(claim) for claim in claims]
    assert [taken.check(claim).form for claim in claims] == [Form.TRANSCRIBED, Form.SERVED, Form.SERVED]


def test_words_of_works_that_went_are_not_in_the_library() -> None:
    claim = "The ferryman rowed them across the river in the night."
    before = Verifier(Library([FERRY, BARGE]))
    assert before.check(claim).kind is Ruling.VERBATIM
    assert Verifier(Library([BARGE]), before).check(claim).kind is Ruling.NOT_FOUND


def test_the_earlier_verifier_knows_no_words_of_later_works() -> None:
    before = Verifier(Library([FERRY]))
    after = Verifier(Library([FERRY, BARGE]), before)
    claim = "A bargee hauled the cabbages upstream for a week."
    assert after.check(claim).kind is Ruling.VERBATIM
    assert before.check(claim).kind is Ruling.NOT_FOUND
    assert before.check("The ferryman rowed them across the river in the night.").kind is Ruling.VERBATIM


def test_a_chapter_that_was_mended_is_read_anew() -> None:
    before = Verifier(Library([FERRY]))
    mended = replace(FERRY, chapters=(chapter("The ferryman rowed them across the river at noon."),))
    after = Verifier(Library([mended]), before)
    assert after.check("The ferryman rowed them across the river at noon.").kind is Ruling.VERBATIM
    assert after.check("The ferryman rowed them across the river in the night.").kind is Ruling.ALTERED


def test_a_work_whose_title_changed_keeps_its_words_and_has_the_new_title() -> None:
    renamed = replace(FERRY, title="The Night Ferry")
    verdict = Verifier(Library([renamed]), Verifier(Library([FERRY]))).check("The ferryman rowed them across the river")
    assert verdict.place is not None
    assert verdict.place.work.title == "The Night Ferry"
