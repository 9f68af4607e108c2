"""What moderators read of their schedules: lists, previews and what ails them."""

import datetime as dt
from collections.abc import Sequence
from itertools import islice
from typing import Final

import discord

from bot.daily.due import Next, UnknownZoneError, upcoming
from bot.daily.picks import Pool
from bot.daily.plan import Standing, preview
from bot.daily.schedule import Schedule
from bot.daily.typed import describe_days
from bot.discord_app.text import plain, shortened
from bot.storage.store import Post, PostState, Progress

_EXCERPT: Final = 120  # characters of a quote in a preview
_STATES: Final = {
    PostState.CLAIMED: "is being sent",
    PostState.SENT: "was sent",
    PostState.DONE: "was sent",
    PostState.SKIPPED: "was skipped",
    PostState.FAILED: "could not be sent",
}
_NEEDED: Final = {
    "view_channel": "view the channel",
    "send_messages": "send messages",
    "embed_links": "embed links",
    "read_message_history": "read its history",
}


def summary(schedule: Schedule) -> str:
    """Return a schedule in a line without Markdown: ``#3: 09:00 Europe/London, every day``."""
    days = describe_days(schedule.weekdays, schedule.every)
    return f"#{schedule.id}: {schedule.time:%H:%M} {schedule.zone}, {days}"


def listed(progress: Progress) -> str:
    """Return a schedule's entry in a list, in Markdown."""
    schedule, extras = progress.schedule, progress.schedule.extras
    wanted = schedule.wanted
    lines = [f"**{plain(summary(schedule))}** in <#{schedule.channel}>"]
    names = [*sorted(wanted.themes), *sorted(wanted.persons), *sorted(wanted.works)]
    what = [f"only {', '.join(names)}"] if names else []
    what += [f"at most {wanted.longest} characters"] if wanted.longest else []
    what += ["on this day first"] if wanted.prefer_on_this_day else []
    what += [f"mentions <@&{extras.role}>"] if extras.role else []
    what += ["opens a thread"] if extras.thread else []
    what += ["is pinned"] if extras.pin else []
    what += ["with a question of the day"] if extras.question else []
    lines.append(f"-# {'; '.join(what)}" if what else "-# any quote")
    if schedule.paused is not None:
        lines.append(f"-# paused: {plain(schedule.paused)}")
    elif progress.next is not None:
        lines.append(f"-# next: {_when(progress.next.at)}")
    return "\n".join(lines)


def previewed(progress: Progress, used: frozenset[str], pool: Pool, most: int) -> str:
    """Return the next posts with the quotes that they would carry, in each reader's own time."""
    schedule = progress.schedule
    dates: list[Next] = list(islice(upcoming(schedule, progress.last), most))
    standing = Standing(schedule, progress.last, progress.round, used)
    lines = [f"**{plain(summary(schedule))}** in <#{schedule.channel}>"]
    for coming, picked in preview(standing, pool, dates):
        mark = " (on this day)" if picked.on_this_day else ""
        lines.append(f"- {_when(coming.at)}{mark}: {plain(shortened(picked.candidate.quote.text, _EXCERPT))}")
    if len(lines) == 1:
        lines.append("No quote of the library fits what it is to post: give it other themes by `/daily edit`.")
    return "\n".join(lines)


def doctored(
    progress: Progress, posts: Sequence[Post], used: frozenset[str], pool: Pool, permissions: discord.Permissions | None
) -> str:
    """Return what is well with a schedule, what isn't, and what to do about it."""
    schedule = progress.schedule
    fitting = pool.fitting(schedule.wanted)
    left = sum(each.key not in used for each in fitting)
    lines = [
        f"**{plain(summary(schedule))}** in <#{schedule.channel}>",
        _permissions(schedule, permissions),
        f"- {'✓' if fitting else '✗'} {left} of the {len(fitting)} quotes that fit are left in this round",
        _zone(schedule),
        _state(progress),
        *(_post(post) for post in posts[:3]),
    ]
    return "\n".join(lines)


def _permissions(schedule: Schedule, permissions: discord.Permissions | None) -> str:
    if permissions is None:
        return "- ✗ the channel is gone, or I can't see it: choose another by `/daily edit`"
    needed = dict(_NEEDED)
    if schedule.extras.thread:
        needed["create_public_threads"] = "create public threads"
    if schedule.extras.pin:
        needed["pin_messages"] = "pin messages"
    missing = [words for name, words in needed.items() if not getattr(permissions, name, True)]
    if missing:
        return f"- ✗ I may not {', '.join(missing)} there: allow it in the channel's settings"
    return "- ✓ I have every permission that it needs there"


def _zone(schedule: Schedule) -> str:
    try:
        next(upcoming(schedule, schedule.starts), None)
    except UnknownZoneError:
        return f"- ✗ the time zone {schedule.zone} is not known any more: choose another by `/daily edit`"
    return f"- ✓ the time zone is known: {schedule.zone}"


def _state(progress: Progress) -> str:
    if progress.schedule.paused is not None:
        return f"- ✗ it is paused: {plain(progress.schedule.paused)}. `/daily resume` when that is mended"
    if progress.next is None:
        return "- ✗ no date is left on which it would post: choose other days by `/daily edit`"
    return f"- ✓ the next post is due {_when(progress.next.at)}"


def _post(post: Post) -> str:
    why = f": {plain(post.error)}" if post.error else ""
    return f"- the post of {post.date} {_STATES[post.state]}{why}"


def _when(at: dt.datetime) -> str:
    return f"{discord.utils.format_dt(at, 'F')} ({discord.utils.format_dt(at, 'R')})"
