"""A modal that breaks a documented limit is refused."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox.asking import BUTTON, MODAL, Asked
from sandbox.raw import at

Json = dict[str, Any]


def label(component: Json, **more: Any) -> Json:
    return {"type": 18, "label": "Label", "component": component, **more}


TEXT_INPUT = {"type": 4, "custom_id": "t", "style": 1}
CHOICE = {"label": "A", "value": "a"}
BAD_MODALS: list[tuple[str, Json, str]] = [
    ("title", {**MODAL, "title": "t" * 46}, "title"),
    ("no title", {**MODAL, "title": ""}, "title"),
    ("custom id", {**MODAL, "custom_id": "c" * 101}, "custom_id"),
    ("nothing in it", {**MODAL, "components": []}, "components"),
    (
        "six labels",
        {**MODAL, "components": [label({**TEXT_INPUT, "custom_id": f"t{n}"}) for n in range(6)]},
        "components",
    ),
    ("a button", {**MODAL, "components": [BUTTON]}, "components.0.components.0.type"),
    ("bare input", {**MODAL, "components": [TEXT_INPUT]}, "components.0.type"),
    ("label", {**MODAL, "components": [label(TEXT_INPUT, label="l" * 46)]}, "components.0.label"),
    ("description", {**MODAL, "components": [label(TEXT_INPUT, description="d" * 101)]}, "components.0.description"),
    ("style", {**MODAL, "components": [label({**TEXT_INPUT, "style": 3})]}, "components.0.component.style"),
    ("value", {**MODAL, "components": [label({**TEXT_INPUT, "value": "v" * 4001})]}, "components.0.component.value"),
    (
        "value and length",
        {**MODAL, "components": [label({**TEXT_INPUT, "value": "v", "min_length": 2})]},
        "components.0.component.value",
    ),
    (
        "placeholder",
        {**MODAL, "components": [label({**TEXT_INPUT, "placeholder": "p" * 101})]},
        "components.0.component.placeholder",
    ),
    (
        "max length",
        {**MODAL, "components": [label({**TEXT_INPUT, "max_length": 4001})]},
        "components.0.component.max_length",
    ),
    (
        "lengths",
        {**MODAL, "components": [label({**TEXT_INPUT, "min_length": 9, "max_length": 8})]},
        "components.0.component.min_length",
    ),
    (
        "twice a custom id",
        {**MODAL, "components": [label(TEXT_INPUT), label(TEXT_INPUT)]},
        "components.1.component.custom_id",
    ),
    (
        "one radio",
        {**MODAL, "components": [label({"type": 21, "custom_id": "r", "options": [CHOICE]})]},
        "components.0.component.options",
    ),
    (
        "eleven boxes",
        {
            **MODAL,
            "components": [
                label({"type": 22, "custom_id": "r", "options": [{"label": "A", "value": f"{n}"} for n in range(11)]})
            ],
        },
        "components.0.component.options",
    ),
    (
        "disabled select",
        {**MODAL, "components": [label({"type": 3, "custom_id": "s", "options": [CHOICE], "disabled": True})]},
        "components.0.component.disabled",
    ),
    ("label in a label", {**MODAL, "components": [label(label(TEXT_INPUT))]}, "components.0.component.type"),
]


@pytest.mark.parametrize(("modal", "path"), [each[1:] for each in BAD_MODALS], ids=[each[0] for each in BAD_MODALS])
async def test_a_modal_beyond_a_limit_is_refused(asked: Asked, modal: Json, path: str) -> None:
    interaction, waiting = await asked.ping()
    status, body = await asked.answer(interaction, 9, modal)
    assert status == 400
    assert at(body["errors"], f"data.{path}"), body["errors"]
    await asked.answer(interaction, 9, MODAL)
    assert (await waiting).modal is not None
