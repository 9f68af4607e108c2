"""Events and days on Discord: when something was, and what happened on a day."""

from typing import Final

from discord import ui

from bot.content.dates import MONTHS, Calendar
from bot.content.model import Dating
from bot.discord_app.cards import fitted, words_card
from bot.discord_app.reading import INK, choice_of, reading_button, small
from bot.discord_app.text import plain
from bot.library.almanac import Almanac, Dated
from bot.library.citation import name_of
from bot.library.library import Place
from bot.library.typed_date import TypedDate

_LISTED: Final = 12  # events of one heading on a card


def event_card(dated: Dated) -> ui.LayoutView:
    """Return the card of an event: when it was, how that is known, the text's words, and a button to read there."""
    event, work = dated.event, dated.place.work
    how = "as the text states" if event.dated is Dating.STATED else f"inferred: {event.why}"
    names = ", ".join(name_of(work, each) for each in (*event.persons, *event.places))
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=INK)
    container.add_item(ui.TextDisplay(f"### {plain(event.title)}\n**{plain(dated.when)}**"))
    container.add_item(ui.TextDisplay(f"> {plain(event.wording)}"))
    container.add_item(ui.TextDisplay(small(f"{dated.place.reference} · dated {how}", names)))
    view.add_item(container)
    view.add_item(reading_button(dated.place))
    return view


def day_card(almanac: Almanac, day: TypedDate, asker: int) -> ui.LayoutView:
    """Return the card of what happened on a day: of that year where one is given, else of any year."""
    date = day.dated()
    if date is None:
        title = f"{day.day} {MONTHS[day.month - 1]}"
        events = almanac.on_day(day.month, day.day)
        nearest = () if events else almanac.nearest_to(day.month, day.day)
        headed = [("In one calendar or the other", events)]
    else:
        found = almanac.on_date(date)
        title, nearest = str(date.to(Calendar.JULIAN)), found.nearest
        headed = [("On this day", found.day), ("Within these", found.around), ("In this month", found.month)]
    lines = [f"### {title}"]
    if nearest:
        lines.append(f"Nothing on this day; the nearest is {_line(nearest[0])}.")
    for heading, events in headed:
        lines += [f"**{heading}**", *(f"- {_line(each)}" for each in events[:_LISTED])] if events else []
        lines += [f"-# and {len(events) - _LISTED} more"] if len(events) > _LISTED else []
    view = words_card(fitted(lines))
    places = _places([*(each for _, events in headed for each in events[:_LISTED]), *nearest])
    if places:
        view.add_item(choice_of(places[:25], "Read about one of them…", asker))
    return view


def _line(dated: Dated) -> str:
    inferred = ", inferred" if dated.event.dated is Dating.INFERRED else ""
    return plain(f"{dated.event.title}: {dated.when}{inferred} ({dated.place.reference})")


def _places(events: list[Dated]) -> list[Place]:
    """Return the places of events, each once: a menu may not hold a value twice."""
    return list({each.place.reference: each.place for each in events}.values())
