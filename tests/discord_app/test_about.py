"""What the bot says of itself, and what it deletes on request."""

from bot.sandbox import StandIn


async def test_help_lists_every_command(lector: StandIn) -> None:
    answer = await lector.member("Reader").slash("help")
    assert answer.ephemeral
    for command in ("/quote search", "/passage", "/who", "/on-this-day", "/daily add", "/privacy"):
        assert f"`{command}`" in answer.text


async def test_about_names_the_works_with_their_rights(lector: StandIn) -> None:
    answer = await lector.member("Reader").slash("about")
    assert "**My Life** (ML)." in answer.text
    assert "public domain" in answer.text
    assert "Transcription: Marxists Internet Archive" in answer.text


async def test_privacy_says_what_is_kept_and_deletes_it(lector: StandIn) -> None:
    reader = lector.member("Reader")
    assert "What I keep" in (await reader.slash("privacy")).text
    assert (await reader.slash("privacy", {"forget": True})).text == "Deleted: all that I kept of you."
