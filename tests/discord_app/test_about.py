"""What the bot says of itself, and what it deletes on request."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from support import connected_with

from bot.sandbox import StandIn
from bot.settings import Settings


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


async def test_about_a_work_has_its_edition_by_whatever_name_it_is_chosen(lector: StandIn) -> None:
    reader = lector.member("Reader")
    ((label, value),) = await reader.autocomplete("about", {"work": "my lif"}, focused="work")
    assert (label, value) == ("My Life (ML)", "my-life")
    for name in (value, "ML", "my lief"):
        assert "(New York: Charles Scribner's Sons, 1930)" in (await reader.slash("about", {"work": name})).text
    assert "No work is called “zxqv”: there is ML (My Life)" in (await reader.slash("about", {"work": "zxqv"})).text


async def test_of_very_many_works_as_many_are_listed_as_a_card_holds(
    discord: StandIn, settings: Settings, tmp_path: Path
) -> None:
    ferry = Path(__file__).parents[1] / "content" / "good" / "ferry"
    for number in range(60):
        work = Path(shutil.copytree(ferry, tmp_path / "many" / f"w{number}")) / "work.yaml"
        text = work.read_text(encoding="utf-8").replace("id: ferry", f"id: w{number}")
        work.write_text(text.replace("short: FB", f"short: W{number}"), encoding="utf-8")
    async with connected_with(replace(settings, quotes=tmp_path / "many"))(discord):
        answer = await discord.member("Reader").slash("about")
        assert re.search(r"-# and \d+ more$", answer.text)
        assert answer.text.count("(W") + int(answer.text.split()[-2]) == 60


async def test_privacy_says_what_is_kept_and_deletes_it(lector: StandIn) -> None:
    reader = lector.member("Reader")
    assert "What I keep" in (await reader.slash("privacy")).text
    assert (await reader.slash("privacy", {"forget": True})).text == "Deleted: all that I kept of you."
