"""The stand-in in a process of its own, so that what is measured beside it is the bot alone.

    python tests/bench/standin_process.py SERVERS {limits|lifted}

Prints one line of JSON, its address and token, and runs until its input ends.
"""

import asyncio
import json
import sys
from dataclasses import replace

from bot.sandbox import Limits, StandIn


async def main() -> None:
    """Serve so many servers of one channel each."""
    servers, limits = int(sys.argv[1]), Limits.lifted() if sys.argv[2] == "lifted" else Limits()
    # As many shards as Discord would ask for; that they may not come at once is not what is measured.
    limits = replace(limits, recommended_shards=-(-servers // 1000), identify_seconds=0.05)
    async with StandIn(limits=limits) as discord:
        for number in range(servers):
            discord.world.add_guild(f"Server {number}", channels=("reading",))
        print(json.dumps({"api": discord.api, "token": discord.token}), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        posts = sum(
            message.author.bot for each in discord.world.channels.values() for message in each.messages.values()
        )
        print(json.dumps({"posts": posts, "refused": len(discord.refusals)}), flush=True)


asyncio.run(main())
