"""Check buttons, selects and the inputs of modals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.sandbox.reading import SELECTS, ComponentKind

if TYPE_CHECKING:
    from bot.sandbox.form import Form
    from bot.sandbox.world import Json

LONGEST_BUTTON = 80
LONGEST_URL = 512
LONGEST_PLACEHOLDER = 150
LONGEST_OPTION = 100
MOST_OPTIONS = 25
MOST_BOXES = 10
LONGEST_LABEL = 45
LONGEST_LABEL_DESCRIPTION = 100
LONGEST_INPUT = 4000
LONGEST_INPUT_PLACEHOLDER = 100
LINK = 5
PREMIUM = 6
BUTTON_STYLES = range(1, 7)
INPUT_STYLES = (1, 2)
BUTTON_URL = re.compile(r"(https?|discord)://\S+", re.IGNORECASE)
PLAIN = re.compile(r"[A-Za-z0-9_\s]*")

CONTROLS = SELECTS | {
    ComponentKind.BUTTON,
    ComponentKind.TEXT_INPUT,
    ComponentKind.FILE_UPLOAD,
    ComponentKind.RADIO_GROUP,
    ComponentKind.CHECKBOX_GROUP,
    ComponentKind.CHECKBOX,
}


def check(form: Form, component: Json, kind: ComponentKind, *, in_modal: bool) -> None:
    """Note the faults of one control; its custom id is checked elsewhere."""
    match kind:
        case ComponentKind.BUTTON:
            _button(form, component)
        case ComponentKind.TEXT_INPUT:
            _text_input(form, component)
        case ComponentKind.RADIO_GROUP:
            _options(form, component, MOST_BOXES, least=2, most_chosen=1)
        case ComponentKind.CHECKBOX_GROUP:
            most = _bounds(form, component, MOST_BOXES, default=MOST_BOXES)
            _options(form, component, MOST_BOXES, least=1, most_chosen=most)
        case ComponentKind.CHECKBOX:
            form.flag(component, "default")
        case ComponentKind.FILE_UPLOAD:
            _bounds(form, component, MOST_BOXES, default=1)
        case _:
            _select(form, component, kind, in_modal=in_modal)


def label(form: Form, component: Json) -> None:
    """Note the faults of a label, not of what it labels."""
    form.text(component, "label", LONGEST_LABEL, shortest=1, required=True)
    form.text(component, "description", LONGEST_LABEL_DESCRIPTION, shortest=1)


def _button(form: Form, component: Json) -> None:
    style = form.one_of(component, "style", BUTTON_STYLES)
    form.text(component, "label", LONGEST_BUTTON)
    form.flag(component, "disabled")
    _emoji(form, component)
    url, custom_id = component.get("url"), component.get("custom_id")
    if style == LINK:
        if custom_id is not None:
            form.fault("COMPONENT_CUSTOM_ID_AND_URL", "A button with a URL cannot have a custom id", "custom_id")
        address = form.text(component, "url", LONGEST_URL, required=True)
        if address is not None and not BUTTON_URL.fullmatch(address):
            message = "Scheme must be one of ('http', 'https', 'discord')."
            form.fault("BASE_TYPE_INVALID_URL_SCHEME", message, "url")
    elif style == PREMIUM:
        form.snowflake(component, "sku_id")
    elif style is not None:
        if url is not None:
            form.fault("COMPONENT_URL_NOT_ALLOWED", "Only a link button can have a URL", "url")
        if custom_id is None:
            form.fault("BASE_TYPE_REQUIRED", "A custom id is required", "custom_id")
    if style != PREMIUM and not component.get("label") and not component.get("emoji"):
        form.fault("BUTTON_COMPONENT_NO_LABEL_OR_EMOJI", "A button needs a label or an emoji", "label")


def _emoji(form: Form, component: Json) -> None:
    part = form.object(component, "emoji")
    if part is None or part[1].get("id"):
        return
    name = part[1].get("name")
    if not isinstance(name, str) or PLAIN.fullmatch(name):
        part[0].fault("COMPONENT_INVALID_EMOJI", "Invalid emoji", "name")


def _select(form: Form, component: Json, kind: ComponentKind, *, in_modal: bool) -> None:
    form.text(component, "placeholder", LONGEST_PLACEHOLDER)
    if form.flag(component, "disabled") and in_modal:
        form.fault("COMPONENT_DISABLED_NOT_ALLOWED", "A select in a modal cannot be disabled", "disabled")
    most = _bounds(form, component, MOST_OPTIONS, default=1)
    if kind is ComponentKind.STRING_SELECT:
        _options(form, component, MOST_OPTIONS, least=1, most_chosen=most)
        return
    defaults = form.objects(component, "default_values", MOST_OPTIONS)
    for place, each in defaults:
        place.snowflake(each, "id")
    if len(defaults) > most:
        form.fault("SELECT_COMPONENT_TOO_MANY_DEFAULTS", f"At most {most} may be chosen", "default_values")


def _bounds(form: Form, component: Json, longest: int, *, default: int) -> int:
    least = form.number(component, "min_values", 0, longest, default=1) or 0
    most = form.number(component, "max_values", 1, longest, default=default) or default
    if "max_values" in component and least > most:
        form.fault("SELECT_COMPONENT_MIN_ABOVE_MAX", "min_values must not be above max_values", "min_values")
    return most


def _options(form: Form, component: Json, longest: int, *, least: int, most_chosen: int) -> None:
    options = form.objects(component, "options", longest, shortest=least, required=True)
    taken: set[str] = set()
    chosen = 0
    for place, option in options:
        place.text(option, "label", LONGEST_OPTION, shortest=1, required=True)
        value = place.text(option, "value", LONGEST_OPTION, shortest=1, required=True)
        place.text(option, "description", LONGEST_OPTION)
        chosen += place.flag(option, "default")
        _emoji(place, option)
        if value is not None and value in taken:
            message = "The specified option value is already used"
            place.fault("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message, "value")
        taken.add(value or "")
    if chosen > most_chosen:
        form.fault("SELECT_COMPONENT_TOO_MANY_DEFAULTS", f"At most {most_chosen} may be chosen", "options")
    if options and component.get("max_values") is not None and most_chosen > len(options):
        message = f"Must be between {most_chosen} and {longest} in length."
        form.fault("BASE_TYPE_BAD_LENGTH", message, "options")


def _text_input(form: Form, component: Json) -> None:
    form.one_of(component, "style", INPUT_STYLES)
    form.text(component, "label", LONGEST_LABEL, shortest=1)
    form.text(component, "placeholder", LONGEST_INPUT_PLACEHOLDER)
    form.flag(component, "required")
    least = form.number(component, "min_length", 0, LONGEST_INPUT, default=0) or 0
    most = form.number(component, "max_length", 1, LONGEST_INPUT, default=LONGEST_INPUT) or LONGEST_INPUT
    if least > most:
        form.fault("TEXT_INPUT_MIN_ABOVE_MAX", "min_length must not be above max_length", "min_length")
    value = form.text(component, "value", LONGEST_INPUT)
    if value and not least <= len(value) <= most:
        form.fault("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.", "value")
