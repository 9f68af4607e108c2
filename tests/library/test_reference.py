"""The human name of a place: how it is read, written and refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import Run
from bot.library.reference import Reference, format_reference, parse_reference

LAW = settings(derandomize=True, deadline=None, max_examples=300)


def one(work: str | None, chapter: int, *runs: tuple[int, int]) -> Reference:
    return Reference(work, chapter, tuple(Run(first, last) for first, last in runs))


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("ML 29:13", one("ML", 29, (13, 13))),
        ("my-life 29:13-15", one("my-life", 29, (13, 15))),
        ("29:3-4,7", one(None, 29, (3, 4), (7, 7))),
        ("29:13", one(None, 29, (13, 13))),
        ("  ml  29 : 13  ", one("ml", 29, (13, 13))),
        ("ML 29:22–24", one("ML", 29, (22, 24))),
        ("ML 29:22—24", one("ML", 29, (22, 24))),
        ("ML 29:22 - 24", one("ML", 29, (22, 24))),
        ("ML 29.13", one("ML", 29, (13, 13))),
        ("ML 29:3; 5 ; 7-9", one("ML", 29, (3, 3), (5, 5), (7, 9))),
        ("My Life 29:13", one("My Life", 29, (13, 13))),
        ("My Life, 29:13", one("My Life", 29, (13, 13))),
        ("My Life, ch. 29:13", one("My Life", 29, (13, 13))),
        ("My Life chapter 29:13", one("My Life", 29, (13, 13))),
        ("ML 29:13,", one("ML", 29, (13, 13))),
        ("ML 29:7,3", one("ML", 29, (7, 7), (3, 3))),
    ],
)
def test_a_reference_is_read_in_every_form_that_people_write(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "ML",
        "ML 29",
        "29",
        "13-15",
        "ML 29:",
        "ML 29:x",
        "ML 29:0",
        "ML 29:15-13",
        "ML 29:1-2-3",
        "ML 29:-3",
        "ML 29:3,,4",
        "lenin clean collar",
        "at 10:30 in the morning",
        "ML 29:13 and more",
        "a" * 200 + " 29:13",
        "ML 99999:1",
        "ML 29:1234567",
        "http://example.org:80/1",
    ],
)
def test_what_is_no_reference_is_not_taken_for_one(text: str) -> None:
    assert parse_reference(text) is None


RUNS = st.tuples(st.integers(1, 99_999), st.integers(0, 900)).map(lambda pair: Run(pair[0], pair[0] + pair[1]))
WORKS = st.from_regex(r"[a-z]+(-[a-z0-9]+)?( [A-Z][a-z]+)?", fullmatch=True).filter(lambda work: len(work) < 30)


@given(WORKS, st.integers(0, 9999), st.lists(RUNS, min_size=1, max_size=4).map(tuple))
@LAW
def test_what_was_written_is_read_as_it_was(work: str, chapter: int, runs: tuple[Run, ...]) -> None:
    assert parse_reference(format_reference(work, chapter, runs)) == Reference(work, chapter, runs)


@given(st.text(alphabet="ML29:;,.-– 013\n", max_size=130) | st.text(max_size=130))
@LAW
def test_any_text_is_a_reference_or_none(text: str) -> None:
    found = parse_reference(text)
    assert found is None or (found.runs and all(run.first <= run.last for run in found.runs))


def test_a_reference_is_written_with_its_runs() -> None:
    assert format_reference("ML", 29, (Run(3, 4), Run(7, 7))) == "ML 29:3-4,7"
