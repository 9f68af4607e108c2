"""The table of what a member reads when something fails."""

import logging

import discord
import pytest
from discord import app_commands

from bot.discord_app.failures import explanation, told
from bot.errors import UserError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (UserError("there is no ML 29:99"), "There is no ML 29:99"),
        (UserError("no work is called “*x*”"), r"No work is called “\*x\*”"),
        (UserError("@everyone"), "@\u200beveryone"),
        (app_commands.NoPrivateMessage(), "That works in servers only."),
        (app_commands.MissingPermissions(["manage_guild"]), "That is for moderators of this server."),
        (app_commands.CheckFailure(), "That can't be done here."),
        (app_commands.CommandNotFound("old", []), "That command has changed: start Discord anew, then try again."),
        (
            app_commands.CommandOnCooldown(app_commands.Cooldown(1, 5), 4.6),
            "Too fast: try again in 5 seconds.",
        ),
    ],
)
def test_what_a_person_can_mend_is_told_in_a_sentence(error: Exception, text: str) -> None:
    assert explanation(error) == text


def test_a_bug_has_no_explanation() -> None:
    assert explanation(KeyError("x")) is None


def test_a_bug_is_logged_with_the_id_that_the_member_is_given(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        text = told(KeyError("secret"), "quote search")
    (record,) = caplog.records
    report = text.split("`")[1]
    assert report in record.getMessage()
    assert record.exc_info is not None
    assert "secret" not in text


def test_an_error_that_a_person_can_mend_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    told(UserError("there is no ML 29:99"), "passage")
    assert caplog.records == []


def test_the_cause_of_a_failed_command_is_what_counts() -> None:
    async def callback(_: discord.Interaction) -> None: ...

    command = app_commands.Command[object, ..., None](name="x", description="x", callback=callback)  # type: ignore[type-var]
    error = app_commands.CommandInvokeError(command, UserError("the library is empty"))
    assert explanation(error) == "The library is empty"
