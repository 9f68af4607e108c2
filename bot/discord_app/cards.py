"""What members see beside the pages of a work: a quote, a search that found nothing, a line of the bot's own."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from discord import ui

from bot.content.model import Quote
from bot.discord_app.reading import INK, choice_of, reading_button, small
from bot.discord_app.text import plain, shortened
from bot.library.citation import citation, correction_notes, quote_attribution
from bot.library.library import Place
from bot.library.search import Found, shown_name

_MOST: Final = 4_000  # characters of a card's texts: Discord's limit
_AND_MORE: Final = 40  # of the line that says how many more there are


def quote_card(place: Place, quote: Quote) -> ui.LayoutView:
    """Return the card of a quote: its words, whose they are, where they stand, and a button to read around it."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=INK)
    container.add_item(ui.TextDisplay(f">>> {plain(quote.text)}"))
    container.add_item(ui.TextDisplay(f"— **{plain(quote_attribution(place.work, quote))}**"))
    container.add_item(ui.TextDisplay(small(citation(place), *correction_notes(place, quote.text))))
    view.add_item(container)
    view.add_item(reading_button(place))
    return view


def nothing_card(found: Found, asker: int) -> ui.LayoutView:
    """Return the card that says that nothing was found, with the nearest places to choose from."""
    lines = [f"I found no passage for “{plain(shortened(found.query, 120))}”."]
    if found.nearest:
        lines.append("-# None of these fits well; they are only the nearest.")
        lines += [f"- {plain(shown_name(hit.place))}" for hit in found.nearest]
    view = words_card("\n".join(lines))
    if found.nearest:
        view.add_item(choice_of([hit.place for hit in found.nearest], "Read one of them…", asker))
    return view


def fitted(lines: Sequence[str]) -> str:
    """Return as many of ``lines``, whole and in order, as a card may hold, and how many more there are."""
    ends = list(accumulate(len(line) + 1 for line in lines))
    if ends[-1] <= _MOST:
        return "\n".join(lines)
    kept = bisect_right(ends, _MOST - _AND_MORE)
    return "\n".join([*lines[:kept], f"-# and {len(lines) - kept} more"])


def words_card(text: str) -> ui.LayoutView:
    """Return a card of the bot's own words; ``text`` is Markdown."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay(text), accent_colour=INK))
    return view
