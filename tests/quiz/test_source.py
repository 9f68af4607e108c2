"""A chapter as the kinds of question read it."""

from dataclasses import replace

import books

from bot.content.model import AnswerKind, Difficulty, Proof, Question, Run
from bot.quiz.folded import FoldedText
from bot.quiz.kinds.hand_written import hand_written
from bot.quiz.source import Source, sources

EVERYWHERE = Run(1, 4)
TEXT = (
    "He spoke of the Lenin. Trotsky heard it.",
    "A d’Espèrey came; it rained.",
    "There Lenin Trotsky’s brother spoke. So they say.",
    "D’ESPEREY left",
)


def source(*questions: Question) -> Source:
    (found,) = sources(books.work(replace(books.chapter(*TEXT), questions=questions)))
    return found


def question(name: str, *proof: Proof, answer: str = "Lenin") -> Question:
    return Question(
        name, AnswerKind.TEXT, Difficulty.EASY, "Who?", answer, None, (), (), ("1", "2", "3"), "So.", proof, None
    )


def test_the_first_sentence_that_names_somebody_is_found_however_the_name_is_written() -> None:
    assert source().sentence_with(EVERYWHERE, ("desperey",)) == (Run(2, 2), "A d’Espèrey came; it rained.")
    assert source().sentence_with(Run(3, 4), ("Nobody", "d'Esperey")) == (Run(4, 4), "D’ESPEREY left")
    assert source().sentence_with(Run(3, 3), ("d'Esperey",)) is None


def test_a_name_over_the_end_of_a_sentence_is_in_no_sentence() -> None:
    found = source().sentence_with(EVERYWHERE, ("Lenin Trotsky",))
    assert found == (Run(3, 3), "There Lenin Trotsky’s brother spoke.")


def test_a_part_of_a_word_is_no_name() -> None:
    assert source().sentence_with(EVERYWHERE, ("Lenin Trot", "rain", "")) is None


def test_the_text_names_what_stands_over_the_end_of_a_paragraph_but_no_paragraph_does() -> None:
    text = source().text
    assert text.has(("nobody", "It rained there"))
    assert not text.has(("rained Lenin",))
    assert not FoldedText(books.work(books.chapter("…"))).has(("", "the"))
    assert list(text.paragraphs_with(source().chapter, EVERYWHERE, ("It rained there", "Lenin Trot"))) == []
    assert list(text.paragraphs_with(source().chapter, EVERYWHERE, ("Trotsky", "left"))) == [1, 3, 4]


def test_a_question_is_answered_by_the_words_of_any_of_its_proofs() -> None:
    first = question("first", Proof(Run(3, 4), "So they say"), Proof(Run(1, 1), "Trotsky heard it"))
    second = question("second", Proof(Run(4, 4), "left"))
    here = source(first, second)
    for run, shown in ((Run(1, 1), "Trotsky heard it."), (Run(1, 2), "Trotsky heard it."), (Run(4, 4), "So they say.")):
        assert here.answered(run, shown, "It was Lenin.") == {here.fact(first)}
        assert here.same_fact(run, shown, ("Lenin",)) == here.fact(first)
    assert here.answered(Run(2, 2), "Trotsky heard it.", "It was Lenin.") == frozenset()
    assert here.same_fact(Run(4, 4), "left", ("Lenin",)) == here.fact(second)


def test_of_two_questions_that_ask_one_thing_the_first_counts() -> None:
    proofs = (Proof(Run(2, 3), "There"), Proof(Run(3, 3), "There"))
    here = source(*(question(name, proof) for name, proof in zip(("b", "a"), proofs, strict=True)))
    assert here.same_fact(Run(2, 4), "There", ("lenin",)) == "book/question/b"


def test_a_question_tells_the_long_answer_of_another_that_stands_in_its_reason() -> None:
    long = question("long", Proof(Run(2, 2), "it rained"), answer="It rained there for days")
    short = question("short", Proof(Run(2, 2), "it rained"), answer="It rained there")
    telling = replace(question("telling", Proof(Run(4, 4), "left")), why="It rained there for days.")
    told = {each.id.split("/")[-1]: each.excludes for each in hand_written(source(long, short, telling))}
    assert told["telling"] == {"book/question/long"}
    assert "book/question/long" not in told["long"]
