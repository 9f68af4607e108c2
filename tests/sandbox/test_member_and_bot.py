"""What a member does reaches the bot, and its answers reach the member."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import NotPossible, StandIn, text_of

if TYPE_CHECKING:
    from sandbox.raw import Raw
    from sandbox.small_bot import SmallBot

    from bot.sandbox import MemberDriver


async def test_a_slash_command_in_a_group_is_answered(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    answer = await reader.slash("quote search", {"words": "lenin clean colar"})
    assert answer.message.content == "Found lenin clean colar"
    assert not answer.ephemeral
    assert not answer.deferred
    assert reader.sees() == [answer.message]
    assert standin.refusals == []


async def test_autocomplete_offers_names_and_values(bot: SmallBot, reader: MemberDriver) -> None:
    choices = await reader.autocomplete("quote search", {"words": "collar"}, focused="words")
    assert choices == [
        ("Lenin wanted a clean collar", "lenin wanted a clean collar"),
        ("A collar of starch", "a collar of starch"),
    ]


async def test_an_ephemeral_answer_is_seen_by_its_member_alone(
    standin: StandIn, bot: SmallBot, reader: MemberDriver
) -> None:
    answer = await reader.slash("secret")
    assert answer.ephemeral
    assert [message.content for message in reader.sees()] == ["Psst"]
    assert standin.member("Guest").sees() == []
    with pytest.raises(NotPossible, match="do not see that message"):
        await standin.member("Guest").press(answer, "anything")


async def test_a_deferred_answer_settles(bot: SmallBot, reader: MemberDriver) -> None:
    answer = await reader.slash("slow")
    assert answer.deferred
    assert answer.message.loading
    bot.hold.set()
    assert (await answer.settled()).content == "Here at last"
    assert not answer.ephemeral


async def test_a_deferred_answer_stays_as_private_as_it_was_promised(bot: SmallBot, reader: MemberDriver) -> None:
    answer = await reader.slash("slow", {"private": True})
    bot.hold.set()
    assert (await answer.settled()).ephemeral


async def test_the_first_follow_up_fills_a_promise(bot: SmallBot, reader: MemberDriver) -> None:
    answer = await reader.slash("slower")
    bot.hold.set()
    assert (await answer.settled()).content == "The first fills the promise"
    second = await reader.hears(after=answer)
    assert second.content == "The second stands alone"
    assert answer.followups == [second]


async def test_a_button_turns_the_page_in_place(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    answer = await reader.slash("card")
    assert text_of(answer.message).splitlines()[:2] == ["Page 1", "Turn"]
    pressed = await reader.press(answer, "turn:1")
    assert pressed.message is answer.message
    assert text_of(answer.message).splitlines()[0] == "Page 2"
    await reader.press(answer.message, "Turn")
    assert text_of(answer.message).splitlines()[0] == "Page 3"
    assert standin.refusals == []


async def test_a_select_says_what_was_chosen(bot: SmallBot, reader: MemberDriver) -> None:
    answer = await reader.slash("card")
    chosen = await reader.select(answer, "pick", ["May", "june"])
    assert chosen.text == "may and june"


async def test_a_modal_is_filled_in(bot: SmallBot, reader: MemberDriver) -> None:
    opened = await reader.slash("form")
    assert opened.modal is not None
    assert opened.modal.title == "Tell us"
    answer = await reader.submit(opened.modal, {"words": "a collar", "month": "May", "sure": True})
    assert answer.message.content == "a collar, ['May'], True"


async def test_a_modal_opens_from_a_button(bot: SmallBot, reader: MemberDriver) -> None:
    opened = await reader.press(await reader.slash("card"), "form")
    answer = await reader.submit(opened, {"words": "a collar", "month": ["June"]})
    assert answer.message.content == "a collar, ['June'], False"


async def test_a_message_menu_hands_over_the_content(bot: SmallBot, reader: MemberDriver) -> None:
    said = await reader.say("Power lies in the street")
    answer = await reader.menu("Find the source", said)
    assert answer.message.content == "Source of: Power lies in the street"


async def test_a_user_menu_hands_over_the_user(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    answer = await reader.menu("Who is this", standin.member("Guest"))
    assert answer.message.content == "This is Guest"


async def test_all_kinds_of_options_are_resolved(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    standin.world.add_role(standin.world.default_guild, "Scholars")
    options = {
        "number": 3,
        "share": "0.5",
        "sure": "true",
        "who": "Guest",
        "where": "#quiz",
        "role": "Scholars",
        "kind": "Place",
        "anyone": "@everyone",
    }
    answer = await reader.slash("everything", options)
    assert answer.message.content == "3|0.5|True|Guest|quiz|Scholars|l|@everyone"


async def test_a_mention_is_heard_and_answered(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    said = await reader.say("@lector who wanted a claen collar")
    assert said.mentions == (standin.world.bot.id,)
    reply = await reader.hears(after=said)
    assert reply.content == "You said: @Lector who wanted a claen collar"
    assert reply.reply_to == said.id
    assert reply.mentions == ()


async def test_commands_and_messages_work_in_a_direct_message(bot: SmallBot, reader: MemberDriver) -> None:
    answer = await reader.slash("quote search", {"words": "x"}, channel=reader.dm())
    assert reader.sees(reader.dm()) == [answer.message]
    said = await reader.say("@Lector hello", channel=reader.dm())
    assert (await reader.hears(after=said)).content == "You said: @Lector hello"


@pytest.mark.parametrize(
    ("wanted", "why"),
    [("Stopped", "disabled"), ("Source", "opens https"), ("Nothing", "no button"), ("pick", "no button")],
)
async def test_only_a_button_that_can_be_pressed_is_pressed(
    bot: SmallBot, reader: MemberDriver, wanted: str, why: str
) -> None:
    card = await reader.slash("card")
    with pytest.raises(NotPossible, match=why):
        await reader.press(card, wanted)


@pytest.mark.parametrize(
    ("values", "why"), [([], "1 to 2 values, not 0"), (["may"] * 3, "not 3"), (["July"], "does not offer 'July'")]
)
async def test_only_what_a_select_offers_is_chosen(
    bot: SmallBot, reader: MemberDriver, values: list[str], why: str
) -> None:
    card = await reader.slash("card")
    with pytest.raises(NotPossible, match=why):
        await reader.select(card, "pick", values)
    with pytest.raises(NotPossible, match="no select"):
        await reader.select(card, "other", values)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"month": "May"}, "'words' is required"),
        ({"words": "ab", "month": "May"}, "3 to 20 characters, not 2"),
        ({"words": "abc"}, "1 to 1 values, not 0"),
        ({"words": "abc", "month": "July"}, "does not offer"),
        ({"words": "abc", "month": "May", "other": "x"}, "no field 'other'"),
    ],
)
async def test_only_a_form_that_is_filled_in_is_sent(
    bot: SmallBot, reader: MemberDriver, fields: dict[str, Any], why: str
) -> None:
    form = await reader.slash("form")
    with pytest.raises(NotPossible, match=why):
        await reader.submit(form, fields)


async def test_all_selects_hand_over_what_was_chosen(standin: StandIn, raw: Raw, reader: MemberDriver) -> None:
    gateway = await raw.with_command()
    role = standin.world.add_role(standin.world.default_guild, "Scholars")
    kinds = {"users": 5, "roles": 6, "anyone": 7, "places": 8}
    rows = [{"type": 1, "components": [{"type": kind, "custom_id": name}]} for name, kind in kinds.items()]
    await raw.call("POST", f"/channels/{reader.channel().id}/messages", {"content": "Choose", "components": rows})
    message = reader.sees()[0]
    guest = standin.member("Guest")
    chosen = {"users": (guest, guest.id), "roles": (role, role.id), "anyone": ("Scholars", role.id)}
    chosen["places"] = (reader.channel("quiz"), reader.channel("quiz").id)
    for custom_id, (given, wanted) in chosen.items():
        choosing = asyncio.create_task(reader.select(message, custom_id, [given]))
        interaction = await gateway.event("INTERACTION_CREATE")
        assert interaction["data"]["values"] == [str(wanted)]
        assert str(wanted) in next(iter(interaction["data"]["resolved"].values()))
        await raw.call("POST", f"/interactions/{interaction['id']}/{interaction['token']}/callback", {"type": 6})
        assert (await choosing).deferred


async def test_all_fields_of_a_form_are_handed_over(standin: StandIn, raw: Raw, reader: MemberDriver) -> None:
    gateway = await raw.with_command()

    async def callback(kind: int, data: dict[str, Any] | None = None) -> dict[str, Any]:
        interaction: dict[str, Any] = await gateway.event("INTERACTION_CREATE")
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        status, body, _ = await raw.call("POST", path, {"type": kind, "data": data or {}})
        assert status == 204, body
        return interaction

    options = [{"label": word.title(), "value": word} for word in ("one", "two", "three")]
    chosen = [{**options[0], "default": True}, *options[1:]]
    fields: list[dict[str, Any]] = [
        {"type": 21, "custom_id": "radio", "options": options},
        {"type": 21, "custom_id": "kept", "options": chosen},
        {"type": 22, "custom_id": "boxes", "options": options},
        {"type": 19, "custom_id": "file", "required": False},
    ]
    labels = [{"type": 18, "label": "Field", "component": field} for field in fields]
    old = {"type": 1, "components": [{"type": 4, "custom_id": "old", "style": 1, "label": "Old", "value": "as it was"}]}
    modal = {"title": "Form", "custom_id": "form", "components": [*labels, old]}
    opening = asyncio.create_task(reader.slash("ping"))
    await callback(9, modal)
    sending = asyncio.create_task(reader.submit(await opening, {"radio": "Two", "boxes": ["one", "three"]}))
    submitted = await callback(4, {"content": "Thanks"})
    components = submitted["data"]["components"]
    values = [part["component"].get("value", part["component"].get("values")) for part in components[:4]]
    assert values == ["two", "one", ["one", "three"], []]
    assert components[4]["components"][0]["value"] == "as it was"
    assert (await sending).message.content == "Thanks"
    with pytest.raises(NotPossible, match="'radio' is required"):
        await reader.submit(await opening, {"boxes": ["one"]})
