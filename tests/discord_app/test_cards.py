"""Cards keep within Discord's limits, whatever the works hold."""

from dataclasses import replace
from pathlib import Path

import pytest
from support import connected_with

from bot.content.loader import load
from bot.discord_app.cards import quote_card
from bot.discord_app.people import who_card
from bot.discord_app.reading import page_card
from bot.library.directory import Directory
from bot.library.library import Library, Place
from bot.library.pages import pages
from bot.sandbox import StandIn
from bot.settings import Settings, shipped_quotes

LETTERS = """\
id: letters
short: LT
title: Letters
author: clerk
edition: {{publisher: The River Press, place: Lower Landing, year: 1901}}
language: en
rights: Written for the tests of this project; MIT.
persons:
  - {{id: clerk, name: The clerk, about: who wrote the letters}}
quotes:
  - id: signs
    at: letter 3
    text: "{text}"
    speaker: clerk
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(load(shipped_quotes()).works)


def test_every_page_of_every_work_fits_a_message(library: Library) -> None:
    for work in library.works:
        for chapter in work.chapters:
            for number in range(len(pages(chapter))):
                view = page_card(Place(work, chapter, (chapter.passages[0].run,)), number, 2**63)
                assert view.content_length() <= 4000
                assert view.total_children_count <= 40


def test_every_quote_and_every_person_fits_a_message(library: Library) -> None:
    directory = Directory(library)
    for work, chapter, quote in library.quotes:
        assert quote_card(Place(work, chapter, (quote.run,)), quote).content_length() <= 4000
    for known in directory.known:
        assert who_card(directory, known, 2**63).content_length() <= 4000


@pytest.mark.parametrize("text", ["*" * 2400, "[x](http://y) " * 170, "_~`|<" * 480, "- \\\\n" * 480])
async def test_a_text_full_of_signs_is_shown_letter_for_letter(
    discord: StandIn, settings: Settings, tmp_path: Path, text: str
) -> None:
    works = tmp_path / "works"
    works.mkdir()
    (works / "letters.yaml").write_text(LETTERS.format(text=text), encoding="utf-8")
    assert load(works).faults == ()
    async with connected_with(replace(settings, quotes=works))(discord):
        answer = await discord.member("Reader").slash("passage", {"place": "LT 1:1"})
    shown = answer.text.replace("\\", "").replace("\u200b", "")
    assert text.replace("\\\\n", "n").strip().replace("\\", "")[:300] in shown
