"""What holds over the whole project: nothing undeclared, unused, undocumented or out of step."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

import pytest
from discord.ext import commands

from bot.__main__ import main
from bot.content.loader import load
from bot.discord_app.client import COGS

ROOT: Final = Path(__file__).parents[1]
UNNAMED: Final = {
    "lxml": "the parser that beautifulsoup4 is told to use",
    "tzdata": "the time zones, where the system has none",
}
"""Dependencies that no import names, and what they are for."""

README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _modules() -> Iterator[Path]:
    return (ROOT / "bot").rglob("*.py")


def _imports(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def _slash_commands() -> list[str]:
    found = []
    for cog in COGS:
        group = f"{cog.__cog_group_name__} " if issubclass(cog, commands.GroupCog) else ""
        found += [f"/{group}{command.name}" for command in cog.__cog_app_commands__]
    return found


def test_no_two_commands_have_one_name() -> None:
    names = _slash_commands()
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert len(names) >= 6


def test_every_command_on_discord_is_in_the_readme() -> None:
    assert [name for name in _slash_commands() if f"`{name}`" not in README] == []


def test_every_command_of_the_terminal_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    names = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    assert [name for name in names if f"`lector {name}" not in README] == []
    assert len(names) >= 5


def test_every_dependency_is_used_and_every_import_is_declared() -> None:
    declared = {re.split(r"[><=\[; ]", each)[0].lower() for each in PROJECT["dependencies"]}
    owners = packages_distributions()
    imported = set().union(*(_imports(module) for module in _modules()))
    used = {owner.lower() for name in imported for owner in owners.get(name, [])} - {"lector-bot"} | UNNAMED.keys()
    assert (used - declared, declared - used) == (set(), set())


def test_every_dependency_has_a_lower_bound() -> None:
    every = [*PROJECT["dependencies"], *(each for extra in PROJECT["optional-dependencies"].values() for each in extra)]
    assert [each for each in every if ">=" not in each and not each.startswith("lector-bot")] == []


def test_every_work_that_is_shipped_is_clean() -> None:
    loaded = load(ROOT / "quotes")
    assert loaded.faults == ()
    assert loaded.works != ()


def test_no_module_holds_two_ideas() -> None:
    long = {str(module): lines for module in _modules() if (lines := module.read_text().count("\n")) > 400}
    assert long == {}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "quotes/README.md"])
def test_links_and_paths_in_the_documents_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", text)
    paths = re.findall(r"`((?:bot|tests|quotes|\.ci)/[\w./-]+)`", text)
    folder = (ROOT / name).parent
    assert [link for link in links if not (folder / link).exists()] == []
    assert [path for path in paths if not (ROOT / path).exists()] == []
