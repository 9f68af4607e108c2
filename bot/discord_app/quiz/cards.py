"""What a game looks like: a question, its answer with the proof, how it stands, protests."""

import contextlib
from collections.abc import Sequence
from typing import Final

import discord
from discord import ui

from bot.discord_app.buttons import TurnPage
from bot.discord_app.quiz.buttons import GameButton, Press
from bot.discord_app.reading import INK, Row, small
from bot.discord_app.text import plain, shortened
from bot.errors import UserError
from bot.library.library import Library
from bot.quiz.game.effects import Ask, Disputed, Finish, Gather, Reveal, Standing
from bot.quiz.game.scoring import Tally
from bot.quiz.game.state import Joined, Session, Team
from bot.quiz.question import LETTERS, Asked

_LISTED: Final = 15  # members of a standing
_WRONG: Final = 5  # wrong answers that are told
_PROOF: Final = 600  # characters of the text's words
_TEAMS: Final = (Team.A, Team.B)


def question_card(ask: Ask, *, open_: bool = True) -> ui.LayoutView:
    """Return the card of a question; its buttons are disabled once it is over."""
    asked = ask.asked
    lines = [f"### Question {ask.number} of {ask.of} · {asked.difficulty}", plain(asked.text)]
    lines += [f"**{letter}**  {plain(option)}" for letter, option in zip(LETTERS, asked.options, strict=False)]
    view = _card("\n".join(lines), small(_how_long(ask, open_=open_)).replace("\\<t:", "<t:"))
    row: Row = ui.ActionRow()
    if asked.options:
        for number, letter in zip(range(len(asked.options)), LETTERS, strict=False):
            style = discord.ButtonStyle.primary
            row.add_item(GameButton.of(Press.CHOOSE, letter, ask.number, number, disabled=not open_, style=style))
    else:
        style = discord.ButtonStyle.primary
        row.add_item(GameButton.of(Press.WRITE, "Answer…", ask.number, disabled=not open_, style=style))
    more = (Press.NEXT, "Go on ▶") if ask.deadline is None else (Press.SKIP, "Skip (host)")
    row.add_item(GameButton.of(more[0], more[1], ask.number, disabled=not open_))
    view.add_item(row)
    return view


def reveal_card(reveal: Reveal, standing: Standing | None, library: Library) -> ui.LayoutView:
    """Return the card of an answer: who was right, why, the text's words, how the game stands."""
    asked = reveal.asked
    lines = [f"### {plain(_answer(asked))}"]
    if reveal.void:
        lines.append("This question counts for nobody.")
    elif reveal.right:
        points = dict(reveal.points)
        lines.append(
            "Right: " + ", ".join(f"<@{member}> +{points.get(member, 0)}" for member in reveal.right[:_LISTED])
        )
    else:
        lines.append("Nobody had it.")
    if reveal.others:
        given = "; ".join(f"{shortened(words, 60)} ×{count}" for words, count in reveal.others[:_WRONG])
        lines.append(f"Also answered: {plain(given)}")
    lines.append(plain(asked.why))
    quoted = [f"> {plain(shortened(each.words, _PROOF))}\n> -# {plain(each.reference)}" for each in asked.proof[:2]]
    view = _card("\n".join(lines), "\n".join(quoted), *([_standing(standing)] if standing else []))
    row: Row = ui.ActionRow()
    # Where the work was removed while the game went on, its words are on the card all the same.
    with contextlib.suppress(UserError):
        row.add_item(TurnPage.opening(library.at(asked.proof[0].stable_reference), "Context"))
    row.add_item(GameButton.of(Press.PROTEST, "Protest", reveal.number))
    view.add_item(row)
    return view


def finish_card(finish: Finish) -> ui.LayoutView:
    """Return the card of a game's end."""
    why = f"-# {plain(finish.why)}\n" if finish.why else ""
    return _card(f"### The game is over\n{why}{_standing(Standing(finish.places, finish.sides))}")


def gather_card(gather: Gather, session: Session) -> ui.LayoutView:
    """Return the card on which a game waits for its start: of teams, with a button for each."""
    options = session.options
    seconds = f"{options.seconds} seconds each" if options.seconds else "without a timer"
    lines = [
        f"### A quiz of {session.rounds} questions",
        f"{options.mode.capitalize()}, {seconds}. Host: <@{session.host}>",
    ]
    lines += [f"**Team {team}**: {_members(gather.teams, team)}" for team in _TEAMS]
    view = _card("\n".join(lines))
    row: Row = ui.ActionRow()
    for number, team in enumerate(_TEAMS):
        row.add_item(GameButton.of(Press.JOIN, f"Join team {team}", 0, number))
    row.add_item(GameButton.of(Press.START, "Start (host)", style=discord.ButtonStyle.primary))
    view.add_item(row)
    return view


def disputed_card(disputed: Disputed) -> ui.LayoutView:
    """Return the card of a protest, with buttons for the host and for the other players."""
    dispute = disputed.dispute
    head = f"<@{dispute.member}> holds that “{plain(shortened(dispute.words, 200))}” answers question {dispute.number}."
    if dispute.upheld is not None:
        return _card(f"{head}\n**{'Upheld: it counts.' if dispute.upheld else 'Not upheld.'}**")
    yes = sum(each.yes for each in dispute.votes)
    needed = f"{yes} for it, {disputed.needed} needed; " if disputed.needed else ""
    view = _card(head, small(f"{needed}the host or a moderator may decide at once"))
    row: Row = ui.ActionRow()
    for press, label in ((Press.AYE, "It is right"), (Press.NO, "It is wrong")):
        row.add_item(GameButton.of(press, label, dispute.number, dispute.member))
    for press, label in ((Press.UPHOLD, "Accept (host)"), (Press.DENY, "Reject (host)")):
        row.add_item(GameButton.of(press, label, dispute.number, dispute.member))
    view.add_item(row)
    return view


def _card(*texts: str) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=INK)
    for text in texts:
        if text:
            container.add_item(ui.TextDisplay(text))
    view.add_item(container)
    return view


def _how_long(ask: Ask, *, open_: bool) -> str:
    answered = "nobody has answered yet" if not ask.answered else f"{ask.answered} answered"
    if not open_:
        return f"Closed; {answered}"
    if ask.deadline is None:
        return f"Take your time; {answered}"
    return f"Time is up {discord.utils.format_dt(ask.deadline, 'R')}; {answered}"


def _answer(asked: Asked) -> str:
    if asked.options and asked.answer in asked.options:
        return f"{LETTERS[asked.options.index(asked.answer)]}: {asked.answer}"
    return asked.answer


def _standing(standing: Standing) -> str:
    lines = [f"**Team {side.team}**: {side.points}" for side in standing.sides]
    lines += [_place(tally) for tally in standing.places[:_LISTED]]
    more = len(standing.places) - _LISTED
    return "\n".join([*lines, *([f"-# and {more} more"] if more > 0 else [])]) or "Nobody has played yet."


def _place(tally: Tally) -> str:
    return f"{tally.rank}\\. <@{tally.member}>: {tally.points} ({tally.right} of {tally.asked} right)"


def _members(teams: Sequence[Joined], team: Team) -> str:
    return ", ".join(f"<@{each.member}>" for each in teams if each.team is team) or "nobody yet"
