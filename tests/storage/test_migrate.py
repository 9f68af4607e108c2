"""Bringing a database up to date: all or nothing, in step with the tables, and never backwards unseen."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, event, inspect

from bot.errors import Exit, UserError
from bot.storage.migrate import migrate
from bot.storage.sqlite import open_sqlite
from bot.storage.tables import metadata


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{tmp_path / 'lector.sqlite3'}")
    event.listen(made, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
    event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    yield made
    made.dispose()


def test_the_steps_make_what_the_tables_say(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_second_start_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    before = inspect(engine).get_table_names()
    migrate(engine)
    assert inspect(engine).get_table_names() == before


@pytest.mark.parametrize("at", range(1, 8))
def test_a_step_that_is_interrupted_leaves_nothing_behind_and_is_done_at_the_next_start(
    engine: Engine, at: int
) -> None:
    made = 0

    def interrupt(_: object, __: object, statement: str, *___: object) -> None:
        nonlocal made
        made += statement.lstrip().startswith("CREATE")
        if made == at:
            raise KeyboardInterrupt

    event.listen(engine, "before_cursor_execute", interrupt)
    with pytest.raises(KeyboardInterrupt):
        migrate(engine)
    event.remove(engine, "before_cursor_execute", interrupt)
    assert inspect(engine).get_table_names() == []
    migrate(engine)
    assert "schedules" in inspect(engine).get_table_names()


async def test_a_database_of_a_newer_version_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "lector.sqlite3"
    async with open_sqlite(path):
        pass
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(UserError, match="the database is of a newer version of Lector") as caught:
        async with open_sqlite(path):
            pass
    assert caught.value.exit_code is Exit.CONFIG


async def test_what_an_older_start_kept_is_there_at_the_next(tmp_path: Path) -> None:
    path = tmp_path / "lector.sqlite3"
    async with open_sqlite(path) as store:
        await store.record_synced_commands(7, "f" * 64)
    async with open_sqlite(path) as store:
        assert await store.synced_commands(7) == "f" * 64
