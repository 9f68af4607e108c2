"""The card of a daily post."""

import datetime as dt

from discord import ui

from bot.content.dates import Precision
from bot.content.model import Quote
from bot.daily.picks import Candidate
from bot.daily.schedule import Extras
from bot.discord_app.buttons import DailyButton, TurnPage
from bot.discord_app.reading import INK, Row, small
from bot.discord_app.text import plain
from bot.library.citation import citation, correction_notes, quote_attribution, transcription
from bot.library.library import Place


def daily_card(schedule: int, date: dt.date, candidate: Candidate, extras: Extras) -> ui.LayoutView:
    """Return the card: the quote, whose it is, where it stands, what day it tells of, and its buttons."""
    place, quote = candidate.place, candidate.quote
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=INK)
    mention = f"<@&{extras.role}>\n" if extras.role else ""
    container.add_item(ui.TextDisplay(f"{mention}### {plain(extras.title or 'Quote of the day')}"))
    container.add_item(ui.TextDisplay(f">>> {plain(quote.text)}"))
    container.add_item(ui.TextDisplay(f"— **{plain(quote_attribution(place.work, quote))}**"))
    context = place.passage.context if place.passage else ""
    notes = correction_notes(place, quote.text)
    container.add_item(
        ui.TextDisplay(small(_told_of(place, quote), context, citation(place), *notes, transcription(place.work)))
    )
    view.add_item(container)
    row: Row = ui.ActionRow()
    row.add_item(TurnPage.opening(place, "Context"))
    for action, label in (("save", "Save"), ("discuss", "Discuss"), ("another", "Another of the same")):
        row.add_item(DailyButton.of(action, label, schedule, date))
    if extras.question:
        row.add_item(DailyButton.of("question", "Question of the day", schedule, date))
    view.add_item(row)
    return view


def _told_of(place: Place, quote: Quote) -> str:
    """Return the days that the quote's paragraphs tell of, in both calendars."""
    told = [
        f"{event.date}: {event.title}"
        for event in place.chapter.events
        if event.date.precision is Precision.DAY
        and event.run.first <= quote.run.last
        and quote.run.first <= event.run.last
    ]
    return "; ".join(told)
