"""From YAML's texts to typed values, field by field: what is wrong is recorded, and reading goes on."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final, TypeVar

from bot.content.dates import Calendar, HistoricalDate
from bot.content.faults import Report, Rule
from bot.content.model import Run
from bot.content.strict_yaml import Mapping, Node, Scalar, Sequence

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID: Final = 48  # characters: an id travels in a button's custom_id, which holds 100
_MAX_NUMBER: Final = 999_999
_TO_CONFIRM: Final = re.compile(r"CONFIRM(?!\w)")  # as `lector new` drafts it; a text may speak of CONFIRMATION
_RUN: Final = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def parse_run(text: str) -> Run:
    """Read ``13`` or ``22-24``; ValueError where it is neither."""
    match = _RUN.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is neither a paragraph (13) nor a run (22-24)")
    return Run(int(match[1]), int(match[2] or match[1]))


def is_identifier(text: str) -> bool:
    """Whether ``text`` has the form of an id."""
    return len(text) <= _MAX_ID and _ID.fullmatch(text) is not None


class Fields:
    """The fields of one entry. ``whole`` turns False with the first fault; such an entry is left out.

    A field that is missing or wrong yields an empty value, so that all faults of an entry are found in one reading.
    """

    def __init__(self, mapping: Mapping, report: Report, name: str) -> None:
        self.line = mapping.line
        self.whole = True
        self._mapping = mapping
        self._report = report
        self._name = name
        self._known: set[str] = set()

    def fault(self, rule: Rule, line: int, message: str, hint: str = "") -> None:
        """Record a fault of this entry."""
        self.whole = False
        self._report.add(rule, line, message, hint)

    def text(self, name: str) -> str:
        """Return a text that must be there."""
        return self._required(name, self.optional_text(name), "")

    def optional_text(self, name: str) -> str | None:
        """Return a text, or None where the field is left out."""
        node = self._take(name)
        return None if node is None else self._scalar(name, node)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; empty where the field is left out."""
        node = self._take(name)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.fault(Rule.WRONG_SHAPE, node.line, f"`{name}` must be a list", f"write `{name}: [one, two]`")
            return ()
        found = tuple(self._scalar(name, item) for item in node.items)
        return tuple(text for text in found if text is not None)

    def identifier(self, name: str = "id") -> str:
        """Return an id that must be there."""
        return self._required(name, self.optional_identifier(name), "")

    def optional_identifier(self, name: str) -> str | None:
        """Return an id, or None where the field is left out."""
        return self._parsed(name, _identifier)

    def identifiers(self, name: str) -> tuple[str, ...]:
        """Return a list of ids."""
        texts = self.texts(name)
        for text in texts:
            self._tried(name, _identifier, text)
        return texts

    def number(self, name: str) -> int:
        """Return a whole number from 1 that must be there."""
        return self._required(name, self._parsed(name, _number), 1)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers from 1."""
        found = (self._tried(name, _number, text) for text in self.texts(name))
        return tuple(number for number in found if number is not None)

    def run(self, name: str = "in") -> Run:
        """Return a run of paragraphs that must be there."""
        return self._required(name, self.optional_run(name), Run(1, 1))

    def optional_run(self, name: str) -> Run | None:
        """Return a run of paragraphs, or None where the field is left out."""
        return self._parsed(name, parse_run)

    def choice(self, name: str, choices: type[E]) -> E:
        """Return one of an enum's values, which must be there."""

        def parse(text: str) -> E:
            try:
                return choices(text)
            except ValueError:
                raise ValueError(f"`{text}` is none of {', '.join(choices)}") from None

        return self._required(name, self._parsed(name, parse), next(iter(choices)))

    def date(self, name: str, calendar: Calendar) -> HistoricalDate:
        """Return a date that must be there."""
        return self._required(name, self.optional_date(name, calendar), HistoricalDate(calendar, 1))

    def optional_date(self, name: str, calendar: Calendar) -> HistoricalDate | None:
        """Return a date, or None where the field is left out."""
        return self._parsed(name, lambda text: HistoricalDate.parse(text, calendar))

    def entry(self, name: str, parse: Callable[["Fields"], T]) -> T | None:
        """Return what ``parse`` makes of a mapping that must be there."""
        node = self._take(name)
        if node is None:
            self._missing(name)
            return None
        return self._entry(name, node, parse)

    def entries(self, name: str, parse: Callable[["Fields"], T]) -> tuple[T, ...]:
        """Return what ``parse`` makes of each mapping of a list; a faulty one is left out, the others stay."""
        node = self._take(name)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.fault(Rule.WRONG_SHAPE, node.line, f"`{name}` must be a list of entries", "start each with `- `")
            return ()
        found = (self._entry(name, item, parse) for item in node.items)
        return tuple(entry for entry in found if entry is not None)

    def count(self, name: str) -> int:
        """Return how many entries a list has, faulty ones too."""
        node = self._mapping.fields.get(name)
        return len(node.items) if isinstance(node, Sequence) else 0

    def parts(self, name: str, parse: Callable[["Fields"], T]) -> tuple[T, ...]:
        """As ``entries``, for a list without each member of which this entry can't stand."""
        found = self.entries(name, parse)
        if len(found) < self.count(name):
            self.whole = False
        return found

    def finish(self) -> None:
        """Record each field that nothing asked for."""
        for name, line in self._mapping.lines.items():
            if name not in self._known:
                known = ", ".join(sorted(self._known))
                self.fault(Rule.UNKNOWN_FIELD, line, f"{self._name} has no field `{name}`", f"it has {known}")

    def _entry(self, name: str, node: Node, parse: Callable[["Fields"], T]) -> T | None:
        if not isinstance(node, Mapping):
            self._report.add(Rule.WRONG_SHAPE, node.line, f"`{name}` must hold `field: value` entries")
            return None
        fields = Fields(node, self._report, f"an entry of `{name}`")
        entry = parse(fields)
        fields.finish()
        return entry if fields.whole else None

    def _take(self, name: str) -> Node | None:
        self._known.add(name)
        return self._mapping.fields.get(name)

    def _scalar(self, name: str, node: Node) -> str | None:
        if not isinstance(node, Scalar):
            self.fault(Rule.WRONG_SHAPE, node.line, f"`{name}` must be a text")
            return None
        if not node.text.strip():
            self.fault(Rule.MISSING_FIELD, node.line, f"`{name}` is empty", "fill it in, or take the field out")
            return None
        if _TO_CONFIRM.match(node.text.strip()):
            self.fault(Rule.TO_CONFIRM, node.line, f"`{name}` still says CONFIRM", "write what it is")
            return None
        return node.text.strip()

    def _parsed(self, name: str, parse: Callable[[str], T]) -> T | None:
        text = self.optional_text(name)
        return None if text is None else self._tried(name, parse, text)

    def _tried(self, name: str, parse: Callable[[str], T], text: str) -> T | None:
        try:
            return parse(text)
        except ValueError as error:
            self.fault(Rule.WRONG_VALUE, self._mapping.lines[name], f"`{name}`: {error}")
            return None

    def _required(self, name: str, value: T | None, empty: T) -> T:
        if value is not None:
            return value
        if name not in self._mapping.fields:
            self._missing(name)
        return empty

    def _missing(self, name: str) -> None:
        self.fault(Rule.MISSING_FIELD, self.line, f"{self._name} lacks `{name}`", "quotes/README.md lists every field")


def _identifier(text: str) -> str:
    if not is_identifier(text):
        raise ValueError(f"`{text}` is no id: lower-case words joined by hyphens, at most {_MAX_ID} characters")
    return text


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MAX_NUMBER):
        raise ValueError(f"`{text}` is no whole number from 1 to {_MAX_NUMBER:,}")
    return int(text)
