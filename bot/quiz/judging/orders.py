"""Whether an answer puts things in the right order, by their letters."""

from dataclasses import dataclass

from bot.quiz.judging.said import Said
from bot.quiz.judging.verdict import Judgement, accept, prompt, reject


@dataclass(frozen=True, slots=True)
class OrderRule:
    """The right order: one letter for each thing, such as ``cadb``."""

    letters: str

    def judge(self, said: Said) -> Judgement:
        """Judge an answer by the letters in it: ``CADB``, ``c, a, d, b``, ``C then A then D then B``."""
        words = [token.word for token in said.tokens]
        whole = [word for word in words if sorted(word) == sorted(self.letters)]
        given = whole[0] if len(whole) == 1 else "".join(word for word in words if len(word) == 1)
        if given == self.letters:
            return accept("the order is right")
        if len(given) < len(self.letters) and given and self.letters.startswith(given):
            return prompt("and then?")
        return reject("that is another order" if given else "give the letters in their order")
