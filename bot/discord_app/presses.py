"""What pressing a button or choosing from a menu does."""

import asyncio
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot.discord_app.buttons import DailyButton, OpenPlace, ReadingButton, TurnPage, WhoButton
from bot.discord_app.daily.presses import press_daily
from bot.discord_app.people import who_card
from bot.discord_app.quiz.buttons import DrillButton, GameButton
from bot.discord_app.reading import page_card, place_card
from bot.discord_app.sentences import answer_reading, without_mention
from bot.errors import UserError
from bot.library.directory import Known
from bot.library.library import Place
from bot.library.pages import page_index, pages

if TYPE_CHECKING:
    from bot.discord_app.client import Lector


LastingItem = TurnPage | OpenPlace | WhoButton | DailyButton | ReadingButton | GameButton | DrillButton
LASTING: Final = (TurnPage, OpenPlace, WhoButton, DailyButton, ReadingButton, GameButton, DrillButton)


async def act(lector: "Lector", interaction: discord.Interaction[Any], item: LastingItem) -> None:
    """Do what ``item`` is for. UserError where what it leads to is gone."""
    match item:
        case TurnPage():
            await _turn(lector, interaction, item)
        case OpenPlace():
            await _open(lector, interaction, item)
        case DailyButton():
            await press_daily(lector, interaction, item)
        case ReadingButton():
            await _read_so(lector, interaction, item)
        case GameButton():
            await lector.quizzes.pressed(interaction, *item.said)
        case DrillButton():
            await lector.drills.pressed(interaction, *item.said)
        case WhoButton():
            known = _known(lector, item.parts["work"], item.parts["entity"])
            view = who_card(lector.knowledge.directory, known, interaction.user.id, int(item.parts["start"]))
            await interaction.response.send_message(view=view, ephemeral=True)


async def _turn(lector: "Lector", interaction: discord.Interaction[Any], item: TurnPage) -> None:
    parts = item.parts
    place = _place(lector, f"{parts['work']} {parts['chapter']}:{parts['paragraph']}")
    page = page_index(pages(place.chapter), int(parts["paragraph"]), int(parts["start"]))
    view = page_card(place, page, interaction.user.id)
    await _show(interaction, view, in_place=int(parts["asker"]) == interaction.user.id)


async def _open(lector: "Lector", interaction: discord.Interaction[Any], item: OpenPlace) -> None:
    chosen = item.item.values[0]
    view = place_card(_place(lector, chosen), interaction.user.id)
    in_place = item.asker == interaction.user.id
    if in_place:
        view.add_item(ui.ActionRow(item.showing(chosen)))
    await _show(interaction, view, in_place=in_place)


async def _read_so(lector: "Lector", interaction: discord.Interaction[Any], item: ReadingButton) -> None:
    """Answer the sentence that was in doubt, as the one who pressed reads it."""
    card = interaction.message
    asked = card.reference.message_id if card and card.reference else None
    if card is None or asked is None:
        raise UserError("I no longer know what was asked: ask it again")
    await interaction.response.defer()
    try:
        message = await card.channel.fetch_message(asked)
    except discord.NotFound as error:
        raise UserError("the message that asked is gone: ask it again") from error
    sentence = without_mention(message.content, lector.application_id or 0)
    readings = (await asyncio.to_thread(lector.knowledge.understanding.read, sentence)).readings
    if item.number >= len(readings):
        raise UserError("I read that in another way by now: ask it again")
    view = await answer_reading(lector, readings[item.number], sentence, interaction.user.id, interaction.guild)
    await interaction.edit_original_response(view=view)


async def _show(interaction: discord.Interaction[Any], view: ui.LayoutView, *, in_place: bool) -> None:
    """Show a card in place of the one that was pressed, or beside it for the one who pressed."""
    if in_place:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def _place(lector: "Lector", reference: str) -> Place:
    try:
        return lector.knowledge.library.at(reference)
    except UserError as error:
        raise UserError(f"that place is no longer in the library: {error}") from error


def _known(lector: "Lector", work: str, entity: str) -> Known:
    for known in lector.knowledge.directory.known:
        if (known.work.id, known.entity.id) == (work, entity):
            return known
    raise UserError("the library no longer speaks of them")
