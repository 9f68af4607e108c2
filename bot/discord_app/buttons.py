"""Buttons and menus that outlive a restart: all that they need to know is in their ``custom_id``.

Places are paragraphs, whose numbers are for ever, so a button also works after the works were edited. What a press
does is in ``presses.py``.
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Self, cast

import discord
from discord import ui

from bot.discord_app.text import shortened
from bot.library.directory import Known
from bot.library.library import Place
from bot.library.pages import pages
from bot.library.search import shown_name

if TYPE_CHECKING:
    from bot.discord_app.client import Lector
    from bot.discord_app.presses import LastingItem

LABEL: Final = 80
"""How long the label of a button may be, in characters: Discord's limit."""

_OPTION: Final = 100  # characters: Discord's limit for a menu's option


class Lasting:
    """What lasting items share: they are made anew from the message they were used on, and the client acts."""

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], __: re.Match[str], /) -> Self:
        """Make the item anew from the message that it was used on."""
        return cls(cast("Any", item))  # type: ignore[call-arg]

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Let the client act."""
        await cast("Lector", interaction.client).pressed(interaction, cast("LastingItem", self))


class TurnPage(
    Lasting,
    ui.DynamicItem[ui.Button[Any]],
    template=r"page:(?P<way>[bfo]):(?P<work>[a-z0-9-]+):(?P<chapter>\d+):(?P<paragraph>\d+)\.(?P<start>\d+):(?P<asker>\d+)",
):
    """◀ ▶ of a page, and "read around it" of a quote (``way``: back, forward, open)."""

    @classmethod
    def towards(cls, place: Place, page: int, step: int, asker: int) -> Self:
        """Return the button to the page before (``step`` -1) or after (+1); disabled where there is none."""
        every = pages(place.chapter)
        there = min(max(page + step, 0), len(every) - 1)
        piece = every[there].pieces[0]
        way, label = ("b", "◀ Back") if step < 0 else ("f", "Next ▶")
        custom_id = _page_id(way, place, piece.paragraph.number, piece.start, asker)
        return cls(ui.Button(label=label, custom_id=custom_id, disabled=there == page))

    @classmethod
    def opening(cls, place: Place, label: str = "Read around it") -> Self:
        """Return the button that opens the page on which a place starts, for whoever presses it."""
        custom_id = _page_id("o", place, place.runs[0].first, 0, 0)
        return cls(ui.Button(label=label, emoji="📖", custom_id=custom_id))

    @property
    def parts(self) -> re.Match[str]:
        """What the ``custom_id`` says, by the names in the template."""
        return _matched(self.template, self.custom_id)


class OpenPlace(Lasting, ui.DynamicItem[ui.Select[Any]], template=r"open:(?P<asker>\d+)"):
    """A menu of places; the values are references."""

    @classmethod
    def of(cls, places: Sequence[Place], placeholder: str, asker: int) -> Self:
        """Return the menu of ``places``, of which there are at most 25."""
        options = [
            discord.SelectOption(label=shortened(shown_name(place), _OPTION), value=place.stable_reference)
            for place in places
        ]
        return cls(ui.Select(custom_id=f"open:{asker}", placeholder=placeholder, options=options))

    @property
    def asker(self) -> int:
        """The id of the member for whom the card is."""
        return int(_matched(self.template, self.custom_id)["asker"])

    def showing(self, value: str) -> "OpenPlace":
        """Return the same menu with ``value`` as the one that is shown."""
        options = [
            discord.SelectOption(label=option.label, value=option.value, default=option.value == value)
            for option in self.item.options
        ]
        return OpenPlace(ui.Select(custom_id=self.custom_id, placeholder=self.item.placeholder, options=options))


class WhoButton(
    Lasting,
    ui.DynamicItem[ui.Button[Any]],
    template=r"who:(?P<work>[a-z0-9-]+):(?P<entity>[a-z0-9-]+):(?P<start>\d+)",
):
    """A button that shows who somebody is, to whoever presses it."""

    @classmethod
    def of(cls, known: Known, label: str, start: int = 0) -> Self:
        """Return the button to the card of ``known``, from its passage number ``start`` on."""
        custom_id = f"who:{known.work.id}:{known.entity.id}:{start}"
        return cls(ui.Button(label=shortened(label, LABEL), custom_id=custom_id))

    @property
    def parts(self) -> re.Match[str]:
        """What the ``custom_id`` says, by the names in the template."""
        return _matched(self.template, self.custom_id)


class DailyButton(
    Lasting,
    ui.DynamicItem[ui.Button[Any]],
    template=r"daily:(?P<action>save|discuss|another|question):(?P<schedule>\d+):(?P<date>\d{8})",
):
    """A button under a daily post; its key is also how a post that was sent is known again."""

    @classmethod
    def of(cls, action: str, label: str, schedule: int, date: dt.date) -> Self:
        """Return the button for ``action`` on the post of a date."""
        return cls(ui.Button(label=label, custom_id=f"daily:{action}{cls.key(schedule, date)}"))

    @staticmethod
    def key(schedule: int, date: dt.date) -> str:
        """Return what the ``custom_id`` of each of a post's buttons ends with."""
        return f":{schedule}:{date:%Y%m%d}"

    @property
    def parts(self) -> re.Match[str]:
        """What the ``custom_id`` says, by the names in the template."""
        return _matched(self.template, self.custom_id)


class ReadingButton(Lasting, ui.DynamicItem[ui.Button[Any]], template=r"reading:(?P<number>\d)"):
    """One of the ways to read a sentence; the sentence is in the message that the card replies to."""

    @classmethod
    def of(cls, number: int, label: str) -> Self:
        """Return the button for the likely reading with a number."""
        return cls(ui.Button(label=shortened(label, LABEL), custom_id=f"reading:{number}"))

    @property
    def number(self) -> int:
        """Which of the likely readings it is, from 0."""
        return int(_matched(self.template, self.custom_id)["number"])


def _page_id(way: str, place: Place, paragraph: int, start: int, asker: int) -> str:
    return f"page:{way}:{place.work.id}:{place.chapter.number}:{paragraph}.{start}:{asker}"


def _matched(template: re.Pattern[str], custom_id: str) -> re.Match[str]:
    match = template.fullmatch(custom_id)
    if match is None:
        raise ValueError(f"the custom_id {custom_id!r} is not of the form {template.pattern}")
    return match
