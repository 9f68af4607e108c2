"""The tables, for every backend. Migrations make them; a test holds both in step."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    text,
)

metadata = MetaData()

# SQLite counts up only a column of type INTEGER.
_Id = BigInteger().with_variant(Integer, "sqlite")

synced_commands = Table(
    "synced_commands",
    metadata,
    Column("application", BigInteger, primary_key=True, autoincrement=False),
    Column("fingerprint", String(64), nullable=False),
)

schedules = Table(
    "schedules",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("guild", BigInteger, nullable=False, index=True),
    Column("channel", BigInteger, nullable=False),
    Column("time", Time, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("starts", Date, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("made_by", BigInteger, nullable=False),
    Column("made_in", BigInteger, nullable=False),
    Column("weekdays", Integer, nullable=False),
    Column("every", Integer, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("extras", Text, nullable=False),
    Column("window", Integer, nullable=False),
    Column("paused", Text),
    # Where it stands. The instant is derived from wall time and zone, and kept only so that a look finds it.
    Column("last_date", Date, nullable=False),
    Column("next_date", Date),
    Column("next_at", BigInteger),
    Column("round", Integer, nullable=False),
    Column("warned", Integer, nullable=False),
    sqlite_autoincrement=True,
)
Index(
    "schedules_due",
    schedules.c.next_at,
    sqlite_where=schedules.c.paused.is_(None),
    postgresql_where=schedules.c.paused.is_(None),
)

posts = Table(
    "posts",
    metadata,
    Column("schedule", _Id, ForeignKey("schedules.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("date", Date, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),
    Column("quote", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("owner", String(32), nullable=False),
    Column("lease", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("message", BigInteger),
    Column("channel", BigInteger),
    Column("error", Text, nullable=False),
)
_OPEN = text("state IN ('claimed', 'sent')")
Index("posts_open", posts.c.lease, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("posts_round", posts.c.schedule, posts.c.round)

saved = Table(
    "saved",
    metadata,
    Column("member", BigInteger, primary_key=True, autoincrement=False),
    Column("quote", String(97), primary_key=True),
    Column("at", BigInteger, nullable=False),
)

games = Table(
    "games",
    metadata,
    Column("channel", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("message", BigInteger),
    Column("wake_at", BigInteger, index=True),
)

results = Table(
    "results",
    metadata,
    Column("game", String(40), primary_key=True),
    Column("member", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, nullable=False),
    Column("date", Date, nullable=False),
    Column("result", Text, nullable=False),
)
Index("results_guild", results.c.guild, results.c.date)
Index("results_member", results.c.member)

seen = Table(
    "seen",
    metadata,
    Column("who", String(24), primary_key=True),
    Column("key", String(400), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
)

practice = Table(
    "practice",
    metadata,
    Column("member", BigInteger, primary_key=True, autoincrement=False),
    Column("question", String(200), primary_key=True),
    Column("card", Text, nullable=False),
)

variants = Table(
    "variants",
    metadata,
    Column("question", String(200), primary_key=True),
    Column("given", String(200), primary_key=True),
    Column("guild", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)
