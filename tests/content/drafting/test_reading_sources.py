from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.drafting.draft import Draft, DraftChapter
from bot.content.drafting.html_text import read_html
from bot.content.drafting.markdown_text import read_markdown
from bot.content.drafting.numbering import Numbered, is_heading, number_chapters
from bot.content.drafting.outline import outline
from bot.content.drafting.plain_text import read_plain
from bot.content.drafting.read import read_source


def plain(text: str) -> Draft:
    return outline(read_plain(text), "a.txt")


def html(text: str) -> Draft:
    return outline(read_html(text, "a.html"), "a.html")


def markdown(text: str) -> Draft:
    return outline(read_markdown(text, "a.md"), "a.md")


def words_of(draft: Draft) -> list[str]:
    """Every word of the headings and paragraphs in order; dashes, which join the headings of a chapter, left out."""
    return [
        word
        for chapter in draft.chapters
        for text in (chapter.title, *chapter.paragraphs)
        for word in text.split()
        if word != "–"
    ]


def test_hard_wrapped_lines_are_joined_and_blank_lines_part_paragraphs() -> None:
    draft = plain("In the life of\nthe country.\n\n  Every  real\twriter\nknows.\n")
    assert draft.chapters == (DraftChapter("", ("In the life of the country.", "Every real writer knows.")),)


def test_text_in_long_lines_has_a_paragraph_a_line() -> None:
    lines = ("a long line " * 20).strip(), "A short one.", ("another long line " * 20).strip()
    assert plain("\n".join(lines)).chapters == (DraftChapter("", lines),)


def test_folding_is_told_with_its_count_and_the_rest_is_said_to_stay() -> None:
    changes = plain("one  two\nthree\tfour five\n").changes
    assert "each run of white space (line ends, tabs, no-break spaces) became one space: 3 in all" in changes
    assert changes[-1] == "everything else (quotation marks, accents, dashes, spelling) is as it was"


def test_text_with_nothing_to_fold_is_not_said_to_be_folded() -> None:
    assert not [change for change in plain("one two\n").changes if "white space" in change]


def test_words_split_at_line_ends_are_kept_and_pointed_out() -> None:
    draft = plain("the depart-\nment of war")
    assert draft.chapters[0].paragraphs == ("the depart- ment of war",)
    assert "hyphens at line ends were kept, 1 in all: look for words split in two" in draft.changes


def test_byte_order_mark_inside_a_text_is_left_out_and_told() -> None:
    draft = plain("One.\n\n\ufeff CHAPTER I\n\n\ufeffTwo.")
    assert draft.chapters == (DraftChapter("", ("One.",)), DraftChapter("CHAPTER I", ("Two.",)))
    assert "byte order marks at the start of paragraphs were left out: 2 in all" in draft.changes


def test_quotes_accents_and_dashes_stay_as_they_are() -> None:
    text = "“Cl\u00e9menceau” – said ‘e\u0301’ \u00ad\u200b— … “"
    assert plain(text).chapters[0].paragraphs == (text,)


@pytest.mark.parametrize(
    "block",
    [
        "CHAPTER IV",
        "Chapter 4. The Title",
        "CHAPTER IV\nTHE TITLE",
        "XXIX. In Power",
        "XXIX",
        "Chapter the First",
        "PART TWO",
        "PREFACE",
        "Chapter 12 The Beginning",
        "Letter XII: To a Friend",
    ],
)
def test_block_worded_as_a_heading_is_one(block: str) -> None:
    assert is_heading(block)


@pytest.mark.parametrize(
    "block",
    [
        "Part I played was small.",
        "Chapter and verse",
        "I. The French Military Mission must leave.",
        "In Power",
        "1917",
        "CHAPTER IV " + "and so on " * 20,
        "Preface to what follows",
        "IC",
        "",
    ],
)
def test_block_worded_otherwise_is_none(block: str) -> None:
    assert not is_heading(block)


def test_headings_split_a_plain_text_into_chapters() -> None:
    draft = plain("Before.\n\nCHAPTER I\n\nOne.\n\nCHAPTER II\nOF KINGS\n\nTwo.\n\nMore.")
    assert draft.chapters == (
        DraftChapter("", ("Before.",)),
        DraftChapter("CHAPTER I", ("One.",)),
        DraftChapter("CHAPTER II OF KINGS", ("Two.", "More.")),
    )


def test_two_headings_over_one_text_are_one_title() -> None:
    assert plain("PART ONE\n\nCHAPTER I\n\nText.").chapters == (DraftChapter("PART ONE – CHAPTER I", ("Text.",)),)


def test_table_of_contents_is_kept_as_paragraphs() -> None:
    draft = plain("CHAPTER I\n\nCHAPTER II\n\nCHAPTER III\n\nCHAPTER I\n\nText.")
    assert draft.chapters == (
        DraftChapter("", ("CHAPTER I", "CHAPTER II", "CHAPTER III")),
        DraftChapter("CHAPTER I", ("Text.",)),
    )


def test_heading_at_the_end_is_kept_as_a_paragraph() -> None:
    assert plain("CHAPTER I\n\nText.\n\nAPPENDIX").chapters == (DraftChapter("CHAPTER I", ("Text.", "APPENDIX")),)


def test_chapters_keep_the_numbers_of_their_headings() -> None:
    assert number_chapters(["PREFACE", "XXIX. In Power", "Chapter 30", "Chapter thirty: Odd"]) == [
        Numbered(31, "PREFACE", told=False),
        Numbered(29, "In Power", told=True),
        Numbered(30, "Chapter 30", told=True),
        Numbered(32, "Chapter thirty: Odd", told=False),
    ]


def test_numbers_that_start_again_are_replaced_by_a_count() -> None:
    assert [each.number for each in number_chapters(["Chapter I", "Chapter II", "Chapter I"])] == [1, 2, 3]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=200), max_size=8))
def test_every_word_of_a_plain_text_arrives_unchanged_and_in_order(parts: list[str]) -> None:
    text = "\n\n".join([*parts, "The end of it."])
    assert words_of(plain(text)) == [word for word in text.split() if word != "–"]


def test_html_headings_start_chapters_and_blocks_are_paragraphs() -> None:
    draft = html(
        "<!doctype html><html lang='en'><head><title>My\n Life</title><meta name='Author' content='A. Reader'>"
        "<style>p {}</style></head><body><nav>Menu</nav><h2>29.<br>In Power</h2><!-- note -->"
        "<p>In <em>the</em>\nlife &amp; times<sup>[1]</sup>.<p>Unclosed<div>a list:<ul><li>one</li><li>two</ul></div>"
        "<script>var x;</script><h3>Sub</h3><ruby>k<rt>r</rt></ruby><h2>30. After</h2>tail</body></html>"
    )
    assert draft == Draft(
        "My Life",
        "A. Reader",
        "en",
        (
            DraftChapter("29. In Power", ("In the life & times[1].", "Unclosed", "a list:", "one", "two", "Sub", "kr")),
            DraftChapter("30. After", ("tail",)),
        ),
        draft.changes,
    )
    assert "what stands in <nav> was left out" in draft.changes


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("R&D; and AT&T &nosuch; 2 < 3 &amp;c.", "R&D; and AT&T &nosuch; 2 < 3 &c."),
        ("<![CDATA[five > six & <p>]]> seven", "five > six & <p> seven"),
        ("<title/><script src='x'/>kept<textarea/> too", "kept too"),
        ("<?xml version='1.0'?><body>kept</body>", "kept"),
        ("http://example.org/page", "http://example.org/page"),
        (f"{'<i>' * 3_000}deep{'</i>' * 3_000} after", "deep after"),
    ],
)
def test_no_word_or_sign_of_odd_html_is_lost(markup: str, text: str) -> None:
    assert html(markup).chapters == (DraftChapter("", (text,)),)


def test_html_with_deeper_headings_only_splits_at_the_highest_of_them() -> None:
    draft = html("<h3>One</h3><p>a</p><h4>x</h4><p>b</p><h3>Two</h3><p>c</p>")
    assert draft.chapters == (DraftChapter("One", ("a", "x", "b")), DraftChapter("Two", ("c",)))


def test_only_first_level_heading_over_chapters_is_the_title_of_the_work() -> None:
    draft = html("<h1>My Life</h1><h2>I. Youth</h2><p>a</p><h2>II. Later</h2><p>b</p>")
    assert draft.title == "My Life"
    assert draft.chapters == (DraftChapter("I. Youth", ("a",)), DraftChapter("II. Later", ("b",)))


def test_preformatted_text_is_parted_at_its_blank_lines() -> None:
    assert html("<pre>one\ntwo\n\nthree</pre>").chapters == (DraftChapter("", ("one two", "three")),)


WORDS = st.lists(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1), min_size=1)


@given(st.lists(WORDS, min_size=1))
def test_every_word_of_html_arrives_unchanged_and_in_order(paragraphs: list[list[str]]) -> None:
    draft = html("".join(f"<p>{'<b> </b>'.join(words)}</p>" for words in paragraphs))
    assert draft.chapters == (DraftChapter("", tuple(" ".join(words) for words in paragraphs)),)


def test_markdown_gives_its_words_without_its_marks() -> None:
    draft = markdown(
        "---\ntitle: My Life\nauthor: A. Reader\nlang: en\n---\n## 1. *In* Power\n\nSome **bold**\nand [link](x).\n\n"
        "> quoted\n\n- one\n- two\n\n    code\n\n    more\n\n<p>raw</p>\n\n### Sub\n\n"
        "last `it`  \nx\n\n1917. That was\nthe year.\n\nb"
    )
    assert draft == Draft(
        "My Life",
        "A. Reader",
        "en",
        (
            DraftChapter(
                "1. In Power",
                (
                    "Some bold and link.",
                    *("quoted", "one", "two", "code", "more", "raw", "Sub", "last it x"),
                    *("1917. That was the year.", "b"),
                ),
            ),
        ),
        draft.changes,
    )


def test_markdown_without_front_matter_may_begin_with_a_rule() -> None:
    assert markdown("---\nOne.\n\n# Two\n\nThree").chapters == (
        DraftChapter("", ("One.",)),
        DraftChapter("Two", ("Three",)),
    )


@given(st.lists(WORDS, min_size=1))
def test_every_word_of_markdown_arrives_unchanged_and_in_order(paragraphs: list[list[str]]) -> None:
    draft = markdown("\n\n".join(f"x{' '.join(words)}" for words in paragraphs))
    assert draft.chapters == (DraftChapter("", tuple(f"x{' '.join(words)}" for words in paragraphs)),)


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", "One.\n\nTwo."), ("a.md", "One.\n\nTwo."), ("a.HTM", "<p>One.<p>Two."), ("a", "One.\n\nTwo.")],
)
def test_kind_of_file_is_told_by_its_name(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert read_source(path).chapters == (DraftChapter("", ("One.", "Two.")),)
