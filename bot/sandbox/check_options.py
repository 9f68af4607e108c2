"""Check the names and options of slash commands."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.form import Form
    from bot.sandbox.world import Json

LONGEST_NAME = 32
LONGEST_DESCRIPTION = 100
LONGEST_CHOICE = 100
MOST_OPTIONS = 25
MOST_CHOICES = 25
LONGEST_VALUE = 6000
BIGGEST_NUMBER = 2**53 - 1
LOCALES = frozenset(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja"
    " zh-TW ko he ar".split()
)


class OptionKind(IntEnum):
    """Discord's types of a command's option."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


BRANCHES = frozenset({OptionKind.SUBCOMMAND, OptionKind.GROUP})
LEAVES = frozenset(OptionKind) - BRANCHES
WITH_CHOICES = frozenset({OptionKind.STRING, OptionKind.INTEGER, OptionKind.NUMBER})


def name(form: Form, of: Json) -> None:
    """Note the faults of a name, in all languages."""
    given = form.text(of, "name", LONGEST_NAME, shortest=1, required=True)
    if given is not None and not is_name(given):
        form.fault("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid", "name")
    for place, locale, text in _localised(form, of, "name_localizations"):
        if not isinstance(text, str) or not is_name(text):
            place.fault("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid", locale)


def is_name(text: str) -> bool:
    """Return whether a text may name a slash command or an option: lower case, no spaces."""
    return 1 <= len(text) <= LONGEST_NAME and text == text.lower() and all(map(_is_letter, text))


def _is_letter(character: str) -> bool:
    marks = "\u0900" <= character <= "\u097f" or "\u0e00" <= character <= "\u0e7f"
    return character in "-_'" or unicodedata.category(character)[0] in "LN" or marks


def description(form: Form, of: Json) -> None:
    """Note the faults of a description, in all languages."""
    form.text(of, "description", LONGEST_DESCRIPTION, shortest=1, required=True)
    for place, locale, text in _localised(form, of, "description_localizations"):
        if not isinstance(text, str) or not 1 <= len(text) <= LONGEST_DESCRIPTION:
            message = f"Must be between 1 and {LONGEST_DESCRIPTION} in length."
            place.fault("BASE_TYPE_BAD_LENGTH", message, locale)


def _localised(form: Form, of: Json, key: str) -> list[tuple[Form, str, Any]]:
    part = form.object(of, key)
    if part is None:
        return []
    place, texts = part
    for locale in texts:
        if locale not in LOCALES:
            place.fault("DICT_TYPE_INVALID_KEY", f"{locale} is not a locale of Discord.", locale)
    return [(place, locale, text) for locale, text in texts.items() if locale in LOCALES]


def check(form: Form, of: Json, depth: int = 0) -> None:
    """Note the faults of a command's options and those inside them."""
    if not depth:
        allowed = frozenset(OptionKind)
    else:
        in_group = of.get("type") == OptionKind.GROUP
        allowed = frozenset({OptionKind.SUBCOMMAND}) if in_group else LEAVES
    names: set[str] = set()
    optional_seen = False
    kinds = set()
    for place, option in form.objects(of, "options", MOST_OPTIONS):
        kind = place.one_of(option, "type", allowed)
        name(place, option)
        description(place, option)
        if option.get("name") in names:
            place.fault("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists", "name")
        names.add(str(option.get("name")))
        if kind is None:
            continue
        kinds.add(kind in BRANCHES)
        if kind in BRANCHES:
            check(place, option, depth + 1)
            continue
        required = place.flag(option, "required")
        if required and optional_seen:
            message = "Required options must be placed before non-required options"
            place.fault("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not required
        _leaf(place, option, OptionKind(kind))
    if len(kinds) > 1:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.fault("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message, "options")


def _leaf(form: Form, option: Json, kind: OptionKind) -> None:
    choices = form.objects(option, "choices", MOST_CHOICES)
    autocomplete = form.flag(option, "autocomplete")
    if (choices or autocomplete) and kind not in WITH_CHOICES:
        form.fault("APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "This option type takes no choices", "choices")
    if choices and autocomplete:
        message = "Autocomplete options cannot have choices"
        form.fault("APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", message, "choices")
    for place, choice in choices:
        _choice(place, choice, kind)
    if kind is OptionKind.STRING:
        least = form.number(option, "min_length", 0, LONGEST_VALUE, default=0) or 0
        most = form.number(option, "max_length", 1, LONGEST_VALUE, default=LONGEST_VALUE) or LONGEST_VALUE
        if least > most:
            form.fault("APPLICATION_COMMAND_OPTIONS_LENGTH_INVALID", "min_length is above max_length", "min_length")
    for key in ("min_value", "max_value"):
        value = option.get(key)
        is_number = isinstance(value, int if kind is OptionKind.INTEGER else (int, float))
        if value is not None and (not is_number or abs(value) > BIGGEST_NUMBER):
            form.fault("NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.', key)


def _choice(form: Form, choice: Json, kind: OptionKind) -> None:
    form.text(choice, "name", LONGEST_CHOICE, shortest=1, required=True)
    value = choice.get("value")
    if kind is OptionKind.STRING:
        form.text(choice, "value", LONGEST_CHOICE, required=True)
    elif isinstance(value, bool) or not isinstance(value, int if kind is OptionKind.INTEGER else (int, float)):
        form.fault("NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.', "value")
