"""Act as a member: type, press, choose, and see what everyone in that place would see."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from bot.sandbox import controls, feed, messages, permissions, shapes, slash
from bot.sandbox.answers import PATIENCE, Answer, Modal
from bot.sandbox.impossible import NoAnswer, NotPossible
from bot.sandbox.interactions import Ask, CallbackKind, CommandKind, InteractionKind
from bot.sandbox.lookups import Lookups
from bot.sandbox.media import Media
from bot.sandbox.permissions import Permission
from bot.sandbox.world import Channel, Message, User

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.sandbox.interactions import Interaction
    from bot.sandbox.platform import Platform
    from bot.sandbox.world import Guild, Json, Member

NOT_RESPONDED = "The application did not respond"
LONGEST_CONTENT = 2000
Place = Channel | str | None
Shown = Message | Answer


class MemberDriver:
    """One member of a server, able to do what Discord's client lets a member do and nothing else."""

    def __init__(self, platform: Platform, guild: Guild, member: Member) -> None:
        self._platform = platform
        self.guild = guild
        self.user = member.user

    @property
    def id(self) -> int:
        """The member's id."""
        return self.user.id

    @property
    def mention(self) -> str:
        """What mentions the member in a message."""
        return f"<@{self.user.id}>"

    def channel(self, place: Place = None) -> Channel:
        """Return a channel given as such or by name; the server's first one where none is given."""
        if isinstance(place, Channel):
            return place
        everywhere = [*self.guild.channels.values(), *self.guild.threads.values()]
        for channel in everywhere:
            if place is None or channel.name == place.removeprefix("#"):
                return channel
        raise NotPossible(f"There is no channel {place!r}.")

    def dm(self) -> Channel:
        """Return the direct message channel with the bot."""
        return self._platform.world.dm(self.user)

    def can_see(self, message: Message) -> bool:
        """Return whether this member sees a message."""
        channel = self._platform.world.channels.get(message.channel_id)
        if channel is None or message.deleted or message.only_for not in (None, self.user.id):
            return False
        return self.sees_channel(channel)

    def sees_channel(self, channel: Channel) -> bool:
        """Return whether this member sees a channel."""
        return bool(self._may(channel) & Permission.VIEW_CHANNEL)

    def sees(self, place: Place = None) -> list[Message]:
        """Return the messages of a channel that this member sees, oldest first."""
        return [message for message in self.channel(place).messages.values() if self.can_see(message)]

    async def say(
        self, content: str, *, channel: Place = None, reply_to: Shown | None = None, ping: bool = True
    ) -> Message:
        """Send a message; `@` and a name becomes a mention, and a reply pings unless told not to."""
        target = _message(reply_to) if reply_to is not None else None
        place = self._place_of(target, channel)
        needed = Permission.SEND_MESSAGES_IN_THREADS if place.is_thread else Permission.SEND_MESSAGES
        if not self._may(place) & needed:
            raise NotPossible(f"You may not write in #{place.name}.")
        if place.locked and not self._may(place) & Permission.MANAGE_THREADS:
            raise NotPossible(f"The thread {place.name!r} is locked.")
        text = self._with_mentions(content).strip()
        if not 0 < len(text) <= LONGEST_CONTENT:
            raise NotPossible(f"A message takes 1 to {LONGEST_CONTENT} characters, not {len(text)}.")
        body: Json = {"content": text}
        if target is not None:
            body["message_reference"] = {"message_id": str(target.id)}
            body["allowed_mentions"] = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        return messages.post(self._platform, place, self.user, body)

    async def hears(
        self,
        *,
        after: Shown | None = None,
        channel: Place = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - the public interface takes seconds
    ) -> Message:
        """Return the bot's next message that this member sees, after a message or from now on.

        Raises NoAnswer where none comes within so many seconds.
        """
        since = _message(after) if after is not None else None
        place = self._place_of(since, channel)
        newest = since.id if since else next(reversed(place.messages), 0)

        def next_one() -> Message | None:
            for message in self.sees(place):
                if message.id > newest and message.author is self._platform.world.bot and not message.loading:
                    return message
            return None

        try:
            return await self._platform.feed.until(next_one, timeout, "A message of the bot")
        except TimeoutError as fault:
            raise NoAnswer(str(fault)) from None

    async def slash(self, name: str, options: Mapping[str, Any] | None = None, *, channel: Place = None) -> Answer:
        """Use a slash command by its full name; return the first answer.

        Raises NotPossible where the client would not send it, NoAnswer where the bot is late.
        """
        place, lookups = self._at(channel)
        found = slash.find(self._platform.world, place, self.user, name)
        data = found.data(slash.options(found.leaf, options or {}, lookups), lookups)
        granted = slash.owners(self._platform.world, place, self.user, found.command)
        ask = Ask(InteractionKind.COMMAND, self.user, place, data, granted, found.name, CommandKind.SLASH)
        return await self._ask(ask)

    async def autocomplete(
        self, name: str, options: Mapping[str, Any], focused: str, *, channel: Place = None
    ) -> list[tuple[str, Any]]:
        """Return what the bot offers while an option is typed, as names and values."""
        answer = await self.complete(name, options, focused, channel=channel)
        return [(choice["name"], choice["value"]) for choice in answer.interaction.choices or []]

    async def complete(self, name: str, options: Mapping[str, Any], focused: str, *, channel: Place = None) -> Answer:
        """Ask for what the bot offers while an option is typed; return its answer."""
        place, lookups = self._at(channel)
        found = slash.find(self._platform.world, place, self.user, name)
        data = found.data(slash.partial(found.leaf, options, focused, lookups), lookups)
        granted = slash.owners(self._platform.world, place, self.user, found.command)
        ask = Ask(InteractionKind.AUTOCOMPLETE, self.user, place, data, granted, found.name, CommandKind.SLASH)
        return await self._ask(ask)

    async def press(self, message: Shown, wanted: str) -> Answer:
        """Press a button, given by its custom id or its label."""
        source = self._visible(message)
        return await self._ask(self._on(source, controls.press(source, wanted)))

    async def select(self, message: Shown, custom_id: str, values: Sequence[Any]) -> Answer:
        """Choose in a select."""
        source = self._visible(message)
        _, lookups = self._at(self._platform.world.channels[source.channel_id])
        return await self._ask(self._on(source, controls.choose(source, custom_id, values, lookups)))

    async def submit(self, modal: Modal | Answer, fields: Mapping[str, Any]) -> Answer:
        """Send a modal, with its fields by custom id."""
        opened = modal.modal if isinstance(modal, Answer) else modal
        if opened is None:
            raise NotPossible("No modal is open.")
        before = opened.interaction.ask
        place, lookups = self._at(before.channel)
        data = controls.submit(opened.data, fields, lookups)
        ask = Ask(
            InteractionKind.MODAL,
            self.user,
            place,
            data,
            before.owners,
            source=before.source,
            trigger=opened.interaction,
        )
        return await self._ask(ask)

    async def menu(self, name: str, target: Shown | User | MemberDriver) -> Answer:
        """Use a command of the menu of a message, or of a user in the server's first channel."""
        if isinstance(target, (Message, Answer)):
            source = self._visible(target)
            place, lookups = self._at(self._platform.world.channels[source.channel_id])
            kind, target_id = CommandKind.MESSAGE, str(source.id)
            world = self._platform.world
            shape = shapes.message(world, source, granted=True, reply_granted=self._platform.reads_content)
            lookups.add("messages", source.id, shape)
        else:
            place, lookups = self._at(None)
            kind, target_id = CommandKind.USER, lookups.user(target)
        found = slash.command(self._platform.world, place, self.user, name, kind)
        data: Json = {
            "id": found["id"],
            "name": name,
            "type": int(kind),
            "target_id": target_id,
            "resolved": lookups.resolved,
        }
        granted = slash.owners(self._platform.world, place, self.user, found)
        return await self._ask(Ask(InteractionKind.COMMAND, self.user, place, data, granted, name, kind))

    def _place_of(self, message: Message | None, place: Place) -> Channel:
        if message is not None and place is None:
            return self._platform.world.channels[message.channel_id]
        return self.channel(place)

    def _may(self, channel: Channel) -> Permission:
        return permissions.in_channel(self._platform.world, channel, self.user.id)

    def _at(self, place: Place) -> tuple[Channel, Lookups]:
        channel = self.channel(place)
        if not self._may(channel) & Permission.VIEW_CHANNEL:
            raise NotPossible(f"You do not see #{channel.name}.")
        return channel, Lookups(self._platform.world, channel, self.user)

    def _visible(self, shown: Shown) -> Message:
        message = _message(shown)
        if not self.can_see(message):
            raise NotPossible("You do not see that message.")
        return message

    def _on(self, source: Message, data: Json) -> Ask:
        channel = self._platform.world.channels[source.channel_id]
        granted = (source.interaction or {}).get("authorizing_integration_owners")
        default = {"0": str(channel.guild_id or 0)}
        return Ask(InteractionKind.COMPONENT, self.user, channel, data, granted or default, source=source)

    def _with_mentions(self, content: str) -> str:
        users = [self._platform.world.bot, *(member.user for member in self.guild.members.values())]
        for user in sorted(users, key=lambda each: len(each.name), reverse=True):
            pattern = re.compile(rf"(?<!\S)@{re.escape(user.name)}\b", re.IGNORECASE)
            content = pattern.sub(f"<@{user.id}>", content)
        return content

    async def _ask(self, ask: Ask) -> Answer:
        interaction = self._platform.interactions.make(ask)
        answer = Answer(self._platform, interaction, None)
        self._platform.feed.publish(feed.InteractionCreated(interaction))
        await self._first_answer(interaction)
        if interaction.modal is not None:
            media = Media(self._platform, ask.channel.id)
            shape = {**interaction.modal, "components": media.components(interaction.modal["components"])}
            answer.modal = Modal(shape, interaction)
        return answer

    async def _first_answer(self, interaction: Interaction) -> None:
        over = asyncio.ensure_future(self._late())
        try:
            await asyncio.wait((interaction.first, over), return_when=asyncio.FIRST_COMPLETED)
        finally:
            over.cancel()
        if not interaction.first.done():
            self._platform.interactions.unanswered += 1
            raise NoAnswer(NOT_RESPONDED)

    async def _late(self) -> CallbackKind | None:
        await self._platform.clock.sleep(self._platform.limits.answer_seconds)
        return None


def _message(shown: Shown) -> Message:
    return shown.message if isinstance(shown, Answer) else shown
