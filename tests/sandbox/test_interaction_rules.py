"""Interactions are answered once, in time, and in the ways that Discord allows."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sandbox.asking import MODAL, Asked
from sandbox.raw import at

from bot.sandbox import NoAnswer

Json = dict[str, Any]
V2 = 1 << 15


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


async def test_choices_for_a_number_are_numbers(asked: Asked) -> None:
    number = {"type": 4, "name": "number", "description": "Number", "autocomplete": True}
    command = {"name": "count", "description": "Count", "options": [number]}
    await asked.raw.call("POST", f"/applications/{asked.standin.world.application_id}/commands", command)
    waiting = asyncio.create_task(asked.reader.autocomplete("count", {"number": "1"}, "number"))
    interaction = await asked.gateway.event("INTERACTION_CREATE")
    for value in ("1", 1.5, True):
        status, body = await asked.answer(interaction, 8, {"choices": [{"name": "n", "value": value}]})
        assert (status, at(body["errors"], "data.choices.0.value")) == (400, ["NUMBER_TYPE_COERCE"])
    await asked.answer(interaction, 8, {"choices": [{"name": "One", "value": 1}]})
    assert await waiting == [("One", 1)]
