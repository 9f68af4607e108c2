"""``lector check``: every fault at once, as text or as JSON, and the lock."""

import io
import json
import shutil
from pathlib import Path
from typing import Final

import pytest

from bot.cli.check import check, lock
from bot.content.loader import load
from bot.content.lock import LOCK
from bot.errors import Exit, UserError

CONTENT: Final = Path(__file__).parent.parent / "content"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT / "good", tmp_path / "library"))


def checked(library: Path, *, as_json: bool = False) -> tuple[str, Exit]:
    out = io.StringIO()
    code = check(load(library), out, as_json=as_json)
    return out.getvalue(), code


def break_it(library: Path) -> None:
    shutil.copytree(CONTENT / "bad" / "Q013_repeated-field" / "ferry", library / "ferry", dirs_exist_ok=True)


def test_a_sound_library_is_counted(library: Path) -> None:
    assert checked(library) == (
        "1 work: 6 paragraphs, 4 passages, 2 quotes, 2 events, 2 questions; no faults\n",
        Exit.FINE,
    )


def test_each_fault_has_a_line_with_its_place_code_and_hint(library: Path) -> None:
    break_it(library)
    text, code = checked(library)
    faults = text.splitlines()
    assert "ferry/02-high-water.yaml:20: Q013 `speaker` is given twice (first on line 19)" in faults
    assert faults[-1].endswith("faults")
    assert code is Exit.NOTHING


def test_one_fault_is_told_in_the_singular(library: Path) -> None:
    (library / LOCK).unlink()
    break_it(library)
    assert checked(library)[0].endswith("; 1 fault\n")


def test_as_json_each_fault_is_an_object_and_a_sound_library_prints_nothing(library: Path) -> None:
    (library / LOCK).unlink()
    assert checked(library, as_json=True) == ("", Exit.FINE)
    break_it(library)
    text, code = checked(library, as_json=True)
    assert json.loads(text) == {
        "path": "ferry/02-high-water.yaml",
        "line": 20,
        "code": "Q013",
        "message": "`speaker` is given twice",
        "hint": "first on line 19",
    }
    assert code is Exit.NOTHING


def test_locking_writes_every_id_and_the_library_is_then_sound(library: Path) -> None:
    before = (library / LOCK).read_text(encoding="utf-8")
    (library / LOCK).unlink()
    out = io.StringIO()
    assert lock(load(library), library, out) is Exit.FINE
    assert (library / LOCK).read_text(encoding="utf-8") == before
    assert out.getvalue() == f"{library / LOCK}: 16 ids\n"
    assert checked(library)[1] is Exit.FINE


def test_a_library_with_faults_is_not_locked(library: Path) -> None:
    break_it(library)
    before = (library / LOCK).read_text(encoding="utf-8")
    with pytest.raises(UserError, match="mend these first, an id is locked for ever"):
        lock(load(library), library, io.StringIO())
    assert (library / LOCK).read_text(encoding="utf-8") == before
