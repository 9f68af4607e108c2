import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.drafting.datings import find_datings
from bot.content.drafting.ids import MAX_ID, Ids, slug
from bot.content.drafting.names import Name, find_names, forms_in
from bot.content.drafting.passages import first_words, group
from bot.content.drafting.spoken import Spoken, find_spoken
from bot.content.fields import is_identifier


@pytest.mark.parametrize(
    ("text", "wording", "written"),
    [
        ("On 7 November 1917 it fell.", "7 November 1917", "1917-11-07"),
        ("on the 7th of November, 1917, it fell", "the 7th of November, 1917", "1917-11-07"),
        ("November 7, 1917.", "November 7, 1917", "1917-11-07"),
        ("On Nov. 7th it fell.", "Nov. 7th", None),
        ("the twenty-fifth of October", "the twenty-fifth of October", None),
        ("October the twenty-fifth", "October the twenty-fifth", None),
        ("In October, 1917, we", "October, 1917", "1917-10"),
        ("since August of 1914", "August of 1914", "1914-08"),
        ("in 1905 we", "1905", "1905"),
        ("in May we", "May", None),
        ("29 February 1900 (Old Style)", "29 February 1900", "1900-02-29"),
    ],
)
def test_date_is_found_as_it_is_worded(text: str, wording: str, written: str | None) -> None:
    assert [(found.wording, found.written) for found in find_datings(text)] == [(wording, written)]


@pytest.mark.parametrize(
    "text", ["You may go.", "May I?", "We were 1905 men.", "31 November", "page 1917", "In March. 7 went.", "12345"]
)
def test_what_is_no_day_of_any_month_is_no_date(text: str) -> None:
    assert [found.day for found in find_datings(text) if found.day] == []
    assert "1905" not in [found.wording for found in find_datings(text)]


def test_dates_come_in_order() -> None:
    found = find_datings("In 1905, then on 9 January 1905 and until 1917.")
    assert [each.written for each in found] == ["1905", "1905-01-09", "1917"]


@given(st.text())
def test_wording_of_a_date_stands_in_the_text(text: str) -> None:
    for found in find_datings(f"in 1905 {text} 7 May {text}"):
        assert found.wording in f"in 1905 {text} 7 May {text}"


def test_names_recur_and_stand_within_sentences() -> None:
    text = (
        "Then Vladimir Lenin came, and then Vladimir Lenin went. We saw Lenin at the Smolny, in Petrograd. "
        "The Smolny slept. Lenin’s word, at Petrograd."
    )
    assert find_names([text]) == [
        Name("Vladimir Lenin", ("Lenin",), 4, is_place=False),
        Name("Petrograd", (), 2, is_place=True),
        Name("Smolny", (), 2, is_place=True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody came. Nobody went.",
        "A man. He saw Sverdlov once.",
        "in May and May again, I said, and I went",
        "the Party of the party, a party of the Party, a party",
        "“Good,” he said. “Good,” she said.",
    ],
)
def test_capitals_of_beginnings_months_and_common_words_are_no_names(text: str) -> None:
    assert find_names([text]) == []


def test_title_before_a_name_is_no_part_of_it() -> None:
    names = find_names(["he met Mr. Judson and General Judson, and Dr. Niessel wrote to General Niessel"])
    assert [name.name for name in names] == ["Judson", "Niessel"]


def test_last_name_of_two_people_stays_by_itself() -> None:
    names = find_names(["we saw Lev Sedov and Sergei Sedov, then Lev Sedov, Sergei Sedov, and Sedov with Sedov"])
    assert sorted((name.name, name.spellings) for name in names) == [
        ("Lev Sedov", ()),
        ("Sedov", ()),
        ("Sergei Sedov", ()),
    ]


def test_forms_are_found_as_whole_words_the_longest_first() -> None:
    forms = forms_in([Name("Vladimir Lenin", ("Lenin",), 2, is_place=False)])
    assert forms.findall("Leninism, Lenin; Vladimir Lenin") == ["Lenin", "Vladimir Lenin"]
    assert forms_in([]).findall("Lenin") == []


@pytest.mark.parametrize(
    ("paragraphs", "spoken"),
    [
        (["He said “it is done” and «so»."], [Spoken(1, 1, "it is done"), Spoken(1, 1, "so")]),
        (['He said "it is done" and "go" too.'], [Spoken(1, 1, "it is done"), Spoken(1, 1, "go")]),
        (["She: “One.", "“Two.", "“Three.” End."], [Spoken(1, 3, "One. “Two. “Three.")]),
        (['She: "One.', '"Two." End.'], [Spoken(1, 2, 'One. "Two.')]),
        (["An “open one.", "Then “a whole one”."], [Spoken(2, 2, "a whole one")]),
        (["Er sagte „ja“ und „nein”."], [Spoken(1, 1, "ja"), Spoken(1, 1, "nein")]),
        (['a 5" gun, “”'], []),
    ],
)
def test_words_in_quotation_marks_are_found_without_them(paragraphs: list[str], spoken: list[Spoken]) -> None:
    assert list(find_spoken(paragraphs)) == spoken


MARKED = st.lists(st.text(st.sampled_from('ab“”"«».')).map(str.strip).filter(bool))


@given(MARKED)
def test_spoken_words_stand_in_their_paragraphs_joined_by_a_space(paragraphs: list[str]) -> None:
    for found in find_spoken(paragraphs):
        assert found.words in " ".join(paragraphs[found.first - 1 : found.last])


@given(st.lists(st.integers(1, 4_000), min_size=1))
def test_passages_hold_every_paragraph_once_and_stay_short(lengths: list[int]) -> None:
    passages = list(group(["x" * length for length in lengths]))
    assert [number for passage in passages for number in passage.run.numbers] == list(range(1, len(lengths) + 1))
    for passage in passages:
        assert passage.run.first == passage.run.last or sum(lengths[n - 1] for n in passage.run.numbers) <= 2_400


def test_passage_is_titled_by_its_first_words() -> None:
    assert first_words("“In the life of the country and in the life") == "In the life of the country and"
    assert first_words("* * *") == "* * *"
    assert first_words("…") == "…"
    assert first_words(". .") == ". ."
    assert len(first_words("x" * 5_000)) == 60


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Lenin’s Clémenceau!", "lenins-clemenceau"),
        ("Ленин", ""),
        ("x" * 90, "x" * MAX_ID),
        ("a " * 90, ("a-" * 20)[:-1]),
    ],
)
def test_slug_is_made_of_latin_words(text: str, made: str) -> None:
    assert slug(text) == made


@given(st.lists(st.text(max_size=80) | st.sampled_from(["a", "a 2", "a-2", ""])))
def test_ids_have_their_form_and_are_given_once(texts: list[str]) -> None:
    ids = Ids()
    made = [ids.make(text, "name") for text in texts]
    assert len(set(made)) == len(made)
    assert all(map(is_identifier, made))
