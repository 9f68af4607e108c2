"""Practice alone: a question at a time for one member's eyes, and each comes again when it is nearly forgotten."""

import asyncio
import contextlib
import datetime as dt
import json
import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot.discord_app.buttons import TurnPage
from bot.discord_app.quiz.buttons import AnswerModal, DrillButton, DrillPress
from bot.discord_app.reading import INK, Row
from bot.discord_app.text import plain, shortened
from bot.errors import UserError
from bot.library.library import Place
from bot.quiz.judge import judge
from bot.quiz.judging.verdict import Judgement, Verdict, accept, reject
from bot.quiz.practice import Card, Progress, answered, next_card, progress
from bot.quiz.question import LETTERS, Asked, Candidate, QuestionKind, question_key

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

_PROOF: Final = 600  # characters of the text's words
_HEADINGS: Final = {Verdict.ACCEPT: "✓ Right", Verdict.PROMPT: "… Nearly", Verdict.REJECT: "✗ Not so"}


class Drills:
    """The practice of every member."""

    def __init__(self, lector: "Lector", now: Callable[[], dt.datetime]) -> None:
        self._lector = lector
        self._now = now

    async def next(self, member: int, last: str | None = None) -> ui.LayoutView:
        """Return the card of the next question for a member; where none is due, how far they are."""
        cards = await self._cards(member)
        seed = self._lector.chance.getrandbits(20)
        bank = self._lector.knowledge.bank
        dealt = await asyncio.to_thread(next_card, cards, bank, random.Random(seed), self._now(), last=last)
        if dealt is None:
            return _card(f"### Nothing is due now\n{_progress(progress(tuple(cards.values()), self._now()))}")
        # The order of the options is drawn anew from the seed whenever a button is pressed.
        candidate = bank.find(dealt.asked.id)
        asked = dealt.asked if candidate is None else candidate.ask(random.Random(seed))
        return self._question(asked, seed)

    def of_the_day(self, place: Place, date: dt.date) -> ui.LayoutView:
        """Return the card of a day's question: about the place if it can be. UserError without any."""
        choices = self._lector.knowledge.bank.of_kind(QuestionKind.HAND_WRITTEN)
        if not choices:
            raise UserError("the library has no questions")
        here = place.passage.id if place.passage else ""
        near = [each for each in choices if each.passage.endswith(f"/{here}") or each.passage == here]
        seed = date.toordinal()
        candidate = random.Random(seed).choice(near or choices)
        return self._question(candidate.ask(random.Random(seed)), seed)

    async def progress(self, member: int) -> Progress:
        """Return how far a member is."""
        return progress(tuple((await self._cards(member)).values()), self._now())

    async def pressed(
        self, interaction: discord.Interaction[Any], press: DrillPress, key: str, seed: int, option: int, shown: str
    ) -> None:
        """Act on a button of practice. UserError where the question was shown with other options."""
        candidate = self._lector.knowledge.bank.by_key(key)
        if press is DrillPress.NEXT or candidate is None:
            last = candidate.id if candidate else None
            await interaction.response.edit_message(view=await self.next(interaction.user.id, last))
            return
        asked = candidate.ask(random.Random(seed))
        if press is DrillPress.WRITE:
            await interaction.response.send_modal(AnswerModal(f"drill:typed:{key}:{seed}", asked.text))
            return
        if shown not in {"", _shown(asked)} or option >= len(asked.options):
            raise UserError("that question is another by now: `/quiz practise` goes on")
        chosen = asked.options[option]
        judged = accept("") if chosen == asked.answer else reject(f"You chose: {chosen}")
        await self._judged(interaction, asked, judged)

    async def typed(self, interaction: discord.Interaction[Any], key: str, seed: int, words: str) -> None:
        """Take an answer that was typed into the modal. UserError where its question is gone."""
        asked = self._candidate(key).ask(random.Random(seed))
        judged = await asyncio.to_thread(judge, words, self._lector.knowledge.answers.of_asked(asked))
        await self._judged(interaction, asked, judged)

    def _candidate(self, key: str) -> Candidate:
        found = self._lector.knowledge.bank.by_key(key)
        if found is None:
            raise UserError("that question is no longer in the library: `/quiz practise` goes on")
        return found

    async def _judged(self, interaction: discord.Interaction[Any], asked: Asked, judged: Judgement) -> None:
        member = interaction.user.id
        card = (await self._cards(member)).get(asked.id) or Card(asked.id, self._now())
        after = answered(card, judged.verdict, self._now())
        kept = json.dumps({"due": after.due.isoformat(), "state": after.state})
        await self._lector.store.keep_card(member, asked.id, kept)
        await interaction.response.edit_message(view=self._answer(asked, judged))

    def _question(self, asked: Asked, seed: int) -> ui.LayoutView:
        lines = [f"### Practice · {asked.difficulty}", plain(asked.text)]
        lines += [f"**{letter}**  {plain(option)}" for letter, option in zip(LETTERS, asked.options, strict=False)]
        view = _card("\n".join(lines))
        key = question_key(asked.id)
        row: Row = ui.ActionRow()
        for number, letter in zip(range(len(asked.options)), LETTERS, strict=False):
            row.add_item(DrillButton.of(DrillPress.CHOOSE, letter, key, seed, number, _shown(asked)))
        if not asked.options:
            row.add_item(DrillButton.of(DrillPress.WRITE, "Answer…", key, seed))
        view.add_item(row)
        return view

    def _answer(self, asked: Asked, judged: Judgement) -> ui.LayoutView:
        why = f"\n{plain(judged.why)}" if judged.why else ""
        proof = asked.proof[0]
        view = _card(
            f"### {_HEADINGS[judged.verdict]}: {plain(asked.answer)}{why}\n{plain(asked.why)}",
            f"> {plain(shortened(proof.words, _PROOF))}\n> -# {plain(proof.reference)}",
        )
        row: Row = ui.ActionRow()
        row.add_item(DrillButton.of(DrillPress.NEXT, "Next ▶", question_key(asked.id)))
        with contextlib.suppress(UserError):  # the work was removed while the question was open
            row.add_item(TurnPage.opening(self._lector.knowledge.library.at(proof.stable_reference), "Context"))
        view.add_item(row)
        return view

    async def _cards(self, member: int) -> dict[str, Card]:
        kept = await self._lector.store.cards(member)
        found = {}
        for question, text in kept.items():
            said = json.loads(text)
            found[question] = Card(question, dt.datetime.fromisoformat(said["due"]), said["state"])
        return found


def _shown(asked: Asked) -> str:
    """Return a few digits that stand for the options as they are shown."""
    return question_key("\n".join(asked.options))[:8]


def _card(*texts: str) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*(ui.TextDisplay(text) for text in texts), accent_colour=INK))
    return view


def _progress(far: Progress) -> str:
    return (
        f"Learnt: {far.learnt}; still being learnt: {far.learning}; of all of them you would know about "
        f"{far.retention:.0%} now. Come back tomorrow, or start `/quiz practise` again for new ones."
    )
