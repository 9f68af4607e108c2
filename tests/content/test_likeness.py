"""The hint to a quote that is not in its text says where it nearly is, and what differs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.likeness import nearest
from bot.content.model import Paragraph

PARAGRAPHS = (
    Paragraph(1, "", "In April the water rose over the lower road."),
    Paragraph(2, "", "“Row for the church tower,” said the baker, who could not swim."),
)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Row for the church tower", "paragraph 2 has them"),
        ("Row for the chapel tower", "paragraph 2 comes nearest; it has `church` for `chapel`"),
        ("water rose over the road", "paragraph 1 comes nearest; it adds `lower`"),
        ("In April the rose over the lower road.", "paragraph 1 comes nearest; it adds `water`"),
        ("the water rose slowly over the lower road.", "paragraph 1 comes nearest; it lacks `slowly`"),
        ("who could  not swim.", "paragraph 2 comes nearest; it differs in its spaces"),
        ('Row for the church tower," said', 'paragraph 2 comes nearest; it has `tower,”` for `tower,"`'),
        ("We shall meet again in Petersburg", "no paragraph has words like these"),
    ],
)
def test_the_hint_names_the_place_and_the_difference(words: str, hint: str) -> None:
    assert nearest(words, PARAGRAPHS) == hint


@given(st.text(min_size=1, max_size=80).filter(str.strip))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_there_is_a_hint_to_any_words(words: str) -> None:
    assert nearest(words, PARAGRAPHS)
