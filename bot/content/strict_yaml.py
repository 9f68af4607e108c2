"""YAML read strictly: every scalar is text, and what could surprise an author is a fault.

The tree is built from the parser's events, so no node is ever built for what is refused: aliases can't multiply and
depth can't overflow the stack.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn

import yaml

from bot.content.faults import Report, Rule

MAX_DEPTH: Final = 12
"""How deep lists and mappings may nest; the format itself needs 6."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, with the line it starts on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields by name; ``lines`` has the line of each name."""

    line: int
    fields: dict[str, "Node"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def parse(text: str, report: Report) -> Mapping | None:
    """Return the mapping that a file of the library is; None, with faults in ``report``, where it is none."""
    try:
        root = _Builder(report).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add(Rule.YAML_SYNTAX, mark.line + 1 if mark else 1, f"not YAML: {error.problem or error.context}")
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, max(text.find(chr(error.character)), 0)) + 1
        report.add(Rule.YAML_SYNTAX, line, f"not YAML: the character U+{error.character:04X}", "take it out")
        return None
    except _RefusedError:
        return None
    if root is None:
        report.add(Rule.WRONG_SHAPE, 1, "the file is empty", "quotes/README.md shows what belongs in it")
        return None
    if not isinstance(root, Mapping):
        report.add(Rule.WRONG_SHAPE, root.line, "the file must be `field: value` lines at its top")
        return None
    return root


class _RefusedError(Exception):
    """The rest of the file can't be read in a useful way; the fault is already recorded."""


class _Builder:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._root: Node | None = None
        self._stack: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 1
            match event:
                case yaml.AliasEvent():
                    self._refuse(line, "an alias (`*name`)")
                case yaml.DocumentStartEvent() if self._root is not None:
                    self._refuse(line, "a second document (`---`)")
                case yaml.ScalarEvent(value=str(value)):
                    self._refuse_marks(event, line)
                    self._add(Scalar(value, line))
                case yaml.SequenceStartEvent():
                    self._refuse_marks(event, line)
                    self._open(Sequence(line))
                case yaml.MappingStartEvent():
                    self._refuse_marks(event, line)
                    self._open(Mapping(line))
                case yaml.CollectionEndEvent():
                    self._stack.pop()
                    self._keys.pop()
                case _:
                    pass
        return self._root

    def _open(self, node: Sequence | Mapping) -> None:
        self._add(node)
        self._stack.append(node)
        self._keys.append(None)
        if len(self._stack) > MAX_DEPTH:
            self._report.add(Rule.TOO_DEEP, node.line, f"nested more than {MAX_DEPTH} deep")
            raise _RefusedError

    def _add(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
            return
        self._keys[-1] = None
        if key.text in parent.fields:
            first = parent.lines[key.text]
            self._report.add(Rule.REPEATED_FIELD, key.line, f"`{key.text}` is given twice", f"first on line {first}")
            return
        parent.fields[key.text] = node
        parent.lines[key.text] = key.line

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self._refuse(node.line, "a list or mapping as the name of a field")
        if node.text == "<<":
            self._refuse(node.line, "a merge key (`<<`)")
        return node

    def _refuse_marks(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            self._refuse(line, f"an anchor (`&{event.anchor}`)")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(line, f"a tag (`{tag}`)")

    def _refuse(self, line: int, what: str) -> NoReturn:
        self._report.add(Rule.YAML_FEATURE, line, f"{what} is not allowed here", "write the value out")
        raise _RefusedError
