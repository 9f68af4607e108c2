"""Whose words a run of the text is, by the index of its work."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from bot.content.model import Chapter, Run, Work
from bot.library.directory import Known
from bot.library.library import passage_of
from bot.library.verify.corpus import Form, Section, text_words

_MOST_OF: Final = 2 / 3  # of the words of a run must be one's own for the run to be theirs; else it is the narrator's


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says words, and who reports them: None where it is the speaker."""

    speaker: str
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What one voice says of a paragraph, as ``text[start:end]``; it may begin before it and end after it."""

    voice: Voice
    start: int
    end: int


def voice_of(section: Section, first: int, last: int) -> Voice:
    """Return who says the words from one position to another, both counted in."""
    if section.note is not None:
        return Voice(section.note.by)
    begin, end = _served_spot(section, first), _served_spot(section, last)
    voices = Counter(_voices(section.work, section.chapter, begin, end))
    if voices:
        voice, count = voices.most_common(1)[0]
        if count >= _MOST_OF * voices.total():
            return voice
    return _narrator(section.work, section.chapter, begin[0])


def is_meant(known: Known, work: Work, speaker: str) -> bool:
    """Tell whether someone of the directory is the speaker, though each work has its own list of persons."""
    if known.entity.id == speaker:
        return True
    entity = work.entities.get(speaker)
    return entity is not None and entity.kind is known.entity.kind and entity.name == known.entity.name


def _served_spot(section: Section, position: int) -> tuple[int, int]:
    """Return the paragraph of a word, and its index among the words of the paragraph as served."""
    number, index = section.spot(position)
    if section.form is not Form.TRANSCRIBED:
        return number, index
    paragraph = section.chapter.paragraph(number)
    transcribed = [word.counted for word in text_words(section.chapter, paragraph.source)]
    served = [word.counted for word in text_words(section.chapter, paragraph.text)]
    for step in Levenshtein.opcodes(transcribed, served):
        if step.src_start <= index < step.src_end:
            return number, min(step.dest_start + index - step.src_start, max(step.dest_end - 1, 0))
    return number, 0


def _voices(work: Work, chapter: Chapter, begin: tuple[int, int], end: tuple[int, int]) -> Iterator[Voice]:
    """Yield the voice of each word from one spot to another; of speech within speech the inner one."""
    for number in range(begin[0], end[0] + 1):
        words = text_words(chapter, chapter.paragraph(number).text)
        first = begin[1] if number == begin[0] else 0
        after = end[1] + 1 if number == end[0] else len(words)
        said = sorted(_said_in(chapter, number), key=lambda each: each.end - each.start)
        narrator = _narrator(work, chapter, number)
        for word in words[first:after]:
            inner = (each.voice for each in said if each.start <= word.start and word.end <= each.end)
            yield next(inner, narrator)


def _said_in(chapter: Chapter, number: int) -> Iterator[_Said]:
    for speech in chapter.speech:
        if number in speech.run:
            passage = passage_of(chapter, speech.run.first)
            reported_by = speech.reported_by or (passage.narrator if passage else None)
            yield from _found(chapter, number, speech.run, speech.words, _voice(speech.speaker, reported_by))
    for quote in chapter.quotes:
        if number in quote.run:
            yield from _found(chapter, number, quote.run, quote.text, _voice(quote.speaker, quote.reported_by))


def _found(chapter: Chapter, number: int, run: Run, words: str, voice: Voice) -> Iterator[_Said]:
    start = chapter.text(run).find(words)
    if start >= 0:
        before = sum(len(chapter.paragraph(each).text) + 1 for each in range(run.first, number))
        yield _Said(voice, start - before, start - before + len(words))


def _narrator(work: Work, chapter: Chapter, number: int) -> Voice:
    passage = passage_of(chapter, number)
    return _voice(passage.narrator if passage else work.author, work.author)


def _voice(speaker: str, reported_by: str | None) -> Voice:
    return Voice(speaker, None if reported_by == speaker else reported_by)
