"""``lector new``: starts a work from a text of one's own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from bot.content.drafting.read import read_source
from bot.content.drafting.work import DraftedWork, draft_work
from bot.content.drafting.write import write_work
from bot.errors import Exit

_MOST_NAMES: Final = 12  # of files, in the report


def new(source: Path, into: Path | None, out: TextIO, *, work_id: str | None = None, short: str | None = None) -> Exit:
    """Draft a work from ``source`` in ``into`` (None: the folder ``quotes`` here, else here), and say what was done.

    UserError where the source can't be read or the work's folder is there already; then nothing is written.
    """
    draft = read_source(source)
    work = draft_work(draft, source, work_id, short)
    folder = write_work(work, into or _default_folder())
    _report(folder, work, draft.changes, out)
    return Exit.FINE


def _default_folder() -> Path:
    quotes = Path("quotes")
    return quotes if quotes.is_dir() else Path()


def _report(folder: Path, work: DraftedWork, changes: Sequence[str], out: TextIO) -> None:
    print(f"Written to {folder}:", file=out)
    names = list(work.files)
    for name in names[:_MOST_NAMES]:
        print(f"  {name}", file=out)
    if len(names) > _MOST_NAMES:
        print(f"  … {len(names) - _MOST_NAMES:,} more, up to {names[-1]}", file=out)
    print("How its text differs from the source:", file=out)
    for change in changes:
        print(f"  - {change}", file=out)
    counts = {
        "chapter": work.chapters,
        "paragraph": work.paragraphs,
        "likely person": work.persons,
        "likely place": work.places,
        "date": work.dates,
        "run in quotation marks": work.spoken,
    }
    print(f"Found: {', '.join(_counted(count, what) for what, count in counts.items())}.", file=out)
    places = _counted(work.to_confirm, "place")
    print(f"Next: run `lector check {folder}`: it leads you through {places} to confirm, work.yaml first.", file=out)


def _counted(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what}"
    first, _, rest = what.partition(" in ")
    return f"{count:,} {first}s{rest and f' in {rest}'}"
