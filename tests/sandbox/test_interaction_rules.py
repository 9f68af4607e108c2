"""Interactions are answered once, in time, and in the ways that Discord allows."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sandbox.raw import Raw, at

from bot.sandbox import Limits, ManualClock, NoAnswer, StandIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.raw import RawGateway

    from bot.sandbox import Answer, MemberDriver

Json = dict[str, Any]
V2 = 1 << 15
WORDS = {"type": 3, "name": "words", "description": "Words", "autocomplete": True}
COMMANDS = (
    {"name": "ping", "description": "Ping", "options": [WORDS]},
    {"name": "Menu", "type": 3},
)
MODAL = {
    "title": "Tell",
    "custom_id": "tell",
    "components": [{"type": 18, "label": "Words", "component": {"type": 4, "custom_id": "words", "style": 1}}],
}
BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}


class Asked:
    """A stand-in whose time a test sets, and a bot made by hand that has commands."""

    def __init__(self, standin: StandIn, raw: Raw, clock: ManualClock, gateway: RawGateway) -> None:
        self.standin = standin
        self.raw = raw
        self.clock = clock
        self.gateway = gateway
        self.reader: MemberDriver = standin.member("Reader")

    async def ping(self) -> tuple[Json, asyncio.Task[Answer]]:
        """Return the interaction of a command, and what its member waits for."""
        waiting = asyncio.create_task(self.reader.slash("ping"))
        return await self.gateway.event("INTERACTION_CREATE"), waiting

    async def completing(self) -> tuple[Json, asyncio.Task[list[tuple[str, Any]]]]:
        waiting = asyncio.create_task(self.reader.autocomplete("ping", {"words": "le"}, "words"))
        return await self.gateway.event("INTERACTION_CREATE"), waiting

    async def pressing(self) -> tuple[Json, asyncio.Task[Answer]]:
        """Return the interaction of a button below a message of the bot."""
        interaction, waiting = await self.ping()
        await self.answer(interaction, 4, {"content": "Press", "components": [BUTTON]})
        pressed = asyncio.create_task(self.reader.press(await waiting, "go"))
        return await self.gateway.event("INTERACTION_CREATE"), pressed

    async def answer(self, interaction: Json, kind: int, data: Json | None = None) -> tuple[int, Any]:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        query = {"with_response": "true"}
        status, answer, _ = await self.raw.call("POST", path, body, token="none needed", params=query)
        return status, answer

    async def follow(self, interaction: Json, method: str, body: Json | None = None, path: str = "") -> tuple[int, Any]:
        base = f"/webhooks/{self.standin.world.application_id}/{interaction['token']}"
        status, answer, _ = await self.raw.call(method, base + path, body, token="none needed")
        return status, answer


@pytest.fixture
async def asked() -> AsyncIterator[Asked]:
    clock = ManualClock(datetime(2026, 5, 1, tzinfo=UTC))
    async with StandIn(clock=clock, limits=Limits.lifted()) as standin, Raw(standin) as raw:
        yield Asked(standin, raw, clock, await raw.with_command(*COMMANDS))


async def test_an_answer_within_three_seconds_counts(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    asked.clock.advance(2.9)
    status, body = await asked.answer(interaction, 4, {"content": "Pong"})
    message = (await waiting).message
    assert (status, message.content) == (200, "Pong")
    assert body["interaction"]["response_message_id"] == str(message.id)
    assert body["resource"]["message"]["interaction_metadata"]["name"] == "ping"
    assert body["resource"]["message"]["type"] == 20


async def test_an_answer_after_three_seconds_is_for_an_unknown_interaction(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    asked.clock.advance(3.1)
    with pytest.raises(NoAnswer, match="The application did not respond"):
        await waiting
    status, body = await asked.answer(interaction, 4, {"content": "Pong"})
    assert (status, body["code"]) == (404, 10062)
    assert asked.standin.interactions.unanswered == 1
    assert asked.reader.sees() == []


async def test_a_second_first_answer_is_refused(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    await asked.answer(interaction, 5)
    asked.clock.advance(10)
    status, body = await asked.answer(interaction, 4, {"content": "Pong"})
    assert (status, body["code"]) == (400, 40060)
    assert (await waiting).deferred


async def test_an_answer_that_was_refused_may_be_given_again(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    status, body = await asked.answer(interaction, 4, {"content": "x" * 2001})
    assert (status, at(body["errors"], "data.content")) == (400, ["BASE_TYPE_MAX_LENGTH"])
    status, body = await asked.answer(interaction, 4, {})
    assert (status, body["code"]) == (400, 50006)
    assert (await asked.answer(interaction, 4, {"content": "Pong"}))[0] == 200
    assert (await waiting).message.content == "Pong"


async def test_a_token_lasts_fifteen_minutes(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    await asked.answer(interaction, 4, {"content": "Pong"})
    await waiting
    asked.clock.advance(899)
    assert (await asked.follow(interaction, "POST", {"content": "More"}))[0] == 200
    asked.clock.advance(2)
    for method, path in (("POST", ""), ("PATCH", "/messages/@original"), ("DELETE", "/messages/@original")):
        status, body = await asked.follow(interaction, method, {"content": "More"}, path)
        assert (status, body["code"], body["message"]) == (401, 50027, "Invalid Webhook Token")


async def test_nothing_follows_before_the_first_answer(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    status, body = await asked.follow(interaction, "POST", {"content": "More"})
    assert (status, body["code"]) == (404, 10015)
    await asked.answer(interaction, 5)
    await waiting


async def test_a_webhook_of_another_application_is_unknown(asked: Asked) -> None:
    status, body, _ = await asked.raw.call("POST", "/webhooks/1/token", {"content": "x"})
    assert (status, body["code"]) == (404, 10015)
    status, body = await asked.follow({"token": "wrong"}, "POST", {"content": "x"})
    assert (status, body["code"]) == (401, 50027)


async def test_an_id_and_a_token_must_belong_together(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    status, body = await asked.answer({**interaction, "id": "1"}, 4, {"content": "Pong"})
    assert (status, body["code"]) == (404, 10062)
    await asked.answer(interaction, 5)
    await waiting


async def test_a_promise_is_shown_as_thinking_and_then_filled(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    status, body = await asked.answer(interaction, 5, {"flags": 64})
    answer = await waiting
    assert (status, body["interaction"]["response_message_loading"]) == (200, True)
    assert (answer.message.loading, answer.ephemeral) == (True, True)
    filled = await asked.follow(
        interaction, "PATCH", {"flags": V2, "components": [{"type": 10, "content": "Here"}]}, "/messages/@original"
    )
    assert (filled[0], answer.text, answer.ephemeral) == (200, "Here", True)
    assert answer.message.edited is None


async def test_answers_are_read_changed_and_deleted(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    await asked.answer(interaction, 4, {"content": "Pong"})
    answer = await waiting
    more = (await asked.follow(interaction, "POST", {"content": "More", "flags": 64}))[1]
    one = f"/messages/{more['id']}"
    assert (await asked.follow(interaction, "GET", None, one))[1]["content"] == "More"
    assert (await asked.follow(interaction, "PATCH", {"content": "Much more"}, one))[1]["flags"] == 64
    assert (await asked.follow(interaction, "DELETE", None, one))[0] == 204
    assert (await asked.follow(interaction, "GET", None, one))[1]["code"] == 10008
    assert (await asked.follow(interaction, "DELETE", None, "/messages/@original"))[0] == 204
    with pytest.raises(NoAnswer):
        answer.message  # noqa: B018 - the property raises


async def test_a_deleted_promise_never_settles(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    await asked.answer(interaction, 5)
    answer = await waiting
    await asked.follow(interaction, "DELETE", None, "/messages/@original")
    with pytest.raises(NoAnswer, match="deleted"):
        await answer.settled()


async def test_an_ephemeral_answer_is_not_in_the_channel(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    await asked.answer(interaction, 4, {"content": "Psst", "flags": 64})
    message = (await waiting).message
    path = f"/channels/{message.channel_id}/messages"
    assert (await asked.raw.call("GET", path))[1] == []
    for method, body in (("GET", None), ("PATCH", {"content": "x"}), ("DELETE", None)):
        assert (await asked.raw.call(method, f"{path}/{message.id}", body))[1]["code"] == 10008
    await asked.reader.say("next")
    assert (await asked.gateway.event("MESSAGE_CREATE"))["author"]["id"] == str(asked.reader.id)


@pytest.mark.parametrize("kind", [1, 6, 7, 8, 10, "4"])
async def test_a_command_cannot_be_answered_so(asked: Asked, kind: int) -> None:
    interaction, waiting = await asked.ping()
    status, body = await asked.answer(interaction, kind, {"content": "x", "choices": []})
    assert (status, at(body["errors"], "type")) == (400, ["BASE_TYPE_CHOICES"])
    await asked.answer(interaction, 5)
    await waiting


@pytest.mark.parametrize("kind", [4, 5, 6, 7, 9])
async def test_an_autocomplete_is_answered_by_choices_alone(asked: Asked, kind: int) -> None:
    interaction, waiting = await asked.completing()
    assert (await asked.answer(interaction, kind, {"content": "x", **MODAL}))[0] == 400
    await asked.answer(interaction, 8, {"choices": []})
    assert await waiting == []


async def test_an_autocomplete_tells_what_was_typed(asked: Asked) -> None:
    interaction, waiting = await asked.completing()
    assert interaction["type"] == 4
    assert interaction["data"]["options"] == [{"name": "words", "type": 3, "value": "le", "focused": True}]
    await asked.answer(interaction, 8, {"choices": [{"name": "n" * 100, "value": "v" * 100}] * 25})
    assert len(await waiting) == 25


@pytest.mark.parametrize(
    ("choices", "path"),
    [
        ([{"name": "n", "value": "v"}] * 26, "data.choices"),
        ([{"name": "n" * 101, "value": "v"}], "data.choices.0.name"),
        ([{"name": "", "value": "v"}], "data.choices.0.name"),
        ([{"name": "n", "value": "v" * 101}], "data.choices.0.value"),
        ([{"name": "n", "value": 5}], "data.choices.0.value"),
    ],
)
async def test_choices_have_limits(asked: Asked, choices: list[Json], path: str) -> None:
    interaction, waiting = await asked.completing()
    status, body = await asked.answer(interaction, 8, {"choices": choices})
    assert status == 400
    assert at(body["errors"], path)
    await asked.answer(interaction, 8, {"choices": []})
    await waiting


async def test_a_button_is_acknowledged_and_its_message_changed_later(asked: Asked) -> None:
    interaction, pressed = await asked.pressing()
    assert (await asked.answer(interaction, 6))[0] == 200
    answer = await pressed
    assert answer.deferred
    settled = asyncio.create_task(answer.settled())
    await asked.follow(interaction, "PATCH", {"content": "Pressed"}, "/messages/@original")
    assert (await settled).content == "Pressed"
    assert len(asked.reader.sees()) == 1


async def test_a_button_changes_its_message_at_once_or_answers_anew(asked: Asked) -> None:
    interaction, pressed = await asked.pressing()
    assert interaction["message"]["content"] == "Press"
    await asked.answer(interaction, 7, {"content": "Changed"})
    assert (await pressed).message is asked.reader.sees()[0]
    assert asked.reader.sees()[0].content == "Changed"
    interaction, pressed = await asked.pressing()
    await asked.answer(interaction, 4, {"content": "Anew", "flags": 64})
    assert (await pressed).ephemeral
    assert [message.content for message in asked.reader.sees()] == ["Changed", "Press", "Anew"]


async def test_a_modal_cannot_be_answered_by_a_modal(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    assert (await asked.answer(interaction, 9, MODAL))[0] == 200
    sending = asyncio.create_task(asked.reader.submit(await waiting, {"words": "x"}))
    submitted = await asked.gateway.event("INTERACTION_CREATE")
    assert submitted["data"]["components"] == [
        {"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "words", "value": "x"}}
    ]
    for kind in (6, 7, 9):
        assert (await asked.answer(submitted, kind, MODAL))[0] == 400
    assert (await asked.answer(submitted, 4, {"content": "Thanks"}))[0] == 200
    metadata = (await sending).message.interaction
    assert metadata is not None
    assert metadata["triggering_interaction_metadata"]["name"] == "ping"


async def test_a_modal_from_a_button_may_change_the_message(asked: Asked) -> None:
    interaction, pressed = await asked.pressing()
    await asked.answer(interaction, 9, MODAL)
    sending = asyncio.create_task(asked.reader.submit(await pressed, {"words": "x"}))
    submitted = await asked.gateway.event("INTERACTION_CREATE")
    assert (await asked.answer(submitted, 7, {"content": "Changed"}))[0] == 200
    assert (await sending).message is asked.reader.sees()[0]


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


async def test_an_interaction_tells_who_asked_where(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    guild = asked.standin.world.default_guild
    assert interaction["guild_id"] == str(guild.id)
    assert interaction["context"] == 0
    assert interaction["authorizing_integration_owners"] == {"0": str(guild.id)}
    assert interaction["member"]["user"]["global_name"] == "Reader"
    assert int(interaction["member"]["permissions"]) & (1 << 31)
    assert interaction["channel"]["name"] == "reading"
    assert "user" not in interaction
    await asked.answer(interaction, 5)
    await waiting
    asking = asyncio.create_task(asked.reader.slash("ping", channel=asked.reader.dm()))
    interaction = await asked.gateway.event("INTERACTION_CREATE")
    assert interaction["user"]["global_name"] == "Reader"
    assert (interaction["context"], interaction.get("guild_id")) == (1, None)
    await asked.answer(interaction, 5)
    await asking


async def test_an_answer_for_a_place_that_is_gone_is_refused(asked: Asked) -> None:
    interaction, waiting = await asked.ping()
    asked.standin.faults.delete_channel(asked.reader.channel())
    status, body = await asked.answer(interaction, 4, {"content": "Pong"})
    assert (status, body["code"]) == (404, 10003)
    waiting.cancel()


async def test_a_message_that_is_gone_cannot_be_changed_by_its_button(asked: Asked) -> None:
    interaction, pressed = await asked.pressing()
    message = asked.reader.sees()[0]
    await asked.raw.call("DELETE", f"/channels/{message.channel_id}/messages/{message.id}")
    status, body = await asked.answer(interaction, 7, {"content": "Changed"})
    assert (status, body["code"]) == (404, 10008)
    pressed.cancel()
