"""Quotations: what is verbatim, what is altered and how, whose words they are, and what is not from here."""

import csv
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.loader import load
from bot.content.model import Chapter, Paragraph
from bot.library.library import Library
from bot.library.verify import MAX_CLAIM, Change, Form, PieceKind, Ruling, Verdict, Verifier

CLAIMS = Path(__file__).with_name("verify_claims.tsv")
QUOTES = Path(__file__).parents[2] / "quotes"
WORK = load(QUOTES).works[0]
PARAGRAPHS = WORK.chapters[0].paragraphs
VERIFIER = Verifier(Library([WORK]))
WORDS = {each.number: each.text.replace("[1]", "").split() for each in PARAGRAPHS}
LONG = [number for number, words in WORDS.items() if len(words) > 5]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim with the right verdict; place and change where they are told, else "-"."""

    part: str
    verdict: str
    place: str
    change: str
    speaker: str
    claim: str

    def answer(self) -> Verdict:
        """Return what the verifier says."""
        claim = self.claim.replace("\\n", "\n")
        return VERIFIER.check(claim, None if self.speaker == "-" else self.speaker)


def labelled(part: str) -> Iterator[Labelled]:
    with CLAIMS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["part"] == part:
                yield Labelled(**row)


def counted(text: str) -> str:
    kept = "".join(letter if letter.isalnum() or letter in "'’" else " " for letter in text.replace("[1]", ""))
    words = (word.strip("'") for word in kept.replace("’", "'").casefold().split())
    return f" {' '.join(filter(None, words))} "


TEXTS = [counted(" ".join(each.text for each in PARAGRAPHS)), counted(" ".join(each.source for each in PARAGRAPHS))]
TEXTS += [counted(text) for note in WORK.chapters[0].notes for text in (note.text, note.source)]


def stands_in_text(words: str) -> bool:
    return any(counted(words) in text for text in TEXTS)


@pytest.mark.parametrize("part", ["tuned", "measured"])
def test_the_verdict_is_right_in_98_per_cent_and_nothing_foreign_or_altered_is_verbatim(part: str) -> None:
    tally: Counter[str] = Counter()
    wrong = []
    for each in labelled(part):
        got = each.answer()
        places = [place.reference for place in (got.place, *got.also) if place]
        changes = [altered.change.name for altered in got.altered]
        right = got.kind == each.verdict
        tally["claims"] += 1
        tally["verdict"] += right
        tally["place"] += right and each.place in {"-", *places}
        tally["change"] += right and each.change in {"-", *changes}
        tally["falsely verbatim"] += got.kind is Ruling.VERBATIM and not right
        if not right or each.change not in {"-", *changes}:
            wrong.append(f"{each.verdict} {each.change}, but {got.kind} {changes}: {each.claim}")
    figures = f"{part}: {dict(tally)}\n" + "\n".join(wrong)
    assert tally["claims"] >= 120, figures
    assert tally["falsely verbatim"] == 0, figures
    assert tally["verdict"] >= 0.98 * tally["claims"], figures
    assert tally["place"] >= 0.98 * tally["claims"], figures
    assert tally["change"] >= 0.95 * tally["claims"], figures


@st.composite
def runs(draw: st.DrawFn, least: int = 4) -> tuple[int, list[str]]:
    """Words of one paragraph as they stand there, and the paragraph's number."""
    number = draw(st.sampled_from(LONG))
    words = WORDS[number]
    first = draw(st.integers(0, len(words) - least))
    return number, words[first : draw(st.integers(first + least, min(len(words), first + 40)))]


@given(run=runs(), change=st.sampled_from([str, str.upper, str.lower, lambda text: text.replace("’", "'")]))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_any_run_of_four_words_of_the_text_is_verbatim_at_its_place(
    run: tuple[int, list[str]], change: Callable[[str], str]
) -> None:
    number, words = run
    verdict = VERIFIER.check(change(" ".join(words)))
    assert verdict.kind is Ruling.VERBATIM
    assert verdict.place is not None
    assert number in {place.runs[0].first for place in (verdict.place, *verdict.also)}
    assert {piece.kind for piece in verdict.difference} == {PieceKind.EQUAL}


@given(
    run=runs(),
    how=st.sampled_from(["replace", "insert", "drop", "swap"]),
    other=st.sampled_from(sorted({word.strip(".,;“”‘’") for words in WORDS.values() for word in words} - {""})),
    data=st.data(),
)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_run_with_one_word_changed_is_verbatim_only_where_the_changed_run_stands_in_the_text(
    run: tuple[int, list[str]], how: str, other: str, data: st.DataObject
) -> None:
    words = list(run[1])
    at = data.draw(st.integers(1, len(words) - 2))
    if how == "replace":
        words[at] = other
    elif how == "insert":
        words.insert(at, other)
    elif how == "drop":
        del words[at]
    else:
        words[at], words[at - 1] = words[at - 1], words[at]
    claim = " ".join(words)
    if VERIFIER.check(claim).kind is Ruling.VERBATIM:
        # A mark of elision of the text's own may come to stand between parts that are verbatim.
        assert stands_in_text(claim) or "..." in claim, claim


@given(
    st.one_of(
        st.text(max_size=4000),
        st.text(alphabet="“”\"'‘’—–-.…[]()>*_~: \n aL", max_size=4000),
        st.sampled_from(" \n.—-“\"('…[>*a").map(lambda letter: letter * 4000),
        st.lists(st.sampled_from(WORDS[49]), max_size=600).map(" ".join),
    )
)
@settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_claim_raises_and_what_is_not_found_has_no_source(claim: str) -> None:
    verdict = VERIFIER.check(claim)
    assert (verdict.source_text is None) == (verdict.kind is Ruling.NOT_FOUND)
    assert bool(verdict.altered) == (verdict.kind is Ruling.ALTERED)


@given(run=runs(least=6))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_the_difference_tells_the_text_and_the_claim_word_by_word(run: tuple[int, list[str]]) -> None:
    words = [*run[1][:2], "zanzibar", *run[1][3:]]
    verdict = VERIFIER.check(" ".join(words))
    if verdict.kind is Ruling.ALTERED:
        claim = " ".join(piece.text for piece in verdict.difference if piece.kind is not PieceKind.REMOVED)
        text = " ".join(piece.text for piece in verdict.difference if piece.kind is not PieceKind.ADDED)
        assert counted(claim) == counted(" ".join(words))
        assert counted(text) == counted(verdict.source_text or "")


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("we're", "were"),
        ("its", "it's"),
        ("1.5 million men", "1 5 million men"),
        ("it was -5 degrees", "it was 5 degrees"),
        ("a tax of 5% was paid", "a tax of 5 was paid"),
        ("कि वह गया", "का वह गया"),
        ("the resumé was sent", "the resume was sent"),
        ("from kryptein", "from kry`ptein"),
    ],
)
def test_words_that_only_finding_may_confuse_are_other_words(claim: str, text: str) -> None:
    verifier = Verifier(_library_of(f"And so {text} at last they said."))
    assert verifier.check(f"so {text} at last").kind is Ruling.VERBATIM
    assert verifier.check(f"so {claim} at last").kind is not Ruling.VERBATIM


@pytest.mark.parametrize(
    "claim",
    [
        "so the re\u00adsumé was sent",
        "SO THE RESUME\u0301 WAS SENT",
        "so the\u200b “resumé” was – sent?!",
        "so the résumé",
    ],
)
def test_what_no_reader_sees_does_not_count(claim: str) -> None:
    verdict = Verifier(_library_of("And so the resumé was sent at last.")).check(claim)
    assert (verdict.kind is Ruling.VERBATIM) == ("résumé" not in claim)


def test_both_forms_of_a_corrected_slip_are_verbatim_and_the_verdict_says_which() -> None:
    served = VERIFIER.check("commissioned experts to make inquiries, and dug into books himself")
    transcribed = VERIFIER.check("commissioned experts to make in quiries, and dug into books himself")
    assert (served.kind, served.form) == (Ruling.VERBATIM, Form.SERVED)
    assert (transcribed.kind, transcribed.form) == (Ruling.VERBATIM, Form.TRANSCRIBED)
    assert transcribed.source_text == "commissioned experts to make in quiries, and dug into books himself."
    assert (served.speaker, transcribed.speaker) == ("trotsky", "trotsky")


def test_an_elision_is_verbatim_only_where_it_is_marked_in_order_within_a_passage_and_hides_no_not() -> None:
    first, last = "The masses were creating an epoch", "those of history"
    assert VERIFIER.check(f"{first} [...] {last}").elided
    assert VERIFIER.check(f"{first} … {last}").kind is Ruling.VERBATIM
    assert VERIFIER.check(f"{first} {last}").kind is not Ruling.VERBATIM
    assert VERIFIER.check(f"{last} ... {first}").kind is not Ruling.VERBATIM
    assert VERIFIER.check(f"{first} ... a good many fools left").kind is Ruling.ALTERED
    assert VERIFIER.check("We had … taught the Paris radio station").altered[0].change is Change.LOST_NOT
    assert VERIFIER.check("masses ... epoch ... history").kind is not Ruling.VERBATIM


@pytest.mark.parametrize(
    ("claim", "changes"),
    [
        ("Revolution is the inspired madness of history", [Change.OTHER_WORD]),
        ("We had taught the Paris radio station the rules of decency", [Change.LOST_NOT]),
        ("But surely we keep step with the fools?", [Change.LOST_NOT]),
        ("There is a better Bolshevik than Trotsky", [Change.LOST_NOT]),
        ("No doubt the revolution is not great", [Change.ADDED_NOT]),
        ("Lenin only mentioned Sverdlov and Bukharin", [Change.NAME]),
        ("The utmost spiritual vigour likewise infuses at times all personal activity", [Change.SPELLING]),
        ("the center of gravity was not in diplomacy at that time", [Change.SPELLING]),
        ("Today we were with some Cossacks in a street-car", [Change.SPELLING]),
        ("Revolution is the frenzy of history", [Change.ELISION]),
        ("The weather was not exactly warm; the Smolny was bubbling over", [Change.SPLICE]),
        ("Revolution is the inspired frenzy of history. There is no better Bolshevik than Trotsky", [Change.SPLICE]),
        ("We slept little, ate little, and worked almost twenty-four hours a day", [Change.ORDER]),
        ("men went about hungry, tired, and unwashed", [Change.ORDER]),
        ("Will Bukharin and Svyerdlov be able to manage?", [Change.ORDER]),
        ("so many different languages, cultures and political systems", [Change.ORDER]),
        ("There is no better Bolshevik than Trotsky, comrades", [Change.ADDITION]),
        ("comrades, there is no better Bolshevik than Trotsky", [Change.ADDITION]),
        ("Lenin exclaimed: There is no worse Bolshevik than Trotsky", [Change.OTHER_WORD]),
        ("a compact group of offshoots of the old democracy – Kadets", [Change.OTHER_WORD]),
    ],
)
def test_each_kind_of_change_is_told_apart(claim: str, changes: list[Change]) -> None:
    assert [each.change for each in VERIFIER.check(claim).altered] == changes


@pytest.mark.parametrize("claim", ["Well?", "fine", "“Why not?”", "Es schwindelt", "radio-scorpion"])
def test_few_words_are_verbatim_where_they_are_a_sentence_all_that_one_says_or_rare(claim: str) -> None:
    assert VERIFIER.check(claim).kind is Ruling.VERBATIM


@pytest.mark.parametrize("claim", ["Commissaries [1], which changed", "Commissaries, which changed"])
def test_the_mark_of_a_note_is_no_word(claim: str) -> None:
    assert VERIFIER.check(f"Every meeting of the Soviet of People’s {claim}").kind is Ruling.VERBATIM


def test_a_not_right_before_verbatim_words_is_told() -> None:
    assert VERIFIER.check("greetings reached us from anywhere").cut_off == "no"
    assert VERIFIER.check("no greetings reached us from anywhere").cut_off is None


@pytest.mark.parametrize(
    "claim", ["", " \n", "…", "the", "of the", "the revolution", "you know", "smells terribly of" + " " * MAX_CLAIM]
)
def test_what_is_too_little_or_too_much_is_not_found_with_a_reason(claim: str) -> None:
    verdict = VERIFIER.check(claim)
    assert verdict.kind is Ruling.NOT_FOUND
    assert verdict.why


def test_an_empty_library_finds_nothing() -> None:
    assert Verifier(Library([])).check("There is no better Bolshevik").kind is Ruling.NOT_FOUND


def test_no_run_crosses_from_one_chapter_into_the_next() -> None:
    chapter = replace(_library_of("It ended with these words.").works[0].chapters[0])
    following = replace(_library_of("Here begins another.").works[0].chapters[0], number=30)
    verifier = Verifier(Library([replace(WORK, chapters=(chapter, following))]))
    assert verifier.check("ended with these words").kind is Ruling.VERBATIM
    assert verifier.check("with these words. Here begins").kind is not Ruling.VERBATIM


def test_several_threads_get_the_answers_that_one_gets() -> None:
    claims = [each.claim for each in labelled("tuned")][::6]
    expected = [VERIFIER.check(claim) for claim in claims]
    found: dict[int, list[Verdict]] = {}

    def work(number: int) -> None:
        found[number] = [VERIFIER.check(claim) for claim in claims]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert list(found.values()) == [expected] * 3


def test_what_is_looked_at_does_not_grow_with_the_library() -> None:
    """A time would depend on the machine, so the words that are compared are counted instead."""
    chance = random.Random(1)
    words = [word for each in PARAGRAPHS for word in each.text.split()]
    texts = [" ".join(chance.choices(words, k=80)) for _ in range(1500)]
    large = Verifier(Library([replace(WORK, chapters=(*WORK.chapters, _chapter(texts)))]))
    claim = "What if the White Guards kill you and me? Will Sverdlov and Bukharin be able to manage?"
    looked_at = _Counting(large)
    verdict = large.check(claim)
    assert (verdict.kind, verdict.place and verdict.place.reference) == (Ruling.ALTERED, "ML 29:22")
    assert looked_at.runs <= 4000


class _Counting:
    """Counts the runs that a verifier compares."""

    def __init__(self, verifier: Verifier) -> None:
        self.runs = 0
        corpus = verifier._corpus
        compare = corpus.run_around

        def count(claim: list[int], index: int, position: int) -> tuple[int, int]:
            self.runs += 1
            return compare(claim, index, position)

        corpus.run_around = count  # type: ignore[method-assign, assignment]


def _library_of(*texts: str) -> Library:
    return Library([replace(WORK, chapters=(replace(_chapter(list(texts)), number=29),))])


def _chapter(texts: list[str]) -> Chapter:
    return replace(
        WORK.chapters[0],
        number=99,
        paragraphs=tuple(Paragraph(number, text, text) for number, text in enumerate(texts, start=1)),
        notes=(),
        passages=(),
        speech=(),
        quotes=(),
        events=(),
        questions=(),
    )
