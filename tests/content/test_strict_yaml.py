"""YAML arrives as text or as faults, whatever the file holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.faults import Fault, Report, Rule
from bot.content.strict_yaml import MAX_DEPTH, Mapping, Scalar, Sequence, parse

LAW = settings(derandomize=True, deadline=None, max_examples=300)
# What YAML gives a meaning to, so that random text runs into the grammar.
SIGNS = st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#,<~ \n\t\x00\x85\ufeff€", max_size=60)


def read(text: str) -> tuple[Mapping | None, list[Fault]]:
    faults: list[Fault] = []
    return parse(text, Report("a.yaml", faults)), faults


def only_fault(text: str) -> tuple[str, int]:
    mapping, faults = read(text)
    assert mapping is None
    (fault,) = faults
    return fault.code, fault.line


@given(st.text() | SIGNS)
@LAW
def test_any_text_is_a_mapping_or_a_fault_with_a_line_of_the_file(text: str) -> None:
    mapping, faults = read(text)
    assert mapping is not None or faults
    lines = len(text.splitlines()) + 1
    assert all(1 <= fault.line <= lines and "\n" not in fault.message for fault in faults)


@given(st.lists(st.text(alphabet="abc’“ é—:#'\"\\!&*", min_size=1, max_size=20), min_size=1, max_size=8))
@LAW
def test_a_quoted_text_arrives_letter_for_letter(texts: list[str]) -> None:
    quoted = "".join('  - "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"\n' for text in texts)
    mapping, faults = read(f"texts:\n{quoted}")
    assert faults == []
    assert mapping is not None
    assert mapping.fields["texts"] == Sequence(2, [Scalar(text, line) for line, text in enumerate(texts, start=2)])


@pytest.mark.parametrize(
    "value", ["0044", "1:30", "no", "1.10", "yes", "null", "~", "0x1F", "1e3", ".inf", "2026-01-06", "1_000", "=", "on"]
)
def test_every_value_arrives_as_the_text_that_was_written(value: str) -> None:
    mapping, faults = read(f"field: {value}\n")
    assert faults == []
    assert mapping is not None
    assert mapping.fields == {"field": Scalar(value, 1)}


def test_each_node_has_the_line_it_starts_on() -> None:
    mapping, _ = read("one: 1\n\ntwo:\n  - a\n  - b: c\n    d: |\n      long\n      text\n")
    assert mapping == Mapping(
        1,
        {
            "one": Scalar("1", 1),
            "two": Sequence(
                4,
                [Scalar("a", 4), Mapping(5, {"b": Scalar("c", 5), "d": Scalar("long\ntext\n", 6)}, {"b": 5, "d": 6})],
            ),
        },
        {"one": 1, "two": 3},
    )


def test_a_field_given_twice_is_a_fault_and_the_first_stays() -> None:
    mapping, faults = read("a: 1\nb: 2\na: 3\n")
    assert mapping is not None
    assert mapping.fields["a"] == Scalar("1", 1)
    assert [str(fault) for fault in faults] == ["a.yaml:3: Q013 `a` is given twice (first on line 1)"]


MERGE_BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{here}: &{here} [{', '.join(['*' + before] * 10)}]\n" for before, here in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: &x 2\n", Rule.YAML_FEATURE, 2),
        ("a: &x [1]\n", Rule.YAML_FEATURE, 1),
        ("a: 1\nb:\n  - *x\n", Rule.YAML_FEATURE, 3),
        ("a: 1\nb: !!int 2\n", Rule.YAML_FEATURE, 2),
        ("a: !!python/object/apply:os.system [x]\n", Rule.YAML_FEATURE, 1),
        ("!own\na: 1\n", Rule.YAML_FEATURE, 1),
        ("a: ! b\n", Rule.YAML_FEATURE, 1),
        ("a: 1\n<<: {b: 2}\n", Rule.YAML_FEATURE, 2),
        ("a: 1\n<<: *x\n", Rule.YAML_FEATURE, 2),
        ("a: 1\n---\nb: 2\n", Rule.YAML_FEATURE, 2),
        ("a: 1\n? [b, c]\n: 2\n", Rule.YAML_FEATURE, 2),
        (MERGE_BOMB, Rule.YAML_FEATURE, 1),
        ("[\n" * 900, Rule.TOO_DEEP, MAX_DEPTH + 1),
        ("a: 1\nb: " + "{c: " * 10_000, Rule.TOO_DEEP, 2),
        ("a:\n" + "".join(" " * depth + "-\n" for depth in range(1, 10_000, 300)), Rule.TOO_DEEP, MAX_DEPTH + 1),
        ("", Rule.WRONG_SHAPE, 1),
        ("# nothing\n", Rule.WRONG_SHAPE, 1),
        ("\njust words\n", Rule.WRONG_SHAPE, 2),
        ("- a\n- b\n", Rule.WRONG_SHAPE, 1),
        ("a: 1\nb: 'c\n", Rule.YAML_SYNTAX, 3),
        ("a: 1\nb: c: d\n", Rule.YAML_SYNTAX, 2),
        ("a: 1\n\tb: 2\n", Rule.YAML_SYNTAX, 2),
        ("a: 1\nb: é\nc: \x07\n", Rule.YAML_SYNTAX, 3),
        ("a: 1\nb: \x00\n", Rule.YAML_SYNTAX, 2),
    ],
)
def test_what_could_surprise_an_author_is_a_fault_on_its_line(text: str, code: Rule, line: int) -> None:
    assert only_fault(text) == (code.value, line)


def test_the_deepest_nesting_is_a_fault_of_ours_or_of_the_parser() -> None:
    code, line = only_fault("[" * 10_000)
    assert code in {Rule.TOO_DEEP.value, Rule.YAML_SYNTAX.value}  # libyaml has a bound of its own
    assert line == 1


def test_a_sign_that_cannot_stand_in_yaml_is_named() -> None:
    _, faults = read("a: 1\nb: \x07\n")
    assert [str(fault) for fault in faults] == ["a.yaml:2: Q010 not YAML: the character U+0007 (take it out)"]
