"""Take requests to the API through all that stands before a route, and record how they end."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web

from bot.sandbox import rest_account, rest_channels, rest_commands, rest_guilds, rest_interactions, rest_messages
from bot.sandbox.calls import Call, Reply, Route
from bot.sandbox.faults import Trouble
from bot.sandbox.platform import Upload
from bot.sandbox.ratelimits import RateLimiter
from bot.sandbox.refusals import Recorded, Refusal, Refused, Why

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from collections.abc import MutableSequence as Record

    from bot.sandbox.faults import Fault, Faults
    from bot.sandbox.gateway import Gateway
    from bot.sandbox.platform import Platform
    from bot.sandbox.ratelimits import Verdict

log = logging.getLogger(__name__)

PREFIX = "/api/v10"
WITH_BODY = ("POST", "PUT", "PATCH")
SERVER_ERROR = 500


class Cut(Exception):  # noqa: N818 - it is an event, not a mistake
    """Raised where the connection is to be reset."""


class Api:
    """The REST API. What it refuses and what it answers is recorded in the lists given."""

    def __init__(
        self,
        platform: Platform,
        gateway: Gateway,
        faults: Faults,
        refusals: Record[Refusal],
        requests: Record[Recorded],
    ) -> None:
        self._platform = platform
        self._gateway = gateway
        self._faults = faults
        self._refusals = refusals
        self._requests = requests
        self._limiter = RateLimiter(platform.clock, platform.limits)

    def add_to(self, app: web.Application) -> None:
        """Add all routes to an application."""
        for module in (rest_account, rest_commands, rest_interactions, rest_messages, rest_channels, rest_guilds):
            for route in module.ROUTES:
                app.router.add_route(route.method, PREFIX + route.path, self._server_of(route))
        app.router.add_route("*", "/api/{rest:.*}", self._unknown)

    def _server_of(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(route, request)

        return serve

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        return self._refuse(request, Why.NOT_FOUND.refused(), {})

    async def _serve(self, route: Route, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(PREFIX)
        faults = self._faults.for_request(request.method, path)
        try:
            if (failed := await self._suffer(request, faults, after=False)) is not None:
                return failed
            answer = await self._answer(route, request)
            if (failed := await self._suffer(request, faults, after=True)) is not None:
                return failed
        except Cut:
            self._requests.append(Recorded(request.method, path, 0))
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=SERVER_ERROR)
        return answer

    async def _suffer(self, request: web.Request, faults: Iterable[Fault], *, after: bool) -> web.Response | None:
        for fault in faults:
            if fault.after is not after:
                continue
            if fault.trouble is Trouble.SLOW:
                await self._platform.clock.sleep(fault.seconds)
            elif fault.trouble is Trouble.CUT:
                raise Cut
            else:
                self._requests.append(Recorded(request.method, request.path.removeprefix(PREFIX), fault.status))
                return web.json_response({"message": f"{fault.status}: asked for", "code": 0}, status=fault.status)
        return None

    async def _answer(self, route: Route, request: web.Request) -> web.StreamResponse:
        if self._limiter.banned():
            self._requests.append(Recorded(request.method, request.path.removeprefix(PREFIX), 429))
            return web.Response(status=429, text="<html>You are being blocked.</html>", content_type="text/html")
        headers: dict[str, str] = {}
        try:
            self._check_token(route, request)
            verdict = self._judge(route, request)
            headers.update(verdict.headers)
            if verdict.retry_after is not None:
                return self._limit(request, verdict)
            reply = route.handler(await self._call(request))
        except Refused as refused:
            return self._refuse(request, refused, headers)
        except Exception as fault:
            log.exception("The stand-in failed at %s %s", request.method, request.path)
            own = Refused(SERVER_ERROR, 0, f"The stand-in has a fault: {fault!r}")
            return self._refuse(request, own, headers)
        return self._send(request, reply, headers)

    def _check_token(self, route: Route, request: web.Request) -> None:
        if not route.open and request.headers.get("Authorization") != f"Bot {self._platform.token}":
            raise Why.UNAUTHORIZED.refused()

    def _judge(self, route: Route, request: web.Request) -> Verdict:
        major = request.match_info.get(route.major, "") if route.major else ""
        rate = getattr(self._platform.limits, route.rate)
        return self._limiter.judge(f"{route.method} {route.path}", major, rate, counts_globally=not route.open)

    async def _call(self, request: web.Request) -> Call:
        body: Any = None
        uploads: tuple[Upload, ...] = ()
        if request.method in WITH_BODY and request.can_read_body:
            body, uploads = await self._read(request)
        return Call(self._platform, self._gateway, request.match_info, request.query, body, uploads)

    async def _read(self, request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
        try:
            if request.content_type == "multipart/form-data":
                return await self._read_parts(request)
            return json.loads(await request.text()), ()
        except web.HTTPRequestEntityTooLarge:
            raise Why.TOO_LARGE.refused() from None
        except ValueError:
            raise Why.BAD_JSON.refused() from None

    async def _read_parts(self, request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
        body: Any = {}
        uploads: list[Upload] = []
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            data = bytes(await part.read(decode=True))
            if part.name == "payload_json":
                body = json.loads(data)
            elif part.filename is not None:
                if len(data) > self._platform.limits.upload_bytes:
                    raise Why.TOO_LARGE.refused()
                uploads.append(Upload(part.filename, part.headers.get("Content-Type", ""), data))
        return body, tuple(uploads)

    def _send(self, request: web.Request, reply: Reply, headers: dict[str, str]) -> web.Response:
        self._requests.append(Recorded(request.method, request.path.removeprefix(PREFIX), reply.status))
        if reply.body is None:
            return web.Response(status=reply.status, headers=headers)
        return _json(reply.status, reply.body, headers)

    def _refuse(self, request: web.Request, refused: Refused, headers: dict[str, str]) -> web.Response:
        path = request.path.removeprefix(PREFIX)
        self._requests.append(Recorded(request.method, path, refused.status))
        self._refusals.append(
            Refusal(request.method, path, refused.status, refused.code, refused.message, refused.errors)
        )
        self._limiter.note(refused.status)
        return _json(refused.status, refused.body(), headers)

    def _limit(self, request: web.Request, verdict: Verdict) -> web.Response:
        refused = Refused(429, 0, "You are being rate limited.")
        self._refuse(request, refused, {})
        body = {
            "message": refused.message,
            "retry_after": round(verdict.retry_after or 0.0, 3),
            "global": verdict.is_global,
        }
        return _json(429, body, dict(verdict.headers))


def _json(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    # Discord's client reads only this exact type as JSON, so no charset.
    data = json.dumps(body, separators=(",", ":")).encode()
    return web.Response(status=status, body=data, headers={**headers, "Content-Type": "application/json"})
