"""A member asks by command, by autocomplete and by mention; the bot answers with the right passage."""

import pytest

from bot.sandbox import StandIn, text_of


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("lenin clean colar", "ML 29:13"),
        ("eifel tower good maners", "ML 29:50"),
        ("sverdlov bukharin wite guards", "ML 29:22-24"),
        ("peoples commissars smells of revolution", "ML 29:15-20"),
    ],
)
async def test_search_shows_the_passage_that_is_half_remembered(lector: StandIn, words: str, reference: str) -> None:
    answer = await lector.member("Reader").slash("quote search", {"words": words})
    assert f"-# {reference} · told by" in answer.text
    assert "Leon Trotsky, My Life: An Attempt at an Autobiography (New York: Charles Scribner's Sons" in answer.text
    assert not answer.ephemeral


async def test_search_marks_the_words_that_matched(lector: StandIn) -> None:
    answer = await lector.member("Reader").slash("quote search", {"words": "eifel tower good maners"})
    assert "teaching the **Eiffel Tower good manners**." in answer.text


async def test_search_for_nonsense_says_that_nothing_was_found(lector: StandIn) -> None:
    answer = await lector.member("Reader").slash("quote search", {"words": "zxqv blorp"})
    assert answer.text == "I found no passage for “zxqv blorp”."


async def test_what_nearly_fits_is_offered_as_no_more_than_near(lector: StandIn) -> None:
    reader = lector.member("Reader")
    answer = await reader.slash("quote search", {"words": "the quick brown fox jumps over the lazy dog"})
    assert "I found no passage" in answer.text
    assert "None of these fits well; they are only the nearest." in answer.text


async def test_autocomplete_offers_places_whose_value_opens_them(lector: StandIn) -> None:
    reader = lector.member("Reader")
    choices = await reader.autocomplete("quote search", {"words": "eifel tower good man"}, focused="words")
    label, value = choices[0]
    assert label.startswith("ML 29:50 · Teaching the Eiffel Tower good manners · “…")
    assert "Eiffel Tower good manners." in label.split("“")[1]
    assert value == "my-life 29:50"
    for typed in (value, label):  # Discord sends the label back where a member edits it by hand
        assert "-# ML 29:50 ·" in (await reader.slash("quote search", {"words": typed})).text


async def test_autocomplete_of_nothing_offers_nothing(lector: StandIn) -> None:
    assert await lector.member("Reader").autocomplete("quote search", {"words": ""}, focused="words") == []


async def test_random_reads_a_quote_with_its_speaker_and_its_place(lector: StandIn) -> None:
    answer = await lector.member("Reader").slash("quote random")
    assert answer.text.startswith(">>> ")
    assert "\n— **" in answer.text
    assert "ch. 29, “In Power”, ¶" in answer.text


@pytest.mark.parametrize(
    "place", ["ML 29:22-24", "my-life 29:22", "29 : 22–24", "If the White Guards kill you and me", "white guards kill"]
)
async def test_a_passage_is_found_by_reference_title_or_words(lector: StandIn, place: str) -> None:
    answer = await lector.member("Reader").slash("passage", {"place": place})
    assert "“Perhaps they won’t kill us,” I rejoined, laughing." in answer.text


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("ML 29:99", "There is no ML 29:99: chapter 29 has paragraphs 1-63"),
        ("ML 30:1", "My Life has no chapter 30 here: it has 29"),
        ("Kapital 1:1", "No work is called “Kapital”: there is ML (My Life)"),
    ],
)
async def test_a_reference_to_nowhere_is_told_to_the_asker_alone(lector: StandIn, place: str, said: str) -> None:
    answer = await lector.member("Reader").slash("passage", {"place": place})
    assert (answer.text, answer.ephemeral) == (said, True)


@pytest.mark.parametrize("words", ["   .  ", "🎉🎉", "\u200b\u200b"])
async def test_a_query_without_words_is_told_to_the_asker_alone(lector: StandIn, words: str) -> None:
    answer = await lector.member("Reader").slash("quote search", {"words": words})
    assert answer.text == "There are no words in that: tell me what you remember, such as: lenin clean collar"
    assert answer.ephemeral


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("@Lector who wanted a claen collar", "-# ML 29:13 ·"),
        ("@Lector serach eifel tower good maners", "-# ML 29:50 ·"),
        ("@Lector pasage ML 29:22-24", "-# ML 29:22-24 ·"),
        ("@Lector qoute random", "\n— **"),
        ("@Lector hlep", "Tell me what you half remember"),
        ("@Lector", "Tell me what you half remember"),
        ("@Lector ML 29:99", "There is no ML 29:99"),
        ("@Lector zxqv blorp", "I found no passage for “zxqv blorp”."),
    ],
)
async def test_a_mention_is_understood_and_answered(lector: StandIn, said: str, heard: str) -> None:
    reader = lector.member("Reader")
    answer = await reader.hears(after=await reader.say(said))
    assert heard in text_of(answer)
    assert answer.reply_to is not None


async def test_a_direct_message_needs_no_mention(lector: StandIn) -> None:
    reader = lector.member("Reader")
    message = await reader.say("eifel tower good maners", channel=reader.dm())
    assert "-# ML 29:50 ·" in text_of(await reader.hears(after=message))


async def test_a_query_pings_nobody_and_is_shown_as_typed(lector: StandIn) -> None:
    reader = lector.member("Reader")
    message = await reader.say("@Lector zxqv @everyone **blorp** <@&1> [here](https://example.org)")
    answer = await reader.hears(after=message)
    assert (answer.mentions, answer.mention_roles, answer.mention_everyone) == ((), (), False)
    assert r"\*\*blorp\*\*" in text_of(answer)
    assert "@everyone" not in text_of(answer)


@pytest.mark.parametrize("words", ["x" * 1900, "lenin " * 300, "z\u0338\u0301\u0302" * 400])
async def test_a_very_long_mention_is_told_so_in_one_line(lector: StandIn, words: str) -> None:
    reader = lector.member("Reader")
    answer = await reader.hears(after=await reader.say(f"@Lector {words}"))
    assert text_of(answer) == "That is long: give me up to 200 characters of what you remember."


async def test_a_reply_that_asks_for_nothing_is_left_alone(lector: StandIn) -> None:
    reader = lector.member("Reader")
    card = await reader.hears(after=await reader.say("@Lector who wanted a claen collar"))
    await reader.say("well said, my friend", reply_to=card)
    question = await reader.say("eifel tower good maners", reply_to=card)
    answer = await reader.hears(after=question)
    assert "-# ML 29:50 ·" in text_of(answer)
    assert [message.author.bot for message in reader.sees()] == [False, True, False, False, True]


async def test_talk_between_members_is_not_answered(lector: StandIn) -> None:
    reader = lector.member("Reader")
    await reader.say("who wanted a clean collar?")
    asked = await reader.say("@Lector help")
    await reader.hears(after=asked)
    assert sum(message.author.bot for message in reader.sees()) == 1
