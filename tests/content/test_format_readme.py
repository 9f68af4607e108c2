"""``quotes/README.md``: its example is a work that loads, and it explains every field that the format has."""

import re
from pathlib import Path
from typing import Final

import pytest

from bot.content.loader import load

ROOT: Final = Path(__file__).parents[2]
README: Final = (ROOT / "quotes" / "README.md").read_text(encoding="utf-8")
GOOD: Final = ROOT / "tests" / "content" / "good"
EXAMPLE: Final = dict(re.findall(r"^`([\w./-]+)`\n```\w+\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL))


def test_the_example_is_the_work_that_the_tests_are_laid_over() -> None:
    files = {str(path.relative_to(GOOD)): path.read_text(encoding="utf-8") for path in GOOD.glob("ferry/*")}
    assert {name: text.rstrip("\n") for name, text in files.items()} == EXAMPLE


def test_the_example_loads_without_a_fault(tmp_path: Path) -> None:
    for name, text in EXAMPLE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.faults == ()
    assert [work.id for work in loaded.works] == ["ferry"]


@pytest.mark.parametrize("source", ["parse.py", "quotes_only.py"])
def test_every_field_that_is_read_is_explained(source: str) -> None:
    code = (ROOT / "bot" / "content" / source).read_text(encoding="utf-8")
    calls = r"\.(?:optional_)?(?:text|texts|identifier|identifiers|number|numbers|run|choice|date|entry|entries|parts)"
    fields = set(re.findall(calls + r'\(\s*"(\w+)"', code))
    assert len(fields) >= 4
    explained = README.split("## A complete example")[0]
    assert sorted(field for field in fields if f"`{field}`" not in explained) == []
