"""Reading on Discord: a page of a work as a card, and the buttons and menus that lead from page to page.

All that a button needs to know is in its ``custom_id``, so it works after a restart; places are paragraphs, whose
numbers are for ever, so it works after the works were edited.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Self, cast

import discord
from discord import ui

from bot.content.model import Run
from bot.discord_app.failures import answer_failure
from bot.discord_app.text import marked, plain, shortened
from bot.errors import UserError
from bot.library.citation import citation, correction_note, narrated_by, transcription
from bot.library.library import Library, Place
from bot.library.pages import Page, page_index, pages
from bot.library.search import Hit, shown_name

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

INK: Final = discord.Colour(0x8A3324)  # of the bar beside a card; it carries no meaning
_LABEL: Final = 100  # characters: Discord's limit for an option

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


def small(*lines: str) -> str:
    """Return lines of small print; empty ones are left out."""
    return "\n".join(f"-# {plain(line)}" for line in lines if line)


def corrections_in(place: Place, run: Run) -> list[str]:
    """Return the lines that mark the corrected slips of the transcription."""
    chapter = place.chapter
    return [correction_note(each) for number in run.numbers for each in chapter.paragraph(number).corrections]


class TurnPage(
    ui.DynamicItem[ui.Button[Any]],
    template=r"page:(?P<way>[bfo]):(?P<work>[a-z0-9-]+):(?P<chapter>\d+):(?P<paragraph>\d+)\.(?P<start>\d+):(?P<asker>\d+)",
):
    """◀ ▶ of a page card, and "read around it" of a quote (``way``: back, forward, open)."""

    @classmethod
    def towards(cls, place: Place, page: int, step: int, asker: int) -> Self:
        """Return the button to the page before (``step`` -1) or after (+1); disabled where there is none."""
        every = pages(place.chapter)
        there = min(max(page + step, 0), len(every) - 1)
        piece = every[there].pieces[0]
        way, label = ("b", "◀ Back") if step < 0 else ("f", "Next ▶")
        custom_id = _custom_id(way, place, piece.paragraph.number, piece.start, asker)
        return cls(ui.Button(label=label, custom_id=custom_id, disabled=there == page))

    @classmethod
    def opening(cls, place: Place) -> Self:
        """Return the button that opens the page on which a place starts."""
        custom_id = _custom_id("o", place, place.runs[0].first, 0, 0)
        return cls(ui.Button(label="Read around it", emoji="📖", custom_id=custom_id))

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], __: re.Match[str], /) -> Self:
        """Make the item anew from the message that it was pressed on."""
        return cls(cast("ui.Button[Any]", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page."""
        parts = _matched(self.template, self.custom_id)
        try:
            place = _place(_library(interaction), f"{parts['work']} {parts['chapter']}:{parts['paragraph']}")
            page = page_index(pages(place.chapter), int(parts["paragraph"]), int(parts["start"]))
            asker = int(parts["asker"])
            view = page_card(place, page, interaction.user.id)
            await _show(interaction, view, in_place=asker == interaction.user.id)
        except Exception as error:  # noqa: BLE001 - discord.py would only log it; the table tells the member too
            await answer_failure(interaction, error)


class OpenPlace(ui.DynamicItem[ui.Select[Any]], template=r"open:(?P<asker>\d+)"):
    """A menu of places; the one chosen is shown, and the menu stays."""

    @classmethod
    def of(cls, places: Sequence[Place], placeholder: str, asker: int) -> Self:
        """Return the menu of ``places``."""
        options = [
            discord.SelectOption(label=shortened(shown_name(place), _LABEL), value=place.stable_reference)
            for place in places
        ]
        return cls(ui.Select(custom_id=f"open:{asker}", placeholder=placeholder, options=options))

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], __: re.Match[str], /) -> Self:
        """Make the item anew from the message that it was used on."""
        return cls(cast("ui.Select[Any]", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the place that was chosen."""
        asker = int(_matched(self.template, self.custom_id)["asker"])
        try:
            place = _place(_library(interaction), self.item.values[0])
            view = place_card(place, interaction.user.id)
            mine = asker == interaction.user.id
            if mine:
                self.item.options = [
                    _but(option, default=option.value == self.item.values[0]) for option in self.item.options
                ]
                view.add_item(ui.ActionRow(self))
            await _show(interaction, view, in_place=mine)
        except Exception as error:  # noqa: BLE001 - as above
            await answer_failure(interaction, error)


def _but(option: discord.SelectOption, *, default: bool) -> discord.SelectOption:
    return discord.SelectOption(label=option.label, value=option.value, default=default)


async def _show(interaction: discord.Interaction[Any], view: ui.LayoutView, *, in_place: bool) -> None:
    if in_place:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def _library(interaction: discord.Interaction[Any]) -> Library:
    return cast("Lector", interaction.client).library


def _place(library: Library, reference: str) -> Place:
    try:
        return library.at(reference)
    except UserError as error:
        raise UserError(f"that place is no longer in the library: {error}") from error


def _custom_id(way: str, place: Place, paragraph: int, start: int, asker: int) -> str:
    return f"page:{way}:{place.work.id}:{place.chapter.number}:{paragraph}.{start}:{asker}"


def _matched(template: re.Pattern[str], custom_id: str) -> re.Match[str]:
    match = template.fullmatch(custom_id)
    if match is None:
        raise ValueError(f"the custom_id {custom_id!r} is not of the form {template.pattern}")
    return match


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
    print_ = small(context, citation(here), *corrections_in(here, page.run), transcription(place.work))
    container.add_item(ui.TextDisplay(print_))
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
    return "\n\n".join(paragraphs)
