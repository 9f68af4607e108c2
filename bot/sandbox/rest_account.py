"""Answer what the bot asks about itself and the gateway."""

from __future__ import annotations

from bot.sandbox import feed, shapes
from bot.sandbox.calls import Call, Reply, Route, body_of
from bot.sandbox.form import Form
from bot.sandbox.refusals import Why

DAY_MS = 86_400_000


def gateway(call: Call) -> Reply:
    """Return the gateway's address."""
    return Reply({"url": call.gateway.url})


def gateway_bot(call: Call) -> Reply:
    """Return the gateway's address and how a bot should connect."""
    limits = call.platform.limits
    return Reply(
        {
            "url": call.gateway.url,
            "shards": limits.recommended_shards,
            "session_start_limit": {
                "total": limits.identifies_a_day,
                "remaining": max(0, call.platform.identifies_left),
                "reset_after": DAY_MS,
                "max_concurrency": limits.max_concurrency,
            },
        }
    )


def me(call: Call) -> Reply:
    """Return the bot's user."""
    world = call.platform.world
    return Reply(
        shapes.user(world.bot) | {"verified": True, "mfa_enabled": False, "email": None, "locale": shapes.LOCALE}
    )


def application(call: Call) -> Reply:
    """Return the bot's application."""
    return Reply(shapes.application(call.platform.world, call.platform.privileged))


def user(call: Call) -> Reply:
    """Return any user."""
    found = call.platform.world.users.get(call.id("user_id"))
    if found is None:
        raise Why.UNKNOWN_USER.refused()
    return Reply(shapes.user(found))


def open_dm(call: Call) -> Reply:
    """Return the direct message channel with a user, made where there is none."""
    world = call.platform.world
    form = Form()
    recipient = form.snowflake(body_of(call), "recipient_id")
    form.done()
    found = world.users.get(recipient)
    if found is None or found.bot:
        raise Why.UNKNOWN_USER.refused()
    is_new = not world.has_dm(found)
    channel = world.dm(found)
    if is_new:
        call.platform.feed.publish(feed.ChannelCreated(channel))
    return Reply(shapes.channel(world, channel))


ROUTES = (
    Route("GET", "/gateway", gateway, open=True),
    Route("GET", "/gateway/bot", gateway_bot),
    Route("GET", "/users/@me", me),
    Route("GET", r"/users/{user_id:\d+}", user),
    Route("GET", "/applications/@me", application),
    Route("GET", "/oauth2/applications/@me", application),
    Route("POST", "/users/@me/channels", open_dm),
)
