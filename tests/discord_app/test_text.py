"""Texts as Discord's Markdown: shown as they are, and acting on nothing."""

import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.loader import load
from bot.discord_app.text import advice, marked, plain, shortened
from bot.settings import shipped_quotes

LAW = settings(derandomize=True, deadline=None, max_examples=400)
# Discord's rule: a backslash shows the sign after it, unless that is a letter, a figure or a space.
ESCAPED: Final = re.compile(r"\\([^0-9A-Za-z\s])")
ACTING: Final = re.compile(
    r"[\\*_~`|<\[]|://|@everyone|@here|:[a-z]+:|^[^\S\n]*(?:#{1,3}|>|[-+]|-#|\d+[.)])", re.MULTILINE | re.IGNORECASE
)
TEXTS: Final = st.text(max_size=80) | st.lists(
    st.sampled_from(
        [
            *"*_~`|<>[]()#-+.:\\@! \n",
            "1",
            "12)",
            "-#",
            ">>> ",
            "http://",
            "everyone",
            "here",
            ":smile:",
            "<@1>",
            "a",
            "’",
            "é",
        ]
    ),
    max_size=20,
).map("".join)


def unescaped(markdown: str) -> str:
    return ESCAPED.sub(r"\1", re.sub(r"@\u200b(?=everyone|here)", "@", markdown))


def acting(markdown: str) -> list[str]:
    """Return what is left in a text to act, once every escaped sign is taken for the plain letter that it shows."""
    return ACTING.findall(ESCAPED.sub("·", markdown))


@given(TEXTS)
@LAW
def test_nothing_of_a_text_changes(text: str) -> None:
    assert unescaped(plain(text)) == text


@given(TEXTS)
@LAW
def test_nothing_of_a_text_acts(text: str) -> None:
    assert acting(plain(text)) == []


def test_every_paragraph_of_the_shipped_works_is_shown_letter_for_letter() -> None:
    chapters = [chapter for work in load(shipped_quotes()).works for chapter in work.chapters]
    texts = [paragraph.text for chapter in chapters for paragraph in chapter.paragraphs]
    assert [unescaped(plain(text)) for text in texts] == texts
    assert len(texts) >= 63


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("The dream was closely bound up.", "The dream was closely bound up."),
        ("3. The receiving installation", r"3\. The receiving installation"),
        ("  12) twelfth", r"  12\) twelfth"),
        ("in 1917. Then", "in 1917. Then"),
        ("-# small print", r"\-# small print"),
        ("- a list", r"\- a list"),
        ("a\n  - b", "a\n  \\- b"),
        ("well - yes", "well - yes"),
        ("# heading\n### lower", "\\# heading\n\\### lower"),
        ("> a quote", r"\> a quote"),
        (">>> a long quote", r"\>>> a long quote"),
        ("*a* __b__ ~~c~~ ||d||", r"\*a\* \_\_b\_\_ \~\~c\~\~ \|\|d\|\|"),
        ("`code` ```block```", r"\`code\` \`\`\`block\`\`\`"),
        ("[*words*](https://example.org)", r"\[\*words\*](https\://example.org)"),
        ("<https://example.org>", r"\<https\://example.org>"),
        ("@everyone @here <@1> <@&2> <#3>", "@\u200beveryone @\u200bhere \\<@1> \\<@&2> \\<#3>"),
        ("<t:0:R> <:x:1> </quote search:1>", r"\<t\:0:R> \<:x:1> \</quote search:1>"),
        (":thumbsup: at 10:30:45", r"\:thumbsup: at 10:30:45"),
        (r"a \ and \*", r"a \\ and \\\*"),
        ("", ""),
    ],
)
def test_a_sign_is_escaped_where_it_would_act(text: str, markdown: str) -> None:
    if text.startswith("<t:"):
        assert acting(plain(text)) == []
        assert unescaped(plain(text)) == text
    else:
        assert plain(text) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("alone you can `/quiz practise`", "alone you can `/quiz practise`"),
        ("by `/daily post-now`, or *not*", "by `/daily post-now`, or \\*not\\*"),
        ("nobody called “`x` **y**”", "nobody called “\\`x\\` \\*\\*y\\*\\*”"),
        ("`/quiz <@1>` `/Quiz` `/`", "\\`/quiz \\<@1>\\` \\`/Quiz\\` \\`/\\`"),
    ],
)
def test_commands_in_advice_stand_out_and_nothing_else_does(text: str, markdown: str) -> None:
    assert advice(text) == markdown


@pytest.mark.parametrize(
    ("spans", "markdown"),
    [
        ([], "the clean collar"),
        ([(4, 9)], "the **clean** collar"),
        ([(4, 9), (10, 16)], "the **clean collar**"),
        ([(0, 3), (10, 16)], "**the** clean **collar**"),
        ([(0, 16)], "**the clean collar**"),
    ],
)
def test_the_words_that_matched_are_bold_and_neighbours_together(spans: list[tuple[int, int]], markdown: str) -> None:
    assert marked("the clean collar", spans) == markdown


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXTS)
    words = [match.span() for match in re.finditer(r"\w+", text)]
    return text, sorted(draw(st.sets(st.sampled_from(words), max_size=4))) if words else []


@given(texts_with_spans())
@LAW
def test_marking_words_changes_nothing_else(example: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = example
    markdown = marked(text, spans)
    bold = [unescaped(part) for part in re.findall(r"(?<!\\)(?:\\\\)*\*\*((?:[^\\*]|\\.)*)\*\*", markdown, re.DOTALL)]
    assert unescaped(_with_bold_as(markdown, "")) == text
    assert acting(_with_bold_as(markdown, "·")) == []
    assert all(any(text[start:end] in part for part in bold) for start, end in spans)


def _with_bold_as(markdown: str, mark: str) -> str:
    return re.sub(r"(\\.)|\*\*", lambda match: match[1] or mark, markdown, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("the clean collar", 16, "the clean collar"),
        ("the clean collar", 15, "the clean…"),
        ("the clean, collar", 12, "the clean…"),
        ("collarless", 5, "coll…"),
        ("", 5, ""),
    ],
)
def test_a_text_that_is_too_long_is_cut_at_a_word(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


@given(st.text(max_size=150), st.integers(1, 120))
@LAW
def test_a_shortened_text_is_its_beginning_and_never_too_long(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
