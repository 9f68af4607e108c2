"""The shipped library, read once."""

import pytest

from bot.content.loader import load
from bot.library.library import Library
from bot.library.search import Search
from bot.settings import shipped_quotes


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(load(shipped_quotes()).works)


@pytest.fixture(scope="session")
def search(library: Library) -> Search:
    return Search.of(library)
