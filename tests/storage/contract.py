"""What every store does. A store's own test file inherits these tests and gives ``open_store``.

A new store: a class that inherits ``StoreContract`` with a fixture ``open_store``, which returns what opens the store
anew each time it is called, on the same data.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.storage.store import Store

OpenStore = Callable[[], AbstractAsyncContextManager[Store]]

BIGGEST = 2**63 - 1  # an id of Discord's is 64 bits, of which the first is 0


class StoreContract:
    """The tests of the interface ``Store``."""

    async def test_before_the_first_sync_nothing_is_known(self, open_store: OpenStore) -> None:
        async with open_store() as store:
            assert await store.synced_commands(1) is None

    async def test_what_was_recorded_is_known(self, open_store: OpenStore) -> None:
        async with open_store() as store:
            await store.record_synced_commands(1, "abc")
            assert await store.synced_commands(1) == "abc"

    async def test_the_last_record_counts(self, open_store: OpenStore) -> None:
        async with open_store() as store:
            await store.record_synced_commands(1, "abc")
            await store.record_synced_commands(1, "def")
            assert await store.synced_commands(1) == "def"

    async def test_applications_are_kept_apart(self, open_store: OpenStore) -> None:
        async with open_store() as store:
            await store.record_synced_commands(1, "abc")
            await store.record_synced_commands(BIGGEST, "’\x00“\n")
            assert await store.synced_commands(1) == "abc"
            assert await store.synced_commands(BIGGEST) == "’\x00“\n"
            assert await store.synced_commands(2) is None

    async def test_a_record_outlives_a_restart(self, open_store: OpenStore) -> None:
        async with open_store() as store:
            await store.record_synced_commands(1, "abc")
        async with open_store() as store:
            assert await store.synced_commands(1) == "abc"

    async def test_two_that_are_open_at_once_see_each_others_records(self, open_store: OpenStore) -> None:
        async with open_store() as one, open_store() as other:
            await one.record_synced_commands(1, "abc")
            assert await other.synced_commands(1) == "abc"
            await other.record_synced_commands(1, "def")
            assert await one.synced_commands(1) == "def"

    async def test_many_at_once_take_turns(self, open_store: OpenStore) -> None:
        async with open_store() as one, open_store() as other:
            both = (one, other)
            await asyncio.gather(*(both[each % 2].record_synced_commands(each, f"of {each}") for each in range(1, 41)))
            found = await asyncio.gather(*(both[each % 2].synced_commands(each) for each in range(1, 41)))
        assert found == [f"of {each}" for each in range(1, 41)]
