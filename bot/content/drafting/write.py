"""Writes a drafted work's folder: whole or not at all."""

import os
import tempfile
from pathlib import Path

from bot.content.drafting.work import DraftedWork
from bot.errors import UserError


def write_work(work: DraftedWork, into: Path) -> Path:
    """Write ``into / work.id`` and return it; UserError where it is there already or can't be written.

    The files are written to a hidden folder beside it first, which then takes its name.
    """
    target = into / work.id
    if not into.is_dir():
        raise UserError(f"there is no folder {into}: make it, or give another with --into")
    if os.path.lexists(target):
        raise UserError(f"{target} is there already: take it away, or give another id with --id")
    try:
        with tempfile.TemporaryDirectory(prefix=".lector-new-", dir=into) as scratch:
            folder = Path(scratch) / work.id
            folder.mkdir()
            for name, text in work.files.items():
                (folder / name).write_text(text, encoding="utf-8", newline="\n")
            folder.rename(target)
    except OSError as error:
        raise UserError(f"{target} can't be written: {error.strerror}") from error
    return target
