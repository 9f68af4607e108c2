"""The program as operators run it: a process of its own, stopped by signals, judged by its exit code."""

import asyncio
import json
import shutil
import signal
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest
from filelock import FileLock

from bot.errors import Exit
from bot.sandbox import StandIn, text_of

_STOPS_WITHIN = 2.0  # seconds, as promised


async def _start(tmp_path: Path, *arguments: str, **environment: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        stdout=PIPE,
        stderr=PIPE,
        cwd=tmp_path,
        env={"LECTOR_DATABASE": str(tmp_path / "lector.sqlite3"), "PYTHONPATH": str(Path(__file__).parents[2])}
        | environment,
    )


async def _ended(process: Process) -> tuple[int | None, str]:
    _, said = await process.communicate()
    return process.returncode, said.decode().strip()


@pytest.mark.parametrize("each", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly_within_two_seconds(
    discord: StandIn, tmp_path: Path, each: signal.Signals
) -> None:
    process = await _start(tmp_path, "run", DISCORD_TOKEN=discord.token, LECTOR_DISCORD_API=discord.api)
    await discord.bot_online()
    answer = await discord.member("Reader").slash("quote search", {"words": "lenin clean colar"})
    assert "-# ML 29:13 ·" in answer.text
    began = time.monotonic()
    process.send_signal(each)
    code, said = await _ended(process)
    assert (code, time.monotonic() - began < _STOPS_WITHIN) == (Exit.FINE, True)
    assert "Traceback" not in said
    await discord.bot_offline()


async def test_a_killed_bot_starts_again_and_its_old_buttons_work(discord: StandIn, tmp_path: Path) -> None:
    reader = discord.member("Reader")
    settings = {"DISCORD_TOKEN": discord.token, "LECTOR_DISCORD_API": discord.api}
    first = await _start(tmp_path, "run", **settings)
    await discord.bot_online()
    card = await reader.slash("passage", {"place": "ML 29:13"})
    first.kill()
    await _ended(first)
    await discord.bot_offline()
    second = await _start(tmp_path, "run", **settings)
    await discord.bot_online()
    assert "-# ML 29:14 ·" in (await reader.press(card.message, "Next ▶")).text
    second.terminate()
    assert (await _ended(second))[0] == Exit.FINE


async def test_a_work_that_is_put_into_the_folder_is_found_while_the_bot_runs(discord: StandIn, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    quotes = shutil.copytree(root / "tests" / "content" / "good", tmp_path / "quotes")
    settings = {"DISCORD_TOKEN": discord.token, "LECTOR_DISCORD_API": discord.api, "LECTOR_QUOTES": str(quotes)}
    process = await _start(tmp_path, "run", **settings)
    await discord.bot_online()
    reader = discord.member("Reader")
    assert "I found no passage" in (await reader.slash("quote search", {"words": "eifel tower"})).text
    shutil.copytree(root / "quotes" / "my-life", quotes / "my-life")
    assert process.stderr is not None
    while line := (await process.stderr.readline()).decode():
        if "the works changed" in line:
            break
    assert line.rstrip().endswith("the works changed: new: my-life")
    assert "-# ML 29:50 ·" in (await reader.slash("quote search", {"words": "eifel tower"})).text
    process.terminate()
    assert (await _ended(process))[0] == Exit.FINE


async def test_a_signal_ends_it_while_it_waits_for_an_index(tmp_path: Path) -> None:
    work = Path(
        shutil.copytree(Path(__file__).parents[1] / "content" / "good" / "ferry", tmp_path / "quotes" / "ferry")
    )
    for number in range(400):
        copied = Path(shutil.copytree(work, tmp_path / "quotes" / f"w{number}")) / "work.yaml"
        text = copied.read_text(encoding="utf-8").replace("id: ferry", f"id: w{number}")
        copied.write_text(text.replace("short: FB", f"short: W{number}"), encoding="utf-8")
    (tmp_path / "search").mkdir()
    with FileLock(tmp_path / "search" / "lock"):
        process = await _start(tmp_path, "run", DISCORD_TOKEN="a.b.c", LECTOR_QUOTES=str(tmp_path / "quotes"))
        assert process.stderr is not None
        assert b"another process makes an index" in await process.stderr.readline()
        began = time.monotonic()
        process.terminate()
        assert (await _ended(process))[0] == Exit.FINE
        assert time.monotonic() - began < _STOPS_WITHIN


async def test_try_starts_the_page_and_the_bot(tmp_path: Path) -> None:
    process = await _start(tmp_path, "try", "--no-browser")
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    assert line.startswith("Lector is at http://127.0.0.1:")
    process.terminate()
    assert (await _ended(process))[0] == Exit.FINE


async def test_a_busy_port_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = await _ended(await _start(tmp_path, "try", "--no-browser", "--port", str(port)))
    assert (code, said) == (
        Exit.UNAVAILABLE,
        f"lector: port {port} can't be used (Address already in use): choose another with --port",
    )


async def test_no_token_is_told_in_one_line(tmp_path: Path) -> None:
    code, said = await _ended(await _start(tmp_path, "run"))
    assert (code, said) == (
        Exit.CONFIG,
        (
            "lector: DISCORD_TOKEN is not set: copy the token from the Bot page of your application at "
            "https://discord.com/developers/applications"
        ),
    )


async def test_a_wrong_token_is_told_in_one_line(discord: StandIn, tmp_path: Path) -> None:
    process = await _start(tmp_path, "run", DISCORD_TOKEN="wrong", LECTOR_DISCORD_API=discord.api)
    code, said = await _ended(process)
    assert (code, said) == (
        Exit.CONFIG,
        "lector: Discord refused the token: copy it anew from the Bot page of your application into DISCORD_TOKEN",
    )
    discord.refusals.clear()


async def test_discord_out_of_reach_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/api/v10"
    code, said = await _ended(await _start(tmp_path, "run", DISCORD_TOKEN="any", LECTOR_DISCORD_API=address))
    assert code == Exit.UNAVAILABLE
    assert said.startswith(f"lector: Discord can't be reached at {address} (")
    assert "\n" not in said


async def test_a_library_without_works_is_told_and_nothing_starts(tmp_path: Path) -> None:
    (tmp_path / "works").mkdir()
    process = await _start(tmp_path, "run", DISCORD_TOKEN="any", LECTOR_QUOTES=str(tmp_path / "works"))
    code, said = await _ended(process)
    assert code == Exit.CONFIG
    assert said.splitlines()[-1].startswith("lector: no work in ")


async def test_logs_can_be_json(discord: StandIn, tmp_path: Path) -> None:
    process = await _start(
        tmp_path, "run", DISCORD_TOKEN=discord.token, LECTOR_DISCORD_API=discord.api, LECTOR_LOG="json"
    )
    await discord.bot_online()
    await discord.commands_synced()
    process.terminate()
    code, said = await _ended(process)
    records = [json.loads(line) for line in said.splitlines()]
    assert code == Exit.FINE
    assert "told Discord of" in records[0]["message"]
    assert discord.token not in said


async def test_a_mention_is_answered_by_the_process(discord: StandIn, tmp_path: Path) -> None:
    process = await _start(tmp_path, "run", DISCORD_TOKEN=discord.token, LECTOR_DISCORD_API=discord.api)
    await discord.bot_online()
    reader = discord.member("Reader")
    asked = await reader.say("@Lector who wanted a claen collar")
    assert "-# ML 29:13 ·" in text_of(await reader.hears(after=asked))
    process.terminate()
    assert (await _ended(process))[0] == Exit.FINE
