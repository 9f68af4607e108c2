"""Turn what a member presses, chooses or fills in into an interaction's data, or say why it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import reading
from bot.sandbox.impossible import NotPossible
from bot.sandbox.reading import SELECTS, ComponentKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.sandbox.lookups import Lookups
    from bot.sandbox.world import Json, Message

LONGEST_INPUT = 4000


def press(message: Message, wanted: str) -> Json:
    """Return the data of pressing a button, given by its custom id or its label."""
    button = reading.find(message.components, wanted)
    if button is None or button["type"] != ComponentKind.BUTTON:
        raise NotPossible(f"There is no button {wanted!r} in the message.")
    if button.get("disabled"):
        raise NotPossible(f"The button {wanted!r} is disabled.")
    if "custom_id" not in button:
        raise NotPossible(f"The button {wanted!r} opens {button.get('url')}; the bot does not hear of it.")
    return {"custom_id": button["custom_id"], "component_type": int(ComponentKind.BUTTON), "id": button["id"]}


def choose(message: Message, custom_id: str, values: Sequence[Any], lookups: Lookups) -> Json:
    """Return the data of choosing in a select; the values of a string select may be given by their labels."""
    select = reading.find(message.components, custom_id)
    if select is None or select["type"] not in SELECTS:
        raise NotPossible(f"There is no select {custom_id!r} in the message.")
    if select.get("disabled"):
        raise NotPossible(f"The select {custom_id!r} is disabled.")
    chosen = _chosen(select, values, lookups)
    data: Json = {"custom_id": custom_id, "component_type": select["type"], "id": select["id"], "values": chosen}
    if lookups.resolved:
        data["resolved"] = lookups.resolved
    return data


def _chosen(select: Json, values: Sequence[Any], lookups: Lookups) -> list[str]:
    least, most = select.get("min_values", 1), select.get("max_values") or 1
    if not least <= len(values) <= most:
        raise NotPossible(f"{select['custom_id']!r} takes {least} to {most} values, not {len(values)}.")
    match ComponentKind(select["type"]):
        case ComponentKind.USER_SELECT:
            return [lookups.user(value) for value in values]
        case ComponentKind.ROLE_SELECT:
            return [lookups.role(value) for value in values]
        case ComponentKind.MENTIONABLE_SELECT:
            return [lookups.mentionable(value) for value in values]
        case ComponentKind.CHANNEL_SELECT:
            return [lookups.channel(value, select.get("channel_types")) for value in values]
        case _:
            return [_option(select, value) for value in values]


def _option(control: Json, value: Any) -> str:
    for option in control["options"]:
        if value in (option["value"], option["label"]):
            found: str = option["value"]
            return found
    raise NotPossible(f"{control['custom_id']!r} does not offer {value!r}.")


def submit(modal: Json, fields: Mapping[str, Any], lookups: Lookups) -> Json:
    """Return the data of sending a modal; fields not given stay as the modal has them filled in."""
    controls = {each["custom_id"]: each for each in reading.walk(modal["components"]) if "custom_id" in each}
    for name in fields:
        if name not in controls:
            raise NotPossible(f"There is no field {name!r} in the modal.")
    components = [_submitted(each, fields, lookups) for each in modal["components"]]
    data: Json = {"custom_id": modal["custom_id"], "components": components}
    if lookups.resolved:
        data["resolved"] = lookups.resolved
    return data


def _submitted(component: Json, fields: Mapping[str, Any], lookups: Lookups) -> Json:
    shape: Json = {"type": component["type"], "id": component["id"]}
    if component["type"] == ComponentKind.ACTION_ROW:
        shape["components"] = [_field(each, fields, lookups) for each in component["components"]]
    elif component["type"] == ComponentKind.LABEL:
        shape["component"] = _field(component["component"], fields, lookups)
    return shape


def _field(control: Json, fields: Mapping[str, Any], lookups: Lookups) -> Json:
    custom_id = control["custom_id"]
    shape: Json = {"type": control["type"], "id": control["id"], "custom_id": custom_id}
    given = fields.get(custom_id)
    match ComponentKind(control["type"]):
        case ComponentKind.TEXT_INPUT:
            return shape | {"value": _typed(control, given)}
        case ComponentKind.CHECKBOX:
            return shape | {"value": bool(control.get("default") if given is None else given)}
        case ComponentKind.RADIO_GROUP:
            return shape | {"value": _one(control, given)}
        case ComponentKind.CHECKBOX_GROUP:
            return shape | {"values": _several(control, given, lookups)}
        case ComponentKind.FILE_UPLOAD:
            if control.get("required", True):
                raise NotPossible("The stand-in cannot upload files in a modal.")
            return shape | {"values": []}
        case _:
            return shape | {"values": _several(control, given, lookups)}


def _typed(control: Json, given: Any) -> str:
    text = str(control.get("value") or "") if given is None else str(given)
    least = control.get("min_length") or 0
    most = control.get("max_length") or LONGEST_INPUT
    required = control.get("required", True)
    if required and not text:
        raise NotPossible(f"The field {control['custom_id']!r} is required.")
    if text and not least <= len(text) <= most:
        raise NotPossible(f"The field {control['custom_id']!r} takes {least} to {most} characters, not {len(text)}.")
    return text


def _one(control: Json, given: Any) -> str | None:
    if given is None:
        given = next((option["value"] for option in control["options"] if option.get("default")), None)
    if given is None:
        if control.get("required", True):
            raise NotPossible(f"The field {control['custom_id']!r} is required.")
        return None
    return _option(control, given)


def _several(control: Json, given: Any, lookups: Lookups) -> list[str]:
    if given is None:
        values = [option["value"] for option in control.get("options") or () if option.get("default")]
        values = values or [each["id"] for each in control.get("default_values") or ()]
    else:
        values = list(given) if isinstance(given, (list, tuple)) else [given]
    if not values and not control.get("required", True):
        return []
    if control["type"] == ComponentKind.CHECKBOX_GROUP:
        control = {"min_values": 1, "max_values": len(control["options"]), **control}
    return _chosen(control, values, lookups)
