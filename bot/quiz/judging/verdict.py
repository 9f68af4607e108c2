"""What the judge says of an answer."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether an answer is right; ``PROMPT`` asks back, since it is right as far as it goes."""

    ACCEPT = "accept"
    PROMPT = "prompt"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and why, in words that the member who answered is shown."""

    verdict: Verdict
    why: str


def accept(why: str) -> Judgement:
    """Return that an answer is right."""
    return Judgement(Verdict.ACCEPT, why)


def prompt(why: str) -> Judgement:
    """Return what to ask back."""
    return Judgement(Verdict.PROMPT, why)


def reject(why: str) -> Judgement:
    """Return that an answer is wrong."""
    return Judgement(Verdict.REJECT, why)
