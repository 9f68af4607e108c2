"""``lector ask`` and ``lector show``: what they print and what they end with."""

import io
import json
from pathlib import Path
from typing import Final

import pytest

from bot.cli.find import ask, show
from bot.content.loader import load
from bot.errors import Exit, UserError
from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.finder import Finder
from bot.library.library import Library
from bot.library.search import Search

GOOD: Final = Path(__file__).parent.parent / "content" / "good"
ICE: Final = "“The ice will carry it,” I said, “if we ask it politely.”"


class Terminal(io.StringIO):
    """A screen, on which words may be bold."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(load(GOOD).works)


@pytest.fixture(scope="module")
def search(library: Library) -> Finder:
    return Finder(library, Search.of(library), Directory(library), Almanac(library))


def asked(search: Finder, *queries: str, as_json: bool = False, out: io.StringIO | None = None) -> tuple[str, Exit]:
    out = out or io.StringIO()
    code = ask(search, queries, out, as_json=as_json)
    return out.getvalue(), code


def shown(library: Library, wanted: str, *, as_json: bool = False) -> str:
    out = io.StringIO()
    assert show(library, wanted, out, as_json=as_json) is Exit.FINE
    return out.getvalue()


def test_the_best_passages_are_printed_with_their_places(search: Finder) -> None:
    text, code = asked(search, "ice wil carry it")
    first, second, *_ = text.splitlines()
    assert first.startswith("FB 1:4 · The ice will carry it  (")
    assert second == f"    {ICE}"
    assert code is Exit.FINE


def test_on_a_screen_the_matched_words_are_bold(search: Finder) -> None:
    text, _ = asked(search, "politely", out=Terminal())
    assert "if we ask it \x1b[1mpolitely\x1b[0m.”" in text
    assert "\x1b" not in asked(search, "politely")[0]


def test_nothing_found_is_said_and_ends_with_1(search: Finder) -> None:
    assert asked(search, "zxqv blorp") == ("Nothing found for “zxqv blorp”.\n", Exit.NOTHING)


def test_the_nearest_are_named_as_no_more_than_near(search: Finder) -> None:
    text, code = asked(search, "bread of heaven in the wilderness of sin")
    first, second, *near = text.splitlines()
    assert first == "Nothing found for “bread of heaven in the wilderness of sin”."
    assert second == "The nearest, though none fits well:"
    assert 1 <= len(near) <= 3
    assert near[0].startswith("    FB 1:3 · The ice will carry it  (")
    assert code is Exit.NOTHING


@pytest.mark.parametrize("query", ["", "  ", "🎉", "…"])
def test_without_words_there_is_nothing_to_look_for(search: Finder, query: str) -> None:
    with pytest.raises(UserError, match="there are no words to look for") as caught:
        asked(search, query)
    assert caught.value.exit_code is Exit.USAGE


def test_as_json_there_is_one_object_a_query_of_the_agreed_shape(search: Finder) -> None:
    text, code = asked(search, "politely", "zxqv blorp", "", as_json=True)
    found, *nothing = [json.loads(line) for line in text.splitlines()]
    assert list(found) == ["query", "hits", "took_ms"]
    (hit,) = found["hits"]
    assert list(hit) == ["reference", "passage", "score", "text", "spans"]
    assert (hit["reference"], hit["passage"], hit["text"]) == ("FB 1:4", "the-ice-will-carry-it", ICE)
    assert [hit["text"][start:end] for start, end in hit["spans"]] == ["politely"]
    assert 0 < hit["score"] <= 1
    assert found["took_ms"] >= 0
    assert [(each["query"], each["hits"]) for each in nothing] == [("zxqv blorp", []), ("", [])]
    assert code is Exit.NOTHING


def test_a_passage_is_shown_whole_with_its_citation_and_its_corrections(library: Library) -> None:
    assert shown(library, "FB 1:1-2") == (
        "Thirty winters  [FB 1:1-2, told by The ferryman]\n"
        "\n"
        "For thirty winters I kept the ferry, and in all of them the river froze only once.\n"
        "\n"
        "On the sixth of January, 1912, the ice came down in the night and shut the landing.\n"
        "\n"
        "The ferryman of the lower landing, The Ferry Book: Thirty Winters on a River, translated\n"
        "by an unnamed hand (Lower Landing: The River Press, 1920), ch. 1, “Low Water”, ¶¶ 1–2\n"
        "¶ 1: transcribed “frose”, corrected to “froze”\n"
        "Transcription: the tests of this project, 2026-01-06\n"
    )


@pytest.mark.parametrize("wanted", ["The ice will carry it", "the-ice-will-carry-it", "ice wil carry it", "fb 1:3–4"])
def test_a_passage_is_shown_by_its_title_id_or_reference(library: Library, wanted: str) -> None:
    assert "[FB 1:3-4, told by The ferryman]" in shown(library, wanted)


def test_shown_as_json_a_passage_is_one_object(library: Library) -> None:
    record = json.loads(shown(library, "FB 1:5", as_json=True))
    assert list(record) == ["reference", "passage", "told_by", "text", "citation", "corrections"]
    assert (record["reference"], record["passage"]) == ("FB 1:5", "forty-in-one-line")
    assert record["told_by"] == "The ferryman's daughter, in The ferryman’s The Ferry Book"
    assert len(record["text"]) == 1
    assert record["corrections"] == []


def test_a_place_that_is_not_there_is_an_error(library: Library) -> None:
    with pytest.raises(UserError, match="there is no FB 1:99: chapter 1 has paragraphs 1-6"):
        show(library, "FB 1:99", io.StringIO(), as_json=False)
