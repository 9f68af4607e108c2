"""The store of one machine: an SQLite file."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import Exit, UserError

# A commit must survive a loss of power, and a second process must wait its turn rather than fail.
_PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA busy_timeout=5000")
_TABLES = """
CREATE TABLE IF NOT EXISTS synced_commands (
    application INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL
) STRICT
"""


class SqliteStore:
    """A ``Store`` in an SQLite file. Each call runs in a thread, one at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._turn = asyncio.Lock()

    async def synced_commands(self, application: int) -> str | None:
        """See ``Store``."""
        row = await self._execute("SELECT fingerprint FROM synced_commands WHERE application = ?", (application,))
        return None if row is None else str(row[0])

    async def record_synced_commands(self, application: int, fingerprint: str) -> None:
        """See ``Store``."""
        await self._execute(
            "INSERT INTO synced_commands VALUES (?, ?) "
            "ON CONFLICT (application) DO UPDATE SET fingerprint = excluded.fingerprint",
            (application, fingerprint),
        )

    async def _execute(self, statement: str, values: tuple[object, ...]) -> tuple[object, ...] | None:
        def run() -> tuple[object, ...] | None:
            row: tuple[object, ...] | None = self._connection.execute(statement, values).fetchone()
            return row

        async with self._turn:
            return await asyncio.to_thread(run)


@asynccontextmanager
async def open_sqlite(path: Path) -> AsyncIterator[SqliteStore]:
    """Open the store in the file ``path``, made where there is none; UserError where it can't be used."""
    try:
        connection = await asyncio.to_thread(_connect, path)
    except (OSError, sqlite3.Error) as error:
        raise UserError(
            f"the database {path} can't be used ({error}): set LECTOR_DATABASE to a file that can be written",
            exit_code=Exit.CONFIG,
        ) from error
    try:
        yield SqliteStore(connection)
    finally:
        await asyncio.to_thread(connection.close)


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Autocommit: each statement is a transaction of its own. Threads take turns, held by the store's lock.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute(_TABLES)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
