import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.drafting.draft import Draft, DraftChapter
from bot.content.drafting.work import draft_work
from bot.content.drafting.write import write_work
from bot.content.drafting.yaml_text import scalar
from bot.content.faults import Fault, Report
from bot.content.loader import load
from bot.content.strict_yaml import Scalar, parse
from bot.errors import UserError

Confirm = Callable[[Path], None]
TO_CONFIRM = {"Q025"}


def codes(folder: Path) -> set[str]:
    return {fault.code for fault in load(folder).faults}


def draft(*paragraphs: str, title: str = "A Book", author: str = "A. Reader") -> Draft:
    return Draft(title, author, "en", (DraftChapter("I. First", paragraphs),))


def written(made: Draft, into: Path) -> Path:
    return write_work(draft_work(made, Path("a.txt"), None, None), into)


def test_fresh_draft_has_only_places_to_confirm_and_the_report_counts_them(tmp_path: Path, confirm: Confirm) -> None:
    text = "On 7 November 1917 we saw Lenin. “It is done,” said Lenin to Lenin’s friend, in Petrograd, near Petrograd."
    work = draft_work(draft(text, "More of it."), Path("a.txt"), None, None)
    folder = write_work(work, tmp_path)
    fresh = load(folder).faults
    assert {fault.code for fault in fresh} == TO_CONFIRM
    confirm(folder / "work.yaml")
    # A passage to confirm is left out, so its paragraphs are for now in no passage: that too is told.
    then = load(folder).faults
    assert {fault.code for fault in then} <= {*TO_CONFIRM, "Q033"}
    seen: set[Fault] = {*fresh, *(fault for fault in then if fault.code in TO_CONFIRM)}
    assert len(seen) == work.to_confirm
    assert (work.persons, work.places, work.dates, work.spoken) == (2, 1, 1, 1)


def test_confirmed_draft_is_clean_and_serves_every_word(tmp_path: Path, confirm: Confirm) -> None:
    text = "On 7 November 1917 we saw Lenin. “It is done,” said Lenin to Lenin’s friend, in Petrograd, near Petrograd."
    folder = written(draft(text), tmp_path)
    for path in folder.glob("*.yaml"):
        confirm(path)
    loaded = load(folder)
    assert loaded.faults == ()
    (work,) = loaded.works
    (chapter,) = work.chapters
    assert (work.id, work.short, work.title, work.author) == ("a-book", "AB", "A Book", "a-reader")
    assert (chapter.number, chapter.title, chapter.paragraphs[0].text) == (1, "First", text)
    assert chapter.speech[0].words == "It is done,"
    assert (chapter.passages[0].persons, chapter.passages[0].places) == (("lenin",), ("petrograd",))
    assert set(work.entities) == {"a-reader", "lenin", "petrograd"}


def test_events_are_drafted_as_comments_that_hold_the_words_found(tmp_path: Path) -> None:
    folder = written(draft("On 7 November 1917, and on December 9."), tmp_path)
    index = (folder / "01-first.yaml").read_text("utf-8")
    assert "#     date: 1917-11-07\n" in index
    assert "#     wording: 7 November 1917\n" in index
    assert '#     date: "CONFIRM: the year is not said here"\n' in index


def test_event_loads_once_it_is_no_comment(tmp_path: Path, confirm: Confirm) -> None:
    folder = written(draft("On 7 November 1917 it fell."), tmp_path)
    index = folder / "01-first.yaml"
    head, _, events = index.read_text("utf-8").partition("# events:")
    index.write_text(head + "events:" + events.replace("\n# ", "\n"), "utf-8")
    for path in folder.glob("*.yaml"):
        confirm(path)
    loaded = load(folder)
    assert loaded.faults == ()
    assert [event.wording for event in loaded.works[0].chapters[0].events] == ["7 November 1917"]


def test_author_named_in_the_text_is_one_person(tmp_path: Path) -> None:
    folder = written(draft("we saw Trotsky and Trotsky", author="Leon Trotsky"), tmp_path)
    people = (folder / "people.yaml").read_text("utf-8")
    assert people.count("  - id:") == 1
    assert "spellings: [Trotsky]" in people


def test_unknown_author_is_asked_for_in_both_files(tmp_path: Path, confirm: Confirm) -> None:
    folder = written(draft("One.", author=""), tmp_path)
    assert "author: CONFIRM" in (folder / "work.yaml").read_text("utf-8")
    for path in folder.glob("*.yaml"):
        confirm(path)
    assert codes(folder) == set()


def test_text_alone_has_number_and_title_of_its_file() -> None:
    work = draft_work(Draft("", "", "", (DraftChapter("", ("One.",)),)), Path("29-in-power.txt"), None, None)
    assert work.id == "in-power"
    assert list(work.files) == ["work.yaml", "people.yaml", "29-in-power.txt", "29-in-power.yaml"]
    assert "chapter: 29  # CONFIRM\ntitle: In power  # CONFIRM\n" in work.files["29-in-power.yaml"]


def test_id_and_short_title_may_be_given() -> None:
    work = draft_work(draft("One."), Path("a.txt"), "my-life", "ML")
    assert work.id == "my-life"
    assert "\nshort: ML  # CONFIRM" in work.files["work.yaml"]


@pytest.mark.parametrize("work_id", ["../evil", "My Life", "a/b", "x" * 49])
def test_id_that_is_none_is_refused(work_id: str) -> None:
    with pytest.raises(UserError, match="is no id"):
        draft_work(draft("One."), Path("a.txt"), work_id, None)


def test_title_that_makes_no_id_asks_for_one() -> None:
    with pytest.raises(UserError, match="give one with --id"):
        draft_work(draft("One.", title="Моя жизнь"), Path("жизнь.txt"), None, None)


def test_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a-book").mkdir()
    with pytest.raises(UserError, match="is there already"):
        written(draft("One."), tmp_path)
    assert list(tmp_path.rglob("*")) == [tmp_path / "a-book"]


def test_link_that_leads_nowhere_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a-book").symlink_to("nowhere")
    with pytest.raises(UserError, match="is there already"):
        written(draft("One."), tmp_path)


def test_nothing_is_left_where_a_file_cannot_be_written(tmp_path: Path) -> None:
    work = draft_work(draft("One."), Path("a.txt"), None, None)
    work.files["no/such/folder.txt"] = ""
    with pytest.raises(UserError, match="can't be written"):
        write_work(work, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_folder_to_write_into_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no folder"):
        written(draft("One."), tmp_path / "none")


def test_text_that_speaks_of_confirmation_is_no_place_to_confirm(tmp_path: Path, confirm: Confirm) -> None:
    folder = written(draft("CONFIRMATION of the treaty."), tmp_path)
    for path in folder.glob("*.yaml"):
        confirm(path)
    assert codes(folder) == set()


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_scalar_comes_back_from_yaml_as_it_was(text: str) -> None:
    faults: list[Fault] = []
    mapping = parse(f"a: {scalar(text)}  # CONFIRM\nb: [{scalar(text)}, x]\n# {scalar(text)}\n", Report("a", faults))
    assert faults == []
    assert mapping is not None
    assert isinstance(mapping.fields["a"], Scalar)
    assert mapping.fields["a"].text == text


TEXT = (
    st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
PROSE = st.lists(
    st.sampled_from("Lenin Petrograd in at “we say so” on 7 November 1917 the Party . , : # - '".split(" ")),
    min_size=1,
).map(" ".join)
CHAPTERS = st.lists(
    st.tuples(
        TEXT | st.just("") | st.sampled_from(["I. One", "Chapter 2"]), st.lists(TEXT | PROSE, min_size=1, max_size=6)
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chapters=CHAPTERS, title=TEXT, author=TEXT | PROSE | st.just(""))
def test_any_draft_has_only_places_to_confirm_and_every_word_and_is_clean_once_confirmed(
    confirm: Confirm, chapters: list[tuple[str, list[str]]], title: str, author: str
) -> None:
    made = Draft(title, author, "", tuple(DraftChapter(name, tuple(paragraphs)) for name, paragraphs in chapters))
    with tempfile.TemporaryDirectory() as into:
        folder = write_work(draft_work(made, Path("a.txt"), "the-work", None), Path(into))
        assert codes(folder) == TO_CONFIRM
        for path in folder.glob("*.yaml"):
            confirm(path)
        assert codes(folder) == set()
        texts = {path.name: path.read_bytes().decode().removesuffix("\n").split("\n") for path in folder.glob("*.txt")}
        assert sorted(texts.values()) == sorted(paragraphs for _, paragraphs in chapters)
