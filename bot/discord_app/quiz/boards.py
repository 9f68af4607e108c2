"""How members stand: the board of a server, and one's own figures, in words and as a picture."""

import io
from collections.abc import Sequence
from typing import Final

import discord
from discord import ui
from PIL import Image, ImageDraw, ImageFont

from bot.discord_app.reading import INK
from bot.quiz.game.scoring import Count
from bot.quiz.practice import Progress
from bot.quiz.standing import Line, Order, Own, Period

_LISTED: Final = 15
_FILE: Final = "progress.png"
_PERIODS: Final = {Period.WEEK: "this week", Period.MONTH: "this month", Period.ALL: "of all time"}
_WIDTH, _ROW, _LEFT, _RIGHT = 640, 44, 150, 90
_PAPER, _TEXT, _BAR, _TROUGH = "#f6f1e7", "#2b2622", "#8a3324", "#ddd3c0"


def board_card(lines: Sequence[Line], period: Period, order: Order) -> ui.LayoutView:
    """Return the card of a server's board."""
    by = "by points" if order is Order.POINTS else "by accuracy, from ten answers on"
    text = [f"### The board {_PERIODS[period]}", f"-# {by}"]
    text += [
        f"{line.rank}\\. <@{line.member}>: {line.points} points, {line.accuracy:.0%} of {line.asked} right, "
        f"{line.games} {'game' if line.games == 1 else 'games'}"
        for line in lines[:_LISTED]
    ]
    if not lines:
        text.append("Nobody has played yet: `/quiz start` begins a game.")
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay("\n".join(text)), accent_colour=INK))
    return view


def stats_card(own: Own, far: Progress) -> tuple[ui.LayoutView, discord.File | None]:
    """Return the card of a member's own figures, and the picture on it; no picture where nothing was played."""
    text = ["### How you stand here"]
    for period, line in own.lines:
        if line is not None:
            text.append(f"{_PERIODS[period].capitalize()}: {line.points} points, rank {line.rank}")
    text += [f"{each.difficulty.capitalize()}: {each.right} of {each.asked} right" for each in own.counts]
    if own.streak.best:
        text.append(f"Days in a row: {own.streak.current} (the most: {own.streak.best})")
    text.append(f"Practice: {far.learnt} learnt, {far.learning} being learnt, {far.due} due now")
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(ui.TextDisplay("\n".join(text)), accent_colour=INK)
    picture = None
    if own.counts:
        picture = discord.File(io.BytesIO(draw(own.counts)), _FILE)
        words = "; ".join(f"{each.difficulty}: {each.right} of {each.asked} right" for each in own.counts)
        gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
        gallery.add_item(media=f"attachment://{_FILE}", description=f"Bars of right answers. {words}")
        container.add_item(gallery)
    view.add_item(container)
    return view, picture


def draw(counts: Sequence[Count]) -> bytes:
    """Return a PNG with a bar of the share of right answers for each difficulty."""
    picture = Image.new("RGB", (_WIDTH, _ROW * len(counts) + 24), _PAPER)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(20)
    for row, each in enumerate(counts):
        top, wide = 12 + row * _ROW, _WIDTH - _LEFT - _RIGHT
        share = each.right / each.asked if each.asked else 0
        pen.text((16, top + 8), each.difficulty.capitalize(), _TEXT, font)
        pen.rounded_rectangle((_LEFT, top + 6, _LEFT + wide, top + 34), 6, _TROUGH)
        if share:
            pen.rounded_rectangle((_LEFT, top + 6, _LEFT + max(12, round(wide * share)), top + 34), 6, _BAR)
        pen.text((_LEFT + wide + 12, top + 8), f"{share:.0%}", _TEXT, font)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
