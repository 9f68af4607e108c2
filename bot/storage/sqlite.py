"""The store of one machine: an SQLite file, which several processes of that machine may share."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, pool
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import Exit, UserError
from bot.storage.migrate import migrate
from bot.storage.sql import SqlStore

# A commit must survive a loss of power, a second process must wait its turn rather than fail, and a schedule's posts
# go with it.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
)


@asynccontextmanager
async def open_sqlite(path: Path) -> AsyncIterator[SqlStore]:
    """Open the store in the file ``path``, made where there is none; UserError where it can't be used."""
    engine = _engine(path)
    try:
        await asyncio.to_thread(_prepare, engine, path)
        yield SqlStore(engine, one_at_a_time=True)
    finally:
        await asyncio.to_thread(engine.dispose)


def _prepare(engine: Engine, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        migrate(engine)
    except (OSError, SQLAlchemyError, sqlite3.Error) as error:
        reason = getattr(error, "orig", None) or error
        raise UserError(
            f"the database {path} can't be used ({reason}): set LECTOR_DATABASE to a file that can be written",
            exit_code=Exit.CONFIG,
        ) from error


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", poolclass=pool.QueuePool, pool_size=1, max_overflow=0)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _: object) -> None:
    # The driver must not begin transactions of its own; see _on_begin.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Any) -> None:
    # A transaction that reads and then writes must hold the write lock from its start: two processes that both read
    # first would lose one of their updates, without an error.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
