"""Quotations: whose words they are, and whose they are said to be."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.loader import load
from bot.content.model import Corrected, Correction, Paragraph, Run, Speech
from bot.library.library import Library
from bot.library.verify import Change, Form, Ruling, Verifier

WORK = load(Path(__file__).parents[2] / "quotes").works[0]
VERIFIER = Verifier(Library([WORK]))


@pytest.mark.parametrize(
    ("claim", "speaker", "reported_by"),
    [
        ("There is no better Bolshevik than Trotsky", "lenin", "trotsky"),
        ("Take your hats and go home", "head-master", "sedova"),
        ("We ate little, slept little", "sedova", "trotsky"),
        ("Here is an extract from notes made considerably later", "trotsky", None),
        ("saw them read Dad’s appeal", "the-boys", "sedova"),
        ("I will issue a few revolutionary proclamations", "trotsky", "memoirist"),
        ("Lenin exclaimed: There is no better Bolshevik than Trotsky", "lenin", "trotsky"),
        ("Perhaps they won't kill us, I rejoined, laughing", "trotsky", None),
        ("acts as a legislative body between the sessions", "translator", None),
        ("“Any thing but ministers", "lenin", "trotsky"),
    ],
)
def test_the_speaker_is_who_says_the_words_and_the_reporter_who_reports_them(
    claim: str, speaker: str, reported_by: str | None
) -> None:
    verdict = VERIFIER.check(claim)
    assert (verdict.kind, verdict.speaker, verdict.reported_by) == (Ruling.VERBATIM, speaker, reported_by)


def test_the_speaker_is_found_behind_slips_that_the_transcription_has() -> None:
    was, now = "in to in to in to in to", "into into into into"
    slip = Corrected(Correction(1, None, was, now, "words split"), 0, len(now))
    said = "Stay with us to-night, both of you."
    paragraph = Paragraph(
        1,
        f"{was} the house. “{said}” And he left the house at once",
        f"{now} the house. “{said}” And he left the house at once",
        (slip,),
    )
    speech = Speech(Run(1, 1), said, "lenin", None, None)
    chapter = replace(
        WORK.chapters[0],
        paragraphs=(paragraph,),
        speech=(speech,),
        notes=(),
        passages=(),
        quotes=(),
        events=(),
        questions=(),
    )
    verifier = Verifier(Library([replace(WORK, chapters=(chapter,))]))
    narrated = verifier.check(f"{was} the house")
    assert (narrated.form, narrated.speaker) == (Form.TRANSCRIBED, "trotsky")
    mostly_said = verifier.check(f"to the house. {said}")
    assert (mostly_said.form, mostly_said.speaker) == (Form.TRANSCRIBED, "lenin")


@pytest.mark.parametrize(
    "claim",
    [
        '"{}" - {}',
        "“{}” —{}",
        "{}—{}",
        "{} – {}",
        "> {}\n> - {}",
        '"{}" ({})',
        "{} ({})",
        '"{}", {}',
        '"{}," said {}',
        '"{}" - {}, My Life, 1930',
        "«{}» ~ {}",
        '> **"{}"**\n> *- {}*',
    ],
)
def test_a_name_beside_the_words_is_checked_as_their_speaker(claim: str) -> None:
    words = "There is no better Bolshevik than Trotsky"
    right, wrong = VERIFIER.check(claim.format(words, "V.I. Lenin")), VERIFIER.check(claim.format(words, "Stalin"))
    assert (right.kind, right.source_text) == (Ruling.VERBATIM, f"{words}.")
    assert [each.change for each in wrong.altered] == [Change.MISATTRIBUTION]
    assert "Lenin, as reported by Trotsky" in wrong.altered[0].words


def test_where_words_stand_twice_the_place_of_the_claimed_speaker_is_told() -> None:
    narrated = VERIFIER.check("the Soviet of People's Commissaries", "Trotsky")
    said = VERIFIER.check("the Soviet of People's Commissaries", "Lenin")
    assert (narrated.kind, said.kind) == (Ruling.VERBATIM, Ruling.VERBATIM)
    assert (narrated.speaker, said.speaker) == ("trotsky", "lenin")


@pytest.mark.parametrize(
    "claim",
    [
        "Lenin almost lost his nerve. “We are having a great international revolution.”",
        "Outwardly, it did indeed look very imposing: men went about tired",
        "Lenin, who was drunk: there is no better Bolshevik than Trotsky",
    ],
)
def test_a_sentence_about_a_speaker_is_no_attribution(claim: str) -> None:
    verdict = VERIFIER.check(claim)
    assert verdict.kind is Ruling.ALTERED
    assert Change.MISATTRIBUTION not in {each.change for each in verdict.altered}
