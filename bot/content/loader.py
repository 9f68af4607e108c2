"""From a folder of works to values: every fault of the library at once, and everything that is sound."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bot.content.assemble import assemble, without_faulty
from bot.content.faults import Fault, Report, Rule
from bot.content.files import read_text
from bot.content.findings import Finding
from bot.content.lock import LOCK, check_lock
from bot.content.model import Chapter, Entity, Work
from bot.content.parse import parse_chapter, parse_people, parse_work
from bot.content.quotes_only import parse_quotes
from bot.content.rules import ids_are_known
from bot.content.strict_yaml import Mapping, parse
from bot.errors import Exit, UserError

_WORK: Final = "work.yaml"
_PEOPLE: Final = "people.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a library's folder holds: its sound works, sorted by id, and its faults, sorted by place."""

    works: tuple[Work, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a work's folder, or its one file of quotes, holds: no work where it can't be served at all."""

    work: Work | None
    faults: tuple[Fault, ...]


def load(folder: Path) -> Loaded:
    """Read every work in ``folder``, or the one work that ``folder`` itself is.

    An entry with a fault is left out, and the rest is served; UserError where there is no such folder.
    """
    root, names = listed(folder)
    return joined(folder, [read_entry(root, name) for name in names])


def listed(folder: Path) -> tuple[Path, list[str]]:
    """Return the works' folders and files by their names in a root: ``folder``, or its parent where it is a work.

    UserError where there is no such folder.
    """
    if not folder.is_dir():
        raise UserError(
            f"there is no library at {folder}: set LECTOR_QUOTES to the folder that holds the works",
            exit_code=Exit.CONFIG,
        )
    if (folder / _WORK).exists():
        return folder.parent, [folder.name]
    return folder, [*_work_folders(folder), *_quote_files(folder)]


def read_entry(root: Path, name: str) -> Entry:
    """Read the work that is a folder or a file of ``root``."""
    faults: list[Fault] = []
    try:
        read = _load_work if (root / name).is_dir() else _load_quotes
        work = read(root, name, faults)
    except OSError as error:
        work, hint = None, "check its permissions, and that its disk is there"
        Report(name, faults).add(Rule.FILE_MISSING, 1, f"the folder can't be read: {error.strerror}", hint)
    return Entry(work, tuple(faults))


def joined(folder: Path, entries: Sequence[Entry]) -> Loaded:
    """Return the library that the works of ``folder`` make together, by id, with the faults of each and of all.

    Of two that have one name the first is served.
    """
    faults = [fault for entry in entries for fault in entry.faults]
    if not entries:
        Report(".", faults).add(Rule.FILE_MISSING, 1, f"no folder here holds a {_WORK}", "a work is a folder with one")
    works = list(_distinct([entry.work for entry in entries if entry.work is not None], faults))
    works.sort(key=lambda each: each.id)
    if (folder / LOCK).exists():
        report = Report(LOCK, faults)
        lock = read_text(folder, LOCK, report)
        if lock is not None:
            check_lock(works, lock, report)
    return Loaded(tuple(works), tuple(sorted(faults)))


def _work_folders(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.is_dir() and not each.name.startswith((".", "_")))


def _quote_files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("*.yaml") if not each.name.startswith((".", "_")))


def _load_quotes(root: Path, name: str, faults: list[Fault]) -> Work | None:
    """Read a small work that is one file of quotes."""
    mapping, report = _mapping(root, name, faults)
    work = None if mapping is None else parse_quotes(mapping, report)
    if work is None:
        return None
    _check_author(work, report)
    chapters = [without_faulty(chapter, ids_are_known(work, chapter), report) for chapter in work.chapters]
    return replace(work, chapters=tuple(_distinct_ids(chapters, faults)))


def _distinct(works: list[Work], faults: list[Fault]) -> Iterator[Work]:
    seen: dict[str, str] = {}
    for work in works:
        for name in {work.id, work.short.casefold()}:
            if name in seen:
                report = Report(work.path, faults)
                report.add(Rule.REPEATED_ID, 1, f"`{name}` also names the work in {seen[name]}", "give it another")
                break
        else:
            seen |= dict.fromkeys((work.id, work.short.casefold()), work.path)
            yield work


def _load_work(root: Path, name: str, faults: list[Fault]) -> Work | None:
    mapping, report = _mapping(root, f"{name}/{_WORK}", faults)
    work = parse_work(mapping, report) if mapping is not None else None
    if work is None:
        if mapping is not None:
            _read_the_rest(root, name, faults)
        return None
    people, people_report = _mapping(root, f"{name}/{_PEOPLE}", faults)
    entities = parse_people(people, people_report) if people is not None else ()
    work = replace(work, entities=dict(_by_id(entities, people_report)))
    _check_author(work, report)
    for entity in entities:
        for member in entity.members:
            if member not in work.entities:
                people_report.add(Rule.UNKNOWN_ID, entity.line, f"the member `{member}` is not in {_PEOPLE}")
    chapters = [_load_chapter(root, path, work, faults) for path in _chapter_paths(root, name)]
    if not chapters:
        report.add(Rule.FILE_MISSING, 1, "the work has no chapter", "add NN-slug.txt and its index NN-slug.yaml")
    return replace(work, chapters=tuple(_distinct_ids([each for each in chapters if each is not None], faults)))


def _read_the_rest(root: Path, name: str, faults: list[Fault]) -> None:
    """Read the other files of a work for the faults of their form alone: without its ``work.yaml`` it is not served."""
    people, report = _mapping(root, f"{name}/{_PEOPLE}", faults)
    if people is not None:
        parse_people(people, report)
    for path in _chapter_paths(root, name):
        mapping, report = _mapping(root, path, faults)
        if mapping is not None:
            parse_chapter(mapping, report, "")


def _check_author(work: Work, report: Report) -> None:
    if work.author not in work.entities:
        report.add(Rule.UNKNOWN_ID, 1, f"the author `{work.author}` is not among the persons", "add the author there")


def _by_id(entities: tuple[Entity, ...], report: Report) -> Iterator[tuple[str, Entity]]:
    seen: dict[str, int] = {}
    for entity in entities:
        if entity.id in seen:
            report.add(Rule.REPEATED_ID, entity.line, f"`{entity.id}` is taken", f"by line {seen[entity.id]}")
            continue
        seen[entity.id] = entity.line
        yield entity.id, entity


def _chapter_paths(root: Path, name: str) -> list[str]:
    """Return the indexes of a work; a text without its index is listed too, so that its lack is a fault."""
    files = (each for each in (root / name).iterdir() if each.suffix in {".txt", ".yaml"})
    stems = {each.stem for each in files if each.name not in {_WORK, _PEOPLE}}
    return [f"{name}/{stem}.yaml" for stem in sorted(stems)]


def _load_chapter(root: Path, path: str, work: Work, faults: list[Fault]) -> Chapter | None:
    mapping, report = _mapping(root, path, faults)
    text_path = path.removesuffix(".yaml") + ".txt"
    text = read_text(root, text_path, Report(text_path, faults))
    if mapping is None or text is None:
        return None
    return assemble(work, parse_chapter(mapping, report, work.author), text, report)


def _distinct_ids(chapters: list[Chapter], faults: list[Fault]) -> Iterator[Chapter]:
    """Leave out each later entry whose id another of its kind in the work has, and each later chapter of a number."""
    numbers: Counter[int] = Counter()
    seen: dict[tuple[str, str], str] = {}
    for chapter in sorted(chapters, key=lambda each: (each.number, each.path)):
        report = Report(chapter.path, faults)
        numbers[chapter.number] += 1
        if numbers[chapter.number] > 1:
            report.add(Rule.REPEATED_ID, 1, f"there are two chapters {chapter.number}", "number them as the book does")
            continue
        yield without_faulty(chapter, _repeated(chapter, seen), report)


def _repeated(chapter: Chapter, seen: dict[tuple[str, str], str]) -> Iterator[Finding]:
    for kind, entry in chapter.named:
        if (kind, entry.id) in seen:
            yield Finding(Rule.REPEATED_ID, entry, f"the {kind} id `{entry.id}` is taken", seen[kind, entry.id])
        else:
            seen[kind, entry.id] = f"by {chapter.path}:{entry.line}"


def _mapping(root: Path, path: str, faults: list[Fault]) -> tuple[Mapping | None, Report]:
    report = Report(path, faults)
    text = read_text(root, path, report)
    return (None if text is None else parse(text, report)), report
