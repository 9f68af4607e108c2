"""What a check of a quotation looks like: the verdict, what differs, whose words they are, and where they stand."""

from typing import Final

from discord import ui

from bot.discord_app.reading import INK, reading_button, small
from bot.discord_app.text import plain, shortened
from bot.library.citation import citation, correction_notes
from bot.library.verify import Form, PieceKind, Ruling, Verdict

_LONGEST: Final = 1500  # characters of the text's words on a card
_HEADINGS: Final = {
    Ruling.VERBATIM: "✓ Verbatim",
    Ruling.ALTERED: "≠ Altered",
    Ruling.NOT_FOUND: "✗ Not in the library",
}


def verdict_card(verdict: Verdict) -> ui.LayoutView:
    """Return the card of a verdict. What the text has and the claim lacks is struck out, what was added is bold."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=INK)
    container.add_item(ui.TextDisplay(_heading(verdict)))
    place = verdict.place
    if place is not None and verdict.source_text is not None:
        if verdict.kind is Ruling.ALTERED and verdict.difference:
            container.add_item(
                ui.TextDisplay(
                    f"Claimed, with ~~the text's words~~ and **words of the claim**:\n> {_difference(verdict)}"
                )
            )
        container.add_item(ui.TextDisplay(f"The text:\n>>> {plain(shortened(verdict.source_text, _LONGEST))}"))
        container.add_item(ui.TextDisplay(f"— **{plain(verdict.attribution or '')}**"))
        also = [f"also at {each.reference}" for each in verdict.also[:3]]
        container.add_item(ui.TextDisplay(small(citation(place), *correction_notes(place, verdict.source_text), *also)))
    view.add_item(container)
    if place is not None:
        view.add_item(reading_button(place))
    return view


def _heading(verdict: Verdict) -> str:
    lines = [f"### {_HEADINGS[verdict.kind]}"]
    lines += [f"- {plain(each.words)}" for each in verdict.altered]
    if verdict.why:
        lines.append(plain(verdict.why))
    if verdict.cut_off:
        lines.append(f"But the text has “{plain(verdict.cut_off)}” right before these words.")
    if verdict.elided:
        lines.append("What is left out is marked.")
    if verdict.kind is Ruling.VERBATIM and verdict.form is not Form.SERVED:
        lines.append("These are the words as they were transcribed; the slip is corrected in what I serve.")
    return "\n".join(lines)


def _difference(verdict: Verdict) -> str:
    shown = {
        PieceKind.EQUAL: "{}",
        PieceKind.REMOVED: "~~{}~~",
        PieceKind.ADDED: "**{}**",
    }
    return " ".join(shown[piece.kind].format(plain(piece.text)) for piece in verdict.difference)[:_LONGEST]
