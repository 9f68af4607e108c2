"""Who somebody is, when something was, what happened on a day; and the people on a page."""

import pytest

from bot.sandbox import StandIn


@pytest.mark.parametrize("name", ["Sverdlov", "Svyerdlov", "swerdloff", "Yakov Sverdlov", "sverdlov"])
async def test_a_person_is_found_by_any_spelling(lector: StandIn, name: str) -> None:
    answer = await lector.member("Reader").slash("who", {"name": name})
    assert answer.text.startswith("### Yakov Sverdlov\n")
    assert "ML 29:22-24 · If the White Guards kill you and me" in answer.text


async def test_an_epithet_names_its_person(lector: StandIn) -> None:
    answer = await lector.member("Reader").slash("who", {"name": "lenins sister"})
    assert answer.text.startswith("### Maria Ulyanova\n")


async def test_a_name_nobody_has_is_told_to_the_asker_alone(lector: StandIn) -> None:
    answer = await lector.member("Reader").slash("who", {"name": "Napoleon Bonaparte"})
    assert answer.ephemeral
    assert answer.text.startswith("I know nobody called “Napoleon Bonaparte”")


async def test_names_are_offered_in_whatever_spelling_is_typed(lector: StandIn) -> None:
    choices = await lector.member("Reader").autocomplete("who", {"name": "swerd"}, focused="name")
    assert choices[0][1] == "sverdlov"
    assert choices[0][0].startswith("Yakov Sverdlov · ")


async def test_somebody_in_many_passages_has_them_card_by_card(lector: StandIn) -> None:
    reader = lector.member("Reader")
    first = await reader.slash("who", {"name": "Trotsky"})
    more = await reader.press(first.message, "More passages ▶")
    assert more.ephemeral
    assert "- ML 29:1 ·" in first.text
    assert "- ML 29:1 ·" not in more.text
    assert "More passages" not in more.text


async def test_the_people_of_a_page_are_buttons_under_it(lector: StandIn) -> None:
    reader = lector.member("Reader")
    page = await reader.slash("passage", {"place": "ML 29:22-24"})
    card = await reader.press(page.message, "Bukharin")
    assert card.ephemeral
    assert card.text.startswith("### Nikolai Bukharin\n")


async def test_an_event_says_when_it_was_in_both_calendars_and_how_that_is_known(lector: StandIn) -> None:
    reader = lector.member("Reader")
    choices = await reader.autocomplete("when", {"event": "judson"}, focused="event")
    answer = await reader.slash("when", {"event": choices[0][1]})
    assert "18 Nov (OS) / 1 Dec (NS) 1917" in answer.text
    assert "dated as the text states" in answer.text
    assert "General Judson" in (await reader.press(answer.message, "Read around it")).text


async def test_an_event_is_found_by_words_and_an_unknown_one_is_not_guessed(lector: StandIn) -> None:
    reader = lector.member("Reader")
    assert "Judson" in (await reader.slash("when", {"event": "judson calls on trotsky"})).text
    unknown = await reader.slash("when", {"event": "the moon landing"})
    assert unknown.ephemeral
    assert unknown.text.startswith("I know of no “the moon landing”")


@pytest.mark.parametrize(
    "date", ["7 November", "25 October", "Nov 7 1917", "25 Oct 1917 OS", "1917-11-07", "7th novmber"]
)
async def test_a_day_is_understood_in_either_calendar(lector: StandIn, date: str) -> None:
    answer = await lector.member("Reader").slash("on-this-day", {"date": date})
    assert "The seizure of power in Petrograd: 25 Oct (OS) / 7 Nov (NS) 1917" in answer.text


async def test_a_day_on_which_nothing_happened_says_so_and_names_the_nearest(lector: StandIn) -> None:
    answer = await lector.member("Reader").slash("on-this-day", {"date": "10 November"})
    assert "Nothing on this day; the nearest is" in answer.text


async def test_today_is_taken_where_no_day_is_given(lector: StandIn) -> None:
    answer = await lector.member("Reader").slash("on-this-day")
    today = answer.message.created
    assert answer.text.startswith(f"### {today.day} ")


@pytest.mark.parametrize("date", ["30 February", "Tuesday", "13", "November"])
async def test_no_day_at_all_is_told_to_the_asker_alone(lector: StandIn, date: str) -> None:
    answer = await lector.member("Reader").slash("on-this-day", {"date": date})
    assert answer.ephemeral
    assert "write it like 7 November" in answer.text
