"""What a sentence said to the bot asks for: commands, persons, themes and days, all of them also misspelt."""

from bot.library.understand.reading import Intent, Reading, Slots, Theme, date_as_typed
from bot.library.understand.understanding import Understanding

__all__ = ["Intent", "Reading", "Slots", "Theme", "Understanding", "date_as_typed"]
