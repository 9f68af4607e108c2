"""The words that somebody says or writes, as both kinds of question about speakers need them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.content.model import Run, Work
from bot.library.citation import attribution
from bot.quiz.source import Source
from bot.quiz.words import bare

_SENTENCE: Final = re.compile(r"[“‘]?[A-Z].*[.?!]”?", re.DOTALL)  # whole ones: no fragment, no numbered point
_LEAST_WORDS: Final = 5  # of a speech that is not chosen as a quote: "Why not?" could be anyone's


@dataclass(frozen=True, slots=True)
class Said:
    """Words that stand alone. ``id`` is the quote's, or the paragraph and the first words; ``to`` may be unknown."""

    id: str
    run: Run
    words: str
    speaker: str
    to: str | None
    reported_by: str | None


def credited(work: Work, speaker: str, reported_by: str | None) -> str:
    """Return whose words they are, inside a sentence: “Trotsky, as reported by the memoirist”."""
    whole = attribution(work, speaker, reported_by)
    return re.sub(r"^(The|An?) |\bby (The|An?) ", lambda article: article[0].lower(), whole)


def said(source: Source) -> Iterator[Said]:
    """Yield every quote and, beside them, the speeches long enough to be known by."""
    quoted = []
    for quote in source.chapter.quotes:
        quoted.append(quote.text)
        yield Said(quote.id, quote.run, quote.text, quote.speaker, _addressee(source, quote.text), quote.reported_by)
    for speech in source.chapter.speech:
        words = speech.words.rstrip(",")
        if any(words in text or text in words for text in quoted):
            continue
        if len(bare(words).split()) >= _LEAST_WORDS and _SENTENCE.fullmatch(words):
            slug = "-".join([str(speech.run.first), *bare(words).split()[:4]])
            yield Said(slug, speech.run, words, speech.speaker, speech.to, speech.reported_by)


def _addressee(source: Source, words: str) -> str | None:
    """Return to whom a quote is said, where it is direct speech."""
    return next((speech.to for speech in source.chapter.speech if words in speech.words), None)
