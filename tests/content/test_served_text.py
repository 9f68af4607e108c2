"""The first promise, over every work that is shipped: what is served is the source, with the declared corrections.

The correction is computed here anew, from the YAML as PyYAML itself reads it, so that a slip in ``bot.content`` shows.
"""

import hashlib
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from bot.content.loader import Loaded, load
from bot.content.model import Chapter
from bot.settings import shipped_quotes

# A source is kept byte for byte as it was transcribed: a digest changes only with the transcription that it is of.
DIGESTS: Final = {"my-life/29-in-power.txt": "cf1ab85ab250bede2b4c177bcedc31d45ef978329cc19c6541d02e15aefa28ac"}


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(shipped_quotes())


def _chapters(loaded: Loaded) -> list[Chapter]:
    return [chapter for work in loaded.works for chapter in work.chapters]


def _index(chapter: Chapter) -> dict[str, Any]:
    text = (shipped_quotes() / chapter.path).read_text(encoding="utf-8")
    index: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return index


def _source_lines(chapter: Chapter) -> list[str]:
    path = (shipped_quotes() / chapter.path).with_suffix(".txt")
    return path.read_bytes().decode().split("\n")


def _mended(text: str, corrections: list[dict[str, str]]) -> str:
    for each in corrections:
        before, was, after = text.partition(each["was"])
        assert was, f"{each['was']!r} is not in the source"
        assert each["was"] not in after, f"{each['was']!r} is there twice"
        text = before + each["now"] + after
    return text


def test_the_shipped_works_have_no_fault(loaded: Loaded) -> None:
    assert [str(fault) for fault in loaded.faults] == []


def test_the_sources_are_byte_for_byte_as_transcribed() -> None:
    folder = shipped_quotes()
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.txt")}
    assert {name: _digest(path) for name, path in found.items()} == DIGESTS


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_each_served_paragraph_is_its_source_line_after_the_declared_corrections(loaded: Loaded) -> None:
    for chapter in _chapters(loaded):
        index = _index(chapter)
        apart = {int(note["line"]) for note in index.get("notes", [])} | {int(line) for line in index.get("tail", [])}
        sources = [
            line for number, line in enumerate(_source_lines(chapter), start=1) if line.strip() and number not in apart
        ]
        corrections = index.get("corrections", [])
        expected = [
            _mended(source.strip(), [each for each in corrections if each.get("in") == str(number)])
            for number, source in enumerate(sources, start=1)
        ]
        assert [paragraph.text for paragraph in chapter.paragraphs] == expected
        assert [paragraph.source for paragraph in chapter.paragraphs] == [source.strip() for source in sources]


def test_each_served_note_is_its_source_line_after_the_declared_corrections(loaded: Loaded) -> None:
    for chapter in _chapters(loaded):
        index, lines = _index(chapter), _source_lines(chapter)
        expected = [
            _mended(
                lines[int(note["line"]) - 1].strip(),
                [each for each in index.get("corrections", []) if each.get("note") == note["mark"]],
            )
            for note in index.get("notes", [])
        ]
        assert [note.text for note in chapter.notes] == expected


def test_what_a_card_marks_as_corrected_is_what_was_corrected(loaded: Loaded) -> None:
    for chapter in _chapters(loaded):
        made = [(paragraph, each) for paragraph in chapter.paragraphs for each in paragraph.corrected]
        assert [paragraph.text[each.start : each.end] for paragraph, each in made] == [
            each.correction.now for _, each in made
        ]
        declared = [each for each in _index(chapter).get("corrections", []) if "in" in each]
        assert len(made) == len(declared)


def test_every_quote_and_every_proof_stands_in_its_paragraphs(loaded: Loaded) -> None:
    for chapter in _chapters(loaded):
        claims = [(quote.run, quote.text) for quote in chapter.quotes]
        claims += [(speech.run, speech.words) for speech in chapter.speech]
        claims += [(event.run, event.wording) for event in chapter.events]
        claims += [(proof.run, proof.words) for question in chapter.questions for proof in question.proof]
        assert len(claims) > len(chapter.paragraphs)
        for run, words in claims:
            texts = [chapter.paragraphs[number - 1].text for number in range(run.first, run.last + 1)]
            assert words in " ".join(texts)
