"""Every kind of question. A kind is a function from a chapter to what can be asked of it; a new one is added here."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from bot.quiz.kinds.altered import altered
from bot.quiz.kinds.complete import complete
from bot.quiz.kinds.hand_written import free_text, hand_written
from bot.quiz.kinds.in_order import in_order
from bot.quiz.kinds.to_whom import to_whom
from bot.quiz.kinds.when_was_it import when_was_it
from bot.quiz.kinds.where_was_it import where_was_it
from bot.quiz.kinds.which_first import which_first
from bot.quiz.kinds.who_said import who_said
from bot.quiz.kinds.who_was_it import who_was_it
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source

Kind = Callable[[Source], Iterable[Candidate]]

KINDS: Final[Mapping[QuestionKind, Kind]] = MappingProxyType(
    {
        QuestionKind.HAND_WRITTEN: hand_written,
        QuestionKind.FREE_TEXT: free_text,
        QuestionKind.WHO_SAID: who_said,
        QuestionKind.TO_WHOM: to_whom,
        QuestionKind.COMPLETE: complete,
        QuestionKind.WHICH_FIRST: which_first,
        QuestionKind.IN_ORDER: in_order,
        QuestionKind.WHEN: when_was_it,
        QuestionKind.WHO_WAS: who_was_it,
        QuestionKind.WHERE: where_was_it,
        QuestionKind.ALTERED: altered,
    }
)
