"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_OPEN = sa.text("state IN ('claimed', 'sent')")
_NOT_PAUSED = sa.text("paused IS NULL")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "synced_commands",
        sa.Column("application", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
    )
    op.create_table(
        "schedules",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("time", sa.Time, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("made_by", sa.BigInteger, nullable=False),
        sa.Column("made_in", sa.BigInteger, nullable=False),
        sa.Column("weekdays", sa.Integer, nullable=False),
        sa.Column("every", sa.Integer, nullable=False),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("extras", sa.Text, nullable=False),
        sa.Column("window", sa.Integer, nullable=False),
        sa.Column("paused", sa.Text),
        sa.Column("last_date", sa.Date, nullable=False),
        sa.Column("next_date", sa.Date),
        sa.Column("next_at", sa.BigInteger),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("warned", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_schedules_guild", "schedules", ["guild"])
    op.create_index("schedules_due", "schedules", ["next_at"], sqlite_where=_NOT_PAUSED, postgresql_where=_NOT_PAUSED)
    op.create_table(
        "posts",
        sa.Column(
            "schedule", _ID, sa.ForeignKey("schedules.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
        ),
        sa.Column("date", sa.Date, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("lease", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("channel", sa.BigInteger),
        sa.Column("error", sa.Text, nullable=False),
    )
    op.create_index("posts_open", "posts", ["lease"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("posts_round", "posts", ["schedule", "round"])
    op.create_table(
        "saved",
        sa.Column("member", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("quote", sa.String(97), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
