"""A stand-in for Discord on loopback, to which an unmodified bot connects; see `StandIn`."""

from bot.sandbox.answers import Answer, Modal
from bot.sandbox.clock import Clock, ManualClock, SystemClock
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.impossible import NoAnswer, NotPossible
from bot.sandbox.intents import Intent
from bot.sandbox.limits import Limits, Rate
from bot.sandbox.members import MemberDriver
from bot.sandbox.permissions import Permission
from bot.sandbox.reading import text_of
from bot.sandbox.refusals import Recorded, Refusal
from bot.sandbox.standin import StandIn
from bot.sandbox.world import Channel, Guild, Member, Message, Role, User, World

__all__ = [
    "Answer",
    "Channel",
    "Clock",
    "Fault",
    "Faults",
    "Guild",
    "Intent",
    "Limits",
    "ManualClock",
    "Member",
    "MemberDriver",
    "Message",
    "Modal",
    "NoAnswer",
    "NotPossible",
    "Permission",
    "Rate",
    "Recorded",
    "Refusal",
    "Role",
    "StandIn",
    "SystemClock",
    "User",
    "World",
    "text_of",
]
