"""What ``lector verify`` prints, and what it exits with."""

import io
import json
from pathlib import Path

import pytest

from bot.cli.verify import verify
from bot.content.loader import load
from bot.errors import Exit, UserError
from bot.library.library import Library
from bot.library.verify import Verifier

VERIFIER = Verifier(Library(load(Path(__file__).parents[2] / "quotes").works))


def printed(*claims: str, as_json: bool = False) -> tuple[Exit, str]:
    out = io.StringIO()
    code = verify(VERIFIER, claims, out, as_json=as_json)
    return code, out.getvalue()


def test_a_verbatim_claim_is_one_object_without_a_difference_and_exits_with_0() -> None:
    code, text = printed('"There is no better Bolshevik than Trotsky" - Lenin', as_json=True)
    assert code is Exit.FINE
    assert json.loads(text) == {
        "verdict": "verbatim",
        "reference": "ML 29:27",
        "speaker": "Lenin, as reported by Trotsky",
        "source_text": "There is no better Bolshevik than Trotsky.",
        "diff": None,
        "altered": [],
    }


def test_an_altered_claim_has_the_difference_and_the_reason_and_exits_with_1() -> None:
    code, text = printed("There is no worse Bolshevik than Trotsky", as_json=True)
    record = json.loads(text)
    assert code is Exit.NOTHING
    assert record["verdict"] == "altered"
    assert record["altered"] == ["another word: “worse” for “better”"]
    assert record["diff"] == [
        ["equal", "There is no"],
        ["removed", "better"],
        ["added", "worse"],
        ["equal", "Bolshevik than Trotsky."],
    ]


def test_what_is_not_found_has_nothing_but_the_reason() -> None:
    code, text = printed("You may not be interested in war", as_json=True)
    record = json.loads(text)
    assert code is Exit.NOTHING
    assert record.pop("altered") == ["no work here has these words, or nearly these"]
    assert record == {"verdict": "not found", "reference": None, "speaker": None, "source_text": None, "diff": None}


def test_each_line_has_its_object_and_one_that_is_not_verbatim_decides_the_exit() -> None:
    code, text = printed("lol", "", "smells terribly of revolution", as_json=True)
    assert [json.loads(line)["verdict"] for line in text.splitlines()] == ["not found", "not found", "verbatim"]
    assert code is Exit.NOTHING


def test_a_person_reads_the_verdict_the_difference_and_the_citation() -> None:
    _, text = printed("Will Sverdlov and Bukharin be able to manage?")
    assert text.startswith("Altered: ML 29:22, Lenin, as reported by Trotsky\n  - a name in another form")
    assert "Will [-Svyerdlov-] {+Sverdlov+} and Bukharin" in text
    assert "Leon Trotsky, My Life" in text


@pytest.mark.parametrize(
    ("claim", "heading"),
    [
        ("experts to make inquiries", "Verbatim: ML 29:42"),
        ("experts to make in quiries", "Verbatim, as transcribed: ML 29:42"),
        ("Marxism considers itself … at its highest point", "Verbatim, with an elision marked: ML 29:2"),
        ("acts as a legislative body", "Verbatim, in a note of the edition: ML 29:44"),
    ],
)
def test_the_heading_says_which_form_of_the_text_the_words_have(claim: str, heading: str) -> None:
    _, text = printed(claim)
    assert text.startswith(heading)
    assert ("transcribed “in quiries”, corrected to “inquiries”" in text) == ("quiries" in claim)


def test_no_words_at_all_are_an_error_that_says_what_to_type() -> None:
    with pytest.raises(UserError, match="try `lector verify"):
        printed(" ")
