"""The buttons and menus of a card: they lead through the work, and outlive a restart."""

from dataclasses import replace
from typing import Any, Final

from support import Connect, connected_with

from bot.content.loader import load
from bot.sandbox import StandIn
from bot.settings import Settings

_SELECT: Final = 3  # Discord's number for a menu of texts


async def test_next_and_back_lead_to_the_passages_around(lector: StandIn) -> None:
    reader = lector.member("Reader")
    card = await reader.slash("passage", {"place": "ML 29:13"})
    assert "-# ML 29:14 ·" in (await reader.press(card.message, "Next ▶")).text
    assert "-# ML 29:13 ·" in (await reader.press(card.message, "◀ Back")).text
    assert "-# ML 29:12 ·" in (await reader.press(card.message, "◀ Back")).text
    assert len(reader.sees()) == 1


async def test_the_ends_of_a_work_have_no_button_to_press(lector: StandIn) -> None:
    reader = lector.member("Reader")
    first = await reader.slash("passage", {"place": "ML 29:1"})
    last = await reader.slash("passage", {"place": "ML 29:63"})
    assert [button["disabled"] for button in _buttons(first.message.components)] == [True, False]
    assert [button["disabled"] for button in _buttons(last.message.components)] == [False, True]


async def test_one_can_read_the_whole_chapter_by_its_buttons(lector: StandIn, settings: Settings) -> None:
    reader = lector.member("Reader")
    card = await reader.slash("passage", {"place": "ML 29:1"})
    texts = [card.text]
    while not _buttons(card.message.components)[1]["disabled"]:
        card = await reader.press(card.message, "Next ▶")
        texts.append(card.text)
    read = "\n".join(texts).replace("\\", "")
    (work,) = load(settings.quotes).works
    assert [each.number for each in work.chapters[0].paragraphs if each.text not in read] == []


async def test_buttons_work_after_a_restart(discord: StandIn, connect: Connect) -> None:
    reader = discord.member("Reader")
    async with connect(discord):
        card = await reader.slash("passage", {"place": "ML 29:13"})
    async with connect(discord):
        assert "-# ML 29:14 ·" in (await reader.press(card.message, "Next ▶")).text


async def test_another_member_turns_a_copy_of_their_own(lector: StandIn) -> None:
    card = await lector.member("Reader").slash("passage", {"place": "ML 29:13"})
    copy = await lector.member("You").press(card.message, "Next ▶")
    assert copy.ephemeral
    assert "-# ML 29:14 ·" in copy.text
    assert "-# ML 29:13 ·" in card.text
    further = await lector.member("You").press(copy.message, "Next ▶")
    assert "-# ML 29:15-20 ·" in further.text


async def test_a_quote_can_be_read_in_its_passage_by_each_for_themselves(lector: StandIn) -> None:
    reader = lector.member("Reader")
    quote = await reader.slash("quote random")
    around = await reader.press(quote.message, "Read around it")
    assert around.ephemeral
    shown = quote.text.split("\n")[0].removeprefix(">>> ")
    assert shown[:40] in around.text


async def test_a_menu_of_other_passages_shows_the_chosen_one_and_stays(lector: StandIn) -> None:
    reader = lector.member("Reader")
    card = await reader.slash("quote search", {"words": "eiffel tower"})
    menu = _menu(card.message.components)
    values = [option["value"] for option in menu["options"]]
    other = await reader.select(card.message, menu["custom_id"], [values[1]])
    assert f"-# {values[1].replace('my-life', 'ML')} ·" in other.text
    again = await reader.select(card.message, menu["custom_id"], [values[0]])
    assert f"-# {values[0].replace('my-life', 'ML')} ·" in again.text


async def test_a_button_to_a_work_that_is_gone_says_so(discord: StandIn, connect: Connect, settings: Settings) -> None:
    reader = discord.member("Reader")
    async with connect(discord):
        card = await reader.slash("passage", {"place": "ML 29:13"})
    other = settings.quotes.parent / "tests" / "content" / "good"
    async with connected_with(replace(settings, quotes=other))(discord):
        answer = await reader.press(card.message, "Next ▶")
    assert answer.ephemeral
    assert answer.text.startswith("That place is no longer in the library: no work is called “my-life”")


def _buttons(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return ◀ and ▶ of a page card."""
    return [each for row in components for each in row["components"] if each.get("custom_id", "").startswith("page:")]


def _menu(components: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the menu of places of a card."""
    return next(each for row in components for each in row["components"] if each["type"] == _SELECT)
