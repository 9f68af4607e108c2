"""The store in an SQLite file."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from storage.contract import OpenStore, StoreContract

from bot.errors import Exit, UserError
from bot.storage.sqlite import open_sqlite

FULL: Final = 2  # of "PRAGMA synchronous"


class TestSqlite(StoreContract):
    """An SQLite file passes the contract."""

    @pytest.fixture
    def open_store(self, tmp_path: Path) -> OpenStore:
        return lambda: open_sqlite(tmp_path / "lector.sqlite3")


async def test_the_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "lector.sqlite3"
    async with open_sqlite(path):
        assert path.is_file()


async def test_a_commit_survives_a_loss_of_power_and_a_second_process_waits(tmp_path: Path) -> None:
    async with open_sqlite(tmp_path / "lector.sqlite3") as store:
        with store._engine.connect() as connection:
            names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
            values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert values == ["wal", FULL, 5000, 1]


async def test_what_was_recorded_is_in_the_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "lector.sqlite3"
    async with open_sqlite(path) as store:
        await store.record_synced_commands(1, "abc")
        other = sqlite3.connect(path)
        assert other.execute("SELECT * FROM synced_commands").fetchall() == [(1, "abc")]
        other.close()


async def test_the_file_is_let_go_of_even_where_the_bot_fails(tmp_path: Path) -> None:
    path = tmp_path / "lector.sqlite3"

    async def fail() -> None:
        async with open_sqlite(path):
            raise RuntimeError("the bot fails")

    with pytest.raises(RuntimeError, match="the bot fails"):
        await fail()
    assert _names(tmp_path) == ["lector.sqlite3"]


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


async def _open(path: Path) -> None:
    async with open_sqlite(path):
        pass


def _a_file_in_the_way(folder: Path) -> Path:
    (folder / "file").write_text("", encoding="utf-8")
    return folder / "file" / "lector.sqlite3"


def _no_database(folder: Path) -> Path:
    path = folder / "lector.sqlite3"
    path.write_text("this is no database, and longer than a header of one would be" * 20, encoding="utf-8")
    return path


@pytest.mark.parametrize("unusable", [_a_file_in_the_way, _no_database, lambda folder: folder])
async def test_a_path_that_cannot_be_used_is_an_error_that_says_how_to_mend_it(
    tmp_path: Path, unusable: Callable[[Path], Path]
) -> None:
    path = unusable(tmp_path)
    with pytest.raises(
        UserError, match=r"can't be used .*: set LECTOR_DATABASE to a file that can be written"
    ) as caught:
        await _open(path)
    assert caught.value.exit_code is Exit.CONFIG
    assert str(path) in str(caught.value)
