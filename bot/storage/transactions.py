"""One transaction a call, in a thread, on any backend."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")

_AT_ONCE = 8  # connections to a backend that takes several


class Transactions:
    """What the parts of the store share. Calls take turns where ``one_at_a_time``."""

    def __init__(self, engine: Engine, *, one_at_a_time: bool) -> None:
        self._engine = engine
        self._turn = asyncio.Semaphore(1 if one_at_a_time else _AT_ONCE)
        self._insert = sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert

    async def _run(self, work: Callable[[Connection], T]) -> T:
        def transaction() -> T:
            with self._engine.begin() as connection:
                return work(connection)

        async with self._turn:
            return await asyncio.to_thread(transaction)
