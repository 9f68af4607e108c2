"""Who is who on Discord: the card of a person, an organisation or a place."""

from typing import Final

from discord import ui

from bot.discord_app.buttons import WhoButton
from bot.discord_app.reading import INK, Row, choice_of, small
from bot.discord_app.text import plain, shortened
from bot.library.directory import Directory, Known
from bot.library.search import shown_name

_LISTED: Final = 20  # passages on one card; a menu holds 25
_NAMES: Final = 300  # characters of other names


def who_card(directory: Directory, known: Known, asker: int, start: int = 0) -> ui.LayoutView:
    """Return the card of ``known``, with the passages from number ``start`` on and a menu to read them."""
    entity, places, quotes = known.entity, directory.passages(known), directory.quotes(known)
    listed = places[start : start + _LISTED]
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=INK)
    container.add_item(ui.TextDisplay(f"### {plain(entity.name)}\n{plain(entity.about)}"))
    container.add_item(ui.TextDisplay(small(_life(known), _other_names(known))))
    container.add_item(ui.Separator())
    counts = f"**{_count(len(places), 'passage')}**" + (f", {_count(len(quotes), 'quote')}" if quotes else "")
    lines = [f"- {plain(shown_name(place))}" for place in listed]
    container.add_item(ui.TextDisplay("\n".join([counts, *lines])))
    view.add_item(container)
    if listed:
        view.add_item(choice_of(listed, "Read one of them…", asker))
    if start + _LISTED < len(places):
        row: Row = ui.ActionRow()
        row.add_item(WhoButton.of(known, "More passages ▶", start + _LISTED))
        view.add_item(row)
    return view


def _life(known: Known) -> str:
    born, died = known.entity.born, known.entity.died
    if born and died:
        return f"{born} – {died}"
    return f"born {born}" if born else f"died {died}" if died else ""


def _other_names(known: Known) -> str:
    names = [*known.entity.spellings, *known.entity.epithets]
    return f"also: {shortened('; '.join(names), _NAMES)}" if names else ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
