"""The menus that open while somebody types an option, and what was chosen from them or typed in their place."""

from typing import Final, TypeVar

from discord import app_commands

from bot.discord_app.text import shortened
from bot.errors import UserError
from bot.library.library import Library
from bot.library.search import Search, label

Value = TypeVar("Value", str, int)

_NAME: Final = 100  # characters: Discord's limit


def choice(name: str, value: Value) -> app_commands.Choice[Value]:
    """Return a choice, its name within Discord's limit."""
    return app_commands.Choice(name=shortened(name, _NAME), value=value)


def place_choices(search: Search, typed: str) -> list[app_commands.Choice[str]]:
    """Return the places that fit what is typed so far; their values are references."""
    return [
        app_commands.Choice(name=label(hit, _NAME), value=hit.place.stable_reference) for hit in search.complete(typed)
    ]


def theme_choices(library: Library, typed: str) -> list[app_commands.Choice[str]]:
    """Return the themes that fit what is typed so far."""
    return [choice(title, theme) for theme, title in library.complete_themes(typed)]


def work_choices(library: Library, typed: str) -> list[app_commands.Choice[str]]:
    """Return the works that fit what is typed so far."""
    return [choice(f"{work.title} ({work.short})", work.id) for work in library.complete_works(typed)]


def chosen_theme(library: Library, theme: str) -> str:
    """Return the id of a theme that was chosen or typed. UserError where there is none like it."""
    found = library.theme(theme)
    if found is None:
        raise UserError(f"“{shortened(theme, 60)}” is no theme here: the menu of themes opens while you type")
    return found
