"""Answer what the bot asks about servers and their members."""

from __future__ import annotations

from bot.sandbox import shapes
from bot.sandbox.calls import Call, Reply, Route, guild_of
from bot.sandbox.form import Form
from bot.sandbox.intents import Intent
from bot.sandbox.refusals import Why

MOST_MEMBERS = 1000
MOST_GUILDS = 200


def guild(call: Call) -> Reply:
    """Return a server."""
    found = guild_of(call)
    shape = shapes.guild(call.platform.world, found)
    if call.flag("with_counts"):
        shape |= {"approximate_member_count": len(found.members), "approximate_presence_count": len(found.members)}
    return Reply(shape)


def guilds(call: Call) -> Reply:
    """Return the servers that the bot is in, by id."""
    world = call.platform.world
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", MOST_GUILDS))
    found = sorted(each.id for each in world.guilds.values() if world.bot.id in each.members and each.id > after)
    return Reply([shapes.guild(world, world.guilds[each]) for each in found[:limit]])


def channels(call: Call) -> Reply:
    """Return the channels of a server."""
    return Reply([shapes.channel(call.platform.world, each) for each in guild_of(call).channels.values()])


def roles(call: Call) -> Reply:
    """Return the roles of a server."""
    return Reply([shapes.role(each) for each in guild_of(call).roles.values()])


def member(call: Call) -> Reply:
    """Return a member of a server."""
    found = guild_of(call).members.get(call.id("user_id"))
    if found is None:
        known = call.id("user_id") in call.platform.world.users
        raise (Why.UNKNOWN_MEMBER if known else Why.UNKNOWN_USER).refused()
    return Reply(shapes.member(found))


def members(call: Call) -> Reply:
    """Return the members of a server, by id; needs the privileged members intent."""
    found = guild_of(call)
    if not call.platform.privileged & Intent.GUILD_MEMBERS:
        raise Why.MISSING_ACCESS.refused()
    form = Form()
    query = {key: int(call.query[key]) for key in ("limit", "after") if key in call.query}
    limit = form.number(query, "limit", 1, MOST_MEMBERS, default=1)
    form.done()
    after = query.get("after", 0)
    ids = sorted(each for each in found.members if each > after)[:limit]
    return Reply([shapes.member(found.members[each]) for each in ids])


def active_threads(call: Call) -> Reply:
    """Return the threads of a server that are not archived."""
    world = call.platform.world
    threads = [each for each in guild_of(call).threads.values() if not each.archived]
    return Reply({"threads": [shapes.channel(world, each) for each in threads], "members": []})


ROUTES = (
    Route("GET", "/users/@me/guilds", guilds),
    Route("GET", r"/guilds/{guild_id:\d+}", guild, major="guild_id"),
    Route("GET", r"/guilds/{guild_id:\d+}/channels", channels, major="guild_id"),
    Route("GET", r"/guilds/{guild_id:\d+}/roles", roles, major="guild_id"),
    Route("GET", r"/guilds/{guild_id:\d+}/members", members, major="guild_id"),
    Route("GET", r"/guilds/{guild_id:\d+}/members/{user_id:\d+}", member, major="guild_id"),
    Route("GET", r"/guilds/{guild_id:\d+}/threads/active", active_threads, major="guild_id"),
)
