"""What is kept, whatever keeps it. Every store passes ``tests/storage/contract.py``."""

from typing import Protocol


class Store(Protocol):
    """Facts that outlive a restart."""

    async def synced_commands(self, application: int) -> str | None:
        """Return the fingerprint of the commands that Discord last took from an application; None before the first."""

    async def record_synced_commands(self, application: int, fingerprint: str) -> None:
        """Keep the fingerprint of the commands that Discord has now taken."""
