"""Joins a chapter's index with its text: paragraphs numbered, slips corrected, faulty entries left out."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from bot.content.faults import Report, Rule
from bot.content.findings import Finding
from bot.content.model import Chapter, Corrected, Correction, Note, Paragraph, Work
from bot.content.parse import ChapterIndex, NoteEntry
from bot.content.rules import CHAPTER_RULES

T = TypeVar("T")


def assemble(work: Work, index: ChapterIndex, text: str, report: Report) -> Chapter:
    """Return the chapter; what is wrong goes to ``report``, and the entries it concerns are left out."""
    lines = {number: line.strip() for number, line in enumerate(text.split("\n"), start=1) if line.strip()}
    notes = [note for note in index.notes if _has_line(lines, note.line_in_text, note.line, report)]
    tail = [number for number in index.tail if _has_line(lines, number, index.tail_line, report)]
    apart = {note.line_in_text for note in notes} | set(tail)
    sources = [line for number, line in lines.items() if number not in apart]
    by_paragraph, by_note = _corrections(index.corrections, len(sources), notes, report)
    chapter = Chapter(
        number=index.number,
        title=index.title,
        path=report.path,
        paragraphs=tuple(
            _paragraph(number, source, by_paragraph.get(number, []), report)
            for number, source in enumerate(sources, start=1)
        ),
        notes=tuple(_note(note, lines[note.line_in_text], by_note.get(note.mark, []), report) for note in notes),
        passages=index.passages,
        speech=index.speech,
        quotes=index.quotes,
        events=index.events,
        questions=index.questions,
    )
    findings = (finding for rule in CHAPTER_RULES for finding in rule(work, chapter))
    if not index.has_all_passages:
        # Which paragraphs the passages that could not be read would hold is not known.
        findings = (finding for finding in findings if finding.rule is not Rule.IN_NO_PASSAGE)
    return without_faulty(chapter, findings, report)


def without_faulty(chapter: Chapter, findings: Iterable[Finding], report: Report) -> Chapter:
    """Record ``findings`` and return ``chapter`` without the entries that they are about."""
    faulty: set[int] = set()
    for finding in findings:
        report.add(finding.rule, finding.entry.line, finding.message, finding.hint)
        faulty.add(id(finding.entry))

    def sound(entries: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(entry for entry in entries if id(entry) not in faulty)

    return replace(
        chapter,
        notes=sound(chapter.notes),
        passages=sound(chapter.passages),
        speech=sound(chapter.speech),
        quotes=sound(chapter.quotes),
        events=sound(chapter.events),
        questions=sound(chapter.questions),
    )


def _has_line(lines: dict[int, str], number: int, declared_on: int, report: Report) -> bool:
    if number in lines:
        return True
    report.add(Rule.NO_SUCH_LINE, declared_on, f"the text file has no words on line {number}")
    return False


def _corrections(
    corrections: tuple[Correction, ...], paragraphs: int, notes: list[NoteEntry], report: Report
) -> tuple[dict[int, list[Correction]], dict[str, list[Correction]]]:
    by_paragraph: dict[int, list[Correction]] = {}
    by_note: dict[str, list[Correction]] = {}
    marks = {note.mark for note in notes}
    for correction in corrections:
        if correction.note is not None:
            if correction.note in marks:
                by_note.setdefault(correction.note, []).append(correction)
            else:
                report.add(
                    Rule.NO_SUCH_PARAGRAPH, correction.line, f"there is no note `{correction.note}`", "see `notes`"
                )
        elif correction.paragraph is not None and correction.paragraph <= paragraphs:
            by_paragraph.setdefault(correction.paragraph, []).append(correction)
        else:
            report.add(
                Rule.NO_SUCH_PARAGRAPH,
                correction.line,
                f"there is no paragraph {correction.paragraph}",
                f"the chapter has {paragraphs}",
            )
    return by_paragraph, by_note


def _paragraph(number: int, source: str, corrections: list[Correction], report: Report) -> Paragraph:
    text, corrected = _corrected(source, corrections, report)
    return Paragraph(number, source, text, corrected)


def _note(note: NoteEntry, source: str, corrections: list[Correction], report: Report) -> Note:
    text, _ = _corrected(source, corrections, report)
    return Note(note.mark, note.paragraph.first, note.by, source, text, note.line_in_text, note.line)


def _corrected(source: str, corrections: list[Correction], report: Report) -> tuple[str, tuple[Corrected, ...]]:
    """Return ``source`` with each correction made at its one place, and the corrections that were made, in order."""
    made: list[Corrected] = []
    text, end = "", 0
    for correction in sorted(corrections, key=lambda each: source.find(each.was)):
        start, times = source.find(correction.was), source.count(correction.was)
        if times != 1:
            report.add(
                Rule.UNUSED_CORRECTION,
                correction.line,
                f"`{correction.was}` stands {times} times in the text" if times else f"`{correction.was}` is not there",
                "add the words around it until it stands once" if times else "copy it from the text file",
            )
        elif start < end:
            report.add(Rule.UNUSED_CORRECTION, correction.line, f"`{correction.was}` overlaps another correction")
        else:
            text += source[end:start]
            made.append(Corrected(correction, len(text), len(text) + len(correction.now)))
            text += correction.now
            end = start + len(correction.was)
    return text + source[end:], tuple(made)
