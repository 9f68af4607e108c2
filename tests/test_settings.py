"""What the operator sets: every variable, right and wrong."""

import re
import sys
from pathlib import Path

import platformdirs
import pytest

from bot import settings as module
from bot.errors import Exit, UserError
from bot.settings import DISCORD_API, LogForm, Settings, read_settings, shipped_quotes


def read(environment: dict[str, str], dotenv: Path = Path("no.env")) -> Settings:
    return read_settings(environment, dotenv)


def test_nothing_needs_to_be_set() -> None:
    assert read({}) == Settings(
        token=None,
        database=platformdirs.user_data_path("lector") / "lector.sqlite3",
        quotes=shipped_quotes(),
        discord_api=DISCORD_API,
        log=LogForm.TEXT,
    )


def test_every_variable_is_read() -> None:
    environment = {
        "DISCORD_TOKEN": "a.b.c",
        "LECTOR_DATABASE": "/data/lector.sqlite3",
        "LECTOR_QUOTES": "/data/quotes",
        "LECTOR_DISCORD_API": "http://127.0.0.1:8080/api/v10/",
        "LECTOR_LOG": "json",
    }
    assert read(environment) == Settings(
        token="a.b.c",
        database=Path("/data/lector.sqlite3"),
        quotes=Path("/data/quotes"),
        discord_api="http://127.0.0.1:8080/api/v10",
        log=LogForm.JSON,
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        (
            "LECTOR_DATABASE",
            "mysql://host/lector",
            "LECTOR_DATABASE: there is no store for mysql://, give the path of an SQLite file",
        ),
        (
            "LECTOR_DISCORD_API",
            "discord.com",
            f"LECTOR_DISCORD_API: “discord.com” is no address, write it like {DISCORD_API}",
        ),
        (
            "LECTOR_DISCORD_API",
            "ftp://discord.com",
            f"LECTOR_DISCORD_API: “ftp://discord.com” is no address, write it like {DISCORD_API}",
        ),
        ("LECTOR_DISCORD_API", "http://", f"LECTOR_DISCORD_API: “http://” is no address, write it like {DISCORD_API}"),
        (
            "LECTOR_DISCORD_API",
            "http://[::1",
            f"LECTOR_DISCORD_API: “http://[::1” is no address, write it like {DISCORD_API}",
        ),
        ("LECTOR_LOG", "xml", "LECTOR_LOG: “xml” is neither text nor json"),
        ("LECTOR_LOG", "JSON", "LECTOR_LOG: “JSON” is neither text nor json"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable(name: str, value: str, says: str) -> None:
    with pytest.raises(UserError) as caught:
        read({name: value})
    assert (str(caught.value), caught.value.exit_code) == (says, Exit.CONFIG)


@pytest.mark.parametrize("value", ["", "  ", "\t"])
def test_an_empty_value_is_none(value: str) -> None:
    assert read({"DISCORD_TOKEN": value, "LECTOR_LOG": value, "LECTOR_DATABASE": value}) == read({})


def test_spaces_around_a_value_are_a_slip_of_the_paste() -> None:
    assert read({"DISCORD_TOKEN": " a.b.c\n"}).token == "a.b.c"


def test_a_database_may_be_given_as_an_address_of_sqlite() -> None:
    assert read({"LECTOR_DATABASE": "sqlite:///data/lector.sqlite3"}).database == Path("/data/lector.sqlite3")


def test_a_dotenv_file_is_read_and_the_environment_is_stronger(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text('DISCORD_TOKEN="from.the.file"\nLECTOR_LOG=json\n# LECTOR_QUOTES=nowhere\n', encoding="utf-8")
    found = read({"LECTOR_LOG": "text"}, dotenv)
    assert (found.token, found.log, found.quotes) == ("from.the.file", LogForm.TEXT, shipped_quotes())


def test_an_empty_variable_does_not_hide_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("DISCORD_TOKEN=from.the.file\n", encoding="utf-8")
    assert read({"DISCORD_TOKEN": ""}, dotenv).token == "from.the.file"


def test_the_token_is_in_no_text_of_the_settings() -> None:
    found = read({"DISCORD_TOKEN": "very.secret.token"})
    for text in (repr(found), str(found), f"{found}", repr([found]), str({"settings": found})):
        assert "very.secret.token" not in text


def test_the_shipped_works_are_found_without_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (shipped_quotes() / "my-life" / "work.yaml").is_file()


def test_every_variable_that_is_read_stands_in_the_readme() -> None:
    source = Path(module.__file__).read_text(encoding="utf-8")
    names = set(re.findall(r"\b(?:LECTOR_[A-Z_]+|DISCORD_TOKEN)\b", source))
    readme = (Path(module.__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert len(names) >= 5
    assert {name for name in names if name not in readme} == set()


def test_a_file_of_settings_that_is_no_text_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LECTOR_LOG=\xff\xfe")
    with pytest.raises(UserError, match=r"\.env can't be read: ") as caught:
        read({}, tmp_path / ".env")
    assert caught.value.exit_code is Exit.CONFIG


@pytest.mark.skipif(sys.platform != "linux", reason="there is a file there that nobody can read")
def test_a_file_of_settings_that_can_not_be_read_is_told_in_one_line() -> None:
    with pytest.raises(UserError, match="mem can't be read: ") as caught:
        read({}, Path("/proc/self/mem"))
    assert caught.value.exit_code is Exit.CONFIG


class Closed(type(Path())):  # type: ignore[misc]
    """A path in a folder that the user may not enter; to root, as whom tests may run, none is closed."""

    def is_file(self) -> bool:
        """Fail as it does there."""
        raise PermissionError(13, "Permission denied")


def test_in_a_folder_that_is_closed_there_are_no_settings() -> None:
    assert read({}, Closed(".env")).token is None
