"""The store in a database that speaks SQL: the same statements for every backend."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, tuple_, update

from bot.daily.due import Next
from bot.daily.schedule import Schedule
from bot.storage import records
from bot.storage.quiz_sql import QuizSql
from bot.storage.store import Claim, Post, PostState, Progress
from bot.storage.tables import posts, saved, schedules, synced_commands

T = TypeVar("T")

_OPEN: Final = (PostState.CLAIMED, PostState.SENT)
_PART: Final = 400  # ids in one statement: SQLite takes 32,766 values, and a statement is compiled for each number


class SqlStore(QuizSql):
    """A ``Store``."""

    async def synced_commands(self, application: int) -> str | None:
        """See ``Store``."""
        query = select(synced_commands.c.fingerprint).where(synced_commands.c.application == application)
        return await self._run(lambda sql: sql.scalar(query))

    async def record_synced_commands(self, application: int, fingerprint: str) -> None:
        """See ``Store``."""
        statement = self._insert(synced_commands).values(application=application, fingerprint=fingerprint)
        statement = statement.on_conflict_do_update(
            index_elements=["application"], set_={"fingerprint": statement.excluded.fingerprint}
        )
        await self._run(lambda sql: sql.execute(statement))

    async def add_schedule(self, schedule: Schedule, following: Next | None) -> Schedule:
        """See ``Store``."""
        last = (following.date if following else schedule.starts) - dt.timedelta(days=1)
        row = (
            records.schedule_row(schedule) | records.next_row(following) | {"last_date": last, "round": 0, "warned": -1}
        )
        statement = insert(schedules).values(row).returning(schedules.c.id)
        return replace(schedule, id=await self._run(lambda sql: sql.execute(statement).scalar_one()))

    async def change_schedule(self, schedule: Schedule, following: Next | None) -> None:
        """See ``Store``."""
        row = records.schedule_row(schedule) | records.next_row(following)
        if following is not None:
            # What fell due while it was paused or set to another time was not missed.
            row["last_date"] = following.date - dt.timedelta(days=1)
        await self._run(lambda sql: sql.execute(update(schedules).where(schedules.c.id == schedule.id).values(row)))

    async def remove_schedule(self, schedule: int) -> None:
        """See ``Store``."""
        await self._run(lambda sql: sql.execute(delete(schedules).where(schedules.c.id == schedule)))

    async def schedules(self, guild: int) -> tuple[Progress, ...]:
        """See ``Store``."""
        return await self._progress(select(schedules).where(schedules.c.guild == guild).order_by(schedules.c.id))

    async def schedule(self, schedule: int) -> Progress | None:
        """See ``Store``."""
        found = await self._progress(select(schedules).where(schedules.c.id == schedule))
        return found[0] if found else None

    async def due(self, now: dt.datetime, most: int) -> tuple[Progress, ...]:
        """See ``Store``."""
        ready = and_(schedules.c.paused.is_(None), schedules.c.next_at <= records.seconds(now))
        query = select(schedules).where(ready).order_by(schedules.c.next_at).limit(most)
        return await self._progress(query)

    async def next_due(self) -> dt.datetime | None:
        """See ``Store``."""
        query = select(func.min(schedules.c.next_at)).where(schedules.c.paused.is_(None))
        kept = await self._run(lambda sql: sql.scalar(query))
        return None if kept is None else records.instant(kept)

    async def all_schedules(self, after: int, most: int) -> tuple[Progress, ...]:
        """See ``Store``."""
        query = select(schedules).where(schedules.c.id > after).order_by(schedules.c.id).limit(most)
        return await self._progress(query)

    async def set_next(self, following: Mapping[int, Next | None]) -> None:
        """See ``Store``."""
        await self._run(lambda sql: _set_next(sql, following, {}))

    async def used_quotes(self, rounds: Mapping[int, int]) -> dict[int, frozenset[str]]:
        """See ``Store``."""

        def run(sql: Connection) -> dict[int, set[str]]:
            found: dict[int, set[str]] = defaultdict(set)
            for part in _parts(list(rounds.items())):
                query = select(posts.c.schedule, posts.c.quote).where(
                    tuple_(posts.c.schedule, posts.c.round).in_(part), posts.c.state != PostState.SKIPPED
                )
                for schedule, quote in sql.execute(query):
                    found[schedule].add(quote)
            return found

        found = await self._run(run)
        return {schedule: frozenset(found.get(schedule, ())) for schedule in rounds}

    async def claim(
        self, claims: Sequence[Claim], advance: Mapping[int, Next | None]
    ) -> frozenset[tuple[int, dt.date]]:
        """See ``Store``."""
        rows = [_claim_row(claim) for claim in claims]
        newest = {claim.schedule: claim for claim in sorted(claims, key=lambda each: each.date)}

        def run(sql: Connection) -> frozenset[tuple[int, dt.date]]:
            claimed = self._insert(posts).on_conflict_do_nothing().returning(posts.c.schedule, posts.c.date)
            won = {(schedule, date) for schedule, date in sql.execute(claimed, rows)} if rows else set()
            _set_next(sql, advance, {key: claim.round for key, claim in newest.items() if (key, claim.date) in won})
            return frozenset(won)

        return await self._run(run)

    async def skip(self, skipped: Sequence[tuple[int, dt.date, dt.datetime]], why: str) -> None:
        """See ``Store``."""
        rows = [
            _claim_row(Claim(schedule, date, at, "", -1, "", at)) | {"state": PostState.SKIPPED, "error": why}
            for schedule, date, at in skipped
        ]

        if rows:
            await self._run(lambda sql: sql.execute(self._insert(posts).on_conflict_do_nothing(), rows))

    async def take_over(self, now: dt.datetime, owner: str, lease: dt.datetime, most: int) -> tuple[Post, ...]:
        """See ``Store``."""
        ended = and_(posts.c.state.in_(_OPEN), posts.c.lease <= records.seconds(now))

        def run(sql: Connection) -> list[Post]:
            query = select(posts).where(ended).order_by(posts.c.lease).limit(most).with_for_update(skip_locked=True)
            taken = [records.post(row) for row in sql.execute(query)]
            for each in taken:
                values = {"owner": owner, "lease": records.seconds(lease)}
                sql.execute(update(posts).where(_is(each)).values(values))
            return [replace(each, owner=owner, lease=lease) for each in taken]

        return tuple(await self._run(run))

    async def postpone(self, post: Post, lease: dt.datetime, error: str) -> None:
        """See ``Store``."""
        values = {"lease": records.seconds(lease), "attempts": post.attempts + 1, "error": error}
        await self._run(lambda sql: sql.execute(update(posts).where(_is(post)).values(values)))

    async def mark_sent(self, sent: Sequence[Post]) -> None:
        """See ``Store``."""
        statement = (
            update(posts)
            .where(posts.c.schedule == bindparam("its_schedule"), posts.c.date == bindparam("its_date"))
            .values(state=bindparam("its_state"), message=bindparam("its_message"), channel=bindparam("its_channel"))
        )
        rows = [
            {
                "its_schedule": each.schedule,
                "its_date": each.date,
                "its_state": each.state,
                "its_message": each.message,
                "its_channel": each.channel,
            }
            for each in sent
        ]
        if rows:
            await self._run(lambda sql: sql.execute(statement, rows))

    async def mark_done(self, done: Mapping[tuple[int, dt.date], str]) -> None:
        """See ``Store``."""
        statement = (
            update(posts)
            .where(posts.c.schedule == bindparam("its_schedule"), posts.c.date == bindparam("its_date"))
            .values(state=PostState.DONE, error=bindparam("its_error"))
        )
        rows = [
            {"its_schedule": schedule, "its_date": date, "its_error": error} for (schedule, date), error in done.items()
        ]
        if rows:
            await self._run(lambda sql: sql.execute(statement, rows))

    async def change_quote(self, post: Post) -> None:
        """See ``Store``."""
        values = {"quote": post.quote, "round": post.round}
        await self._run(lambda sql: sql.execute(update(posts).where(_is(post)).values(values)))

    async def post(self, schedule: int, date: dt.date) -> Post | None:
        """See ``Store``."""
        query = select(posts).where(posts.c.schedule == schedule, posts.c.date == date)
        row = await self._run(lambda sql: sql.execute(query).one_or_none())
        return None if row is None else records.post(row)

    async def save_quote(self, member: int, quote: str, now: dt.datetime) -> bool:
        """See ``Store``."""
        values = {"member": member, "quote": quote, "at": records.seconds(now)}
        statement = self._insert(saved).values(values).on_conflict_do_nothing()
        return await self._run(lambda sql: sql.execute(statement).rowcount == 1)

    async def drop_quote(self, member: int, quote: str) -> bool:
        """See ``Store``."""
        statement = delete(saved).where(saved.c.member == member, saved.c.quote == quote)
        return await self._run(lambda sql: sql.execute(statement).rowcount == 1)

    async def saved_quotes(self, member: int, most: int) -> tuple[str, ...]:
        """See ``Store``."""
        query = select(saved.c.quote).where(saved.c.member == member).order_by(saved.c.at.desc()).limit(most)
        return tuple(await self._run(lambda sql: list(sql.scalars(query))))

    async def fail(self, post: Post, why: str, pause: str | None) -> None:
        """See ``Store``."""

        def run(sql: Connection) -> None:
            sql.execute(update(posts).where(_is(post)).values(state=PostState.FAILED, error=why))
            if pause is not None:
                sql.execute(update(schedules).where(schedules.c.id == post.schedule).values(paused=pause))

        await self._run(run)

    async def last_posts(self, schedule: int, most: int) -> tuple[Post, ...]:
        """See ``Store``."""
        query = select(posts).where(posts.c.schedule == schedule).order_by(posts.c.date.desc()).limit(most)
        return tuple(await self._run(lambda sql: [records.post(row) for row in sql.execute(query)]))

    async def warn_once(self, schedule: int, number: int) -> bool:
        """See ``Store``."""
        statement = (
            update(schedules).where(schedules.c.id == schedule, schedules.c.warned < number).values(warned=number)
        )
        return await self._run(lambda sql: sql.execute(statement).rowcount == 1)

    async def _progress(self, query: Any) -> tuple[Progress, ...]:
        return tuple(await self._run(lambda sql: [records.progress(row) for row in sql.execute(query)]))


def _is(post: Post) -> Any:
    return and_(posts.c.schedule == post.schedule, posts.c.date == post.date)


def _claim_row(claim: Claim) -> dict[str, object]:
    return {
        "schedule": claim.schedule,
        "date": claim.date,
        "at": records.seconds(claim.at),
        "state": PostState.CLAIMED,
        "quote": claim.quote,
        "round": claim.round,
        "owner": claim.owner,
        "lease": records.seconds(claim.lease),
        "attempts": 0,
        "message": None,
        "channel": None,
        "error": "",
    }


def _set_next(sql: Connection, following: Mapping[int, Next | None], rounds: Mapping[int, int]) -> None:
    """Keep when schedules are next due; what comes before that was dealt with. ``rounds`` are those that moved on."""
    rows = []
    for schedule, coming in following.items():
        last = None if coming is None else coming.date - dt.timedelta(days=1)
        rows.append({"its_id": schedule, "its_last": last, **records.next_row(coming)})
    statement = (
        update(schedules)
        .where(schedules.c.id == bindparam("its_id"))
        .values(
            next_date=bindparam("next_date"),
            next_at=bindparam("next_at"),
            last_date=func.coalesce(bindparam("its_last", type_=schedules.c.last_date.type), schedules.c.last_date),
        )
    )
    if rows:
        sql.execute(statement, rows)
    moved = [{"its_id": schedule, "its_round": number} for schedule, number in rounds.items()]
    if moved:
        sql.execute(
            update(schedules).where(schedules.c.id == bindparam("its_id")).values(round=bindparam("its_round")), moved
        )


def _parts(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[start : start + _PART] for start in range(0, len(values), _PART))
