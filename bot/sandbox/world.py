"""Hold the state of the pretended Discord: users, servers, channels, messages and commands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING, Any

from bot.sandbox import permissions
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bot.sandbox.clock import Clock
    from bot.sandbox.snowflakes import Snowflakes

Json = dict[str, Any]


class ChannelKind(IntEnum):
    """Discord's channel types that occur here."""

    TEXT = 0
    DM = 1
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12


class MessageFlag(IntFlag):
    """Discord's message flags that occur here."""

    NONE = 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


class MessageKind(IntEnum):
    """Discord's message types that occur here."""

    DEFAULT = 0
    PIN = 6
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    CONTEXT_MENU_COMMAND = 23


@dataclass(slots=True, eq=False)
class User:
    """An account."""

    id: int
    name: str
    bot: bool = False
    accepts_dms: bool = True
    installed: bool = False
    """Whether this user has installed the application for themselves."""


@dataclass(slots=True, eq=False)
class Role:
    """A role of a server."""

    id: int
    name: str
    permissions: Permission = Permission.NONE
    position: int = 1
    mentionable: bool = False


@dataclass(slots=True)
class Overwrite:
    """What a channel allows and denies to a role or a member."""

    of_member: bool
    allow: Permission = Permission.NONE
    deny: Permission = Permission.NONE


@dataclass(slots=True, eq=False)
class Member:
    """A user in a server."""

    user: User
    joined: datetime
    roles: set[int] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Message:
    """A message as it stands now. Embeds, components and attachments are in Discord's own shape."""

    id: int
    channel_id: int
    author: User
    content: str
    created: datetime
    guild_id: int | None = None
    kind: MessageKind = MessageKind.DEFAULT
    flags: MessageFlag = MessageFlag.NONE
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    mentions: tuple[int, ...] = ()
    mention_roles: tuple[int, ...] = ()
    mention_everyone: bool = False
    edited: datetime | None = None
    revision: int = 0
    """How many times it was changed."""
    nonce: str | int | None = None
    pinned: bool = False
    tts: bool = False
    reply_to: int | None = None
    interaction: Json | None = None
    """The `interaction_metadata` of an answer to an interaction."""
    interaction_name: str | None = None
    only_for: int | None = None
    """The one user who sees an ephemeral message."""
    deleted: bool = False

    @property
    def ephemeral(self) -> bool:
        """Whether only one user sees it."""
        return bool(self.flags & MessageFlag.EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it is a deferred answer that has not come yet."""
        return bool(self.flags & MessageFlag.LOADING)


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel, a thread or a direct message channel."""

    id: int
    name: str
    kind: ChannelKind = ChannelKind.TEXT
    guild_id: int | None = None
    parent_id: int | None = None
    recipient_id: int | None = None
    owner_id: int | None = None
    position: int = 0
    archived: bool = False
    locked: bool = False
    auto_archive_minutes: int = 1440
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pins: dict[int, datetime] = field(default_factory=dict)
    thread_members: set[int] = field(default_factory=set)

    @property
    def is_thread(self) -> bool:
        """Whether it is a thread of another channel."""
        return self.kind in (ChannelKind.PUBLIC_THREAD, ChannelKind.PRIVATE_THREAD)


@dataclass(slots=True, eq=False)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    """The channels in order of making; threads are apart."""
    threads: dict[int, Channel] = field(default_factory=dict)


class World:
    """Everything there is. Changing it here tells nobody; StandIn and Faults do both."""

    def __init__(self, clock: Clock, ids: Snowflakes, bot_name: str = "Lector") -> None:
        self._clock = clock
        self._ids = ids
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: dict[int, Json] = {}
        """Global commands by id, in Discord's shape."""
        self.guild_commands: dict[int, dict[int, Json]] = {}
        self._dms: dict[int, Channel] = {}
        self.bot = self.add_user(bot_name, bot=True)
        self.owner = self.add_user("Moderator")

    @property
    def application_id(self) -> int:
        """The application's id, which is its bot's too."""
        return self.bot.id

    @property
    def default_guild(self) -> Guild:
        """The first server made."""
        return next(iter(self.guilds.values()))

    def add_user(self, name: str, *, bot: bool = False) -> User:
        """Make an account."""
        user = User(id=self._ids.make(), name=name, bot=bot)
        self.users[user.id] = user
        return user

    def add_guild(
        self,
        name: str,
        *,
        channels: Iterable[str] = ("general",),
        members: Iterable[str] = (),
        owner: User | None = None,
        with_bot: bool = True,
    ) -> Guild:
        """Make a server with its channels and members; a name already known is the same user."""
        owner = owner or self.owner
        guild = Guild(id=self._ids.make_for_guild(), name=name, owner_id=owner.id)
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.EVERYONE, position=0)
        self.guilds[guild.id] = guild
        self.join(guild, owner)
        if with_bot:
            role = self.add_role(guild, self.bot.name, permissions.BOT)
            self.join(guild, self.bot).roles.add(role.id)
        for channel in channels:
            self.add_channel(guild, channel)
        for member in members:
            self.add_member(guild, member)
        return guild

    def add_role(
        self, guild: Guild, name: str, granted: Permission = Permission.NONE, *, mentionable: bool = False
    ) -> Role:
        """Make a role of a server."""
        role = Role(self._ids.make(), name, granted, position=len(guild.roles), mentionable=mentionable)
        guild.roles[role.id] = role
        return role

    def add_channel(self, guild: Guild, name: str) -> Channel:
        """Make a text channel."""
        channel = Channel(id=self._ids.make(), name=name, guild_id=guild.id, position=len(guild.channels))
        guild.channels[channel.id] = channel
        self.channels[channel.id] = channel
        return channel

    def add_member(self, guild: Guild, name: str, roles: Iterable[Role] = ()) -> Member:
        """Let a user of that name join a server, made where there is none."""
        known = next((user for user in self.users.values() if user.name == name and not user.bot), None)
        member = self.join(guild, known or self.add_user(name))
        member.roles.update(role.id for role in roles)
        return member

    def join(self, guild: Guild, user: User) -> Member:
        """Let a user join a server."""
        member = Member(user=user, joined=self._clock.now())
        guild.members[user.id] = member
        return member

    def add_thread(self, parent: Channel, name: str, owner: User, thread_id: int | None = None) -> Channel:
        """Make a public thread; a thread started from a message has the message's id."""
        thread = Channel(
            id=thread_id or self._ids.make(),
            name=name,
            kind=ChannelKind.PUBLIC_THREAD,
            guild_id=parent.guild_id,
            parent_id=parent.id,
            owner_id=owner.id,
        )
        thread.thread_members.add(owner.id)
        self.channels[thread.id] = thread
        if parent.guild_id is not None:
            self.guilds[parent.guild_id].threads[thread.id] = thread
        return thread

    def dm(self, user: User) -> Channel:
        """Return the direct message channel of a user and the bot, made where there is none."""
        channel = self._dms.get(user.id)
        if channel is None:
            channel = Channel(id=self._ids.make(), name=user.name, kind=ChannelKind.DM, recipient_id=user.id)
            self._dms[user.id] = channel
            self.channels[channel.id] = channel
        return channel

    def has_dm(self, user: User) -> bool:
        """Return whether a user and the bot have a direct message channel already."""
        return user.id in self._dms

    def remove_channel(self, channel: Channel) -> None:
        """Take a channel away, with its threads."""
        self.channels.pop(channel.id, None)
        if channel.guild_id is None:
            return
        guild = self.guilds[channel.guild_id]
        guild.channels.pop(channel.id, None)
        guild.threads.pop(channel.id, None)
        for thread in [thread for thread in guild.threads.values() if thread.parent_id == channel.id]:
            self.remove_channel(thread)

    def guild_of(self, channel: Channel) -> Guild | None:
        """Return the server of a channel, None for a direct message channel."""
        return None if channel.guild_id is None else self.guilds.get(channel.guild_id)

    def commands_in(self, guild_id: int | None) -> Iterator[Json]:
        """Yield the commands that exist in a server: its own, then the global ones."""
        if guild_id is not None:
            yield from self.guild_commands.get(guild_id, {}).values()
        yield from self.commands.values()
