"""Brings a database to the form that this version works on."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from bot.errors import Exit, UserError


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run every migration that ``engine``'s database lacks, in one transaction: all of them, or none.

    UserError where the database is of a newer version of the program.
    """
    with engine.begin() as connection:
        config = _config(connection)
        current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and not _is_known(config, current):
            raise UserError(
                f"the database is of a newer version of Lector (it is at migration {current}): update the program",
                exit_code=Exit.CONFIG,
            )
        command.upgrade(config, revision)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _is_known(config: Config, revision: str) -> bool:
    try:
        return ScriptDirectory.from_config(config).get_revision(revision) is not None
    except CommandError:
        return False
