"""Whether an answer is right: accepted, asked back about, or rejected, and why."""

from bot.quiz.judging.expected import Expected
from bot.quiz.judging.said import bare, read, unreadable
from bot.quiz.judging.verdict import Judgement, Verdict, accept, prompt, reject


def judge(given: str, expected: Expected) -> Judgement:
    """Judge what a member typed; whatever it is, nothing is raised.

    A written answer, option or prompt of the question counts as it stands; all else is judged by the kind of answer.
    """
    why = unreadable(given)
    if why is not None:
        return reject(why)
    said = read(given)
    written = (bare(said.tokens), bare(said.core))
    if _same_signs(given, expected) and any(words in expected.right for words in written):
        judged = expected.rule.judge(said)
        return judged if judged.verdict is Verdict.ACCEPT else accept(f"accepted for {expected.answer}")
    if any(words in expected.wrong for words in written):
        return reject("that is one of the wrong options")
    asked = next((ask for text, ask in expected.prompts if text in written), None)
    return prompt(asked) if asked is not None else expected.rule.judge(said)


def _same_signs(given: str, expected: Expected) -> bool:
    """Return whether a per cent sign, which bare words lack, stands in both or neither."""
    return ("%" in given) == ("%" in expected.answer)
