"""Check modals and the choices of an autocomplete answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import check_components

if TYPE_CHECKING:
    from bot.sandbox.form import Form
    from bot.sandbox.interactions import Interaction
    from bot.sandbox.world import Json

LONGEST_TITLE = 45
LONGEST_CUSTOM_ID = 100
MOST_CHOICES = 25
LONGEST_CHOICE = 100
STRING, INTEGER = 3, 4


def check(form: Form, modal: Json) -> None:
    """Note the faults of a modal."""
    form.text(modal, "title", LONGEST_TITLE, shortest=1, required=True)
    form.text(modal, "custom_id", LONGEST_CUSTOM_ID, shortest=1, required=True)
    check_components.check_modal(form, modal)


def check_choices(form: Form, interaction: Interaction, data: Json) -> None:
    """Note the faults of the choices that answer an autocomplete."""
    kind = _focused(interaction.ask.data.get("options") or [])
    for place, choice in form.objects(data, "choices", MOST_CHOICES):
        place.text(choice, "name", LONGEST_CHOICE, shortest=1, required=True)
        value = choice.get("value")
        if kind == STRING:
            place.text(choice, "value", LONGEST_CHOICE, required=True)
        elif isinstance(value, bool) or not isinstance(value, int if kind == INTEGER else (int, float)):
            place.fault("NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.', "value")


def _focused(options: list[Json]) -> int:
    for option in options:
        if option.get("focused"):
            return int(option["type"])
        if found := _focused(option.get("options") or []):
            return found
    return 0
