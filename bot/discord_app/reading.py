"""A page of a work as a card, with the buttons that lead to the pages around it and to the people on it."""

from collections.abc import Mapping, Sequence
from typing import Final

import discord
from discord import ui

from bot.discord_app.buttons import OpenPlace, TurnPage, WhoButton
from bot.discord_app.text import marked, plain, shortened
from bot.library.citation import citation, correction_notes, narrated_by, transcription
from bot.library.directory import named_at
from bot.library.library import Place
from bot.library.pages import Page, page_index, pages
from bot.library.search import Hit

INK: Final = discord.Colour(0x8A3324)  # of the bar beside a card; it carries no meaning
_BODY: Final = 2800  # characters of Markdown; a message holds 4,000 in all
_PRINT: Final = 900  # of small print, likewise
_BUTTONS_A_ROW: Final = 5  # Discord's limit
_MOST_PEOPLE: Final = 10  # with a button under a page

Spans = Mapping[int, Sequence[tuple[int, int]]]
"""What to mark: spans of the served text of paragraphs, by their number."""

Row = ui.ActionRow[ui.LayoutView]


def page_card(place: Place, page: int, asker: int, spans: Spans | None = None) -> ui.LayoutView:
    """Return the card of page ``page`` of the place's chapter, with buttons to the pages around it.

    ``asker`` is the id of the member who may turn this card's pages; others get a copy of their own.
    """
    view = ui.LayoutView(timeout=None)
    view.add_item(_container(place, page, spans or {}))
    row: Row = ui.ActionRow()
    row.add_item(TurnPage.towards(place, page, -1, asker))
    row.add_item(TurnPage.towards(place, page, +1, asker))
    view.add_item(row)
    for people in _people_rows(Place(place.work, place.chapter, (pages(place.chapter)[page].run,))):
        view.add_item(people)
    return view


def place_card(place: Place, asker: int) -> ui.LayoutView:
    """Return the card of the page on which a place starts."""
    return page_card(place, page_index(pages(place.chapter), place.runs[0].first), asker)


def hits_card(hits: Sequence[Hit], asker: int) -> ui.LayoutView:
    """Return the card of the best hit with its words marked, and a menu of all where there are others."""
    best = hits[0]
    number = best.place.runs[0].first
    start = best.spans[0][0] if best.spans else 0
    view = page_card(best.place, page_index(pages(best.place.chapter), number, start), asker, {number: best.spans})
    if len(hits) > 1:
        view.add_item(choice_of([hit.place for hit in hits], "Other passages that fit…", asker))
    return view


def choice_of(places: Sequence[Place], placeholder: str, asker: int) -> Row:
    """Return a menu of places to read."""
    row: Row = ui.ActionRow()
    row.add_item(OpenPlace.of(places, placeholder, asker))
    return row


def reading_button(place: Place) -> Row:
    """Return a button that opens a place for whoever presses it, for their eyes only."""
    row: Row = ui.ActionRow()
    row.add_item(TurnPage.opening(place))
    return row


def _people_rows(place: Place) -> list[Row]:
    """Return buttons for the persons and organisations of a place's passage."""
    buttons = [WhoButton.of(known, known.entity.short) for known in named_at(place)[:_MOST_PEOPLE]]
    rows = []
    for start in range(0, len(buttons), _BUTTONS_A_ROW):
        row: Row = ui.ActionRow()
        for button in buttons[start : start + _BUTTONS_A_ROW]:
            row.add_item(button)
        rows.append(row)
    return rows


def small(*lines: str) -> str:
    """Return lines of small print; empty ones are left out."""
    return "\n".join(f"-# {plain(line)}" for line in lines if line)


def _container(place: Place, index: int, spans: Spans) -> ui.Container[ui.LayoutView]:
    page = pages(place.chapter)[index]
    here = Place(place.work, place.chapter, (page.run,))
    title = page.passage.title if page.passage else place.chapter.title
    going_on = " (continued)" if _goes_on(page) else ""
    context = page.passage.context if page.passage else ""
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=INK)
    container.add_item(
        ui.TextDisplay(f"### {plain(title)}{going_on}\n-# {here.reference} · told by {plain(narrated_by(here))}")
    )
    container.add_item(ui.TextDisplay(_body(page, spans)))
    container.add_item(ui.Separator())
    print_ = small(context, citation(here), *correction_notes(here), transcription(place.work))
    container.add_item(ui.TextDisplay(shortened(print_, _PRINT)))
    return container


def _goes_on(page: Page) -> bool:
    return page.starts_inside or (page.passage is not None and page.run.first > page.passage.run.first)


def _body(page: Page, spans: Spans) -> str:
    paragraphs = []
    for piece in page.pieces:
        here = [
            (max(start, piece.start) - piece.start, min(end, piece.end) - piece.start)
            for start, end in spans.get(piece.paragraph.number, ())
            if start < piece.end and end > piece.start
        ]
        before = "… " if piece.start else ""
        after = " …" if piece.end < len(piece.paragraph.text) else ""
        paragraphs.append(f"{before}{marked(piece.text, here)}{after}")
    body = "\n\n".join(paragraphs)
    if len(body) <= _BODY:
        return body
    # A text full of signs would outgrow the message with each of them escaped; in a block they need no escaping.
    words = "\n\n".join(piece.text for piece in page.pieces).replace("```", "`\u200b``")
    return f"```\n{words}\n```"
