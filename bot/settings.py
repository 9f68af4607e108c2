"""What the operator sets. The only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs
from dotenv import dotenv_values

from bot.errors import Exit, UserError

DISCORD_API = "https://discord.com/api/v10"
_HERE = Path(__file__).parent


class LogForm(StrEnum):
    """How the log is written: for a person, or one JSON object a line."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, checked. ``token`` is None where none is set; only ``lector run`` needs one."""

    token: str | None
    database: Path
    quotes: Path
    discord_api: str
    log: LogForm

    @property
    def indexes(self) -> Path:
        """The folder in which the indexes of large libraries are kept: beside the database."""
        return self.database.parent / "search"

    def __repr__(self) -> str:
        """Leave the token out, so that no log ever holds it."""
        return f"Settings(database={self.database}, quotes={self.quotes}, discord_api={self.discord_api})"


def read_settings(environment: Mapping[str, str] | None = None, dotenv: Path = Path(".env")) -> Settings:
    """Return the settings of ``environment`` (the process's own where None) over those of the file ``dotenv``.

    UserError names the variable that is wrong.
    """
    given = os.environ if environment is None else environment  # noqa: TID251 - the one place
    values = _filled(_from_file(dotenv)) | _filled(given)
    return Settings(
        token=values.get("DISCORD_TOKEN"),
        database=_database(values.get("LECTOR_DATABASE")),
        quotes=Path(values["LECTOR_QUOTES"]) if "LECTOR_QUOTES" in values else shipped_quotes(),
        discord_api=_address(values.get("LECTOR_DISCORD_API", DISCORD_API)),
        log=_log_form(values.get("LECTOR_LOG", LogForm.TEXT)),
    )


def shipped_quotes() -> Path:
    """Return the folder of the works that come with the program: inside the installed package, or of the checkout."""
    installed = _HERE / "quotes"
    return installed if installed.is_dir() else _HERE.parent / "quotes"


def _from_file(dotenv: Path) -> Mapping[str, str | None]:
    try:
        if not dotenv.is_file():
            return {}
    except PermissionError:  # the folder is closed to this user, who sees no file there
        return {}
    try:
        with dotenv.open(encoding="utf-8") as file:
            return dotenv_values(stream=file)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{dotenv} can't be read: {error}", exit_code=Exit.CONFIG) from error


def _filled(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


def _database(value: str | None) -> Path:
    if value is None:
        return platformdirs.user_data_path("lector") / "lector.sqlite3"
    scheme, separator, rest = value.partition("://")
    if not separator:
        return Path(value)
    if scheme == "sqlite":
        return Path(rest)
    raise UserError(
        f"LECTOR_DATABASE: there is no store for {scheme}://, give the path of an SQLite file", exit_code=Exit.CONFIG
    )


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:  # of brackets that hold no address
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UserError(
            f"LECTOR_DISCORD_API: “{value}” is no address, write it like {DISCORD_API}", exit_code=Exit.CONFIG
        )
    return value.rstrip("/")


def _log_form(value: str) -> LogForm:
    try:
        return LogForm(value)
    except ValueError:
        raise UserError(f"LECTOR_LOG: “{value}” is neither text nor json", exit_code=Exit.CONFIG) from None
