"""All that the bot knows, in one value: it is exchanged whole when the works change."""

from dataclasses import dataclass, replace
from typing import Self

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

    @classmethod
    def of(cls, library: Library, search: Search, before: "Knowledge | None" = None) -> Self:
        """Derive all that is known of a library; of works that are still the same, what was known ``before``."""
        directory, almanac = Directory(library), Almanac(library)
        return cls(
            library=library,
            search=search,
            finder=Finder(library, search, directory, almanac),
            directory=directory,
            almanac=almanac,
            understanding=Understanding(library, directory, almanac, search.finds),
            verifier=Verifier(library, None if before is None else before.verifier),
            pool=Pool(library),
            bank=Bank(library, None if before is None else before.bank),
            answers=Answers(library.works),
        )

    def searched_by(self, search: Search) -> Self:
        """Return the same, with another search of the same library."""
        return replace(
            self,
            search=search,
            finder=Finder(self.library, search, self.directory, self.almanac),
            understanding=Understanding(self.library, self.directory, self.almanac, search.finds),
        )
