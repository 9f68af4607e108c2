"""All that the bot knows, in one value: it is exchanged whole when the works change."""

from dataclasses import dataclass

from bot.daily.picks import Pool
from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.finder import Finder
from bot.library.library import Library
from bot.library.search import Search
from bot.library.understand import Understanding
from bot.library.verify import Verifier
from bot.quiz.bank import Bank
from bot.quiz.judging.expected import Answers


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is derived from the works; built once, then only read."""

    library: Library
    search: Search
    finder: Finder
    directory: Directory
    almanac: Almanac
    understanding: Understanding
    verifier: Verifier
    pool: Pool
    bank: Bank
    answers: Answers
