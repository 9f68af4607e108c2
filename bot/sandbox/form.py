"""Collect the faults of a body in Discord's form, all at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.sandbox.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.sandbox.world import Json

Step = str | int
Fault = tuple[tuple[Step, ...], str, str]
SNOWFLAKE = re.compile(r"\d{1,20}")
URL = re.compile(r"https?://[^\s]+", re.IGNORECASE)
INVALID_FORM_BODY = 50035


class Form:
    """Faults of a body, each at its path. A check notes what is wrong and goes on."""

    def __init__(self, path: tuple[Step, ...] = (), faults: list[Fault] | None = None) -> None:
        self._path = path
        self._faults = [] if faults is None else faults

    def at(self, *steps: Step) -> Form:
        """Return the form of a part of the body; its faults are this one's."""
        return Form((*self._path, *steps), self._faults)

    def fault(self, code: str, message: str, *steps: Step) -> None:
        """Note a fault here, or at a step below."""
        self._faults.append(((*self._path, *steps), code, message))

    def done(self) -> None:
        """Raise Refused with all faults, where there are any."""
        if not self._faults:
            return
        errors: dict[str, Any] = {}
        for path, code, message in self._faults:
            place = errors
            for step in path:
                place = place.setdefault(str(step), {})
            place.setdefault("_errors", []).append({"code": code, "message": message})
        raise Refused(400, INVALID_FORM_BODY, "Invalid Form Body", errors)

    def text(self, of: Json, key: str, longest: int, *, shortest: int = 0, required: bool = False) -> str | None:
        """Return a string of limited length; None where it is missing or faulty."""
        value = self._value(of, key, required=required)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault("STRING_TYPE_CONVERT", "Could not interpret value as string.", key)
            return None
        if len(value) > longest and not shortest:
            self.fault("BASE_TYPE_MAX_LENGTH", f"Must be {longest} or fewer in length.", key)
        elif not shortest <= len(value) <= longest:
            message = f"Must be between {shortest} and {longest} in length."
            self.fault("BASE_TYPE_REQUIRED" if not value else "BASE_TYPE_BAD_LENGTH", message, key)
        else:
            return value
        return None

    def number(
        self, of: Json, key: str, least: int, most: int, *, required: bool = False, default: int | None = None
    ) -> int | None:
        """Return a whole number within bounds; the default where it is missing or faulty."""
        value = self._value(of, key, required=required)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault("NUMBER_TYPE_COERCE", f'Value "{value}" is not int.', key)
        elif value < least:
            self.fault("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.", key)
        elif value > most:
            self.fault("NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.", key)
        else:
            return value
        return default

    def flag(self, of: Json, key: str) -> bool:
        """Return a boolean; False where it is missing or faulty."""
        value = self._value(of, key)
        if value is None:
            return False
        if not isinstance(value, bool):
            self.fault("BOOLEAN_TYPE_PARSE", "Not a boolean.", key)
            return False
        return value

    def snowflake(self, of: Json, key: str, *, required: bool = True) -> int:
        """Return an id; 0 where it is missing or faulty."""
        value = self._value(of, key, required=required)
        if value is None:
            return 0
        if isinstance(value, bool) or not SNOWFLAKE.fullmatch(str(value)):
            self.fault("NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.', key)
            return 0
        return int(value)

    def objects(
        self, of: Json, key: str, longest: int, *, shortest: int = 0, required: bool = False
    ) -> list[tuple[Form, Json]]:
        """Return the objects of a list of limited length, each with its form."""
        value = self._value(of, key, required=required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType", key)
            return []
        if not shortest <= len(value) <= longest:
            code = "BASE_TYPE_BAD_LENGTH" if shortest else "BASE_TYPE_MAX_LENGTH"
            bounds = f"between {shortest} and {longest}" if shortest else f"{longest} or fewer"
            self.fault(code, f"Must be {bounds} in length.", key)
            return []
        found = []
        for index, each in enumerate(value):
            if isinstance(each, dict):
                found.append((self.at(key, index), each))
            else:
                self.fault("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType", key, index)
        return found

    def object(self, of: Json, key: str, *, required: bool = False) -> tuple[Form, Json] | None:
        """Return an object of the body with its form; None where it is missing or faulty."""
        value = self._value(of, key, required=required)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType", key)
            return None
        return self.at(key), value

    def one_of(self, of: Json, key: str, allowed: Iterable[int], *, required: bool = True) -> int | None:
        """Return a number out of those allowed; None where it is missing or faulty."""
        value = self._value(of, key, required=required)
        if value is None:
            return None
        choices = sorted(int(each) for each in allowed)
        if isinstance(value, bool) or value not in choices:
            self.fault("BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(map(str, choices))}}}.", key)
            return None
        return int(value)

    def url(self, of: Json, key: str, longest: int, *, required: bool = False, attachment: bool = False) -> str | None:
        """Return an address of the web, or where allowed of an attached file."""
        value = self.text(of, key, longest, required=required)
        if value is None:
            return None
        if attachment and value.startswith("attachment://"):
            return value
        if not URL.fullmatch(value):
            schemes = "('http', 'https', 'attachment')" if attachment else "('http', 'https')"
            self.fault("URL_TYPE_INVALID_URL", f"Not a well formed URL; scheme must be one of {schemes}.", key)
            return None
        return value

    def _value(self, of: Json, key: str, *, required: bool = False) -> Any:
        value = of.get(key)
        if value is None and required:
            self.fault("BASE_TYPE_REQUIRED", "This field is required", key)
        return value
