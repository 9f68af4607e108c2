"""The program as the shell sees it: arguments, standard input, pipes, error lines and exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from bot.errors import Exit

ROOT: Final = Path(__file__).parent.parent.parent
GOOD: Final = ROOT / "tests" / "content" / "good"
TIMEOUT: Final = 30  # seconds: a program that hangs fails its test


class CommandLine:
    """Runs ``lector`` away from the checkout, with nothing set but what a test sets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = os.environ["PATH"]  # noqa: TID251 - the programs that a shell needs
        self.environment = {"PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(folder), "LECTOR_QUOTES": str(GOOD)}

    def run(self, *arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=stdin,
            capture_output=True,
            env=self.environment | environment,
            cwd=self.folder,
            timeout=TIMEOUT,
            check=False,
        )


@pytest.fixture
def lector(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def error_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one line on standard error."""
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    return line


def test_ask_joins_its_words_and_answers(lector: CommandLine) -> None:
    done = lector.run("ask", "ice", "will", "carry")
    assert done.returncode == Exit.FINE
    assert done.stdout.decode().startswith("FB 1:4 · The ice will carry it")
    assert done.stderr == b""


def test_a_dash_answers_each_line_of_standard_input_with_a_line_of_json(lector: CommandLine) -> None:
    done = lector.run("ask", "-", stdin="politely\n\nzxqv blorp\nice “wil” carry".encode() + b" \xff\xfe\n")
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [len(record["hits"]) > 0 for record in records] == [True, False, False, True]
    assert done.returncode == Exit.FINE
    assert done.stderr == b""


def test_nothing_found_ends_with_1(lector: CommandLine) -> None:
    done = lector.run("ask", "zxqv", "blorp")
    assert (done.returncode, done.stdout.decode()) == (Exit.NOTHING, "Nothing found for “zxqv blorp”.\n")


def test_a_reader_that_leaves_the_pipe_early_is_no_error(lector: CommandLine) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "show", "FB", "1:1-6"],
        stdout=write,
        stderr=subprocess.PIPE,
        env=lector.environment,
        cwd=lector.folder,
        timeout=TIMEOUT,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (Exit.FINE, b"")


def test_a_terminal_without_curly_quotes_gets_what_it_can_show(lector: CommandLine) -> None:
    done = lector.run("show", "FB 1:4", PYTHONIOENCODING="ascii")
    assert done.returncode == Exit.FINE
    assert b"?The ice will carry it,? I said" in done.stdout


def test_check_finds_nothing_wrong_with_the_good_library(lector: CommandLine) -> None:
    done = lector.run("check")
    assert (done.returncode, done.stdout[-11:]) == (Exit.FINE, b"; no faults\n"[-11:])


def test_check_of_a_folder_with_a_fault_ends_with_1(lector: CommandLine) -> None:
    library = shutil.copytree(GOOD, lector.folder / "library")
    (library / "ids.lock").unlink()
    shutil.copytree(GOOD.parent / "bad" / "Q010_yaml-syntax" / "ferry", library / "ferry", dirs_exist_ok=True)
    done = lector.run("check", str(library))
    first, last = done.stdout.decode().splitlines()
    assert first.startswith("ferry/02-high-water.yaml:12: Q010 not YAML")
    assert last.endswith("; 1 fault")
    assert (done.returncode, done.stderr) == (Exit.NOTHING, b"")


def test_what_is_sound_is_served_beside_broken_yaml_and_the_fault_is_told(lector: CommandLine) -> None:
    library = shutil.copytree(GOOD, lector.folder / "library")
    (library / "ids.lock").unlink()
    shutil.copytree(GOOD.parent / "bad" / "Q010_yaml-syntax" / "ferry", library / "ferry", dirs_exist_ok=True)
    done = lector.run("ask", "politely", LECTOR_QUOTES=str(library))
    assert done.returncode == Exit.FINE
    assert done.stdout.decode().startswith("FB 1:4")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("lector: ferry/02-high-water.yaml:12: Q010 not YAML")


def test_where_nothing_is_sound_it_says_what_to_mend(lector: CommandLine) -> None:
    library = shutil.copytree(GOOD, lector.folder / "library", ignore=shutil.ignore_patterns("ids.lock"))
    (library / "ferry" / "01-low-water.yaml").write_text("chapter: [1\n", encoding="utf-8")
    done = lector.run("ask", "politely", LECTOR_QUOTES=str(library))
    fault, error = done.stderr.decode().splitlines()
    assert fault.startswith("lector: ferry/01-low-water.yaml:2: Q010 not YAML")
    assert error == f"lector: no work in {library} can be served: mend the faults above"
    assert done.returncode == Exit.CONFIG


def test_run_without_a_token_says_where_to_get_one(lector: CommandLine) -> None:
    done = lector.run("run")
    assert error_line(done) == (
        "lector: DISCORD_TOKEN is not set: copy the token from the Bot page of your application at "
        "https://discord.com/developers/applications"
    )
    assert done.returncode == Exit.CONFIG


@pytest.mark.parametrize(
    ("name", "value", "begins"),
    [
        ("LECTOR_DATABASE", "mysql://host/lector", "lector: LECTOR_DATABASE: there is no store for mysql://"),
        ("LECTOR_DISCORD_API", "discord", "lector: LECTOR_DISCORD_API: “discord” is no address"),
        ("LECTOR_LOG", "xml", "lector: LECTOR_LOG: “xml” is neither text nor json"),
        ("LECTOR_QUOTES", "/nowhere", "lector: there is no library at /nowhere: set LECTOR_QUOTES"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(lector: CommandLine, name: str, value: str, begins: str) -> None:
    lector.environment[name] = value
    done = lector.run("ask", "politely")
    assert error_line(done).startswith(begins)
    assert done.returncode == Exit.CONFIG


def test_an_unknown_place_is_one_clear_line(lector: CommandLine) -> None:
    done = lector.run("show", "FB", "1:99")
    assert error_line(done) == "lector: there is no FB 1:99: chapter 1 has paragraphs 1-6"
    assert done.returncode == Exit.USAGE


@pytest.mark.parametrize("arguments", [[], ["ask"], ["ponder", "politely"]])
def test_wrong_usage_ends_with_2(lector: CommandLine, arguments: list[str]) -> None:
    done = lector.run(*arguments)
    assert (done.returncode, done.stdout) == (Exit.USAGE, b"")
    assert b"usage: lector" in done.stderr


def test_a_day_is_known_in_either_calendar(lector: CommandLine) -> None:
    old = lector.run("day", "1912-01-06", "--calendar", "julian")
    new = lector.run("day", "1912-01-19")
    assert old.stdout == new.stdout
    assert b"The ice shuts the landing: 6 Jan (OS) / 19 Jan (NS) 1912 [FB 1:2]" in old.stdout
    assert old.returncode == Exit.FINE
