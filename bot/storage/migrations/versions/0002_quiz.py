"""Games that go on, their results, what was asked before, cards of practice, and answers that a protest upheld."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "games",
        sa.Column("channel", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("wake_at", sa.BigInteger),
    )
    op.create_index("ix_games_wake_at", "games", ["wake_at"])
    op.create_table(
        "results",
        sa.Column("game", sa.String(40), primary_key=True),
        sa.Column("member", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
    )
    op.create_index("results_guild", "results", ["guild", "date"])
    op.create_index("results_member", "results", ["member"])
    op.create_table(
        "seen",
        sa.Column("who", sa.String(24), primary_key=True),
        sa.Column("key", sa.String(400), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "practice",
        sa.Column("member", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("question", sa.String(200), primary_key=True),
        sa.Column("card", sa.Text, nullable=False),
    )
    op.create_table(
        "variants",
        sa.Column("question", sa.String(200), primary_key=True),
        sa.Column("given", sa.String(200), primary_key=True),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
