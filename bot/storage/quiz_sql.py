"""The quiz's part of the store in SQL."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from bot.storage import records
from bot.storage.quiz_store import StoredGame, StoredResult, StoredSeen
from bot.storage.tables import games, practice, results, saved, seen, variants
from bot.storage.transactions import Transactions


class QuizSql(Transactions):
    """A ``QuizStore``."""

    async def begin_game(self, game: StoredGame) -> bool:
        """See ``QuizStore``."""
        statement = self._insert(games).values(_game_row(game)).on_conflict_do_nothing()
        return await self._run(lambda sql: sql.execute(statement).rowcount == 1)

    async def game(self, channel: int) -> StoredGame | None:
        """See ``QuizStore``."""
        found = await self._games(select(games).where(games.c.channel == channel))
        return found[0] if found else None

    async def games_to_wake(self, now: dt.datetime) -> tuple[StoredGame, ...]:
        """See ``QuizStore``."""
        query = select(games).where(games.c.wake_at <= records.milliseconds(now)).order_by(games.c.wake_at)
        return await self._games(query)

    async def next_wake(self) -> dt.datetime | None:
        """See ``QuizStore``."""
        kept = await self._run(lambda sql: sql.scalar(select(func.min(games.c.wake_at))))
        return None if kept is None else records.from_milliseconds(kept)

    async def step_game(self, game: StoredGame) -> bool:
        """See ``QuizStore``."""
        before = (games.c.channel == game.channel, games.c.version == game.version - 1)
        statement = update(games).where(*before).values(_game_row(game))
        return await self._run(lambda sql: sql.execute(statement).rowcount == 1)

    async def set_card(self, channel: int, message: int) -> None:
        """See ``QuizStore``."""
        await self._run(
            lambda sql: sql.execute(update(games).where(games.c.channel == channel).values(message=message))
        )

    async def end_game(self, channel: int) -> None:
        """See ``QuizStore``."""
        await self._run(lambda sql: sql.execute(delete(games).where(games.c.channel == channel)))

    async def keep_results(self, finished: Sequence[StoredResult]) -> None:
        """See ``QuizStore``."""
        rows = [
            {"game": each.game, "member": each.member, "guild": each.guild, "date": each.date, "result": each.result}
            for each in finished
        ]

        statement = self._insert(results)
        statement = statement.on_conflict_do_update(
            index_elements=["game", "member"], set_={"result": statement.excluded.result}
        )
        if rows:
            await self._run(lambda sql: sql.execute(statement, rows))

    async def results(self, *, guild: int | None = None, member: int | None = None) -> tuple[StoredResult, ...]:
        """See ``QuizStore``."""
        query = select(results).order_by(results.c.date, results.c.game)
        if guild is not None:
            query = query.where(results.c.guild == guild)
        if member is not None:
            query = query.where(results.c.member == member)
        rows = await self._run(lambda sql: sql.execute(query).all())
        return tuple(StoredResult(row.game, row.member, row.guild, row.date, row.result) for row in rows)

    async def note_seen(self, who: str, keys: Collection[str], now: dt.datetime) -> None:
        """See ``QuizStore``."""
        at = records.seconds(now)
        statement = self._insert(seen)
        statement = statement.on_conflict_do_update(
            index_elements=["who", "key"], set_={"times": seen.c.times + 1, "last": at}
        )
        rows = [{"who": who, "key": key, "times": 1, "last": at} for key in keys]
        if rows:
            await self._run(lambda sql: sql.execute(statement, rows))

    async def seen(self, who: str) -> tuple[StoredSeen, ...]:
        """See ``QuizStore``."""
        rows = await self._run(lambda sql: sql.execute(select(seen).where(seen.c.who == who)).all())
        return tuple(StoredSeen(row.key, row.times, records.instant(row.last)) for row in rows)

    async def cards(self, member: int) -> Mapping[str, str]:
        """See ``QuizStore``."""
        query = select(practice.c.question, practice.c.card).where(practice.c.member == member)
        rows = await self._run(lambda sql: sql.execute(query).all())
        return {row.question: row.card for row in rows}

    async def keep_card(self, member: int, question: str, card: str) -> None:
        """See ``QuizStore``."""
        statement = self._insert(practice).values(member=member, question=question, card=card)
        statement = statement.on_conflict_do_update(
            index_elements=["member", "question"], set_={"card": statement.excluded.card}
        )
        await self._run(lambda sql: sql.execute(statement))

    async def keep_variant(self, question: str, given: str, guild: int, now: dt.datetime) -> None:
        """See ``QuizStore``."""
        values = {"question": question, "given": given, "guild": guild, "at": records.seconds(now)}
        statement = self._insert(variants).values(values).on_conflict_do_nothing()
        await self._run(lambda sql: sql.execute(statement))

    async def variants(self) -> tuple[tuple[str, str], ...]:
        """See ``QuizStore``."""
        query = select(variants.c.question, variants.c.given).order_by(variants.c.question, variants.c.at)
        return tuple(await self._run(lambda sql: [(row.question, row.given) for row in sql.execute(query)]))

    async def forget_member(self, member: int) -> None:
        """See ``QuizStore``."""

        def run(sql: Connection) -> None:
            for table in (results, practice, saved):
                sql.execute(delete(table).where(table.c.member == member))
            sql.execute(delete(seen).where(seen.c.who == f"m:{member}"))

        await self._run(run)

    async def _games(self, query: Any) -> tuple[StoredGame, ...]:
        rows = await self._run(lambda sql: sql.execute(query).all())
        return tuple(
            StoredGame(
                channel=row.channel,
                guild=row.guild,
                version=row.version,
                state=row.state,
                message=row.message,
                wake_at=None if row.wake_at is None else records.from_milliseconds(row.wake_at),
            )
            for row in rows
        )


def _game_row(game: StoredGame) -> dict[str, object]:
    # The card is set on its own: a step that was under way when it was sent must not undo that.
    return {
        "channel": game.channel,
        "guild": game.guild,
        "version": game.version,
        "state": game.state,
        "wake_at": None if game.wake_at is None else records.milliseconds(game.wake_at),
    }
