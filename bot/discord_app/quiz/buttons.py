"""The buttons of a game; which game is meant follows from the channel."""

from enum import StrEnum
from typing import Any, Self, cast

import discord
from discord import ui

from bot.discord_app.buttons import LABEL, Lasting
from bot.discord_app.text import shortened


class Press(StrEnum):
    """What a button of a game is for."""

    CHOOSE = "choose"
    WRITE = "write"
    JOIN = "join"
    START = "start"
    NEXT = "next"
    SKIP = "skip"
    PROTEST = "protest"
    UPHOLD = "uphold"
    DENY = "deny"
    AYE = "aye"
    NO = "no"


class GameButton(
    Lasting,
    ui.DynamicItem[ui.Button[Any]],
    template=r"quiz:(?P<press>[a-z]+):(?P<number>\d+):(?P<argument>\d+)",
):
    """A button under a card of a game. ``number`` is the question's; ``argument`` an option, a team or a member."""

    @classmethod
    def of(
        cls,
        press: Press,
        label: str,
        number: int = 0,
        argument: int = 0,
        *,
        disabled: bool = False,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> Self:
        """Return the button."""
        custom_id = f"quiz:{press}:{number}:{argument}"
        return cls(ui.Button(label=shortened(label, LABEL), custom_id=custom_id, disabled=disabled, style=style))

    @property
    def said(self) -> tuple[Press, int, int]:
        """What the button is for, the question's number, and the argument."""
        _, press, number, argument = self.custom_id.split(":")
        return Press(press), int(number), int(argument)


class DrillPress(StrEnum):
    """What a button of practice is for."""

    CHOOSE = "choose"
    WRITE = "write"
    NEXT = "next"


class DrillButton(
    Lasting,
    ui.DynamicItem[ui.Button[Any]],
    template=r"drill:(?P<press>[a-z]+):(?P<key>[0-9a-f]{16}):(?P<seed>\d+):(?P<option>\d)(?::(?P<shown>[0-9a-f]+))?",
):
    """A button of practice alone. ``key`` stands for the question, ``seed`` for the order of its options.

    ``shown`` stands for the options themselves: after a change of the works the same seed may bring others.
    """

    @classmethod
    def of(cls, press: DrillPress, label: str, key: str, seed: int = 0, option: int = 0, shown: str = "") -> Self:
        """Return the button."""
        style = discord.ButtonStyle.primary
        custom_id = f"drill:{press}:{key}:{seed}:{option}" + (f":{shown}" if shown else "")
        return cls(ui.Button(label=shortened(label, LABEL), custom_id=custom_id, style=style))

    @property
    def said(self) -> tuple[DrillPress, str, int, int, str]:
        """What the button is for, the question's key, the seed, the option, and what stands for those shown, if any."""
        _, press, key, seed, option, *shown = self.custom_id.split(":")
        return DrillPress(press), key, int(seed), int(option), "".join(shown)


class AnswerModal(ui.Modal):
    """Where a member types an answer. What is typed is read from the interaction, so that a restart loses nothing."""

    def __init__(self, custom_id: str, question: str) -> None:
        super().__init__(title="Your answer", custom_id=custom_id, timeout=None)
        words: ui.TextInput[Any] = ui.TextInput(custom_id="words", max_length=200)
        self.add_item(ui.Label(text=shortened(question.split("\n", maxsplit=1)[0], 45), component=words))

    async def on_submit(self, _: discord.Interaction[Any], /) -> None:
        """Leave it to the client, which hears of every submission."""


def typed(interaction: discord.Interaction[Any]) -> tuple[str, str] | None:
    """Return the id and the words of a submitted ``AnswerModal``; None for anything else."""
    data = cast("dict[str, Any]", interaction.data or {})
    custom_id = str(data.get("custom_id", ""))
    if interaction.type is not discord.InteractionType.modal_submit or not custom_id.startswith(("quiz:", "drill:")):
        return None
    return custom_id, _value(data.get("components", []))


def _value(components: list[dict[str, Any]]) -> str:
    for component in components:
        inner = component.get("component") or next(iter(component.get("components", [])), None)
        if inner is not None and inner.get("custom_id") == "words":
            return str(inner.get("value", ""))
    return ""
