"""``/quiz``: games about the events described, and practice alone."""

from typing import TYPE_CHECKING, Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.content.model import Difficulty
from bot.discord_app.cards import words_card
from bot.discord_app.choices import chosen_theme, theme_choices
from bot.discord_app.in_time import answer, in_time
from bot.discord_app.quiz.boards import board_card, stats_card
from bot.discord_app.quiz.tables import Chosen
from bot.errors import UserError
from bot.quiz.game.events import Skip, Stop
from bot.quiz.game.state import Mode, Options
from bot.quiz.question import QuestionKind
from bot.quiz.standing import Order, Period, board, own

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

_MODES: Final = {
    Mode.CLASSIC: "Classic: all who are right score, the faster a little more",
    Mode.FIRST: "First: the first right answer takes it",
    Mode.SURVIVAL: "Survival: who is wrong is out",
    Mode.TEAMS: "Teams: two sides, chosen by button",
    Mode.MARATHON: "Marathon: no timer",
}
_KINDS: Final = {
    QuestionKind.HAND_WRITTEN: "Questions with options",
    QuestionKind.FREE_TEXT: "Questions to type the answer to",
    QuestionKind.WHO_SAID: "Who said it",
    QuestionKind.TO_WHOM: "To whom it was said",
    QuestionKind.COMPLETE: "Complete the quote",
    QuestionKind.WHICH_FIRST: "Which came first",
    QuestionKind.IN_ORDER: "Put in order",
    QuestionKind.WHEN: "When it was",
    QuestionKind.WHO_WAS: "Who it was",
    QuestionKind.WHERE: "Where it was",
    QuestionKind.ALTERED: "True to the text or altered",
}


class QuizCog(commands.GroupCog, group_name="quiz", group_description="Games about what the works tell"):
    """The commands under ``/quiz``."""

    def __init__(self, lector: "Lector") -> None:
        self._lector = lector

    @app_commands.command(name="start", description="Start a game in this channel")
    @app_commands.guild_only()
    @app_commands.describe(
        rounds="How many questions (default 10)",
        mode="How it is won (default classic)",
        seconds="Time for each question (default 30)",
        difficulty="How closely one must have read (default all)",
        kind="Only questions of one kind",
        theme="Only questions about this",
    )
    @app_commands.choices(
        mode=[app_commands.Choice(name=name, value=mode.value) for mode, name in _MODES.items()],
        difficulty=[app_commands.Choice(name=each.capitalize(), value=each.value) for each in Difficulty],
        kind=[app_commands.Choice(name=name, value=kind.value) for kind, name in _KINDS.items()],
    )
    async def start(
        self,
        interaction: discord.Interaction,
        rounds: app_commands.Range[int, 1, 50] = 10,
        mode: str = Mode.CLASSIC,
        seconds: app_commands.Range[int, 10, 300] = 30,
        difficulty: str | None = None,
        kind: str | None = None,
        theme: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """Draw the questions and open the game."""
        guild, channel = _table(interaction)
        wanted: dict[str, Any] = {}
        if difficulty:
            wanted["difficulty"] = {Difficulty(difficulty)}
        if kind:
            wanted["kinds"] = {QuestionKind(kind)}
        if theme:
            wanted["themes"] = {chosen_theme(self._lector.knowledge.library, theme)}
        chosen_mode = Mode(mode)
        options = Options(mode=chosen_mode, rounds=rounds, seconds=None if chosen_mode is Mode.MARATHON else seconds)
        drawing = self._lector.quizzes.draw(guild, rounds, **wanted)
        questions = await in_time(interaction, drawing, ephemeral=False)
        if not questions:
            raise UserError("no question fits that: choose other kinds, themes or another difficulty")
        few = "" if len(questions) == rounds else f" There are {len(questions)} that fit."
        text = f"{interaction.user.mention} starts a quiz of {len(questions)} questions: {_MODES[chosen_mode]}.{few}"
        chosen = Chosen(options, questions)
        await self._lector.quizzes.begin(channel, guild, interaction.user.id, chosen)
        await answer(interaction, words_card(text), ephemeral=False)
        await self._lector.quizzes.open(channel, interaction.user.id, chosen_mode)

    @start.autocomplete("theme")
    async def complete_theme(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the themes that fit what is typed so far."""
        return theme_choices(self._lector.knowledge.library, typed)

    @app_commands.command(name="stop", description="End the game in this channel, with its result")
    @app_commands.guild_only()
    async def stop(self, interaction: discord.Interaction) -> None:
        """Stop the game: its host or a moderator may."""
        _, channel = _table(interaction)
        may = interaction.permissions.manage_messages
        why = f"{interaction.user.display_name} stopped it"
        await self._tell(interaction, channel, Stop(interaction.user.id, why, may), "Stopped.")

    @app_commands.command(name="skip", description="Take the open question off; it counts for nobody")
    @app_commands.guild_only()
    async def skip(self, interaction: discord.Interaction) -> None:
        """Skip the question: the host or a moderator may."""
        _, channel = _table(interaction)
        number = await self._lector.quizzes.number(channel)
        event = Skip(interaction.user.id, number, interaction.permissions.manage_messages)
        await self._tell(interaction, channel, event, "Skipped.")

    @app_commands.command(name="board", description="How the members of this server stand")
    @app_commands.guild_only()
    @app_commands.describe(
        period="This week, this month or all time (default)",
        order="By points (default) or by accuracy",
        difficulty="Only questions of one difficulty",
    )
    @app_commands.choices(
        period=[app_commands.Choice(name=each.capitalize(), value=each.value) for each in Period],
        order=[app_commands.Choice(name=each.capitalize(), value=each.value) for each in Order],
        difficulty=[app_commands.Choice(name=each.capitalize(), value=each.value) for each in Difficulty],
    )
    async def board(
        self,
        interaction: discord.Interaction,
        period: str = Period.ALL,
        order: str = Order.POINTS,
        difficulty: str | None = None,
    ) -> None:
        """Show the server's board."""
        guild, _ = _table(interaction)
        rows = await self._lector.quizzes.played(guild=guild)
        only = Difficulty(difficulty) if difficulty else None
        today = self._lector.clock.now().date()
        lines = board(rows, guild, today, period=Period(period), order=Order(order), difficulty=only)
        await interaction.response.send_message(view=board_card(lines, Period(period), Order(order)))

    @app_commands.command(name="stats", description="How you stand, for your eyes only")
    async def stats(self, interaction: discord.Interaction) -> None:
        """Show the member's own figures."""
        member = interaction.user.id
        rows = await self._lector.quizzes.played(guild=interaction.guild_id) if interaction.guild_id else []
        figures = own(rows, interaction.guild_id or 0, member, self._lector.clock.now().date())
        view, picture = stats_card(figures, await self._lector.drills.progress(member))
        files = [picture] if picture else []
        await interaction.response.send_message(view=view, files=files, ephemeral=True)

    @app_commands.command(name="practise", description="Practise alone: what you miss comes again")
    async def practise(self, interaction: discord.Interaction) -> None:
        """Ask the member the next question that is due, or a new one."""
        view = await in_time(interaction, self._lector.drills.next(interaction.user.id), ephemeral=True)
        await answer(interaction, view, ephemeral=True)

    async def _tell(self, interaction: discord.Interaction, channel: int, event: Stop | Skip, done: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        notes = await self._lector.quizzes.happen(channel, event)
        text = next((note.text for note in notes if note.member == interaction.user.id), done)
        await interaction.edit_original_response(content=text)


def _table(interaction: discord.Interaction) -> tuple[int, int]:
    """Return the server and the channel of a game."""
    if interaction.guild_id is None or interaction.channel_id is None:
        raise UserError("a game needs a channel of a server; alone you can `/quiz practise`")
    return interaction.guild_id, interaction.channel_id
