"""Refuse a request in Discord's own form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Refused(Exception):  # noqa: N818 - it is a reply, not a mistake of this program
    """Raised where Discord would answer with an error.

    `errors` is the nested object of a form error, else None.
    """

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


class Why(Enum):
    """Discord's reasons for refusing: HTTP status, its own code, its words."""

    NOT_FOUND = (404, 0, "404: Not Found")
    UNAUTHORIZED = (401, 0, "401: Unauthorized")
    SERVER_ERROR = (500, 0, "500: Internal Server Error")
    BAD_JSON = (400, 50109, "The request body contains invalid JSON.")
    TOO_LARGE = (413, 40005, "Request entity too large")
    UNKNOWN_APPLICATION = (404, 10002, "Unknown Application")
    UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
    UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
    UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
    UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
    UNKNOWN_USER = (404, 10013, "Unknown User")
    UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
    UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
    UNKNOWN_COMMAND = (404, 10063, "Unknown application command")
    TOO_MANY_PINS = (400, 30003, "Maximum number of pins reached for the channel (250)")
    TOO_MANY_COMMANDS = (400, 30032, "Maximum number of application commands reached (100)")
    ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
    MISSING_ACCESS = (403, 50001, "Missing Access")
    WRONG_CHANNEL_TYPE = (400, 50024, "Cannot execute action on this channel type")
    NOT_YOUR_MESSAGE = (403, 50005, "Cannot edit a message authored by another user")
    EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
    CANNOT_DM = (403, 50007, "Cannot send messages to this user")
    MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
    INVALID_WEBHOOK_TOKEN = (401, 50027, "Invalid Webhook Token")
    THREAD_ARCHIVED = (400, 50083, "Thread is archived")
    REPLY_NEEDS_HISTORY = (400, 160002, "Cannot reply without permission to read message history")
    THREAD_EXISTS = (400, 160004, "A thread has already been created for this message")

    def refused(self) -> Refused:
        """Return the exception to raise."""
        status, code, message = self.value
        return Refused(status, code, message)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that was refused, as recorded."""

    method: str
    path: str
    status: int
    code: int
    message: str
    errors: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request that was answered, as recorded. Status 0 is a connection that was cut."""

    method: str
    path: str
    status: int
