"""Finding passages by half-remembered words, at any size."""

from bot.library.search.finding import Search
from bot.library.search.hits import Found, Hit, shown_name
from bot.library.search.labels import label

__all__ = ["Found", "Hit", "Search", "label", "shown_name"]
